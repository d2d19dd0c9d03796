/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The demo: a made-up practice, then its screens, or on a pipe its day, calls and openings.
 */
#include "groups.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/found.h"
#include "port/demo.h"

#define DEMO_DESK "demo"
#define SEED "demo"

/* PATH, what --db or $CHAIRTIME_DB names, else demo.db beside the store that is meant. */
static const char *
demo_path(const struct input *in)
{
	const char *const data = getenv("XDG_DATA_HOME"), *const home = getenv("HOME");

	if (input_has(in, "PATH"))
		return input_text(in, "PATH");
	if (in->globals->db || !text_is_blank(getenv("CHAIRTIME_DB")))
		return store_path(in->arena, in->globals);
	if (!text_is_blank(data))
		return arena_print(in->arena, "%s/chairtime/demo.db", data);
	return arena_print(in->arena, "%s/.local/share/chairtime/demo.db", home ? home : ".");
}

/* By a desk and a seed of its own, so that it is the same at every desk. */
static enum code
make(struct globals globals)
{
	struct desk desk;
	enum code code;

	globals.desk = DEMO_DESK;
	if (setenv("CHAIRTIME_SEED", SEED, 1) != 0)
		return fail(WORLD, "the demo: no memory for its seed");
	code = practice_make(&desk, &globals, DEMO_PRACTICE, NULL, NULL, false);
	if (code != OK)
		return code;
	code = demo_make(&desk);
	desk_close(&desk);
	if (code != OK)
		db_remove(globals.db);
	return code;
}

static enum code
show(struct desk *desk, struct output *out, const char *heading, char **words)
{
	int count = 0;

	while (words[count])
		count++;
	print_heading(out, heading);
	return command_run(desk, count, words, out);
}

static enum code
show_all(const struct globals *globals, struct output *out)
{
	char *day[] = { "day", NULL }, *calls[] = { "calls", NULL };
	char *openings[] = { "openings", "--type", "cleaning", NULL };
	struct desk desk;
	enum code code = store_open(&desk, globals, DB_READ, false);

	if (code != OK)
		return code;
	code = show(&desk, out, "Today", day);
	if (code == OK)
		code = show(&desk, out, "Calls", calls);
	if (code == OK)
		code = show(&desk, out, "Openings for a cleaning", openings);
	desk_close(&desk);
	return code;
}

static enum code
demo(struct input *in)
{
	const bool terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	struct globals globals = *in->globals;
	enum code code;

	globals.db = demo_path(in);
	code = make(globals);
	if (code != OK)
		return code;
	print_note(in->out, "%s: a practice run, nothing is sent: " DEMO_PRACTICE, globals.db);
	if (!terminal)
		return show_all(&globals, in->out);
	return input_has(in, "no-open") || !globals.screens ? OK : globals.screens(&globals);
}

static const struct option demo_options[] = {
	{"PATH", OPTION_TEXT, POSITIONAL, "PATH", "Where to make it; there must be none yet", NULL},
	{"no-open", OPTION_FLAG, 0, NULL, "Doesn't open its screens", NULL},
};

const struct command demo_commands[] = {
	{"demo", "Makes a made-up practice and opens it; on a pipe prints its day, calls and "
		"openings", OPTIONS(demo_options), STORE_MAKE, 0, demo},
	{0}
};
