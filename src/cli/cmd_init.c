/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A new practice.
 */
#include "groups.h"

#include "cli/found.h"

static enum code
init(struct input *in)
{
	const char *const name = input_text(in, "name");
	struct desk desk;
	enum code code;

	code = practice_make(&desk, in->globals, name, input_text(in, "zone"));
	if (code != OK)
		return code;
	print_note(in->out, "%s: a new practice: %s", db_where(desk.db), name);
	desk_close(&desk);
	return OK;
}

static const struct option init_options[] = {
	{"name", OPTION_TEXT, REQUIRED, "N", "What the practice is called", NULL},
	{"zone", OPTION_TEXT, 0, "Z", "Its time zone, Europe/Berlin; else the system's", NULL},
};

const struct command init_commands[] = {
	{"init", "Makes a new practice, with hours, visit types and recall types to begin with",
		OPTIONS(init_options), STORE_MAKE, 0, init},
	{0}
};
