/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What must be there before a visit, and what is said at its moments.
 */
#include "book/flow.h"

#include <string.h>

#include "base/text.h"
#include "store/change.h"

#define WANTED_DAYS 2		/* open days before the visit */

const char *const moment_words[] = {"booking", "confirming", "arriving", "seating", "checkout",
	NULL};

static const struct field need_line_fields[] = {
	FIELD_ROW(need_line),
	FIELD_REFERS(need_line, appointment, "Visit", "appointment", 0),
	FIELD_REFERS(need_line, patient, "Patient", "patient", 0),
	FIELD(need_line, name, "Name", FIELD_TEXT, 0),
	FIELD(need_line, phone, "Phone", FIELD_TEXT, OPTIONAL),
	FIELD(need_line, day, "Day", FIELD_DAY, OPTIONAL),
	FIELD(need_line, start, "Start", FIELD_MINUTE, OPTIONAL),
	FIELD(need_line, type, "Type", FIELD_TEXT, 0),
	FIELD_WORDS(need_line, kind, "Need", need_kind_words, 0),
	FIELD(need_line, whom, "From", FIELD_TEXT, OPTIONAL),
	FIELD(need_line, wanted_by, "Wanted by", FIELD_DAY, OPTIONAL),
	FIELD(need_line, got, "Got", FIELD_DAY, OPTIONAL),
};

const struct record need_line_record = {
	.table = "need_list", .label = "need", .size = sizeof(struct need_line),
	.fields = need_line_fields, .count = FIELD_COUNT(need_line_fields), .view = true
};

/* When what a visit of that day needs is wanted by, unless somebody says otherwise. */
static enum code
wanted_for(struct desk *desk, int day, int *wanted)
{
	*wanted = NONE;
	return day == NONE ? OK : practice_open_day(desk, day, -WANTED_DAYS, wanted);
}

enum code
need_add(struct desk *desk, struct need *need)
{
	struct arena arena = {0};
	struct appointment visit;
	enum code code = record_get(desk, &arena, &appointment_record, need->appointment, &visit);

	if (code == OK && need->wanted_by == NONE)
		code = wanted_for(desk, visit.day, &need->wanted_by);
	if (code == OK)
		code = batch_begin(desk, NULL, NULL);
	if (code == OK)
		code = batch_end(desk, record_put(desk, &need_record, need));
	arena_free(&arena);
	return code;
}

enum code
need_got(struct desk *desk, struct need *need)
{
	enum code code;

	if (need->got != NONE)
		return fail(CLASH, "need %lld: it is here already", (long long)need->row.id);
	need->got = desk_today(desk);
	code = batch_begin(desk, NULL, NULL);
	return code == OK ? batch_end(desk, record_put(desk, &need_record, need)) : code;
}

enum code
needs_of_type(struct desk *desk, const struct visit_type *type, const struct appointment *visit)
{
	struct arena arena = {0};
	char *list = arena_copy(&arena, type->needs ? type->needs : ""), *state;
	enum code code = OK;

	for (char *word; code == OK && (word = strtok_r(list, " ,", &state)); list = NULL) {
		struct need need;

		record_blank(&need_record, &need);
		need.appointment = visit->row.id;
		need.kind = word_index(need_kind_words, word);
		if (need.kind != NONE)
			code = need_add(desk, &need);
	}
	arena_free(&arena);
	return code;
}

enum code
needs_follow(struct desk *desk, const struct appointment *visit, int day_before)
{
	struct arena arena = {0};
	struct need *needs;
	size_t count = 0;
	int was = NONE, is = NONE;
	enum code code = OK;

	if (visit->day != day_before)
		code = record_select(desk, &arena, &need_record, &needs, &count,
				"where appointment = $1 and got is null order by id", "r",
				visit->row.id);
	if (code == OK && count)
		code = wanted_for(desk, day_before, &was);
	if (code == OK && count)
		code = wanted_for(desk, visit->day, &is);
	for (size_t i = 0; code == OK && i < count; i++)
		if (needs[i].wanted_by == was) {
			needs[i].wanted_by = is;
			code = record_put(desk, &need_record, &needs[i]);
		}
	arena_free(&arena);
	return code;
}

enum code
needs_open(struct desk *desk, struct arena *arena, int wanted_by, struct need_line **out,
		size_t *count)
{
	char until[DAY_SIZE], today[DAY_SIZE];

	return record_select(desk, arena, &need_line_record, out, count,
		"where got is null and (day is null or day >= $1)"
		" and coalesce(wanted_by, '0000-00-00') <= $2"
		" order by coalesce(wanted_by, day, '9999-12-31'), id", "tt",
		civil_format(today, desk_today(desk)),
		wanted_by == NONE ? "9999-12-31" : civil_format(until, wanted_by));
}

/* Is the word one of those with blanks or commas between? No words: each is. */
static bool
has_word(struct arena *arena, const char *words, const char *word)
{
	char *list = arena_copy(arena, words), *state;
	bool any = false;

	for (char *one; (one = strtok_r(list, " ,", &state)); list = NULL) {
		any = true;
		if (strcmp(one, word) == 0)
			return true;
	}
	return !any;
}

enum code
alerts_at(struct desk *desk, struct arena *arena, int64_t patient, enum moment moment, int day,
		struct alert **out, size_t *count)
{
	char text[DAY_SIZE];
	size_t kept = 0;
	const enum code code = record_select(desk, arena, &alert_record, out, count,
			"where patient = $1 and (until_day is null or until_day >= $2) order by id",
			"rt", patient, civil_format(text, day));

	for (size_t i = 0; code == OK && i < *count; i++)
		if (has_word(arena, (*out)[i].moments, moment_words[moment]))
			(*out)[kept++] = (*out)[i];
	*count = kept;
	return code;
}

/* The moment of a step, NONE: it has none. */
static int
moment_of(enum step step)
{
	switch (step) {
	case STEP_CONFIRM:
		return MOMENT_CONFIRMING;
	case STEP_ARRIVE:
		return MOMENT_ARRIVING;
	case STEP_SEAT:
		return MOMENT_SEATING;
	case STEP_DONE:
		return MOMENT_CHECKOUT;
	default:
		return NONE;
	}
}

/* Is there nothing to come after this one? */
static enum code
lacks_next(struct desk *desk, struct arena *arena, const struct appointment *visit, bool *lacks)
{
	struct appointment_line *without;
	size_t count;
	const enum code code = visits_without_next(desk, arena, visit->day, visit->day, &without,
						   &count);

	*lacks = false;
	for (size_t i = 0; code == OK && i < count; i++)
		*lacks = *lacks || without[i].row.id == visit->row.id;
	return code;
}

enum code
step_reminders(struct desk *desk, struct arena *arena, const struct appointment *visit,
		enum step step, const char ***out, size_t *count)
{
	const int moment = moment_of(step);
	struct alert *alerts;
	size_t alert_count = 0;
	bool lacks = false;
	enum code code = OK;

	if (moment != NONE)
		code = alerts_at(desk, arena, visit->patient, (enum moment)moment, desk_today(desk),
				 &alerts, &alert_count);
	if (code == OK && step == STEP_DONE && visit->day == desk_today(desk))
		code = lacks_next(desk, arena, visit, &lacks);
	*out = arena_take(arena, (alert_count + 1) * sizeof **out);
	*count = 0;
	for (size_t i = 0; code == OK && i < alert_count; i++)
		(*out)[(*count)++] = arena_print(arena, "say: %s", alerts[i].text);
	if (lacks)
		(*out)[(*count)++] = "no next visit: ask before they leave, or say why (no-next)";
	return code;
}

static enum code
check_moments(struct arena *arena, const char *moments)
{
	char *list = arena_copy(arena, moments), *state;

	for (char *one; (one = strtok_r(list, " ,", &state)); list = NULL)
		if (word_index(moment_words, one) == NONE)
			return fail(INPUT, "alert: \"%s\" is no moment: booking, confirming, "
				    "arriving, seating or checkout are", one);
	return OK;
}

enum code
alert_save(struct desk *desk, struct arena *arena, struct alert *alert)
{
	enum code code = OK;

	if (!alert->moments)
		alert->moments = "";
	if (text_is_blank(alert->text))
		code = fail(INPUT, "alert: what is to be said?");
	if (code == OK)
		code = check_moments(arena, alert->moments);
	if (code == OK)
		code = batch_begin(desk, NULL, NULL);
	return code == OK ? batch_end(desk, record_put(desk, &alert_record, alert)) : code;
}
