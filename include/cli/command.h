/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Commands are rows: a name, its options and a function. Parsing, usage lines, `chairtime help`,
 * the manual and the `:` line of the screens all read the same rows, so a new command is a row in
 * the file of its group (src/cli/cmd_*.c) and its function.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stdint.h>

#include "cli/output.h"
#include "store/desk.h"

/* What an option's value is. All but OPTION_TEXT are checked before a command runs. */
enum option_type {
	OPTION_FLAG,		/* no value: there or not */
	OPTION_TEXT,
	OPTION_NUMBER,		/* 0 or more */
	OPTION_DAY,		/* 2026-11-24, today, tomorrow, yesterday */
	OPTION_CLOCK,		/* 9:00 */
	OPTION_MOMENT,		/* 2026-11-24T09:00 */
	OPTION_WHEN,		/* a day or a moment */
	OPTION_WEEKDAYS,	/* mon,tue */
	OPTION_INTERVAL,	/* 6m+1d; kept as text */
	OPTION_WORD,		/* one of .words */
	OPTION_WORDS,		/* some of them, with commas between */
	OPTION_VISIT,		/* an id */
	OPTION_PATIENT,		/* what patient_find takes; the others an id, a code or a name */
	OPTION_TYPE,
	OPTION_PROVIDER,
	OPTION_CHAIR,
	OPTION_RECALL_TYPE
};

enum option_flags {
	REQUIRED = 1,
	POSITIONAL = 2,		/* stands by its place, without a name before it */
	REST = 4,		/* POSITIONAL: takes all words that follow, joined by blanks */
	MANY = 8		/* with REST: names of files, each by itself (input_next) */
};

struct option {
	const char *name;	/* "type" for --type, "o" for -o */
	enum option_type type;
	unsigned flags;
	const char *value;	/* how the value is called: "T" */
	const char *help;	/* a sentence without its full stop */
	const char *const *words;
};

enum store_need {
	STORE_NONE,		/* runs without one */
	STORE_READ,
	STORE_WRITE,
	STORE_MAKE,		/* opens by itself one that isn't there yet */
	STORE_EITHER		/* works on the one that is open, else opens or makes it */
};

enum command_flags {
	LISTS = 1,		/* takes --json and --csv */
	MAKES = 2,		/* takes --json: the record that it made or changed */
	PAGES = 4		/* LISTS, and takes --html */
};

struct input;

struct command {
	const char *name;	/* "patient find" */
	const char *help;	/* a sentence without its full stop */
	const struct option *options;
	size_t count;
	enum store_need store;
	unsigned flags;
	enum code (*run)(struct input *in);
};
#define OPTIONS(a) (a), sizeof(a) / sizeof((a)[0])

/* Global options as they were given, NULL where they weren't. */
struct globals {
	const char *db, *practice, *desk, *who, *secret_file, *now, *script, *size, *show;
	bool help, version;
	bool unasked;			/* who it is may be asked later: the screens do, and bringing a
					 * store back shows nothing of it */
	/* Opens the screens: what no command does, and demo when it is done. main sets it. */
	enum code (*screens)(const struct globals *globals);
};

/* A command with what was given to it. */
struct input {
	struct desk *desk;	/* NULL where none is open: by the command's need */
	struct arena *arena;	/* dies with the command */
	struct output *out;
	const struct globals *globals;
	const struct command *command;
	struct given *given;	/* private: one for each option */
};

/* What was given for an option of that name: false, NULL, 0, NONE where it wasn't. A name that
 * the command doesn't have is a programmer's mistake. */
bool input_has(const struct input *in, const char *name);
const char *input_text(const struct input *in, const char *name);
/* Of an option with MANY: the next name, *cursor moved on behind it (begin with input_text); NULL at
 * the end. */
const char *input_next(const struct input *in, const char **cursor);
int64_t input_id(const struct input *in, const char *name);	/* of what it names */
int input_day(const struct input *in, const char *name);	/* also of a moment */
int input_minute(const struct input *in, const char *name);
int input_number(const struct input *in, const char *name, int otherwise);
int input_word(const struct input *in, const char *name);	/* index into the words */
unsigned input_bits(const struct input *in, const char *name);	/* weekdays, words; 0 */

/* Sets the fields of a row that have the names of options (`public-name`: public_name) to what
 * was given. INPUT as in field_parse. */
enum code input_fill(const struct input *in, const struct record *record, void *row);

/* The groups, each ended by a row without a name; the last group is NULL. */
extern const struct command *const command_groups[];

extern const struct option global_options[];
extern const size_t global_options_count;

/* Reads the global options that stand before the command; *used words of argv were taken. */
enum code globals_parse(int argc, char **argv, struct globals *out, int *used);

/* The command that the first one or two words name; *used words of argv were taken. USAGE, with the
 * nearest name, where there is none. */
enum code command_find(int argc, char **argv, const struct command **out, int *used);

/* Runs a command line on an open desk: what `:` does. argv[0] is the command's first word. The
 * output's format is set by --json and --csv. */
enum code command_run(struct desk *desk, int argc, char **argv, struct output *out);

/* The whole of `chairtime COMMAND …`: opens the store as the command needs it, runs, closes. */
enum code command_line(const struct globals *globals, int argc, char **argv, struct output *out);

/* Who the globals or the environment say it is; NULL: nobody. */
const char *globals_who(const struct globals *globals);

/* The store that is meant: --db, $CHAIRTIME_DB, practice.db below $XDG_DATA_HOME. */
const char *store_path(struct arena *arena, const struct globals *globals);

/* Opens it and signs in who it is (globals). STORE, naming init, demo and restore, where there is none;
 * DENIED where the practice asks who it is and that isn't proved. `runs`: --now only starts the clock. */
enum code store_open(struct desk *desk, const struct globals *globals, enum db_mode mode,
		bool runs);

/* "book --patient P --type T --at MOMENT [--chair C]" */
const char *command_synopsis(struct arena *arena, const struct command *command);

#endif
