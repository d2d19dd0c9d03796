/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * chairtime: a command runs on the command line, no command opens the screens.
 */
#include <locale.h>

#include "cli/command.h"

/* --help and --version are commands too. */
static enum code
choose(const struct globals *globals, int argc, char **argv, struct output *out)
{
	char *asked[] = {globals->version ? "version" : "help", NULL};

	if (globals->version || globals->help)
		return command_line(globals, 1, asked, out);
	if (argc > 0)
		return command_line(globals, argc, argv, out);
	return fail(USAGE, "no command: see chairtime help");
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
	if (code == OK)
		code = choose(&globals, argc - 1 - used, argv + 1 + used, &out);
	if (code != OK)
		print_error(stderr);
	return code_exit_status(code);
}
