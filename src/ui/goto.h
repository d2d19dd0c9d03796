/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Going to a date, from whatever shows days.
 */
#ifndef UI_GOTO_H
#define UI_GOTO_H

#include "ui/screen.h"

/* Asks for a day, and gives it to `went` when the line is gone. Words that are no day look for a
 * patient: then the Day screen is shown at the next visit. */
void goto_ask(struct ui *ui, void (*went)(struct ui *ui, int day));

#endif
