/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Changing a recall type: what its new interval moves is known before it is done.
 */
#include <string.h>

#include "base/text.h"
#include "recall/recall.h"
#include "rules.h"
#include "store/change.h"

#define LEAST_MONTHS 3
#define MOST_MONTHS 24
#define MONTH_DAYS 30.44
#define AGE_MOST 120

/* Its due day with that interval: where it has neither one of its own nor a day set by hand. */
static void
count_move(const struct recall *row, struct interval interval, struct recall_moves *out)
{
	int due;

	if (row->previous == NONE || row->interval || (row->hand_due != NONE && recall_holds(row)))
		return;
	out->recalls++;
	due = interval_add(row->previous, interval);
	out->earlier += due < row->due;
	out->later += due > row->due;
}

enum code
recall_type_moves(struct desk *desk, int64_t type, const char *interval, struct recall_moves *out)
{
	struct interval parsed;
	struct recall row;
	struct cursor cursor;
	bool more = true;
	enum code code;

	*out = (struct recall_moves){ 0 };
	if (!interval_parse(interval, &parsed) || interval_days(parsed) < 1)
		return fail(INPUT, "interval %s: give it as 6m, 4m+1d, 6w or 1y", interval);
	code = record_open(desk, &cursor, &recall_record, "WHERE recall_type = $1", "I", type);
	while (code == OK && (code = record_next(&cursor, &row, &more)) == OK && more)
		count_move(&row, parsed, out);
	record_close(&cursor);
	return code;
}

/* A sentence where the interval is an unusual one; "" else. */
static const char *
unusual(const char *text)
{
	struct interval interval;
	int days;

	if (!interval_parse(text, &interval))
		return "";
	days = interval_days(interval);
	return days < (int)(LEAST_MONTHS * MONTH_DAYS) || days > (int)(MOST_MONTHS * MONTH_DAYS) + 1
		? " (usual are 3 to 24 months)" : "";
}

const char *
recall_moves_said(struct arena *arena, const struct recall_type *type, const char *interval,
		const struct recall_moves *moves)
{
	return arena_print(arena, "%s every %s%s: of %d recalls %d due earlier, %d later", type->name,
			interval, unusual(interval), moves->recalls, moves->earlier, moves->later);
}

static enum code
ages_check(const struct recall_type *type)
{
	const int from = type->age_from, to = type->age_to;

	if ((from != NONE && (from < 0 || from > AGE_MOST)) ||
			(to != NONE && (to < 0 || to > AGE_MOST)))
		return fail(INPUT, "age: give one from 0 to %d", AGE_MOST);
	if (from != NONE && to != NONE && from > to)
		return fail(INPUT, "age: from %d to %d is the wrong way round", from, to);
	return OK;
}

static enum code
others_check(struct desk *desk, struct arena *arena, const struct recall_type *type)
{
	struct recall_type carrier;
	enum code code;

	if (type->row.id && (type->excludes == type->row.id || type->rides_with == type->row.id))
		return fail(INPUT, "%s: it can't exclude itself, or ride along with itself",
				type->name);
	if (!type->rides_with)
		return OK;
	code = record_get(desk, arena, &recall_type_record, type->rides_with, &carrier);
	if (code == OK && carrier.rides_with)
		return fail(INPUT, "%s: %s rides along itself", type->name, carrier.name);
	return code;
}

/* Types are told apart by their codes. */
static enum code
code_check(struct desk *desk, const struct recall_type *type)
{
	int64_t others;
	const enum code code = db_value(desk->db, &others, "SELECT count(*) FROM recall_type"
			" WHERE code = $1 AND id <> $2", "tI", type->code, type->row.id);

	if (strpbrk(type->code, " ,"))
		return fail(INPUT, "recall type \"%s\": a code is one word", type->code);
	return code == OK && others > 0 ? fail(CLASH, "recall type %s: there is one of that code",
			type->code) : code;
}

static enum code
type_check(struct desk *desk, struct arena *arena, const struct recall_type *type)
{
	struct interval parsed;
	enum code code = ages_check(type);

	if (code != OK)
		return code;
	if (text_is_blank(type->code) || text_is_blank(type->name))
		return fail(INPUT, "recall type: it needs a code and a name");
	if (!type->interval || !interval_parse(type->interval, &parsed) ||
			interval_days(parsed) < 1)
		return fail(INPUT, "interval %s: give it as 6m, 4m+1d, 6w or 1y",
				type->interval ? type->interval : "");
	code = code_check(desk, type);
	return code == OK ? others_check(desk, arena, type) : code;
}

enum code
recall_type_put(struct desk *desk, struct arena *arena, struct recall_type *type, const char **said)
{
	struct recall_moves moves = { 0 };
	struct recall_type old = { .interval = "" };
	enum code code = type_check(desk, arena, type);

	if (code == OK && type->row.id)
		code = record_get(desk, arena, &recall_type_record, type->row.id, &old);
	if (code == OK && type->row.id)
		code = recall_type_moves(desk, type->row.id, type->interval, &moves);
	if (code == OK)
		code = batch_begin(desk, NULL, NULL);
	if (code != OK)
		return code;
	code = batch_end(desk, record_put(desk, &recall_type_record, type));
	if (code == OK && said)
		*said = !*old.interval || strcmp(old.interval, type->interval) == 0
			? arena_print(arena, "%s: saved", type->name)
			: recall_moves_said(arena, type, type->interval, &moves);
	return code;
}

enum code
recall_type_set(struct desk *desk, struct arena *arena, int64_t type,
		const char *interval, const char **said)
{
	struct recall_type row;
	const enum code code = record_get(desk, arena, &recall_type_record, type, &row);

	if (code != OK)
		return code;
	row.interval = interval;
	return recall_type_put(desk, arena, &row, said);
}
