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
	const struct founding asked = {
		.chairs = input_text(in, "chairs"), .dentists = input_text(in, "dentists"),
		.hygienists = input_text(in, "hygienists"), .days = input_text(in, "days"),
		.spans = input_text(in, "spans"), .phone = input_text(in, "phone"),
	};
	struct desk desk;
	enum code code;

	code = practice_make(&desk, in->globals, name, input_text(in, "zone"), &asked, false);
	if (code != OK)
		return code;
	print_note(in->out, "%s: a new practice: %s", db_where(desk.db), name);
	desk_close(&desk);
	return OK;
}

static const struct option init_options[] = {
	{"name", OPTION_TEXT, REQUIRED, "N", "What the practice is called", NULL},
	{"zone", OPTION_TEXT, 0, "Z", "Its time zone, Europe/Berlin; else the system's", NULL},
	{"chairs", OPTION_TEXT, 0, "3", "How many chairs, or their names with commas between", NULL},
	{"dentists", OPTION_TEXT, 0, "NAMES", "The dentists, with commas between", NULL},
	{"hygienists", OPTION_TEXT, 0, "NAMES", "The hygienists, with commas between", NULL},
	{"days", OPTION_TEXT, 0, "mon-fri", "On which weekdays it is open", NULL},
	{"phone", OPTION_TEXT, 0, "N", "The practice's own telephone number", NULL},
	{"spans", OPTION_TEXT, 0, "8:00-12:00,13:00-17:00", "Its hours on these days", NULL},
};

const struct command init_commands[] = {
	{"init", "Makes a new practice, with hours, visit types and recall types to begin with",
		OPTIONS(init_options), STORE_MAKE, 0, init},
	{0}
};
