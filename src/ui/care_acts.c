/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keys of the Care screen, and the question that is noted from any screen.
 */
#include "care.h"
#include "acts.h"
#include "base/arena.h"
#include "book/patient.h"
#include "pushed.h"
#include "ui/shows.h"
#include "words.h"

#include <string.h>

static enum code
open_concern(struct ui *ui, int64_t patient, enum concern_kind kind, const char *text, int day,
		int minute)
{
	struct concern concern;
	const char *said = NULL;
	enum code code;

	record_blank(&concern_record, &concern);
	concern.kind = (int)kind;
	concern.patient = patient;
	concern.text = text;
	code = concern_open(ui_desk(ui), ui_arena(ui), &concern, day, minute, &said);
	if (code == OK)
		ui_did(ui, said);
	return code;
}

/* A promise says by when: "call back about the crown, fri 12:00". */
static enum code
open_promise(struct ui *ui, int64_t patient, const char *text)
{
	const char *const comma = strrchr(text, ',');
	int day, minute;

	if (!comma || !moment_typed(comma + 1 + strspn(comma + 1, " "), desk_today(ui_desk(ui)),
			&day, &minute))
		return fail(INPUT, "promise: by when? Say it at its end: call her about the crown, "
				"fri 12:00");
	return open_concern(ui, patient, CONCERN_PROMISE, arena_copy_bytes(ui_arena(ui), text,
			(size_t)(comma - text)), day, minute);
}

static enum code
note_concern(struct ui *ui, int64_t patient, size_t kind, const char *text)
{
	static const enum concern_kind kinds[] = { CONCERN_QUESTION, CONCERN_COMPLAINT,
		CONCERN_PROMISE };

	return kinds[kind] == CONCERN_PROMISE ? open_promise(ui, patient, text)
		: open_concern(ui, patient, kinds[kind], text, NONE, NONE);
}

enum code
question_show(struct ui *ui, int64_t patient)
{
	const char *titles[3];
	struct patient row;
	const enum code code = record_get(ui_desk(ui), ui_arena(ui), &patient_record, patient, &row);

	if (code != OK)
		return code;
	titles[0] = arena_print(ui_arena(ui), "Question of %s", row.name);
	titles[1] = arena_print(ui_arena(ui), "Complaint of %s", row.name);
	titles[2] = arena_print(ui_arena(ui), "Promise to %s (what, by when)", row.name);
	ui_prompt_kinds(ui, titles, 3, patient, note_concern);
	return OK;
}

static enum code
answer(struct ui *ui, void *state)
{
	return care_form_show(ui, care_line(state)->row.id, CARE_ANSWER, NULL);
}

static enum code
put_off(struct ui *ui, void *state)
{
	return care_form_show(ui, care_line(state)->row.id, CARE_PUT_OFF, NULL);
}

static enum code
withdraw(struct ui *ui, void *state)
{
	return care_form_show(ui, care_line(state)->row.id, CARE_WITHDRAW, NULL);
}

static enum code
acknowledge(struct ui *ui, void *state)
{
	const char *said = NULL;
	struct concern concern;
	enum code code = record_get(ui_desk(ui), ui_arena(ui), &concern_record,
			care_line(state)->row.id, &concern);

	if (code == OK)
		code = concern_acknowledge(ui_desk(ui), ui_arena(ui), &concern, &said);
	if (code == OK)
		ui_did(ui, said);
	return code;
}

static enum code
question(struct ui *ui, void *state)
{
	(void)state;
	find_show(ui, question_show);
	return OK;
}

/* The concerns as the command prints them. */
static enum code
sheet(struct ui *ui, void *state)
{
	char command[] = "concerns", *argv[] = { command, NULL };

	(void)state;
	return command_show(ui, "Concerns", 1, argv);
}

void
care_subject(const void *state, struct subject *out)
{
	const struct concern_line *const line = care_line(state);

	if (!line)
		return;
	out->patient = line->patient;
	out->about = (struct call_reason){ .kind = REASON_CONCERN, .patient = line->patient,
		.name = line->name, .concern = line->row.id, .minute = NONE };
}

const struct action care_actions[] = {
	{ "t d", "told the answer", NEEDS_ROW, "Closes it: asks the answer and how it was told; of a"
		" complaint also how it ended and what was learned.", answer },
	{ "1-9", "use answer", NEEDS_OPENING | HINT_ONLY, "Closes it by that entry of the answer book,"
		" once somebody has agreed to the entry.", NULL },
	{ "c", "acknowledge", NEEDS_ROW, "A complaint was heard, and whoever complained knows it.",
		acknowledge },
	{ "z", "put off", NEEDS_ROW, "Puts it off; asks until when and why.", put_off },
	{ "x", "withdraw", NEEDS_ROW, "It was taken back; asks why.", withdraw },
	{ "q", "question", 0, "Notes a new question of whoever is found.", question },
	{ "b", "book", NEEDS_PATIENT, "Books a visit for who asked.", act_book },
	{ "l", "left message", NEEDS_PATIENT, "Left a message for who asked.", act_left_message },
	{ "r", "rang, nobody", NEEDS_PATIENT, "Rang who asked, nobody answered.", act_rang },
	{ "e", "edit", NEEDS_PATIENT, "Changes what is known of who asked.", act_edit_patient },
	{ "p", "print", 0, "Shows the list as text; on paper: chairtime concerns | lpr.", sheet },
	{ "Enter", "card", NEEDS_PATIENT, "Opens the card of who asked.", act_card },
	{ "Up", "up", QUIET, "The one above.", NULL },
	{ "Down", "down", QUIET, "The one below.", NULL },
	ACTIONS_END
};
