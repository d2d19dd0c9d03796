/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a command's output goes instead of standard output: a file, the pager, a printer. */
#ifndef CLI_PAPER_H
#define CLI_PAPER_H

#include <sys/types.h>

#include "base/newfile.h"
#include "cli/command.h"

/* The options of a command that prints on paper. */
#define PAPER_OPTIONS \
	{"o", OPTION_TEXT, 0, "FILE", "Writes it there", NULL}, \
	{"page", OPTION_FLAG, 0, NULL, "Shows it through $PAGER, else less", NULL}, \
	{"lp", OPTION_FLAG, 0, NULL, "Prints it by lp", NULL}, \
	{"printer", OPTION_TEXT, 0, "NAME", "Prints it by lp on that printer", NULL}

struct paper {
	FILE *was;			/* private */
	int width;			/* that its tables had */
	pid_t child;
	void (*on_pipe)(int);		/* what a broken pipe did */
	const char *program;
	struct new_file file;		/* not open: no stream */
};

/* Turns the output there. The programs are run by their words, never through a shell. USAGE for more
 * than one place, WORLD where it can't be opened. */
enum code paper_open(struct input *in, struct paper *paper);
/* Ends it and turns the output back: the result, or WORLD where the file or program failed. The file
 * is there whole or not at all (base/newfile.h). */
enum code paper_close(struct input *in, struct paper *paper, enum code result);

#endif
