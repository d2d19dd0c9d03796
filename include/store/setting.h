/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The practice's settings as rows, for whoever lists or edits them. See desk.h for asking one.
 */
#ifndef STORE_SETTING_H
#define STORE_SETTING_H

#include "store/desk.h"

struct setting {
	struct row row;
	const char *name, *value;
};

extern const struct record setting_record;

#endif
