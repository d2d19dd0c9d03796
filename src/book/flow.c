/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The course of a visit beside its states: the check, stamps put right, and how she leaves.
 */
#include "book/flow.h"

#include "base/text.h"
#include "store/change.h"

/* Writes a changed visit; the caller's row is as it was where that fails. */
static enum code
write_visit(struct desk *desk, struct appointment *visit, const struct appointment *before)
{
	enum code code = batch_begin(desk, NULL, NULL);

	if (code == OK)
		code = batch_end(desk, record_put(desk, &appointment_record, visit));
	if (code != OK)
		*visit = *before;
	return code;
}

static enum code
say(struct desk *desk, struct arena *arena, const struct appointment *visit, const char *what,
		const char **said)
{
	struct patient patient;
	const enum code code = record_get(desk, arena, &patient_record, visit->patient, &patient);

	if (code == OK)
		*said = arena_print(arena, "%s %s", patient.name, what);
	return code;
}

enum code
appointment_check(struct desk *desk, struct arena *arena, struct appointment *visit,
		const char **said)
{
	const struct appointment before = *visit;
	const int now = desk_minute(desk);
	const bool waits = visit->check_asked != NONE && visit->checked == NONE;
	enum code code;

	if (visit->state != VISIT_SEATED || visit->day != desk_today(desk))
		return fail(CLASH, "check: the dentist looks in on who is in the chair today; this "
			    "visit is %s", visit_state_words[visit->state]);
	if (!waits)
		visit->check_asked = now;
	visit->checked = waits ? now : NONE;
	code = write_visit(desk, visit, &before);
	return code != OK ? code : say(desk, arena, visit, waits ? "has been checked"
				       : "waits for the dentist's check", said);
}

int
check_waited_since(const struct appointment_line *visit)
{
	return visit->state == VISIT_SEATED && visit->checked == NONE ? visit->check_asked : NONE;
}

/* A stamp that is given must be one that the visit has. */
static enum code
put_stamp(int *field, int minute, const char *name)
{
	if (minute == NONE)
		return OK;
	if (*field == NONE)
		return fail(CLASH, "stamp: there is none for %s yet", name);
	*field = minute;
	return OK;
}

static enum code
check_order(const struct desk *desk, const struct appointment *visit)
{
	const int stamps[] = {visit->arrived, visit->seated, visit->done};
	int last = NONE;

	for (size_t i = 0; i < FIELD_COUNT(stamps); i++) {
		if (stamps[i] == NONE)
			continue;
		if (last != NONE && stamps[i] < last)
			return fail(INPUT, "stamp: arrived, seated and done come in that order");
		if (visit->day == desk_today(desk) && stamps[i] > desk_minute(desk))
			return fail(INPUT, "stamp: that is still to come");
		last = stamps[i];
	}
	return OK;
}

/* "arrived 09:55, seated 10:02" */
static const char *
stamps_said(struct arena *arena, const struct appointment *visit)
{
	const struct {
		const char *name;
		int minute;
	} stamps[] = {
		{"arrived", visit->arrived}, {"seated", visit->seated}, {"done", visit->done}
	};
	const char *said = "";
	char clock[CLOCK_SIZE];

	for (size_t i = 0; i < FIELD_COUNT(stamps); i++)
		if (stamps[i].minute != NONE)
			said = arena_print(arena, "%s%s%s %s", said, *said ? ", " : "",
					   stamps[i].name, clock_format(clock, stamps[i].minute));
	return said;
}

enum code
appointment_stamp(struct desk *desk, struct arena *arena, struct appointment *visit,
		const struct stamps *stamps, const char **said)
{
	const struct appointment before = *visit;
	enum code code = put_stamp(&visit->arrived, stamps->arrived, "arrived");

	if (code == OK)
		code = put_stamp(&visit->seated, stamps->seated, "seated");
	if (code == OK)
		code = put_stamp(&visit->done, stamps->done, "done");
	if (code == OK)
		code = check_order(desk, visit);
	if (code != OK) {
		*visit = before;
		return code;
	}
	code = write_visit(desk, visit, &before);
	return code != OK ? code : say(desk, arena, visit, stamps_said(arena, visit), said);
}

enum code
appointment_no_next(struct desk *desk, struct arena *arena, struct appointment *visit,
		const char *why, const char **said)
{
	const struct appointment before = *visit;
	enum code code;

	if (visit->state != VISIT_DONE)
		return fail(CLASH, "next visit: this one is %s, not done yet",
			    visit_state_words[visit->state]);
	if (text_is_blank(why))
		return fail(INPUT, "next visit: why is none wanted?");
	visit->no_next = why;
	code = write_visit(desk, visit, &before);
	return code != OK ? code : say(desk, arena, visit,
				       arena_print(arena, "leaves without a next visit: %s", why),
				       said);
}

enum code
visits_without_next(struct desk *desk, struct arena *arena, int first, int last,
		struct appointment_line **out, size_t *count)
{
	char from[DAY_SIZE], to[DAY_SIZE];

	return record_select(desk, arena, &appointment_line_record, out, count,
		"where day >= $1 and day <= $2 and state = 'done' and no_next is null"
		" and not exists (select 1 from appointment n where n.patient ="
		" appointment_list.patient and n.id <> appointment_list.id"
		" and (n.state = 'planned' or (n.state in ('booked', 'arrived', 'seated', 'done')"
		" and (n.day > appointment_list.day or (n.day = appointment_list.day"
		" and n.start > appointment_list.start)))))"
		" and (select p.state from patient p where p.id = appointment_list.patient)"
		" in ('active', 'enquirer') order by day, start, id", "tt",
		civil_format(from, first), civil_format(to, last));
}

#define UNSETTLED "where day < $1 and state in ('booked', 'arrived', 'seated')"

enum code
visits_unsettled(struct desk *desk, struct arena *arena, struct appointment_line **out,
		size_t *count)
{
	char today[DAY_SIZE];

	return record_select(desk, arena, &appointment_line_record, out, count,
			UNSETTLED " order by day, start, id", "t",
			civil_format(today, desk_today(desk)));
}

enum code
visits_unsettled_count(struct desk *desk, int64_t *count)
{
	char today[DAY_SIZE];

	return db_value(desk->db, count, "select count(*) from appointment " UNSETTLED, "t",
			civil_format(today, desk_today(desk)));
}

#define NOTICE_DAYS 1

enum code
notice_now(struct desk *desk, const struct appointment *visit, enum notice *out)
{
	const int today = desk_today(desk);
	int last = NONE;
	enum code code = OK;

	if (visit->day != NONE)
		code = practice_open_day(desk, visit->day,
					 -setting_int(desk, "notice_days", NOTICE_DAYS), &last);
	*out = visit->day == NONE || (last != NONE && (today < last ||
			(today == last && desk_minute(desk) <= visit->start)))
		? NOTICE_EARLY : NOTICE_SHORT;
	return code;
}
