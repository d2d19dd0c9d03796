/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Visits: booking, moving, the steps of the day, and taking back.
 */
#include "groups.h"

#include "acts.h"
#include "book/quick.h"
#include "cli/listings.h"
#include "recall/recall.h"
#include "store/change.h"

#define VISIT_OPTION {"A", OPTION_VISIT, POSITIONAL | REQUIRED, "A", "The visit's id", NULL}

/* The visit that the command names. */
static enum code
load(struct input *in, struct appointment *visit)
{
	return record_get(in->desk, in->arena, &appointment_record, input_id(in, "A"), visit);
}

static enum code
print_booked(struct input *in, const struct appointment *visit, const char *said)
{
	if (said)
		print_note(in->out, "%s", said);
	return print_made(in, &visit_listing, visit->row.id);
}

/* A line that names no type means what the patient is due for, as on the screens. */
static enum code
preset_type(struct input *in, struct quick *quick)
{
	struct visit_type *const type = arena_take(in->arena, sizeof *type);
	struct wanted wanted;
	enum code code;

	if (quick->type || !quick->patient)
		return OK;
	code = recall_wanted(in->desk, in->arena, quick->patient->row.id, &wanted);
	if (code != OK || !wanted.type || wanted.planned)
		return code;
	code = record_get(in->desk, in->arena, &visit_type_record, wanted.type, type);
	quick->type = type;
	quick->search.type = wanted.type;
	return code;
}

static enum code
book_line(struct input *in)
{
	const char *const line = input_text(in, "LINE"), *said = NULL;
	struct quick quick;
	struct appointment visit;
	enum code code;

	if (input_has(in, "patient") || input_has(in, "type") || input_has(in, "at") ||
	    input_has(in, "chair") || input_has(in, "provider") || input_has(in, "note") ||
	    input_has(in, "replaces"))
		return fail(USAGE, "book: a quick line says all but --force");
	code = quick_read(in->desk, in->arena, line, date_order_local(), &quick);
	if (code == OK)
		code = preset_type(in, &quick);
	if (code == OK)
		code = quick_check(in->desk, in->arena, line, &quick);
	if (code == OK)
		code = quick_book(in->desk, in->arena, &quick, input_text(in, "force"), &visit,
				  &said);
	return code == OK ? print_booked(in, &visit, said) : code;
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
		code = appointment_book(in->desk, in->arena, &booking, &visit, &said);
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

static enum code
step(struct input *in, enum step step)
{
	struct appointment visit;
	const char *said = NULL;
	enum code code = load(in, &visit);

	if (code == OK)
		code = appointment_step(in->desk, in->arena, &visit, step, &said);
	return code == OK ? print_changed(in, &visit_listing, visit.row.id, said) : code;
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
	return code == OK ? print_changed(in, &visit_listing, visit.row.id, said) : code;
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
	{"redo", "Does again what was taken back last", NULL, 0, STORE_WRITE, 0, run_redo},
	{0}
};
