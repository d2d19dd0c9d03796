/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Stores as wholes: which practices a server has, and moving one from store to store.
 */
#include "groups.h"

#include <inttypes.h>
#include <unistd.h>

#include "cli/found.h"
#include "cli/rooms.h"
#include "store/access.h"
#include "store/move.h"
#include "who.h"

static void
print_practice(void *context, const char *name)
{
	print_said(context, name);
}

/* The group's, of which --practice names only one; a file's only one, by its own name. */
static enum code
practices(struct input *in)
{
	const char *const path = store_path(in->arena, in->globals);
	struct desk desk;
	enum code code;

	if (!db_is_file(path))
		return db_practices(path, print_practice, in->out);
	code = store_open(&desk, in->globals, DB_READ, false);
	if (code != OK)
		return code;
	print_said(in->out, desk.practice);
	desk_close(&desk);
	return OK;
}

/* Percent as a line that is written over, on a terminal alone. */
static void
show_progress(void *context, int64_t rows, int64_t all)
{
	FILE *const notes = context;

	fprintf(notes, "\r%" PRId64 " of %" PRId64 " rows\033[K", rows, all);
	fflush(notes);
}

static enum code
open_at(struct desk *desk, const struct input *in, const char *where, enum db_mode mode)
{
	const struct desk_options options = {
		.where = where, .name = in->globals->desk, .now = in->globals->now, .mode = mode
	};

	return desk_open(desk, &options, &chairtime_rooms);
}

/* A store that is there is taken where nothing is in it: store_move sees to that. */
static enum code
open_target(struct desk *to, const struct input *in, const char *where, bool *made)
{
	enum code code = folders_make(where);

	*made = false;
	if (code != OK)
		return code;
	code = open_at(to, in, where, DB_CREATE);
	*made = code == OK;
	if (code != CLASH)
		return code;
	error_clear();
	return open_at(to, in, where, DB_OPEN);
}

/* What was made for nothing goes again. */
static enum code
move_into(struct input *in, struct desk *from, const char *where, struct move *move)
{
	struct desk to;
	bool made;
	enum code code = open_target(&to, in, where, &made);

	if (code != OK)
		return code;
	if (isatty(fileno(in->out->notes)))
		*move = (struct move){ .progress = show_progress, .context = in->out->notes };
	code = store_move(from, &to, move);
	if (move->progress)
		fprintf(in->out->notes, "\r\033[K");
	desk_close(&to);
	if (code != OK && made)
		db_remove(where);
	return code;
}

/* Who takes a whole practice elsewhere. */
static enum code
ask_mover(struct input *in, struct desk *desk)
{
	const enum code code = who_signs_in(desk, in->globals);

	return code == OK ? access_export(desk, 0, "move-store") : code;
}

enum code
practice_move(struct input *in, const char *from, const char *to, bool asks)
{
	struct desk desk;
	struct move move = {0};
	enum code code = open_at(&desk, in, from, DB_READ);

	if (code == NOT_FOUND) {
		error_clear();
		return fail(STORE, "%s: there is no store", from);
	}
	if (code != OK)
		return code;
	if (asks)
		code = ask_mover(in, &desk);
	if (code == OK)
		code = move_into(in, &desk, to, &move);
	desk_close(&desk);
	if (code == OK)
		print_said(in->out, arena_print(in->arena, "%s: moved here, %" PRId64
				" rows, counted and compared", to, move.rows));
	return code;
}

static enum code
move_store(struct input *in)
{
	return practice_move(in, input_text(in, "FROM"), input_text(in, "TO"), true);
}

static const struct option move_options[] = {
	{"FROM", OPTION_TEXT, POSITIONAL | REQUIRED, "FROM",
		"The store: a file, or postgresql://HOST/GROUP?practice=NAME", NULL},
	{"TO", OPTION_TEXT, POSITIONAL | REQUIRED, "TO",
		"Where to: the same; there must be no practice in it yet", NULL},
};

const struct command move_commands[] = {
	{"practices", "The practices of a PostgreSQL group that you may open", NULL, 0, STORE_NONE, 0,
		practices},
	{"move-store", "Copies a whole practice with its log into another store, of either engine",
		OPTIONS(move_options), STORE_NONE, 0, move_store},
	{0}
};
