/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What somebody says, noted from any screen: a question, unless a digit, or Tab, makes it a complaint, a
 * promise or an opinion before a word is typed. Enter saves as soon as nothing is missing.
 */
#include "care.h"
#include "base/arena.h"
#include "base/text.h"
#include "book/patient.h"
#include "care/opinion.h"
#include "pushed.h"
#include "ui/form.h"
#include "ui/shows.h"
#include "words.h"

#include <string.h>

#define BOOK_ROWS 3			/* of an entry's text */

enum { AN_OPINION = CONCERN_PROMISE + 1, KINDS };

struct concern_form {
	struct form form;		/* first: see ui/form.h */
	int kind;			/* enum concern_kind, or AN_OPINION */
	int64_t patient;		/* 0: a caller who is none */
	const char *name;
	struct concern_form_loaded {
		int today;
		struct answer *entry;	/* of the answer book, for the question as it is typed */
		size_t entries;		/* 1, or 0: there is none */
	} loaded;
};

static const char *
check_said(const char *text)
{
	return text_is_blank(text) ? "say it" : NULL;
}

static const char *
check_score(const char *text)
{
	long long score;

	return text_parse_int(text, &score) && score >= 0 && score <= SCORE_MOST ? NULL : "0 to 10";
}

/* The first of each is what is typed at once; the last of the first three, whose it is to answer. */
static const struct form_field question_fields[] = {
	{ "Question", "in their words", check_said },
	{ "Owner", "who is to answer it; else you", NULL },
};
static const struct form_field complaint_fields[] = {
	{ "Complaint", "in their words", check_said },
	{ "Wish", "what would put it right", NULL },
	{ "Owner", "who is to answer it; else you", NULL },
};
static const struct form_field promise_fields[] = {
	{ "Promise", "what was promised", check_said },
	{ "By", "fri; 27 Nov 12:00; 15:30", check_said },
	{ "Owner", "who keeps it; else you", NULL },
};
static const struct form_field opinion_fields[] = {
	{ "0 to 10", "how was the visit?", check_score },
	{ "Because", "their sentence", NULL },
};

static const struct {
	const char *name;
	const struct form_field *fields;
	size_t count;
} kinds[KINDS] = {
	[CONCERN_QUESTION] = { "question", question_fields, 2 },
	[CONCERN_COMPLAINT] = { "complaint", complaint_fields, 3 },
	[CONCERN_PROMISE] = { "promise", promise_fields, 3 },
	[AN_OPINION] = { "opinion", opinion_fields, 2 },
};

static enum code
concern_form_load(struct ui *ui, struct arena *arena, void *state)
{
	struct concern_form *const form = state;

	form->loaded.today = desk_today(ui_desk(ui));
	if (form->kind != CONCERN_QUESTION || text_is_blank(form->form.inputs[0].text))
		return OK;
	return answers_find(ui_desk(ui), arena, form->form.inputs[0].text, 1, &form->loaded.entry,
			&form->loaded.entries);
}

/* What the answer book says, while one types: it can be told at once. */
static void
draw_entry(const struct answer *entry, struct grid *grid, int y)
{
	grid_print(grid, y, 1, entry->agreed_by ? STYLE_BOLD : STYLE_DIM, grid->cols - 2, "Book: %s%s",
			entry->agreed_by ? "" : "not agreed: ", entry->title);
	grid_rows(grid, y + 1, 7, entry->agreed_by ? STYLE_NORMAL : STYLE_DIM, grid->cols - 8,
			entry->text, BOOK_ROWS, body_end(grid));
}

static void
concern_form_draw(const void *state, struct grid *grid)
{
	const struct concern_form *const form = state;
	const int book = form->loaded.entries > 0 ? BOOK_ROWS + 1 : 0;
	const int y = body_end(grid) - (int)form->form.count - 2 - book;
	int x;

	grid_rule(grid, y, 0, grid->cols, "─");
	for (int row = y + 1; row < body_end(grid); row++)
		grid_blank(grid, row, 0, grid->cols);
	x = grid_text(grid, y + 1, 1, STYLE_BOLD, form->name, grid->cols / 3) + 2;
	for (int n = 0; n < KINDS; n++)
		x = grid_print(grid, y + 1, x, n == form->kind ? STYLE_BOLD : STYLE_DIM, grid->cols - x,
				n == form->kind ? "[%d %s]" : "%d %s", n + 1, kinds[n].name) + 2;
	x = form_draw(&form->form, grid, y + 2, 1);
	if (form->loaded.entries > 0)
		draw_entry(form->loaded.entry, grid, x);
}

/* Nothing is typed yet into the first field. */
static bool
is_fresh(const struct concern_form *form)
{
	return form->form.at == 0 && !form->form.inputs[0].text[0];
}

/* Is all there that must be? */
static bool
is_ready(const struct form *form)
{
	for (size_t n = 0; n < form->count; n++)
		if (form->fields[n].check && form->fields[n].check(form->inputs[n].text))
			return false;
	return true;
}

static bool
choose(struct concern_form *form, int kind)
{
	form->kind = kind;
	form_open(&form->form, kinds[kind].fields, kinds[kind].count);
	return true;
}

/* May the field under the cursor be left as it is? Then Enter goes on; else it is said. */
static bool
may_leave(const struct form *form)
{
	const struct form_field *const field = &form->fields[form->at];

	return !field->check || !field->check(form->inputs[form->at].text);
}

static bool
concern_form_key(struct ui *ui, void *state, const char *key)
{
	struct concern_form *const form = state;
	const int digit = key[0] - '1';

	if (is_fresh(form) && strcmp(key, "Tab") == 0)
		return choose(form, (form->kind + 1) % KINDS);
	if (is_fresh(form) && form->kind != AN_OPINION && digit >= 0 && digit < KINDS && !key[1])
		return choose(form, digit);
	if (strcmp(key, "Enter") == 0 && (is_ready(&form->form) || !may_leave(&form->form)))
		return false;
	return form_screen_key(ui, state, key);
}

static enum code
save_opinion(struct ui *ui, const struct concern_form *form, const char **said)
{
	struct opinion opinion;
	long long score = NONE;

	if (!form->patient)
		return fail(INPUT, "opinion: %s is no patient", form->name);
	record_blank(&opinion_record, &opinion);
	text_parse_int(form->form.inputs[0].text, &score);
	opinion.patient = form->patient;
	opinion.score = (int)score;
	opinion.text = text_is_blank(form->form.inputs[1].text) ? NULL : form->form.inputs[1].text;
	opinion.channel = word_index(told_how_words, "desk");
	return opinion_add(ui_desk(ui), ui_arena(ui), &opinion, said);
}

static enum code
save_concern(struct ui *ui, const struct concern_form *form, const char **said)
{
	const struct typing *const typed = form->form.inputs;
	struct concern concern;
	int day = NONE, minute = NONE;

	record_blank(&concern_record, &concern);
	concern.kind = form->kind;
	concern.patient = form->patient;
	concern.caller = form->patient ? NULL : form->name;
	concern.text = typed[0].text;
	concern.owner = typed[form->form.count - 1].text;
	if (form->kind == CONCERN_COMPLAINT && !text_is_blank(typed[1].text))
		concern.wish = typed[1].text;
	if (form->kind == CONCERN_PROMISE && !moment_typed(typed[1].text,
			form->loaded.today, &day, &minute))
		return fail(INPUT, "by %s: no day; like fri, 27 Nov 12:00, 15:30", typed[1].text);
	return concern_open(ui_desk(ui), ui_arena(ui), &concern, day, minute, said);
}

static enum code
save(struct ui *ui, void *state)
{
	struct concern_form *const form = state;
	const char *said = NULL;
	enum code code;

	if (!form_screen_ready(ui, &form->form))
		return OK;
	code = form->kind == AN_OPINION ? save_opinion(ui, form, &said) : save_concern(ui, form, &said);
	if (code == OK) {
		ui_did(ui, said);
		ui_pop(ui);
	}
	return code;
}

static const struct action form_actions[] = {
	{ "1-4", "kind", HINT_ONLY, "Before a word is typed: makes it a question, a complaint, a promise,"
		" or an opinion after the visit; so does Tab.", NULL },
	FORM_ACTIONS(save)
};

const struct screen concern_form_screen = {
	.name = "say", .kind = SCREEN_OVER, .state_size = sizeof(struct concern_form),
	.kept = offsetof(struct concern_form, loaded), .load = concern_form_load,
	.draw = concern_form_draw, .actions = form_actions, .types = true, .key = concern_form_key,
	.unsaved = form_screen_unsaved,
};

enum code
question_show(struct ui *ui, int64_t patient)
{
	struct concern_form *const form = ui_push(ui, &concern_form_screen);
	struct patient row;
	const enum code code = record_get(ui_desk(ui), ui_keep(ui), &patient_record, patient, &row);

	if (code != OK) {
		ui_pop(ui);
		return code;
	}
	form->patient = patient;
	form->name = row.name;
	form_open(&form->form, question_fields, 2);
	return OK;
}

enum code
question_of_caller(struct ui *ui, const char *name)
{
	struct concern_form *const form = ui_push(ui, &concern_form_screen);

	form->name = arena_copy(ui_keep(ui), name);
	form_open(&form->form, question_fields, 2);
	return OK;
}
