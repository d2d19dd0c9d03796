/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A change of the set-up, with a look at the visits to come before and after it.
 */
#include "watched.h"
#include "store/change.h"

struct row_change {
	const struct record *record;
	void *row;			/* written … */
	const void *gone;		/* … or taken away */
};

static enum code
change_in_batch(struct desk *desk, enum code (*change)(struct desk *desk, void *context),
		void *context, int first, int last, const char *why)
{
	struct arena arena = {0};
	struct moving *moving;
	enum code code = moving_watch(desk, &arena, first, last, &moving);

	if (code == OK)
		code = change(desk, context);
	if (code == OK)
		code = moving_mark(moving, why);
	arena_free(&arena);
	return code;
}

enum code
watched_change(struct desk *desk, enum code (*change)(struct desk *desk, void *context),
		void *context, int first, int last, const char *why)
{
	const enum code code = batch_begin(desk, NULL, NULL);

	return code != OK ? code : batch_end(desk, change_in_batch(desk, change, context, first,
								   last, why));
}

static enum code
change_row(struct desk *desk, void *context)
{
	const struct row_change *const change = context;

	return change->gone ? record_remove(desk, change->record, change->gone)
			    : record_put(desk, change->record, change->row);
}

enum code
watched_put(struct desk *desk, const struct record *record, void *row, int first, int last,
		const char *why)
{
	struct row_change change = {.record = record, .row = row};

	return watched_change(desk, change_row, &change, first, last, why);
}

enum code
watched_remove(struct desk *desk, const struct record *record, const void *row, int first,
		int last, const char *why)
{
	struct row_change change = {.record = record, .gone = row};

	return watched_change(desk, change_row, &change, first, last, why);
}
