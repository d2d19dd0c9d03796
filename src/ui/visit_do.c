/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the keys do to a visit, from whatever screen: one step of it, or taking it in hand.
 */
#include "base/arena.h"
#include "base/text.h"
#include "book/flow.h"
#include "book/opening.h"
#include "recall/recall.h"
#include "store/change.h"
#include "ui/shows.h"

#include <stdio.h>

#define LATER_MOST 600		/* minutes that somebody may come later */
#define OPENINGS_TRIED 200	/* more than a visit's own time has */

/* "Haddad, Rima seated 10:41 · say: latex" */
static enum code
remind(struct ui *ui, const struct appointment *visit, enum step step, const char **said)
{
	const char **lines;
	size_t count;
	const enum code code = step_reminders(ui_desk(ui), ui_arena(ui), visit, step, &lines,
			&count);

	for (size_t i = 0; code == OK && i < count; i++)
		*said = arena_print(ui_arena(ui), "%s · %s", *said, lines[i]);
	return code;
}

enum code
visit_do(struct ui *ui, int64_t visit, enum step step)
{
	struct appointment row;
	const char *said = NULL;
	enum code code = record_get(ui_desk(ui), ui_arena(ui), &appointment_record, visit, &row);

	if (code == OK)
		code = appointment_step(ui_desk(ui), ui_arena(ui), &row, step, &said);
	if (code == OK)
		code = remind(ui, &row, step, &said);
	if (code == OK)
		ui_did(ui, said);
	return code;
}

enum code
visit_check(struct ui *ui, int64_t visit)
{
	struct appointment row;
	const char *said = NULL;
	enum code code = record_get(ui_desk(ui), ui_arena(ui), &appointment_record, visit, &row);

	if (code == OK)
		code = appointment_check(ui_desk(ui), ui_arena(ui), &row, &said);
	if (code == OK)
		ui_did(ui, said);
	return code;
}

bool
slots_overlap(const struct slot *a, const struct slot *b)
{
	return a->day == b->day && a->start < b->start + b->minutes &&
			b->start < a->start + a->minutes;
}

/* The first place elsewhere: the same provider, with the patient's commitments heeded. */
static enum code
first_opening(struct ui *ui, const struct appointment *visit, struct opening *out)
{
	const struct opening_search search = { .patient = visit->patient, .type = visit->type,
		.provider = visit->provider, .checker = visit->checker, .minutes = visit->minutes,
		.first = NONE, .last = NONE, .after = NONE, .before = NONE, .commitments = true,
		.limit = OPENINGS_TRIED, .but = visit->row.id };
	const struct slot own = { visit->chair, visit->day, visit->start, visit->minutes };
	struct opening *found;
	size_t count;
	const enum code code = openings_find(ui_desk(ui), ui_arena(ui), &search, &found, &count);

	for (size_t i = 0; code == OK && i < count; i++)
		if (!slots_overlap(&own, &found[i].slot)) {
			*out = found[i];
			return OK;
		}
	return code != OK ? code : fail(NOT_FOUND, "move: nothing else fits within 90 days");
}

enum code
carry_visit(struct ui *ui, int64_t visit)
{
	struct hand *const hand = ui_hand(ui);
	struct appointment row;
	struct appointment_line line;
	struct opening opening = { 0 };
	enum code code = record_get(ui_desk(ui), ui_arena(ui), &appointment_record, visit, &row);

	if (code == OK)
		code = record_get(
				ui_desk(ui), ui_arena(ui), &appointment_line_record, visit, &line);
	if (code == OK && !state_is_live(row.state) && row.state != VISIT_PLANNED)
		return fail(CLASH, "move: the visit is %s", visit_state_words[row.state]);
	if (code == OK)
		code = first_opening(ui, &row, &opening);
	if (code != OK)
		return code;
	*hand = (struct hand){ .carries = true, .visit = visit, .rev = row.row.rev,
		.patient = row.patient, .type = row.type, .provider = opening.provider,
		.slot = opening.slot };
	snprintf(hand->name, sizeof(hand->name), "%s", line.name);
	snprintf(hand->what, sizeof(hand->what), "%s %d", line.type_name, line.minutes);
	day_show_slot(ui, opening.slot);
	ui_say(ui, "The first place that fits: Enter takes it, arrows look further, Esc leaves it");
	return OK;
}

static enum code
write_note(struct ui *ui, int64_t visit, const char *text)
{
	struct desk *const desk = ui_desk(ui);
	struct appointment row;
	enum code code = record_get(desk, ui_arena(ui), &appointment_record, visit, &row);

	if (code == OK)
		code = batch_begin(desk, NULL, NULL);
	if (code != OK)
		return code;
	row.note = text_is_blank(text) ? NULL : text;
	code = batch_end(desk, record_put(desk, &appointment_record, &row));
	if (code == OK)
		ui_did(ui, row.note ? "noted" : "the note is gone");
	return code;
}

enum code
note_show(struct ui *ui, int64_t visit)
{
	struct appointment row;
	const enum code code =
			record_get(ui_desk(ui), ui_arena(ui), &appointment_record, visit, &row);

	if (code == OK)
		ui_prompt(ui, "Note", row.note, visit, write_note);
	return code;
}

/* "10:45", or "+15": so many minutes after the time that was booked. */
static bool
read_coming(const char *text, const struct appointment *visit, int *minute)
{
	long long later;

	if (text[0] != '+')
		return clock_parse(text, minute);
	if (!text_parse_int(text + 1, &later) || later < 1 || later > LATER_MOST)
		return false;
	*minute = visit->start + (int)later;
	return true;
}

static enum code
write_coming(struct ui *ui, int64_t visit, const char *text)
{
	struct appointment row;
	int minute;
	const char *said;
	enum code code = record_get(ui_desk(ui), ui_arena(ui), &appointment_record, visit, &row);

	if (code == OK && !read_coming(text, &row, &minute))
		return fail(INPUT, "comes at \"%s\": a time is wanted: 10:45, or +15", text);
	if (code == OK)
		code = appointment_comes(ui_desk(ui), ui_arena(ui), &row, minute, &said);
	if (code == OK)
		ui_did(ui, said);
	return code;
}

enum code
coming_show(struct ui *ui, int64_t visit)
{
	ui_prompt(ui, "Comes later: at what time? 10:45, or +15 minutes", "", visit, write_coming);
	return OK;
}

static enum code
put_waiting(struct ui *ui, int64_t patient, int64_t visit, int64_t type)
{
	struct wait wait;
	struct patient_line line;
	enum code code = record_get(ui_desk(ui), ui_arena(ui), &patient_line_record, patient,
			&line);

	if (code != OK)
		return code;
	record_blank(&wait_record, &wait);
	wait.patient = patient;
	wait.appointment = visit;
	wait.type = type;
	code = wait_add(ui_desk(ui), ui_arena(ui), &wait);
	if (code == OK)
		ui_did(ui, arena_print(ui_arena(ui), "%s is on the waiting list", line.name));
	return code;
}

enum code
wait_with_visit(struct ui *ui, int64_t visit)
{
	struct appointment row;
	const enum code code =
			record_get(ui_desk(ui), ui_arena(ui), &appointment_record, visit, &row);

	if (code == OK && row.state != VISIT_BOOKED && row.state != VISIT_PLANNED)
		return fail(CLASH, "waiting list: the visit is %s", visit_state_words[row.state]);
	return code == OK ? put_waiting(ui, row.patient, visit, row.type) : code;
}

enum code
wait_without_visit(struct ui *ui, int64_t patient)
{
	struct wanted wanted;
	const enum code code = recall_wanted(ui_desk(ui), ui_arena(ui), patient, &wanted);

	if (code == OK && !wanted.type)
		return fail(NOT_FOUND, "waiting list: for what? book or plan a visit first");
	return code == OK ? put_waiting(ui, patient, wanted.planned, wanted.type) : code;
}
