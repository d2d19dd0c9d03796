/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The appointment row, and what always holds between its own fields.
 */
#include "plan.h"

#include <string.h>

const char *const visit_state_words[] = {"planned", "booked", "arrived", "seated", "done", "missed",
	"left", "cancelled", NULL};
const char *const confirmed_words[] = {"not_asked", "asked", "yes", "no", NULL};
const char *const by_words[] = {"patient", "practice", NULL};
const char *const notice_words[] = {"early", "short", NULL};
const char *const need_kind_words[] = {"lab", "xrays", "letter", "interpreter", "clearance",
	"consent", "deposit", "other", NULL};

static const struct field appointment_fields[] = {
	FIELD_ROW(appointment),
	FIELD(appointment, uid, "UID", FIELD_TEXT, STEADY),
	FIELD(appointment, sequence, "Sequence", FIELD_INT, STEADY),
	FIELD_REFERS(appointment, patient, "Patient", "patient", 0),
	FIELD_REFERS(appointment, type, "Type", "visit_type", 0),
	FIELD_REFERS(appointment, provider, "Provider", "provider", OPTIONAL),
	FIELD_REFERS(appointment, checker, "Checker", "provider", OPTIONAL),
	FIELD_REFERS(appointment, chair, "Chair", "chair", OPTIONAL),
	FIELD_WORDS(appointment, chair_kind, "Chair kind", chair_kind_words, OPTIONAL),
	FIELD(appointment, day, "Day", FIELD_DAY, OPTIONAL),
	FIELD(appointment, start, "Start", FIELD_MINUTE, OPTIONAL),
	FIELD(appointment, minutes, "Minutes", FIELD_INT, 0),
	FIELD(appointment, held, "Held", FIELD_INT, 0),
	FIELD(appointment, pattern, "Pattern", FIELD_TEXT, 0),
	FIELD_WORDS(appointment, state, "State", visit_state_words, 0),
	FIELD_WORDS(appointment, confirmed, "Confirmed", confirmed_words, 0),
	FIELD(appointment, arrived, "Arrived", FIELD_MINUTE, OPTIONAL),
	FIELD(appointment, seated, "Seated", FIELD_MINUTE, OPTIONAL),
	FIELD(appointment, check_asked, "Wants check", FIELD_MINUTE, OPTIONAL),
	FIELD(appointment, checked, "Checked", FIELD_MINUTE, OPTIONAL),
	FIELD(appointment, done, "Done", FIELD_MINUTE, OPTIONAL),
	FIELD(appointment, told_start, "Told", FIELD_MINUTE, OPTIONAL),
	FIELD(appointment, to_move, "To be moved", FIELD_TEXT, OPTIONAL),
	FIELD(appointment, reason, "Reason", FIELD_TEXT, OPTIONAL),
	FIELD_WORDS(appointment, by, "By", by_words, OPTIONAL),
	FIELD_WORDS(appointment, notice, "Notice", notice_words, OPTIONAL),
	FIELD(appointment, no_next, "No next visit", FIELD_TEXT, OPTIONAL),
	FIELD(appointment, call_on, "Call on", FIELD_DAY, OPTIONAL),
	FIELD(appointment, target, "Week of", FIELD_DAY, OPTIONAL),
	FIELD(appointment, series, "Series", FIELD_INT, OPTIONAL),
	FIELD_REFERS(appointment, replaces, "Replaces", "appointment", OPTIONAL),
	FIELD(appointment, note, "Note", FIELD_TEXT, OPTIONAL | LONG),
	FIELD(appointment, made_at, "Made", FIELD_STAMP, 0),
	FIELD(appointment, made_by, "Made by", FIELD_TEXT, 0),
	FIELD(appointment, ref, "Ref", FIELD_TEXT, OPTIONAL),
};

static const struct field appointment_line_fields[] = {
	FIELD_ROW(appointment_line),
	FIELD(appointment_line, uid, "UID", FIELD_TEXT, 0),
	FIELD(appointment_line, sequence, "Sequence", FIELD_INT, 0),
	FIELD(appointment_line, ref, "Ref", FIELD_TEXT, OPTIONAL),
	FIELD_REFERS(appointment_line, patient, "Patient", "patient", 0),
	FIELD(appointment_line, name, "Name", FIELD_TEXT, 0),
	FIELD(appointment_line, called, "Called", FIELD_TEXT, OPTIONAL),
	FIELD(appointment_line, birth, "Birth", FIELD_BIRTH, OPTIONAL),
	FIELD_REFERS(appointment_line, provider, "Provider", "provider", OPTIONAL),
	FIELD(appointment_line, provider_name, "Provider", FIELD_TEXT, OPTIONAL),
	FIELD(appointment_line, provider_short, "Provider", FIELD_TEXT, OPTIONAL),
	FIELD_REFERS(appointment_line, checker, "Checker", "provider", OPTIONAL),
	FIELD_REFERS(appointment_line, chair, "Chair", "chair", OPTIONAL),
	FIELD(appointment_line, chair_name, "Chair", FIELD_TEXT, OPTIONAL),
	FIELD_WORDS(appointment_line, chair_kind, "Chair kind", chair_kind_words, OPTIONAL),
	FIELD(appointment_line, day, "Day", FIELD_DAY, OPTIONAL),
	FIELD(appointment_line, start, "Start", FIELD_MINUTE, OPTIONAL),
	FIELD(appointment_line, minutes, "Min", FIELD_INT, 0),
	FIELD(appointment_line, held, "Held", FIELD_INT, 0),
	FIELD(appointment_line, pattern, "Pattern", FIELD_TEXT, 0),
	FIELD(appointment_line, type, "Type", FIELD_TEXT, 0),
	FIELD(appointment_line, type_name, "Type", FIELD_TEXT, 0),
	FIELD(appointment_line, public_name, "Public name", FIELD_TEXT, OPTIONAL),
	FIELD_WORDS(appointment_line, state, "State", visit_state_words, 0),
	FIELD_WORDS(appointment_line, confirmed, "Confirmed", confirmed_words, 0),
	FIELD(appointment_line, arrived, "Arrived", FIELD_MINUTE, OPTIONAL),
	FIELD(appointment_line, seated, "Seated", FIELD_MINUTE, OPTIONAL),
	FIELD(appointment_line, check_asked, "Wants check", FIELD_MINUTE, OPTIONAL),
	FIELD(appointment_line, checked, "Checked", FIELD_MINUTE, OPTIONAL),
	FIELD(appointment_line, done, "Done", FIELD_MINUTE, OPTIONAL),
	FIELD(appointment_line, told_start, "Told", FIELD_MINUTE, OPTIONAL),
	FIELD(appointment_line, to_move, "To be moved", FIELD_TEXT, OPTIONAL),
	FIELD(appointment_line, reason, "Reason", FIELD_TEXT, OPTIONAL),
	FIELD_WORDS(appointment_line, by, "By", by_words, OPTIONAL),
	FIELD_WORDS(appointment_line, notice, "Notice", notice_words, OPTIONAL),
	FIELD(appointment_line, no_next, "No next visit", FIELD_TEXT, OPTIONAL),
	FIELD(appointment_line, call_on, "Call on", FIELD_DAY, OPTIONAL),
	FIELD(appointment_line, target, "Week of", FIELD_DAY, OPTIONAL),
	FIELD(appointment_line, series, "Series", FIELD_INT, OPTIONAL),
	FIELD_REFERS(appointment_line, replaces, "Replaces", "appointment", OPTIONAL),
	FIELD(appointment_line, note, "Note", FIELD_TEXT, OPTIONAL | LONG),
	FIELD(appointment_line, made_at, "Made", FIELD_STAMP, 0),
	FIELD(appointment_line, made_by, "Made by", FIELD_TEXT, 0),
};

static const struct field need_fields[] = {
	FIELD_ROW(need),
	FIELD_REFERS(need, appointment, "Visit", "appointment", 0),
	FIELD_WORDS(need, kind, "Need", need_kind_words, 0),
	FIELD(need, whom, "From", FIELD_TEXT, OPTIONAL),
	FIELD(need, wanted_by, "Wanted by", FIELD_DAY, OPTIONAL),
	FIELD(need, got, "Got", FIELD_DAY, OPTIONAL),
};

bool
state_is_live(int state)
{
	return state >= VISIT_BOOKED && state <= VISIT_DONE;
}

bool
state_is_open(int state)
{
	return state >= VISIT_BOOKED && state <= VISIT_SEATED;
}

/* All X, of `minutes`: the end of one long pattern. */
static const char *
pattern_plain(int minutes)
{
	static const char all[] =
		"XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"
		"XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"
		"XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"
		"XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX";
	const int cells = (minutes + CELL_MINUTES - 1) / CELL_MINUTES;

	_Static_assert(sizeof all == DAY_CELLS + 1, "a letter for each cell of a day");
	return &all[DAY_CELLS - (cells < 0 ? 0 : cells > DAY_CELLS ? DAY_CELLS : cells)];
}

/* What the visit occupies: its minutes, cut where it was done earlier, rounded up to a cell. */
static int
held_of(const struct appointment *visit)
{
	int held;

	if (visit->done == NONE || visit->start == NONE)
		return visit->minutes;
	held = visit->done - visit->start + CELL_MINUTES - 1;
	held = held < CELL_MINUTES ? CELL_MINUTES : held / CELL_MINUTES * CELL_MINUTES;
	return held < visit->minutes ? held : visit->minutes;
}

/* Must a calendar be told (RFC 5545, 3.8.7.4)? */
static bool
calendar_differs(const struct appointment *a, const struct appointment *b)
{
	return a->day != b->day || a->start != b->start || a->minutes != b->minutes ||
	       a->chair != b->chair || a->provider != b->provider ||
	       state_is_live(a->state) != state_is_live(b->state);
}

/* Who made a row, and its name for life, unless its maker has said so. */
static void
settle_new(struct desk *desk, struct appointment *visit)
{
	char stamp[STAMP_SIZE];

	if (!visit->uid)
		visit->uid = desk_uuid(desk, &desk->arena);
	if (!visit->made_at)
		visit->made_at = arena_copy(&desk->arena, desk_stamp(desk, stamp));
	if (!visit->made_by)
		visit->made_by = desk->who;
	if (visit->sequence == NONE)
		visit->sequence = 0;
}

static bool
texts_equal(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* A visit that has another place now, or isn't to come any more, isn't to be moved any more. */
static void
settle_to_move(const struct appointment *before, struct appointment *visit)
{
	const bool elsewhere = visit->day != before->day || visit->start != before->start ||
			       visit->chair != before->chair || visit->provider != before->provider;

	if ((elsewhere || !state_is_open(visit->state)) &&
	    texts_equal(visit->to_move, before->to_move))
		visit->to_move = NULL;
}

static void
appointment_settle(struct desk *desk, const void *old, void *row)
{
	const struct appointment *const before = old;
	struct appointment *const visit = row;

	if (before)
		settle_to_move(before, visit);

	if (!before)
		settle_new(desk, visit);
	else
		visit->sequence = before->sequence + calendar_differs(before, visit);
	if (!visit->pattern)
		visit->pattern = pattern_plain(visit->minutes);
	if (visit->chair == 0)
		visit->chair_kind = NONE;
	visit->held = held_of(visit);
}

const struct record appointment_record = {
	.table = "appointment", .label = "visit", .size = sizeof(struct appointment),
	.fields = appointment_fields, .count = FIELD_COUNT(appointment_fields),
	.settle = appointment_settle
};
const struct record appointment_line_record = {
	.table = "appointment_list", .label = "visit", .size = sizeof(struct appointment_line),
	.fields = appointment_line_fields, .count = FIELD_COUNT(appointment_line_fields),
	.view = true
};
const struct record need_record = {
	.table = "need", .label = "need", .size = sizeof(struct need), .fields = need_fields,
	.count = FIELD_COUNT(need_fields)
};
