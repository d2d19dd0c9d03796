/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command table, and the way from words to a command's function.
 */
#include "given.h"

#include <assert.h>
#include <string.h>

#include "groups.h"
#include "guess.h"

const struct command *const command_groups[] = {
	init_commands, demo_commands, day_commands, book_commands, flow_commands, sheet_commands,
	patient_commands, life_commands,
	household_commands, wait_commands,
	hours_commands, practice_commands, people_commands, settings_commands, calls_commands,
	recall_commands,
	care_commands, answers_commands, report_commands, charter_commands, programme_commands,
	post_commands, sync_commands, export_commands, ics_commands,
	reply_text_commands, reply_commands, feed_commands, import_commands, backup_commands,
	check_commands, journal_commands,
	template_commands, huddle_commands, letters_commands, move_commands, help_commands, NULL
};

#define MOST_TRIES 5		/* of a change that meets deadlocks */

/* Is it the command of these words? Gives how many of them it takes, or 0. */
static int
words_taken(const struct command *command, int argc, char **argv)
{
	const size_t first = strlen(argv[0]);

	if (strncmp(command->name, argv[0], first) != 0)
		return 0;
	if (!command->name[first])
		return 1;
	return command->name[first] == ' ' && argc > 1 &&
	       strcmp(command->name + first + 1, argv[1]) == 0 ? 2 : 0;
}

/* "patient" alone: the second words that it can have. */
static enum code
fail_half(struct arena *arena, const char *first)
{
	const size_t length = strlen(first);
	const char *seconds = NULL;

	for (const struct command *const *group = command_groups; *group; group++)
		for (const struct command *c = *group; c->name; c++)
			if (strncmp(c->name, first, length) == 0 && c->name[length] == ' ')
				seconds = seconds ? arena_print(arena, "%s, %s", seconds, c->name)
						  : c->name;
	return seconds ? fail(USAGE, "%s: which one? %s", first, seconds) : OK;
}

static enum code
fail_unknown(const char *first)
{
	struct guess guess = {.typed = first};

	for (const struct command *const *group = command_groups; *group; group++)
		for (const struct command *c = *group; c->name; c++)
			guess_consider(&guess, c->name);
	if (guess.nearest)
		return fail(USAGE, "%s: there is no such command; did you mean %s?", first,
			guess.nearest);
	return fail(USAGE, "%s: there is no such command; see chairtime help", first);
}

enum code
command_find(int argc, char **argv, const struct command **out, int *used)
{
	struct arena arena = {0};
	enum code code;

	*used = 0;
	for (const struct command *const *group = command_groups; *group; group++)
		for (const struct command *c = *group; c->name; c++) {
			const int taken = words_taken(c, argc, argv);

			if (taken > *used) {
				*out = c;
				*used = taken;
			}
		}
	if (*used)
		return OK;
	code = fail_half(&arena, argv[0]);
	if (code == OK && argc > 1)
		code = fail_unknown(arena_print(&arena, "%s %s", argv[0], argv[1]));
	else if (code == OK)
		code = fail_unknown(argv[0]);
	arena_free(&arena);
	return code;
}

/* Words to an input: the command and what was given to it, unread. */
static enum code
parse(struct input *in, int argc, char **argv)
{
	struct split split;
	int used, taken;
	enum code code = command_find(argc, argv, &in->command, &used);

	if (code != OK)
		return code;
	assert(in->command);
	split = (struct split){in->command->name, in->command->options, in->command->count,
			       in->command->flags, false};
	in->given = arena_take(in->arena, (in->command->count + 1) * sizeof *in->given);
	return given_split(in->arena, &split, argc - used, argv + used, in->given, &in->out->format,
			   &taken);
}

/* A command that is one change (MAKES), of which the server took nothing for another program's sake. */
static bool
may_run_again(const struct input *in, int64_t commits)
{
	const struct db *const db = in->desk ? in->desk->db : NULL;

	return db && in->command->flags & MAKES && db_in_conflict(db) && db_commits(db) == commits;
}

static enum code
run(struct input *in)
{
	const int64_t commits = in->desk ? db_commits(in->desk->db) : 0;
	enum code code = given_read(in->arena, in->desk, in->command, in->given);

	if (code == OK)
		code = in->command->run(in);
	for (int tries = 1; code == BUSY && tries < MOST_TRIES && may_run_again(in, commits); tries++) {
		error_clear();
		code = in->command->run(in);
	}
	return code == OK ? output_flush(in->out->file) : code;
}

enum code
command_run(struct desk *desk, int argc, char **argv, struct output *out)
{
	const struct globals globals = {.db = db_where(desk->db)};
	struct arena arena = {0};
	struct input in = {.desk = desk, .arena = &arena, .out = out, .globals = &globals};
	enum code code = parse(&in, argc, argv);

	if (code == OK && in.command->store == STORE_MAKE)
		code = fail(USAGE, "%s: makes a store of its own: not while one is open",
			    in.command->name);
	if (code == OK)
		code = run(&in);
	arena_free(&arena);
	return code;
}

/* --help behind a command is help on it. */
static bool
asks_help(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
			return true;
	return false;
}

enum code
command_line(const struct globals *globals, int argc, char **argv, struct output *out)
{
	struct arena arena = {0};
	struct desk desk;
	struct input in = {.arena = &arena, .out = out, .globals = globals};
	char *help[] = {"help", argv[0], argc > 1 && argv[1][0] != '-' ? argv[1] : NULL};
	const bool helps = asks_help(argc, argv);
	enum code code = helps ? parse(&in, help[2] ? 3 : 2, help) : parse(&in, argc, argv);

	if (code == OK && (in.command->store == STORE_READ || in.command->store == STORE_WRITE)) {
		code = store_open(&desk, globals,
			in.command->store == STORE_READ ? DB_READ : DB_OPEN,
				  false);
		in.desk = code == OK ? &desk : NULL;
	}
	if (code == OK)
		code = run(&in);
	if (in.desk)
		desk_close(in.desk);
	arena_free(&arena);
	return code;
}
