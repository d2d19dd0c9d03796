/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Visits: booking, moving, the steps of the day, and taking back.
 */
#include "groups.h"

#include "acts.h"
#include "base/text.h"
#include "book/flow.h"
#include "book/quick.h"
#include "cli/listings.h"
#include "recall/setup.h"
#include "store/change.h"

#define VISIT_OPTION {"A", OPTION_VISIT, POSITIONAL | REQUIRED, "A", "The visit's id", NULL}

/* The visit that the command names. */
static enum code
load(struct input *in, struct appointment *visit)
{
	return record_get(in->desk, in->arena, &appointment_record, input_id(in, "A"), visit);
}

/* What is to be said to her at that moment, beside what was done. */
static enum code
note_alerts(struct input *in, const struct appointment *visit, enum moment moment)
{
	struct alert *alerts;
	size_t count;
	const enum code code = alerts_at(in->desk, in->arena, visit->patient, moment,
					 desk_today(in->desk), &alerts, &count);

	for (size_t i = 0; code == OK && i < count; i++)
		print_note(in->out, "say: %s", alerts[i].text);
	return code;
}

static enum code
print_booked(struct input *in, const struct appointment *visit, const char *said)
{
	enum code code;

	if (said)
		print_note(in->out, "%s", said);
	code = note_alerts(in, visit, MOMENT_BOOKING);
	return code == OK ? print_made(in, &visit_listing, visit->row.id) : code;
}

/* The visits of a series as they stand, by their days. */
static enum code
print_series(struct input *in, const struct appointment *visits)
{
	struct appointment_line *lines;
	size_t count;
	const enum code code = record_select(in->desk, in->arena, &appointment_line_record, &lines,
		&count, "where id in (select a.id from appointment a where a.id = $1 "
		"or a.series = $1) order by day, start", "I", visits[0].row.id);

	if (code == OK)
		print_rows(in->out, &visit_listing, lines, count);
	return code;
}

static enum code
book_series(struct input *in, const struct series *series)
{
	struct opening *openings;
	struct appointment *visits;
	const char *said;
	enum code code = series_find(in->desk, in->arena, series, &openings);

	if (code == OK)
		code = series_book(in->desk, in->arena, series, openings, input_text(in, "force"),
				   &visits, &said);
	if (code != OK)
		return code;
	print_note(in->out, "%s", said);
	return print_series(in, visits);
}

/* "x8" */
static enum code
read_times(const struct input *in, int *times)
{
	const char *const text = input_text(in, "xN");
	long long read;

	if (!text_parse_int(*text == 'x' ? text + 1 : text, &read) || read < 2 ||
	    read > SERIES_MOST)
		return fail(INPUT, "series: \"%s\": x2 to x%d is wanted", text, SERIES_MOST);
	*times = (int)read;
	return OK;
}

static enum code
series(struct input *in)
{
	struct series asked = {
		.search = {
			.patient = input_id(in, "P"), .type = input_id(in, "type"),
			.provider = input_id(in, "provider"), .chair = input_id(in, "chair"),
			.minutes = NONE, .first = input_day(in, "from"), .last = NONE,
			.after = input_minute(in, "after"), .before = input_minute(in, "before"),
			.weekdays = input_bits(in, "days"), .notice = NONE, .commitments = true,
		},
		.note = input_text(in, "note"),
	};
	struct opening *openings;
	enum code code = read_times(in, &asked.times);

	if (code == OK && !interval_parse(input_text(in, "every"), &asked.every))
		code = fail(INPUT, "series: --every: an interval is wanted: 6w, 1m");
	if (code != OK || !input_has(in, "dry-run"))
		return code == OK ? book_series(in, &asked) : code;
	code = series_find(in->desk, in->arena, &asked, &openings);
	if (code == OK)
		print_openings(in, openings, (size_t)asked.times);
	return code;
}

static const struct option series_options[] = {
	{"P", OPTION_PATIENT, POSITIONAL | REQUIRED, "P", "Whose visits", NULL},
	{"xN", OPTION_TEXT, POSITIONAL | REQUIRED, "xN", "How many", NULL},
	{"type", OPTION_TYPE, REQUIRED, "T", "Their type", NULL},
	{"every", OPTION_INTERVAL, REQUIRED, "6w", "From one to the next", NULL},
	{"from", OPTION_DAY, 0, "D", "The first day for the first; else today", NULL},
	{"after", OPTION_CLOCK, 0, "H:M", "Begins at or after", NULL},
	{"before", OPTION_CLOCK, 0, "H:M", "Ends at or before", NULL},
	{"days", OPTION_WEEKDAYS, 0, "mon,tue", "On these weekdays", NULL},
	{"provider", OPTION_PROVIDER, 0, "X", "With whom", NULL},
	{"chair", OPTION_CHAIR, 0, "C", "In which chair", NULL},
	{"note", OPTION_TEXT, 0, "S", "A note on each", NULL},
	{"dry-run", OPTION_FLAG, 0, NULL, "Only show where they would be", NULL},
	{"force", OPTION_TEXT, 0, "REASON", "Why a rule that can be forced is; it stays on record",
		NULL},
};

/* Books what was read and checked, a series too. */
static enum code
book_quick(struct input *in, const struct quick *quick)
{
	const char *said = NULL;
	struct series series;
	struct appointment visit;
	enum code code;

	if (quick_series(quick, &series))
		return book_series(in, &series);
	code = quick_book(in->desk, in->arena, quick, input_text(in, "force"), &visit, &said);
	return code == OK ? print_booked(in, &visit, said) : code;
}

static enum code
book_line(struct input *in)
{
	const char *const line = input_text(in, "LINE");
	struct quick quick;
	enum code code;

	if (input_has(in, "patient") || input_has(in, "type") || input_has(in, "at") ||
	    input_has(in, "chair") || input_has(in, "provider") || input_has(in, "note") ||
	    input_has(in, "replaces"))
		return fail(USAGE, "book: a quick line says all but --force");
	code = quick_read(in->desk, in->arena, line, date_order_local(), &quick);
	if (code == OK)
		code = recall_preset(in->desk, in->arena, &quick);
	if (code == OK)
		code = quick_check(in->arena, line, &quick);
	return code == OK ? book_quick(in, &quick) : code;
}

/* Without a quick line these three are wanted. */
static enum code
check_given(const struct input *in)
{
	static const char *const wanted[] = {"patient", "type", "at"};

	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
		if (!input_has(in, wanted[i]))
			return fail(USAGE, "book: --%s is missing; or say all in a quick line: "
				    "book ruiz cleaning tue after 15", wanted[i]);
	return OK;
}

static enum code
book(struct input *in)
{
	const struct booking booking = {
		.patient = input_id(in, "patient"), .type = input_id(in, "type"),
		.provider = input_id(in, "provider"),
		.slot = {input_id(in, "chair"), input_day(in, "at"), input_minute(in, "at"), NONE},
		.note = input_text(in, "note"), .force = input_text(in, "force"),
		.replaces = input_id(in, "replaces"),
	};
	struct appointment visit;
	const char *said = NULL;
	enum code code;

	if (input_has(in, "LINE"))
		return book_line(in);
	code = check_given(in);
	if (code == OK)
		code = appointment_book_or_plan(in->desk, in->arena, &booking, &visit, &said);
	return code == OK ? print_booked(in, &visit, said) : code;
}

static const struct option book_options[] = {
	{"LINE", OPTION_TEXT, POSITIONAL | REST, "LINE",
		"All of it as one says it, into the first opening: ruiz cleaning amy tue after 15; "
		"see chairtime(7)", NULL},
	{"patient", OPTION_PATIENT, 0, "P", "Whose visit: an id, or words that find one", NULL},
	{"type", OPTION_TYPE, 0, "T", "The visit's type", NULL},
	{"at", OPTION_MOMENT, 0, "YYYY-MM-DDTHH:MM", "When it begins", NULL},
	{"chair", OPTION_CHAIR, 0, "C", "In which chair; else the first free one", NULL},
	{"provider", OPTION_PROVIDER, 0, "X", "With whom; else the first free one who may", NULL},
	{"note", OPTION_TEXT, 0, "S", "A note on it", NULL},
	{"replaces", OPTION_VISIT, 0, "A", "The missed or cancelled visit it makes good", NULL},
	{"force", OPTION_TEXT, 0, "REASON", "Why a rule that can be forced is; it stays on record",
		NULL},
};

static enum code
move(struct input *in)
{
	struct appointment visit;
	const char *said = NULL;
	enum code code = load(in, &visit);

	if (code == OK) {
		const struct slot slot = {input_id(in, "chair"), input_day(in, "at"),
					  input_minute(in, "at"), visit.minutes};

		code = appointment_move(in->desk, in->arena, &visit, slot, input_id(in, "provider"),
					input_text(in, "force"), &said);
	}
	return code == OK ? print_changed(in, &visit_listing, visit.row.id, said) : code;
}

static const struct option move_options[] = {
	VISIT_OPTION,
	{"at", OPTION_MOMENT, REQUIRED, "YYYY-MM-DDTHH:MM", "When it is to begin", NULL},
	{"chair", OPTION_CHAIR, 0, "C", "Into which chair; else it stays in its own", NULL},
	{"provider", OPTION_PROVIDER, 0, "X", "With whom; else as it is", NULL},
	{"force", OPTION_TEXT, 0, "REASON", "Why a rule that can be forced is; it stays on record",
		NULL},
};

static enum code
cancel(struct input *in)
{
	struct appointment visit;
	const char *said = NULL;
	enum code code = load(in, &visit);

	if (code == OK)
		code = appointment_cancel(in->desk, in->arena, &visit,
					  (enum cancelled_by)input_word(in, "by"),
					  input_text(in, "reason"), input_has(in, "keep"), &said);
	return code == OK ? print_changed(in, &visit_listing, visit.row.id, said) : code;
}

static const struct option cancel_options[] = {
	VISIT_OPTION,
	{"by", OPTION_WORD, REQUIRED, "patient|practice", "Who cancelled it", by_words},
	{"reason", OPTION_TEXT, REQUIRED, "S", "Why", NULL},
	{"keep", OPTION_FLAG, 0, NULL, "Keep it on the list of planned visits", NULL},
};

/* What was done to a visit, and what is to be said or asked then. */
static enum code
print_step(struct input *in, const struct appointment *visit, enum step step, const char *said)
{
	const char **lines;
	size_t count;
	const enum code code = step_reminders(in->desk, in->arena, visit, step, &lines, &count);

	for (size_t i = 0; code == OK && i < count; i++)
		print_note(in->out, "%s", lines[i]);
	return code == OK ? print_changed(in, &visit_listing, visit->row.id, said) : code;
}

static enum code
step(struct input *in, enum step step)
{
	struct appointment visit;
	const char *said = NULL;
	enum code code = load(in, &visit);

	if (code == OK)
		code = appointment_step(in->desk, in->arena, &visit, step, &said);
	return code == OK ? print_step(in, &visit, step, said) : code;
}

static enum code
confirm(struct input *in)
{
	return step(in, STEP_CONFIRM);
}

static enum code
arrive(struct input *in)
{
	return step(in, STEP_ARRIVE);
}

static enum code
done(struct input *in)
{
	return step(in, STEP_DONE);
}

static enum code
miss(struct input *in)
{
	return step(in, STEP_MISS);
}

static enum code
leave(struct input *in)
{
	return step(in, STEP_LEAVE);
}

static const struct option step_options[] = {VISIT_OPTION};

static enum code
seat(struct input *in)
{
	struct appointment visit;
	const char *said = NULL;
	enum code code = load(in, &visit);

	if (code == OK)
		code = appointment_seat(in->desk, in->arena, &visit, input_id(in, "chair"), &said);
	return code == OK ? print_step(in, &visit, STEP_SEAT, said) : code;
}

static const struct option seat_options[] = {
	VISIT_OPTION,
	{"chair", OPTION_CHAIR, 0, "C", "In another chair than booked", NULL},
};

static enum code
plan(struct input *in)
{
	struct appointment visit;
	const char *said = NULL;
	const enum code code = appointment_plan(in->desk, in->arena, input_id(in, "patient"),
			input_id(in, "type"), input_day(in, "call"), input_text(in, "note"), &visit,
			&said);

	return code == OK ? print_made(in, &visit_listing, visit.row.id) : code;
}

static const struct option plan_options[] = {
	{"patient", OPTION_PATIENT, REQUIRED, "P", "Whose visit", NULL},
	{"type", OPTION_TYPE, REQUIRED, "T", "The visit's type", NULL},
	{"call", OPTION_DAY, 0, "DAY", "The day to call about it", NULL},
	{"note", OPTION_TEXT, 0, "S", "A note on it", NULL},
};

/* What was taken back or done again just now: "undone: Haddad, Rima arrived (Kim)". */
static enum code
print_batch(struct input *in)
{
	const char *words;
	const enum code code = batch_words(in->desk, in->arena, batch_id(in->desk), &words);

	if (code == OK)
		print_said(in->out, words);
	return code;
}

static enum code
run_undo(struct input *in)
{
	int64_t batch;
	const enum code code = undo(in->desk, input_number(in, "batch", 0), &batch);

	return code == OK ? print_batch(in) : code;
}

static const struct option undo_options[] = {
	{"batch", OPTION_NUMBER, 0, "N", "That batch, as journal numbers it; else this desk's last",
		NULL},
};

static enum code
run_redo(struct input *in)
{
	int64_t batch;
	const enum code code = redo(in->desk, &batch);

	return code == OK ? print_batch(in) : code;
}

const struct command book_commands[] = {
	{"book", "Books a visit and prints its id", OPTIONS(book_options), STORE_WRITE, MAKES,
		book},
	{"series", "Books a visit several times at equal intervals, all or none",
		OPTIONS(series_options), STORE_WRITE, LISTS, series},
	{"move", "Moves a visit to another time, chair or provider", OPTIONS(move_options),
		STORE_WRITE, MAKES, move},
	{"cancel", "Takes a visit out of the book", OPTIONS(cancel_options), STORE_WRITE, MAKES,
		cancel},
	{"confirm", "The patient has said that they come", OPTIONS(step_options), STORE_WRITE,
		MAKES, confirm},
	{"arrive", "The patient is here", OPTIONS(step_options), STORE_WRITE, MAKES, arrive},
	{"seat", "The patient is in the chair", OPTIONS(seat_options), STORE_WRITE, MAKES, seat},
	{"done", "The visit is done", OPTIONS(step_options), STORE_WRITE, MAKES, done},
	{"miss", "The patient did not come", OPTIONS(step_options), STORE_WRITE, MAKES, miss},
	{"leave", "The patient went away unseen", OPTIONS(step_options), STORE_WRITE, MAKES, leave},
	{"plan", "Plans a visit that has no time yet and prints its id", OPTIONS(plan_options),
		STORE_WRITE, MAKES, plan},
	{"undo", "Takes back what this desk did last", OPTIONS(undo_options), STORE_WRITE, 0,
		run_undo},
	{"redo", "Does again what was taken back last, where this desk has done nothing since; "
		"what it sent meanwhile doesn't count", NULL, 0, STORE_WRITE, 0, run_redo},
	{0}
};
