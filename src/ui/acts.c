/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The verbs of every screen, about its subject.
 */
#include "acts.h"
#include "attempt.h"
#include "session.h"
#include "ui/shows.h"

/* What the verbs are about: of the screen on top, which is the one whose key it was, or the one
 * below a line that has just been typed. */
static struct subject
subject_of(struct ui *ui)
{
	const struct layer *const top = session_top(ui);
	struct subject about = { 0 };

	if (top->screen->subject)
		top->screen->subject(top->state, &about);
	return about;
}

static enum code
step(struct ui *ui, enum step step)
{
	return visit_do(ui, subject_of(ui).visit, step);
}

enum code
act_confirm(struct ui *ui, void *state)
{
	(void)state;
	return step(ui, STEP_CONFIRM);
}

enum code
act_arrive(struct ui *ui, void *state)
{
	(void)state;
	return step(ui, STEP_ARRIVE);
}

enum code
act_seat(struct ui *ui, void *state)
{
	(void)state;
	return step(ui, STEP_SEAT);
}

enum code
act_done(struct ui *ui, void *state)
{
	(void)state;
	return step(ui, STEP_DONE);
}

enum code
act_check(struct ui *ui, void *state)
{
	(void)state;
	return visit_check(ui, subject_of(ui).visit);
}

enum code
act_move(struct ui *ui, void *state)
{
	(void)state;
	return carry_visit(ui, subject_of(ui).visit);
}

enum code
act_openings(struct ui *ui, void *state)
{
	const struct subject about = subject_of(ui);

	(void)state;
	return about.visit ? offers_for_visit(ui, about.visit)
			   : offers_for_patient(ui, about.patient, NULL);
}

enum code
act_off(struct ui *ui, void *state)
{
	(void)state;
	return off_show(ui, subject_of(ui).visit);
}

enum code
act_comes(struct ui *ui, void *state)
{
	(void)state;
	return coming_show(ui, subject_of(ui).visit);
}

enum code
act_no_more(struct ui *ui, void *state)
{
	const struct subject about = subject_of(ui);

	(void)state;
	return no_more_show(ui, about.patient, &about.about);
}

enum code
act_note(struct ui *ui, void *state)
{
	(void)state;
	return note_show(ui, subject_of(ui).visit);
}

enum code
act_question(struct ui *ui, void *state)
{
	(void)state;
	return question_show(ui, subject_of(ui).patient);
}

enum code
act_edit_visit(struct ui *ui, void *state)
{
	(void)state;
	return visit_form_show(ui, subject_of(ui).visit);
}

enum code
act_edit_patient(struct ui *ui, void *state)
{
	(void)state;
	return patient_form_edit(ui, subject_of(ui).patient);
}

enum code
act_need(struct ui *ui, void *state)
{
	(void)state;
	return need_show(ui, subject_of(ui).visit);
}

static enum code
attempt(struct ui *ui, const struct call_end *end)
{
	return attempt_log(ui, subject_of(ui).about, end);
}

/* Where we run late, who was talked to has been told when to come instead. */
enum code
act_talked(struct ui *ui, void *state)
{
	const bool told = subject_of(ui).about.kind == REASON_LATE;

	(void)state;
	return attempt(ui, &(struct call_end){ .outcome = told ? OUTCOME_TOLD : OUTCOME_TALKED });
}

enum code
act_left_message(struct ui *ui, void *state)
{
	(void)state;
	return attempt(ui, &(struct call_end){ .outcome = OUTCOME_LEFT_MESSAGE });
}

enum code
act_rang(struct ui *ui, void *state)
{
	(void)state;
	return attempt(ui, &(struct call_end){ .outcome = OUTCOME_NO_ANSWER });
}

enum code
act_wrong_number(struct ui *ui, void *state)
{
	(void)state;
	return attempt(ui, &(struct call_end){ .outcome = OUTCOME_WRONG_NUMBER });
}

static enum code
put_off(struct ui *ui, int64_t about, const char *text)
{
	struct call_end end = { 0 };
	const enum code code = attempt_later(ui, text, &end);

	(void)about;
	return code == OK ? attempt(ui, &end) : code;
}

enum code
act_not_now(struct ui *ui, void *state)
{
	(void)state;
	attempt_ask_later(ui, put_off);
	return OK;
}

enum code
act_book(struct ui *ui, void *state)
{
	(void)state;
	return offers_for_patient(ui, subject_of(ui).patient, NULL);
}

enum code
act_family(struct ui *ui, void *state)
{
	(void)state;
	return family_show(ui, subject_of(ui).patient);
}

enum code
act_wait(struct ui *ui, void *state)
{
	const struct subject about = subject_of(ui);

	(void)state;
	return about.visit && about.to_come ? wait_with_visit(ui, about.visit)
					    : wait_without_visit(ui, about.patient);
}

enum code
act_card(struct ui *ui, void *state)
{
	(void)state;
	card_show(ui, subject_of(ui).patient);
	return OK;
}

enum code
act_show_day(struct ui *ui, void *state)
{
	const int64_t visit = subject_of(ui).visit;
	struct appointment row;
	const enum code code = record_get(ui_desk(ui), ui_arena(ui), &appointment_record, visit,
			&row);

	(void)state;
	if (code != OK)
		return code;
	if (row.day == NONE)
		return fail(INPUT, "the visit is planned: it has no day yet");
	day_show(ui, row.day, visit);
	return OK;
}

enum code
act_calendar_visit(struct ui *ui, void *state)
{
	(void)state;
	return calendar_of_visit(ui, subject_of(ui).visit);
}

enum code
act_calendar_patient(struct ui *ui, void *state)
{
	(void)state;
	return calendar_of_patient(ui, subject_of(ui).patient);
}

enum code
act_back(struct ui *ui, void *state)
{
	(void)state;
	ui_pop(ui);
	return OK;
}
