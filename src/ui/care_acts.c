/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keys of the Care screen, and the question that is noted from any screen.
 */
#include "care.h"
#include "base/arena.h"
#include "book/patient.h"
#include "ui/shows.h"

static enum code
note_question(struct ui *ui, int64_t patient, const char *text)
{
	struct concern concern;
	const char *said = NULL;
	enum code code;

	record_blank(&concern_record, &concern);
	concern.kind = CONCERN_QUESTION;
	concern.patient = patient;
	concern.text = text;
	code = concern_open(ui_desk(ui), ui_arena(ui), &concern, NONE, NONE, &said);
	if (code == OK)
		ui_did(ui, said);
	return code;
}

enum code
question_show(struct ui *ui, int64_t patient)
{
	struct patient row;
	const enum code code = record_get(ui_desk(ui), ui_arena(ui), &patient_record, patient, &row);

	if (code == OK)
		ui_prompt(ui, arena_print(ui_arena(ui), "Question of %s", row.name), "", patient,
				note_question);
	return code;
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

static enum code
book(struct ui *ui, void *state)
{
	return offers_for_patient(ui, care_line(state)->patient, NULL);
}

static enum code
card(struct ui *ui, void *state)
{
	card_show(ui, care_line(state)->patient);
	return OK;
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
	{ "b", "book", NEEDS_PATIENT, "Books a visit for who asked.", book },
	{ "Enter", "card", NEEDS_PATIENT, "Opens the card of who asked.", card },
	{ "Up", "up", QUIET, "The one above.", NULL },
	{ "Down", "down", QUIET, "The one below.", NULL },
	ACTIONS_END
};
