/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An attempt to reach somebody, logged by a key on whatever screen she stands: as on the Calls
 * screen, about the one thing under the cursor.
 */
#include "attempt.h"
#include "base/arena.h"
#include "base/text.h"
#include "words.h"

#include <string.h>

static int
kind_of(const struct appointment_line *visit, int today)
{
	if (visit->state == VISIT_PLANNED)
		return REASON_PLANNED;
	if (visit->state == VISIT_MISSED)
		return REASON_MISSED;
	return visit->state == VISIT_BOOKED && visit->day >= today &&
	       visit->confirmed != CONFIRMED_YES ? REASON_UNCONFIRMED : REASON_NOT_HERE;
}

struct call_reason
attempt_about_visit(const struct appointment_line *visit, int today)
{
	return (struct call_reason){ .kind = kind_of(visit, today), .patient = visit->patient,
		.name = visit->name, .appointment = visit->row.id };
}

struct call_reason
attempt_about_patient(const struct patient_line *patient, const struct recall_line *recalls,
		size_t count, int today)
{
	struct call_reason about = { .kind = REASON_PROMISED, .patient = patient->row.id,
		.name = patient->name };

	for (size_t i = 0; i < count && !about.recall; i++) {
		const struct recall_line *const recall = &recalls[i];

		if (recall->stopped != NONE || (recall->due != NONE && recall->due > today))
			continue;
		about.kind = REASON_RECALL;
		about.recall = recall->row.id;
	}
	return about;
}

enum code
attempt_log(struct ui *ui, struct call_reason about, const struct call_end *end)
{
	const struct call call = { .patient = about.patient, .name = about.name,
		.reasons = &about, .count = 1 };
	const char *said = NULL;
	const enum code code = call_log(ui_desk(ui), ui_arena(ui), &call, end, &said);

	if (code == OK)
		ui_did(ui, said);
	return code;
}

/* "15:00", "26 Nov 15:00": a moment; else a day. `until` gets it as a contact has it. */
static bool
later_typed(struct ui *ui, const char *text, struct call_end *end)
{
	char iso[DAY_SIZE], at[CLOCK_SIZE];
	int day, minute;

	if (!moment_typed(text, desk_today(ui_desk(ui)), &day, &minute))
		return false;
	civil_format(iso, day);
	end->outcome = minute == NONE ? OUTCOME_NOT_UNTIL : OUTCOME_CALL_AT;
	end->until = minute == NONE ? arena_copy(ui_arena(ui), iso)
		: arena_print(ui_arena(ui), "%sT%s", iso, clock_format(at, minute));
	return true;
}

enum code
attempt_later(struct ui *ui, const char *text, struct call_end *end)
{
	return later_typed(ui, text, end) ? OK : fail(INPUT,
			"%s: neither a day (+14, 1 Dec, fri) nor a time (15:00, fri 15:00)", text);
}

void
attempt_ask_later(struct ui *ui, enum code (*accept)(struct ui *, int64_t, const char *))
{
	ui_prompt(ui, "Not now: until which day, or call at what time?", "", 0, accept);
}
