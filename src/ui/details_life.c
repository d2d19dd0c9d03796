/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When a patient can't come, as a form has it: several weekdays are typed at once.
 */
#include "details.h"
#include "base/arena.h"
#include "base/text.h"
#include "book/hours.h"
#include "book/people.h"
#include "store/change.h"

#define WEEK 7

struct busy {
	struct commitment commitment;	/* first: its row */
	const char *days;
};

#define OF_COMMITMENT(m) (offsetof(struct busy, commitment) + offsetof(struct commitment, m))
#define COMMITMENT_FIELD(m, l, t, f) { #m, l, t, OF_COMMITMENT(m), f, NULL, NULL }

static const struct field busy_fields[] = {
	{ "id", "Id", FIELD_ID, OF_COMMITMENT(row.id), 0, NULL, NULL },
	{ "rev", "Rev", FIELD_ID, OF_COMMITMENT(row.rev), HIDDEN, NULL, NULL },
	{ "patient", "Patient", FIELD_REF, OF_COMMITMENT(patient), HIDDEN, NULL, "patient" },
	FIELD(busy, days, "Each week on", FIELD_TEXT, OPTIONAL),
	COMMITMENT_FIELD(first, "First day", FIELD_DAY, OPTIONAL),
	COMMITMENT_FIELD(last, "Last day", FIELD_DAY, OPTIONAL),
	COMMITMENT_FIELD(start, "From", FIELD_MINUTE, 0),
	COMMITMENT_FIELD(until_min, "Until", FIELD_MINUTE, 0),
	COMMITMENT_FIELD(firm, "Firm", FIELD_FLAG, 0),
	COMMITMENT_FIELD(not_holidays, "Not in holidays", FIELD_FLAG, 0),
	COMMITMENT_FIELD(note, "What", FIELD_TEXT, OPTIONAL),
};

const struct record busy_record = {
	"busy", "commitment", sizeof(struct busy), busy_fields, FIELD_COUNT(busy_fields), true, NULL
};

static const char *
day_name(struct arena *arena, int weekday)
{
	return weekday == NONE ? "" : text_fold(arena, arena_print(arena, "%.3s",
			weekday_name(weekday)));
}

enum code
busy_list(struct desk *desk, struct arena *arena, int64_t owner, void *rows, size_t *count)
{
	struct busy **const out = rows;
	struct commitment *all;
	const enum code code = commitments_of(desk, arena, owner, &all, count);

	if (code != OK)
		return code;
	*out = arena_take(arena, (*count + 1) * sizeof(**out));
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = (struct busy){ all[i], day_name(arena, all[i].weekday) };
	return OK;
}

enum code
busy_open(struct desk *desk, struct arena *arena, int64_t id, void *row)
{
	struct busy *const busy = row;
	enum code code = OK;

	record_blank(&commitment_record, &busy->commitment);
	busy->commitment.firm = 1;
	busy->days = "";
	if (id)
		code = record_get(desk, arena, &commitment_record, id, &busy->commitment);
	if (code == OK && id)
		busy->days = day_name(arena, busy->commitment.weekday);
	return code;
}

/* The row itself takes the first weekday; the others are new ones. */
static enum code
put(struct desk *desk, struct commitment *commitment, unsigned weekdays)
{
	enum code code = OK;
	bool first = true;

	for (int weekday = 0; weekday < WEEK && code == OK; weekday++) {
		if (!(weekdays & 1u << weekday))
			continue;
		if (!first)
			commitment->row = (struct row){ 0, 0 };
		first = false;
		commitment->weekday = weekday;
		code = commitment_save(desk, commitment);
	}
	return code;
}

enum code
busy_write(struct desk *desk, struct arena *arena, void *row, const char **said)
{
	struct busy *const busy = row;
	unsigned weekdays = 0;
	enum code code;

	if (!text_is_blank(busy->days) && !weekdays_parse(busy->days, &weekdays))
		return fail(INPUT, "commitment: \"%s\": weekdays are wanted: mon-fri", busy->days);
	*said = arena_print(arena, "%s: noted", busy->commitment.note ? busy->commitment.note
			: "Can't come");
	busy->commitment.weekday = NONE;
	if (!weekdays)
		return commitment_save(desk, &busy->commitment);
	code = batch_begin(desk, NULL, NULL);
	return code == OK ? batch_end(desk, put(desk, &busy->commitment, weekdays)) : code;
}

enum code
busy_take_away(struct desk *desk, struct arena *arena, int64_t owner, int64_t id, const char **said)
{
	struct commitment row;
	const enum code code = record_get(desk, arena, &commitment_record, id, &row);

	(void)owner;
	*said = "The commitment doesn't hold any more";
	return code == OK ? commitment_remove(desk, &row) : code;
}
