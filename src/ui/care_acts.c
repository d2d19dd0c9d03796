/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keys of the Care screen.
 */
#include "care.h"
#include "acts.h"
#include "base/arena.h"
#include "pushed.h"
#include "ui/shows.h"

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
	find_show_any(ui, question_show, question_of_caller);
	return OK;
}

/* The concerns as the command prints them. */
static enum code
on_paper(struct ui *ui, void *state)
{
	(void)state;
	print_show(ui, "concerns", "~/concerns.txt", (struct sheet_choice[]){
		{ "those that are open, by due time", "concerns" },
		{ "all, also those answered or withdrawn", "concerns --all" },
	}, 2);
	return OK;
}

static enum code
next_view(struct ui *ui, void *state)
{
	struct care *const care = state;

	(void)ui;
	care->view = (care->view + 1) % CARE_VIEWS;
	care->list = (struct list){ 0 };
	care->id = 0;
	return OK;
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
	{ "t d", "told the answer", NEEDS_ROW | MAY(CARE),
		"Closes it: asks the answer and how it was told; of a complaint also how it ended"
		" and what was learned.", answer },
	{ "1-9", "use answer", NEEDS_OPENING | HINT_ONLY | MAY(CARE),
		"Closes it by that entry of the answer book, once somebody has agreed to the"
		" entry.", NULL },
	{ "c", "acknowledge", NEEDS_ROW | MAY(CARE),
		"A complaint was heard, and whoever complained knows it.", acknowledge },
	{ "z", "put off", NEEDS_ROW | MAY(CARE), "Puts it off; asks until when and why.", put_off },
	{ "x", "withdraw", NEEDS_ROW | MAY(CARE), "It was taken back; asks why.", withdraw },
	{ "q", "question", MAY(CARE), "Notes what whoever is found says: a question,"
		" complaint, promise or opinion.", question },
	{ "b", "book", NEEDS_PATIENT | MAY(BOOK), "Books a visit for who asked.", act_book },
	{ "l", "left message", NEEDS_PATIENT | MAY(CONTACTS),
		"Left a message for who asked.", act_left_message },
	{ "r", "rang, nobody", NEEDS_PATIENT | MAY(CONTACTS),
		"Rang who asked, nobody answered.", act_rang },
	{ "e", "edit", NEEDS_PATIENT | MAY(PATIENTS),
		"Changes what is known of who asked.", act_edit_patient },
	{ "v", "view", 0, "Those that are open; those that are yours; those closed in the last 13"
		" weeks, with their answers.", next_view },
	{ "p", "print", 0, "The list: here, in the pager, a file, or printed.", on_paper },
	{ "Enter", "card", NEEDS_PATIENT, "Opens the card of who asked.", act_card },
	{ "Up", "up", QUIET, "The one above.", NULL },
	{ "Down", "down", QUIET, "The one below.", NULL },
	ACTIONS_END
};
