/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * chairtime: a command runs on the command line, no command opens the screens.
 */
#include <locale.h>
#include <string.h>

#include "cli/command.h"
#include "ui/ui.h"

/* Another desk of the same store, for scripts. */
static enum code
open_desk(void *context, const char *name, struct desk *out)
{
	struct globals globals = *(const struct globals *)context;

	globals.desk = name;
	return store_open(out, &globals, DB_OPEN, false);
}

static enum code
open_screens(const struct globals *globals)
{
	struct globals same = *globals;
	const struct ui_options options = {
		.script = globals->script, .size = globals->size,
		.last_only = globals->show && strcmp(globals->show, "last") == 0,
		.open = open_desk, .context = &same,
	};
	struct desk desk;
	enum code code = store_open(&desk, globals, DB_OPEN, !globals->script);

	if (code != OK)
		return code;
	code = ui_run(&desk, &options);
	desk_close(&desk);
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

	setlocale(LC_ALL, "");
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
