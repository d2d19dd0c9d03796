/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is asked before a concern is answered, put off or withdrawn.
 */
#include "care.h"
#include "base/arena.h"
#include "base/text.h"
#include "pushed.h"
#include "ui/form.h"
#include "words.h"

#include <string.h>

struct care_form {
	struct form form;		/* first: see ui/form.h */
	enum care_act act;
	struct concern concern;		/* as it was when it was asked for */
	int64_t from;			/* the entry of the answer book; 0: none */
	struct care_form_loaded {
		int today, minute;
		struct concern_line line;
	} loaded;
};

enum answer_field { ANSWER, TOLD_HOW, OUTCOME, LESSON, ANSWER_FIELDS };
enum put_off_field { UNTIL, PUT_OFF_REASON, PUT_OFF_FIELDS };

static const char *
check_said(const char *text)
{
	return text_is_blank(text) ? "say it" : NULL;
}

static const char *
check_how(const char *text)
{
	return word_index(told_how_words, text) == NONE ? "call, text, email, letter or desk" : NULL;
}

static const char *
check_outcome(const char *text)
{
	return word_index(concern_outcome_words, text) == NONE ? "recovered, left or unresolved"
							       : NULL;
}

/* A complaint has all four, the others the first two. */
static const struct form_field answer_fields[] = {
	{ "Answer", "what they were told", check_said },
	{ "Told by", "call, text, email, letter, desk", check_how },
	{ "Outcome", "recovered, left, unresolved", check_outcome },
	{ "Learned", "what we do otherwise from now on", check_said },
};
static const struct form_field put_off_fields[] = {
	{ "Until", "fri; 27 Nov 12:00; 15:30", check_said },
	{ "Because", "why it must wait", check_said },
};
static const struct form_field withdraw_fields[] = {
	{ "Because", "why they take it back", check_said },
};

static const char *const titles[] = { "Answer", "Put off", "Withdraw" };

static enum code
care_form_load(struct ui *ui, struct arena *arena, void *state)
{
	struct care_form *const form = state;

	form->loaded.today = desk_today(ui_desk(ui));
	form->loaded.minute = desk_minute(ui_desk(ui));
	return record_get(ui_desk(ui), arena, &concern_line_record, form->concern.row.id,
			&form->loaded.line);
}

static void
care_form_draw(const void *state, struct grid *grid)
{
	const struct care_form *const form = state;
	const struct concern_line *const line = &form->loaded.line;
	const int y = body_end(grid) - (int)form->form.count - 3;

	grid_rule(grid, y, 0, grid->cols, "─");
	for (int row = y + 1; row < body_end(grid); row++)
		grid_blank(grid, row, 0, grid->cols);
	grid_print(grid, y + 1, 1, STYLE_BOLD, grid->cols - 2, "%s: %s of %s: %s",
			titles[form->act], concern_kind_words[line->kind],
			line->name ? line->name : line->caller ? line->caller : "",
			line->text ? line->text : "");
	form_draw(&form->form, grid, y + 2, 1);
}

static enum code
save_answer(struct ui *ui, struct care_form *form, const char **said)
{
	const struct typing *const typed = form->form.inputs;
	const bool complaint = form->concern.kind == CONCERN_COMPLAINT;
	const struct concern_answer answer = {
		.text = typed[ANSWER].text, .from_answer = form->from, .told_how = typed[TOLD_HOW].text,
		.outcome = complaint ? word_index(concern_outcome_words, typed[OUTCOME].text) : NONE,
		.lesson = complaint ? typed[LESSON].text : NULL,
	};

	return concern_close(ui_desk(ui), ui_arena(ui), &form->concern, &answer, said);
}

static enum code
save_put_off(struct ui *ui, struct care_form *form, const char **said)
{
	const struct typing *const typed = form->form.inputs;
	int day, minute;

	if (!moment_typed(typed[UNTIL].text, form->loaded.today, &day, &minute))
		return fail(INPUT, "until %s: no day; like fri, 27 Nov 12:00, 15:30",
				typed[UNTIL].text);
	return concern_put_off(ui_desk(ui), ui_arena(ui), &form->concern, day, minute,
			typed[PUT_OFF_REASON].text, said);
}

static enum code
save_withdrawn(struct ui *ui, struct care_form *form, const char **said)
{
	return concern_withdraw(ui_desk(ui), ui_arena(ui), &form->concern,
			form->form.inputs[0].text, said);
}

static enum code
save(struct ui *ui, void *state)
{
	static enum code (*const saves[])(struct ui *, struct care_form *, const char **) = {
		save_answer, save_put_off, save_withdrawn,
	};
	struct care_form *const form = state;
	const struct concern before = form->concern;
	const char *said = NULL;
	enum code code;

	if (!form_screen_ready(ui, &form->form))
		return OK;
	code = saves[form->act](ui, form, &said);
	if (code == OK) {
		ui_did(ui, said);
		ui_pop(ui);
	} else {
		form->concern = before;
	}
	return code;
}

static const struct action form_actions[] = {
	FORM_ACTIONS(save)
};

const struct screen care_form_screen = {
	.name = "care form", .kind = SCREEN_OVER, .state_size = sizeof(struct care_form),
	.kept = offsetof(struct care_form, loaded), .load = care_form_load, .draw = care_form_draw,
	.actions = form_actions, .types = true, .key = form_screen_key, .unsaved = form_screen_unsaved,
};

enum code
care_form_show(struct ui *ui, int64_t concern, enum care_act act,
		const struct answer *from)
{
	struct care_form *const form = ui_push(ui, &care_form_screen);
	const enum code code = record_get(ui_desk(ui), ui_keep(ui), &concern_record, concern,
			&form->concern);

	if (code != OK) {
		ui_pop(ui);
		return code;
	}
	form->act = act;
	if (act == CARE_PUT_OFF)
		form_open(&form->form, put_off_fields, PUT_OFF_FIELDS);
	else if (act == CARE_WITHDRAW)
		form_open(&form->form, withdraw_fields, 1);
	else
		form_open(&form->form, answer_fields, form->concern.kind == CONCERN_COMPLAINT
				? ANSWER_FIELDS : OUTCOME);
	if (act == CARE_ANSWER)
		typing_set(&form->form.inputs[TOLD_HOW], told_how_words[0]);
	if (from) {
		form->from = from->row.id;
		typing_set(&form->form.inputs[ANSWER], from->text);
		form->form.at = TOLD_HOW;
	}
	return OK;
}
