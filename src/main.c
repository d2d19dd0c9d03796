/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * chairtime: a command runs on the command line, no command opens the screens.
 */
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/guard.h"
#include "cli/command.h"
#include "cli/found.h"
#include "ui/ui.h"

/* Another desk of the same store, for scripts. */
static enum code
open_another(void *context, const char *name, struct desk *out)
{
	struct globals globals = *(const struct globals *)context;

	globals.desk = name;
	return store_open(out, &globals, DB_OPEN, false);
}

/* Somebody without a book: who it is, and the clock. */
static enum code
blank_desk(struct desk *desk, const struct globals *globals)
{
	const struct desk_options options = {
		.name = globals->desk, .now = globals->now, .runs = !globals->script,
	};

	return desk_blank(desk, &options);
}

/* What the first run asks for; a failure leaves the desk as it was, without a store. */
static enum code
found(void *context, const struct new_practice *asked, struct desk *desk)
{
	const struct globals *const globals = context;
	enum code code, again;

	desk_close(desk);
	code = practice_make(desk, globals, asked->name, asked->zone, &asked->founding,
			!globals->script);
	if (code == OK)
		return OK;
	again = blank_desk(desk, globals);
	return again == OK ? code : again;
}

/* A desk on the store; where there is none yet and somebody is there to be asked, without one. */
static enum code
open_desk(struct desk *desk, const struct globals *globals, const char *where)
{
	const bool asks = globals->script || (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO));
	struct arena arena = {0};
	const char *said;
	enum code code = store_open(desk, globals, DB_OPEN, !globals->script);

	if (code != STORE || !asks)
		return code;
	said = arena_copy(&arena, error_text());
	error_clear();
	code = store_is_there(where) ? fail(STORE, "%s", said) : blank_desk(desk, globals);
	arena_free(&arena);
	return code;
}

static enum code
open_screens(const struct globals *globals)
{
	struct globals same = *globals;
	struct arena arena = {0};
	const struct ui_options options = {
		.script = globals->script, .size = globals->size,
		.last_only = globals->show && strcmp(globals->show, "last") == 0,
		.open = open_another, .found = found, .where = store_path(&arena, globals),
		.who = globals_who(globals), .context = &same,
	};
	struct desk desk;
	enum code code;

	same.unasked = true;
	code = open_desk(&desk, &same, options.where);
	if (code == OK) {
		code = ui_run(&desk, &options);
		desk_close(&desk);
	}
	arena_free(&arena);
	return code;
}

/* --help and --version are commands too. */
static enum code
choose(const struct globals *globals, int argc, char **argv, struct output *out)
{
	char *asked[] = {globals->version ? "version" : "help", NULL};

	if (globals->version || globals->help)
		return command_line(globals, 1, asked, out);
	if (argc > 0)
		return command_line(globals, argc, argv, out);
	return open_screens(globals);
}

int
main(int argc, char **argv)
{
	struct output out;
	struct globals globals;
	enum code code;
	int used;

	guard_process();
	setlocale(LC_CTYPE, "");	/* the sentences are English; what is the place's own is its letters */
	setlocale(LC_TIME, "");		/* and how days are written */
	signal(SIGXFSZ, SIG_IGN);	/* a limit on files is told like a full disk */
	out = output_standard();
	code = globals_parse(argc - 1, argv + 1, &globals, &used);
	globals.screens = open_screens;
	if (code == OK)
		code = choose(&globals, argc - 1 - used, argv + 1 + used, &out);
	if (code == OK)
		code = output_flush(out.file);	/* a full disk is no success */
	fflush(stdout);		/* what was printed comes before what went wrong */
	if (code != OK)
		print_failure(stderr);
	return code_exit_status(code);
}
