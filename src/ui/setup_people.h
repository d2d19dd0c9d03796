/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Set-up's pages of people with their secrets, and of roles with their rights. Private to src/ui.
 */
#ifndef UI_SETUP_PEOPLE_H
#define UI_SETUP_PEOPLE_H

#include "setup.h"

extern const struct record person_form_record, role_form_record;
extern const char *const person_form_hints[], *const role_form_hints[];

enum code person_form_open(struct desk *desk, struct arena *arena, int64_t id, void *row);
enum code person_form_save(struct desk *desk, struct arena *arena, void *row, const char **said);

enum code role_lines(struct desk *desk, struct arena *arena, int64_t owner, void *rows, size_t *count);
enum code role_form_open(struct desk *desk, struct arena *arena, int64_t id, void *row);
enum code role_form_save(struct desk *desk, struct arena *arena, void *row, const char **said);
enum code role_take_away(struct desk *desk, struct arena *arena, int64_t owner, int64_t id,
		const char **said);

#endif
