/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is slipping away: each reason is a query and its words; a patient's are put together.
 */
#include "care/slipping.h"

#include <stdlib.h>
#include <string.h>

#include "book/practice.h"

const char *const slip_reason_words[] = { "complaint", "lost", "missed", "cancelled", "waited",
	"overdue", "unreachable", NULL };

static const struct field slip_line_fields[] = {
	FIELD_REFERS(slip_line, patient, "Patient", "patient", 0),
	FIELD(slip_line, name, "Name", FIELD_TEXT, 0),
	FIELD(slip_line, phone, "Phone", FIELD_TEXT, OPTIONAL),
	FIELD_WORDS(slip_line, first, "First", slip_reason_words, 0),
	FIELD(slip_line, count, "Count", FIELD_INT, 0),
	FIELD(slip_line, reasons, "Reasons", FIELD_TEXT, 0),
	FIELD(slip_line, act, "Next", FIELD_TEXT, LONG),
};

const struct record slip_line_record = {
	"slip_list", "patient", sizeof(struct slip_line), slip_line_fields, FIELD_COUNT(slip_line_fields),
	true, NULL
};

/* Of an appointment a: she has nothing to come, and was not seen since. */
#define NOT_SINCE " and not exists (select 1 from appointment b where b.patient = a.patient" \
	" and b.day >= a.day and b.id <> a.id and (b.state in ('booked', 'arrived', 'seated')" \
	" or b.state = 'done' and b.day > a.day))"
#define NOTHING_TO_COME " and not exists (select 1 from appointment b where b.patient = a.patient" \
	" and b.day >= $1 and b.state in ('booked', 'arrived', 'seated'))"

/* Each gives patient, a day and a number. $1 today, $2 a year ago, $3 18 months ago. */
static const struct {
	const char *sql, *act;
} reasons[SLIP_REASONS] = {
	[SLIP_COMPLAINT] = { "select n.patient, stamp_day(n.due), 0 from concern n where n.kind = 'complaint'"
		" and n.answered is null and n.withdrawn is null and n.patient is not null",
		"answer the complaint" },
	[SLIP_LOST] = { "select n.patient, stamp_day(max(n.answered)), 0 from concern n"
		" where n.kind = 'complaint' and n.outcome in ('left', 'unresolved')"
		" and n.answered >= day_stamp($3, 0) and n.patient is not null group by n.patient",
		"the dentist calls: what would put it right?" },
	[SLIP_MISSED] = { "select a.patient, max(a.day), 0 from appointment a where a.state = 'missed'"
		" and a.day >= $2 and a.day <= $1" NOT_SINCE " group by a.patient",
		"call: what happened, and a time that suits" },
	[SLIP_CANCELLED] = { "select a.patient, max(a.day), count(*) from appointment a"
		" where a.state = 'cancelled' and a.by = 'patient' and a.day >= $2 and a.day <= $1" NOT_SINCE
		" group by a.patient having count(*) >= 2",
		"offer two times outside work and school" },
	[SLIP_WAITED] = { "select a.patient, max(a.day), count(*) from appointment a where a.state = 'done'"
		" and a.day >= $3 and a.day <= $1 and a.arrived is not null and a.seated - 20 > a.arrived"
		" and a.seated - 20 > coalesce(a.told_start, a.start)" NOTHING_TO_COME
		" group by a.patient having count(*) >= 2",
		"say sorry, offer the first visit of a day" },
	[SLIP_OVERDUE] = { "select a.patient, min(a.due), 0 from recall a where a.due < day_before($1, '90d')"
		" and (a.next_visit is null or a.next_visit < $1) and (a.paused_until is null"
		" or a.paused_until <= $1) and not (a.stopped is not null"
		" and coalesce(a.set_for, '') = coalesce(a.previous, ''))" NOTHING_TO_COME
		" group by a.patient", "call with two times" },
	[SLIP_UNREACHABLE] = { "select a.id, cast(null as text), 0 from patient a where a.state = 'active'"
		" and not exists (select 1 from patient_reach pr join reach r on r.id = pr.reach"
		" where pr.patient = a.id and r.failed is null)",
		"ask the household, or write" },
};

struct slip {
	int64_t patient;
	enum slip_reason reason;
	const char *words;
};

struct slips {
	struct desk *desk;
	struct arena *arena;
	struct slip *list;
	size_t count, room;
};

static void
slip_add(struct slips *slips, struct slip slip)
{
	if (slips->count == slips->room) {
		const size_t larger = slips->room ? 2 * slips->room : 256;

		slips->list = arena_grow(slips->arena, slips->list, slips->room * sizeof *slips->list,
				larger * sizeof *slips->list);
		slips->room = larger;
	}
	slips->list[slips->count++] = slip;
}

static const char *
words_of(struct slips *slips, enum slip_reason reason, const char *day_text, int number)
{
	const char *day_words = "";
	int day;

	if (day_text && civil_parse(day_text, &day))
		day_words = day_said(slips->arena, day, desk_today(slips->desk));
	switch (reason) {
	case SLIP_COMPLAINT:
		return arena_print(slips->arena, "open complaint, due %s", day_words);
	case SLIP_LOST:
		return arena_print(slips->arena, "complaint not recovered, %s", day_words);
	case SLIP_MISSED:
		return arena_print(slips->arena, "missed %s", day_words);
	case SLIP_CANCELLED:
		return arena_print(slips->arena, "cancelled %d times, last %s", number, day_words);
	case SLIP_WAITED:
		return arena_print(slips->arena, "waited over 20 min %d times", number);
	case SLIP_OVERDUE:
		return arena_print(slips->arena, "due since %s", day_words);
	default:
		return "no number or address that works";
	}
}

static enum code
load_reason(struct slips *slips, enum slip_reason reason)
{
	const int today = desk_today(slips->desk);
	char now[DAY_SIZE], year[DAY_SIZE], middle[DAY_SIZE];
	struct stmt *stmt = NULL;
	bool more;
	enum code code = db_query(slips->desk->db, &stmt, reasons[reason].sql, "ttt",
			civil_format(now, today), civil_format(year, civil_add_months(today, -12)),
			civil_format(middle, civil_add_months(today, -18)));

	while (code == OK && (code = db_step(stmt, &more)) == OK && more)
		slip_add(slips, (struct slip){ db_int64(stmt, 0), reason,
			words_of(slips, reason, db_text(stmt, 1), db_int(stmt, 2)) });
	db_done(stmt);
	return code;
}

static int
by_patient(const void *a, const void *b)
{
	const struct slip *const x = a, *const y = b;

	if (x->patient != y->patient)
		return x->patient < y->patient ? -1 : 1;
	return (int)x->reason - (int)y->reason;
}

static int
by_weight(const void *a, const void *b)
{
	const struct slip_line *const x = a, *const y = b;
	int order;

	if (x->first != y->first)
		return x->first - y->first;
	if (x->count != y->count)
		return y->count - x->count;
	order = strcmp(x->name, y->name);
	return order ? order : x->patient < y->patient ? -1 : 1;
}

/* One line for the run of a patient's reasons. */
static struct slip_line
line_of(struct arena *arena, const struct slip *slips, size_t count)
{
	struct slip_line line = { .patient = slips[0].patient, .first = (int)slips[0].reason,
		.count = (int)count, .reasons = slips[0].words, .act = reasons[slips[0].reason].act };

	for (size_t i = 1; i < count; i++)
		line.reasons = arena_print(arena, "%s; %s", line.reasons, slips[i].words);
	return line;
}

/* Her name and number. *active: is she one of ours? */
static enum code
name_line(struct slips *slips, struct slip_line *line, bool *active)
{
	struct stmt *stmt = NULL;
	bool more;
	enum code code = db_query(slips->desk->db, &stmt, "select p.name, p.state, (select r.value"
			" from patient_reach pr join reach r on r.id = pr.reach where pr.patient = p.id"
			" and r.kind = 'phone' and r.failed is null order by pr.position, pr.id limit 1)"
			" from patient p where p.id = $1", "I", line->patient);

	if (code == OK)
		code = db_step(stmt, &more);
	*active = code == OK && more && strcmp(db_text(stmt, 1), "active") == 0;
	if (*active) {
		line->name = arena_copy(slips->arena, db_text(stmt, 0));
		line->phone = arena_copy(slips->arena, db_text(stmt, 2));
	}
	db_done(stmt);
	return code;
}

static enum code
collect(struct slips *slips, struct slip_line **out, size_t *count)
{
	enum code code = OK;
	bool active;

	*out = arena_take(slips->arena, (slips->count + 1) * sizeof **out);
	for (size_t i = 0, next; code == OK && i < slips->count; i = next) {
		for (next = i; next < slips->count && slips->list[next].patient == slips->list[i].patient; )
			next++;
		(*out)[*count] = line_of(slips->arena, &slips->list[i], next - i);
		code = name_line(slips, &(*out)[*count], &active);
		*count += active;
	}
	if (code == OK && *count > 0)
		qsort(*out, *count, sizeof **out, by_weight);
	return code;
}

enum code
slipping_load(struct desk *desk, struct arena *arena, const struct progress *progress,
		struct slip_line **out, size_t *count)
{
	struct slips slips = { .desk = desk, .arena = arena };
	enum code code = OK;

	*count = 0;
	for (int reason = 0; code == OK && reason < SLIP_REASONS; reason++) {
		progress_tell(progress, slip_reason_words[reason]);
		code = load_reason(&slips, (enum slip_reason)reason);
	}
	progress_end(progress);
	if (code == OK && slips.count > 0)
		qsort(slips.list, slips.count, sizeof *slips.list, by_patient);
	return code == OK ? collect(&slips, out, count) : code;
}
