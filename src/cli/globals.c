/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Global options, and the store that they mean.
 */
#include "given.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/rooms.h"
#include "who.h"

const struct option global_options[] = {
	{"db", OPTION_TEXT, 0, "PATH|URL", "The store; else $CHAIRTIME_DB, else practice.db in "
		"$XDG_DATA_HOME/chairtime", NULL},
	{"practice", OPTION_TEXT, 0, "NAME", "Which practice of a PostgreSQL store", NULL},
	{"desk", OPTION_TEXT, 0, "NAME", "Which desk this is; else $CHAIRTIME_DESK, else "
		"login@terminal", NULL},
	{"who", OPTION_TEXT, 0, "NAME", "Who you are, where the practice asks; else $CHAIRTIME_WHO",
		NULL},
	{"secret-file", OPTION_TEXT, 0, "FILE", "Your secret: the first line of a file that nobody else "
		"may read, - standard input; else $CHAIRTIME_SECRET_FILE, else asked at the terminal",
		NULL},
	{"now", OPTION_TEXT, 0, "YYYY-MM-DDTHH:MM", "What time it is, for tests and demonstrations",
		NULL},
	{"script", OPTION_TEXT, 0, "FILE", "Runs the screens by a file of keys and prints them",
		NULL},
	{"size", OPTION_TEXT, 0, "COLSxROWS", "How large a script's screens are", NULL},
	{"show", OPTION_TEXT, 0, "last", "Prints only a script's last screen", NULL},
	{"help", OPTION_FLAG, 0, NULL, "What chairtime can do", NULL},
	{"version", OPTION_FLAG, 0, NULL, "Which chairtime this is", NULL},
};
const size_t global_options_count = sizeof global_options / sizeof global_options[0];

enum code
globals_parse(int argc, char **argv, struct globals *out, int *used)
{
	struct arena arena = {0};
	struct given given[sizeof global_options / sizeof global_options[0]] = {0};
	const struct split split = {
		"before the command", global_options, global_options_count, 0, true
	};
	enum format format;
	enum code code = given_split(&arena, &split, argc, argv, given, &format, used);

	*out = (struct globals){
		.db = given[0].text, .practice = given[1].text, .desk = given[2].text,
		.who = given[3].text, .secret_file = given[4].text, .now = given[5].text,
		.script = given[6].text, .size = given[7].text, .show = given[8].text,
		.help = given[9].text, .version = given[10].text,
	};
	arena_free(&arena);
	if (code == OK && out->db && text_is_blank(out->db))
		code = fail(USAGE, "--db: it is empty: a path is wanted");
	if (code == OK && !out->script && (out->size || out->show))
		code = fail(USAGE, "%s: it is about a script's screens; a terminal's size is its "
			    "own: leave it out, or give --script FILE too",
			    out->size ? "--size" : "--show");
	return code;
}

static const char *
path_meant(struct arena *arena, const struct globals *globals)
{
	const char *const db = getenv("CHAIRTIME_DB");
	const char *const data = getenv("XDG_DATA_HOME");
	const char *const home = getenv("HOME");

	if (globals->db)
		return globals->db;
	if (!text_is_blank(db))
		return db;
	if (!text_is_blank(data))
		return arena_print(arena, "%s/chairtime/practice.db", data);
	return arena_print(arena, "%s/.local/share/chairtime/practice.db", home ? home : ".");
}

const char *
store_path(struct arena *arena, const struct globals *globals)
{
	const char *const path = path_meant(arena, globals);

	return db_is_file(path) ? path : db_url_with_practice(arena, path, globals->practice);
}

enum code
store_open(struct desk *desk, const struct globals *globals, enum db_mode mode, bool runs)
{
	struct arena arena = {0};
	const struct desk_options options = {
		.where = store_path(&arena, globals), .name = globals->desk, .now = globals->now,
		.runs = runs, .mode = mode,
	};
	enum code code;

	if (globals->practice && db_is_file(options.where))
		code = fail(USAGE,
			"--practice: only for PostgreSQL: the file %s holds one practice",
			    options.where);
	else
		code = desk_open(desk, &options, &chairtime_rooms);
	if (code == NOT_FOUND) {
		const char *const sentence = arena_copy(&arena, error_text());

		error_clear();
		code = fail(STORE, "%s", sentence);	/* not a question without result */
	}
	if (code == OK) {
		code = who_signs_in(desk, globals);
		if (code != OK)
			desk_close(desk);
	}
	arena_free(&arena);
	return code;
}
