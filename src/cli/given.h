/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was given: words split by a table of options, then read by their types.
 */
#ifndef CLI_GIVEN_H
#define CLI_GIVEN_H

#include "cli/command.h"

#define NAMES_PARTED "\n"		/* between the names of an option with MANY */

struct given {
	const char *text;		/* NULL: not given */
	int64_t id;
	int day, minute, number;	/* number: also of a word */
	unsigned bits;
};

/* What the words of a command line are split by. */
struct split {
	const char *what;		/* the command's name, for sentences */
	const struct option *options;
	size_t count;
	unsigned flags;			/* enum command_flags: LISTS and MAKES take a format */
	bool leading;			/* stop at the first word that is no option */
};

/* Splits the words: fills given[i] of each option; *format by --json and --csv. *used words were
 * taken. USAGE names what is unknown, missing or twice there. */
enum code given_split(struct arena *arena, const struct split *split, int argc, char **argv,
		struct given *given, enum format *format, int *used);

/* Reads the texts by their types; `desk` finds those whom they name. */
enum code given_read(struct arena *arena, struct desk *desk, const struct command *command,
		struct given *given);

#endif
