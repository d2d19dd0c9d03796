/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Random commands on a store in memory, made of the command table itself: whatever is asked, no two
 * visits overlap, none is lost and the log replays (tests/support/fuzz_store.h).
 *
 * Each command is a byte that names it, a byte that says how many options, then two bytes for each: which
 * and what. What is typed freely has no `/`: paths stay in the folder.
 */
#include "../support/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/fuzz_store.h"
#include "base/arena.h"
#include "cli/command.h"

#define COMMANDS_MOST 24
#define WORDS_MOST 32
#define RAW 0xe0		/* from here on a value is so many of the bytes behind it */

/* These make stores elsewhere, or take all of a second. */
static const char *const left_out[] = { "init", "demo", "move-store", "restore" };

static const char *const values[] = { "1", "2", "3", "4", "5", "7", "0", "-1", "99999999999",
	"2147483648", "", " ", "ruiz", "Novák, Jan", "okafor", "555-0142", "e@example.org", "exam",
	"cleaning", "filling", "crown", "emergency", "today", "tomorrow", "2026-11-24", "2026-11-25",
	"2026-12-24", "2028-02-29", "1999-12-31", "9999-12-31", "2026-11-24T11:00",
	"2026-11-24T14:00", "2026-11-25T09:00", "2026-11-25T09:15", "2027-01-04T08:00", "09:00",
	"9:00", "12:30", "24:00", "17:00", "6m", "6m+1d", "1w", "0d", "99y", "mon", "mon,tue",
	"sun", "patient", "practice", "XXDX", "XXXXXXXXX/", "30", "45", "600", "a.csv", "fuzz.db",
	"one.ics", "Chair 1", "Chair 2", "dentist", "Dr Lee", "=1+1", "a\nb", "\033[2J", "caf\303\251",
	"\377", "until", "name", "grid", "zone", "Europe/Berlin", "Mars", "yes", "no", "{name}",
	"ruiz exam thu 9:00", "select 1", "--", "-" };

struct taking {
	const uint8_t *bytes;
	size_t left;
};

static uint8_t
take(struct taking *from)
{
	if (from->left == 0)
		return 0;
	from->left--;
	return *from->bytes++;
}

static bool
is_left_out(const struct command *command)
{
	for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++)
		if (strcmp(command->name, left_out[i]) == 0)
			return true;
	return false;
}

/* The how manieth of all groups; NULL for one that is left out. */
static const struct command *
command_at(size_t n)
{
	size_t count = 0;

	for (int pass = 0; pass < 2; pass++) {
		size_t i = 0;

		for (size_t group = 0; command_groups[group]; group++)
			for (const struct command *c = command_groups[group]; c->name; c++, i++)
				if (pass == 1 && i == n % count)
					return is_left_out(c) ? NULL : c;
		count = i;
	}
	return NULL;
}

/* `size` bytes as they come, but for what would lead out of the folder. */
static const char *
raw(struct arena *arena, struct taking *from, size_t size)
{
	char *const text = arena_take(arena, size + 1);

	for (size_t i = 0; i < size; i++) {
		const char byte = (char)take(from);

		text[i] = byte == '/' || byte == '\0' ? '_' : byte;
	}
	return text;
}

static const char *
value(struct arena *arena, struct taking *from, const struct option *option)
{
	const uint8_t byte = take(from);
	size_t words = 0;

	if (byte >= RAW)
		return raw(arena, from, (size_t)byte - RAW + 1);
	while (option->words && option->words[words])
		words++;
	return words && byte % 4 ? option->words[byte % words]
		: values[byte % (sizeof values / sizeof *values)];
}

/* The words of a command: its own, then some of its options. */
static int
words_of(struct arena *arena, struct taking *from, const struct command *command, char **argv)
{
	char *name = arena_copy(arena, command->name), *state;
	int argc = 0;

	for (char *word; (word = strtok_r(name, " ", &state)); name = NULL)
		argv[argc++] = word;
	for (int options = take(from) % 9; options > 0 && argc < WORDS_MOST - 2; options--) {
		const uint8_t byte = take(from);
		const struct option *const option = command->count ?
			&command->options[byte % command->count] : NULL;

		if (!option || byte == 0xff) {
			argv[argc++] = arena_copy(arena, byte & 1 ? "--json" : "--csv");
			continue;
		}
		if (!(option->flags & POSITIONAL))
			argv[argc++] = arena_print(arena, "%s%s", option->name[1] ? "--" : "-",
					option->name);
		if (option->type != OPTION_FLAG)
			argv[argc++] = (char *)(uintptr_t)value(arena, from, option);
	}
	argv[argc] = NULL;
	return argc;
}

static void
run(struct desk *desk, const struct command *command, struct taking *from)
{
	FILE *const nowhere = fopen("/dev/null", "w");
	struct output out = { .file = nowhere, .notes = nowhere };
	struct arena arena = {0};
	char *argv[WORDS_MOST + 1];
	const int argc = words_of(&arena, from, command, argv);

	if (!nowhere)
		abort();
	if (getenv("FUZZ_TELL"))	/* what a failure was made of */
		for (int i = 0; i < argc; i++)
			fprintf(stderr, "%s%s", argv[i], i + 1 < argc ? "|" : "\n");
	error_clear();
	if (command_run(desk, argc, argv, &out) != OK && !*error_text()) {
		fprintf(stderr, "%s failed without a word\n", command->name);
		abort();
	}
	fclose(nowhere);
	arena_free(&arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct taking from = { bytes, size };
	struct desk desk;

	fuzz_store_open(&desk);
	for (int n = 1; n <= COMMANDS_MOST && from.left > 0; n++) {
		const struct command *const command = command_at(take(&from));

		if (command)
			run(&desk, command, &from);
		fuzz_store_holds(&desk);
	}
	fuzz_store_checks(&desk);
	fuzz_store_close(&desk);
	return 0;
}

FUZZ_MAIN("commands", 4)
