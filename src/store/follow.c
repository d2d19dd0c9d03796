/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Consequences: what higher rooms derive from the rows that a batch wrote. They run in the order of
 * their table, again for the rows that they wrote themselves, until nothing is pending.
 */
#include "batch.h"
#include "field.h"

#define MOST_PENDING 1000
#define MOST_ROUNDS 100

static bool
has_consequences(const struct desk *desk, const struct record *record)
{
	const struct consequence *consequence = desk->rooms->consequences;

	while (consequence->record && consequence->record != record)
		consequence++;
	return consequence->record != NULL;
}

/* The row after a put has the stored row's derived fields, whatever its caller had there. */
static void
take_derived(const struct record *record, const void *before, void *after)
{
	for (size_t i = 0; i < record->count; i++)
		if (record->fields[i].flags & DERIVED)
			field_take(&record->fields[i], before, after);
}

static void
note(struct pending *pending, const struct record *record, const void *before, const void *after)
{
	const size_t size = sizeof *pending->rows;
	struct written written = { .record = record };

	if (pending->count == pending->room) {
		const size_t larger = pending->room ? pending->room * 2 : 16;

		pending->rows = arena_grow(&pending->arena, pending->rows, pending->room * size,
				larger * size);
		pending->room = larger;
	}
	if (before)
		written.before = row_copy(&pending->arena, record, before);
	if (after) {
		void *const copy = row_copy(&pending->arena, record, after);

		if (before)
			take_derived(record, written.before, copy);
		written.after = copy;
	}
	pending->rows[pending->count++] = written;
}

enum code
follow_later(struct desk *desk, const struct record *record, const void *before,
		const void *after)
{
	struct batch *const batch = desk->batch;

	if (!has_consequences(desk, record))
		return OK;
	note(&batch->pending, record, before, after);
	if (batch->following || batch->pending.count < MOST_PENDING)
		return OK;
	return follow_all(desk);
}

/* One consequence, with the rows of its record. */
static enum code
run_one(struct desk *desk, const struct consequence *consequence, struct pending *round)
{
	struct written *const rows = arena_take(&round->arena, round->count * sizeof *rows);
	size_t count = 0;

	for (size_t i = 0; i < round->count; i++)
		if (round->rows[i].record == consequence->record)
			rows[count++] = round->rows[i];
	return count ? consequence->run(desk, rows, count) : OK;
}

/* All consequences for what is pending now; what they write is pending then. */
static enum code
run_round(struct desk *desk)
{
	struct pending round = desk->batch->pending;
	const struct consequence *consequence = desk->rooms->consequences;
	enum code code = OK;

	desk->batch->pending = (struct pending){0};
	for (; consequence->record && code == OK; consequence++)
		code = run_one(desk, consequence, &round);
	arena_free(&round.arena);
	return code;
}

enum code
follow_all(struct desk *desk)
{
	struct batch *const batch = desk->batch;
	const int64_t undoes = batch->undoes;
	enum code code = OK;
	int rounds = 0;

	batch->following = true;
	batch->undoes = 0;	/* what follows takes nothing back */
	while (batch->pending.count > 0 && code == OK)
		code = rounds++ < MOST_ROUNDS ? run_round(desk)
			: fail(STORE, "the consequences of a write never come to rest");
	batch->following = false;
	batch->undoes = undoes;
	return code;
}
