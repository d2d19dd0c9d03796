/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The form of a patient: a new one, or what is known of one.
 */
#include "base/arena.h"
#include "base/text.h"
#include "book/patient.h"
#include "patient_row.h"
#include "pushed.h"
#include "store/change.h"
#include "ui/form.h"
#include "ui/shows.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

enum patient_field { NAME, PHONE, BIRTH, EMAIL, CALLED, NOTE, ALARMS, PATIENT_FIELDS };
#define NEW_FIELDS ALARMS		/* of a new one: what is asked on the telephone */

#define DOUBLES_SEEN 3

struct patient_form {
	struct form form;		/* first: see ui/form.h */
	int64_t patient;		/* 0: a new one */
	int64_t rev;			/* of the row as it was when the form opened */
	struct patient_form_loaded {
		int today;
		struct patient_line *doubles;
		size_t double_count;
		const char *changed;	/* by whom, since: "Kim at 10:41"; NULL */
	} loaded;
};

static const char *
check_name(const char *text)
{
	return text_is_blank(text) ? "a name is needed" : NULL;
}

static const char *
check_phone(const char *text)
{
	size_t digits = 0;

	for (; *text; text++)
		digits += *text >= '0' && *text <= '9';
	return digits < 4 ? "a telephone number is needed" : NULL;
}

/* A birth date as it is typed: a year, or a day in any common form. Gives ISO 8601. */
static bool
birth_typed(const char *text, char out[DAY_SIZE])
{
	long long year;
	int day;

	if (strlen(text) == 4 && text_parse_int(text, &year) && year > 1800) {
		memcpy(out, text, 5);
		return true;
	}
	if (!day_typed(text, civil_day(1900, 1, 1), &day) || strpbrk(text, "+") || strlen(text) < 8)
		return false;
	civil_format(out, day);
	return true;
}

static const char *
check_birth(const char *text)
{
	char iso[DAY_SIZE];

	return text_is_blank(text) || birth_typed(text, iso) ? NULL : "no birth date";
}

static const char *
check_email(const char *text)
{
	return text_is_blank(text) || strchr(text, '@') ? NULL : "no e-mail address";
}

static const char *
check_alarms(const char *text)
{
	int minutes[ALARMS_MOST];
	size_t count;

	return alarms_parse(text, minutes, &count) ? NULL : "30m, 2h or 1d each, or none";
}

static const struct form_field fields[PATIENT_FIELDS] = {
	[NAME] = { "Name", "Ruiz, Elena or Elena Ruiz", check_name },
	[PHONE] = { "Telephone", "the first number to ring", check_phone },
	[BIRTH] = { "Born", "14.3.1985, or a year", check_birth },
	[EMAIL] = { "E-mail", "for letters and the calendar", check_email },
	[CALLED] = { "Called", "the name that is used", NULL },
	[NOTE] = { "Note", "what the desk should know", NULL },
	[ALARMS] = { "Alarms", "of her calendar, before a visit: 1d 2h; none", check_alarms },
};

static struct new_patient
asked_of(const struct patient_form *form, char birth[DAY_SIZE])
{
	const struct typing *const typed = form->form.inputs;

	birth[0] = '\0';
	if (!text_is_blank(typed[BIRTH].text))
		birth_typed(typed[BIRTH].text, birth);
	return (struct new_patient){ .name = typed[NAME].text, .phone = typed[PHONE].text,
		.birth = birth[0] ? birth : NULL,
		.email = text_is_blank(typed[EMAIL].text) ? NULL : typed[EMAIL].text,
		.note = text_is_blank(typed[NOTE].text) ? NULL : typed[NOTE].text,
		.state = PATIENT_ACTIVE };
}

/* What the fields are of, in their order. */
static void
texts_of(const struct patient_line *line, const char *texts[PATIENT_FIELDS])
{
	texts[NAME] = line->name;
	texts[PHONE] = line->phone;
	texts[BIRTH] = line->birth;
	texts[EMAIL] = line->email;
	texts[CALLED] = line->called;
	texts[ALARMS] = line->alarms;
	texts[NOTE] = line->note;
}

static enum code
load_now(struct ui *ui, struct arena *arena, const struct patient_form *form,
		const char *texts[PATIENT_FIELDS], int64_t *rev)
{
	struct patient_line line;
	const enum code code = record_get(ui_desk(ui), arena, &patient_line_record, form->patient,
			&line);

	if (code != OK)
		return code;
	texts_of(&line, texts);
	*rev = line.row.rev;
	return OK;
}

/* Who wrote the row since it was loaded; a number is a row of its own. */
static const char *
writer(struct ui *ui, struct arena *arena, const struct patient_form *form, int64_t rev)
{
	return rev == form->rev ? "another desk"
		: row_last_writer(ui_desk(ui), arena, "patient", form->patient);
}

static enum code
load_news(struct ui *ui, struct arena *arena, struct patient_form *form)
{
	const char *texts[PATIENT_FIELDS];
	const char *who;
	int64_t rev;
	const enum code code = load_now(ui, arena, form, texts, &rev);

	if (code != OK)
		return code;
	who = writer(ui, arena, form, rev);
	if (form_news(arena, &form->form, texts, who))
		form->loaded.changed = who;
	return code;
}

static enum code
form_load(struct ui *ui, struct arena *arena, void *state)
{
	struct patient_form *const form = state;
	char birth[DAY_SIZE];
	const struct new_patient asked = asked_of(form, birth);

	form->loaded.today = desk_today(ui_desk(ui));
	if (!form->patient)
		return check_name(asked.name) || check_phone(asked.phone) ? OK :
				patient_doubles(ui_desk(ui), arena, &asked, &form->loaded.doubles,
						&form->loaded.double_count);
	return load_news(ui, arena, form);
}

static void
form_screen_draw(const void *state, struct grid *grid)
{
	const struct patient_form *const form = state;
	const struct patient_form_loaded *const loaded = &form->loaded;
	int y;

	grid_put(grid, BODY_TOP, 1, STYLE_BOLD, form->patient ? "Patient" : "New patient");
	if (loaded->changed)
		grid_print(grid, BODY_TOP, 12, STYLE_ALERT, grid->cols - 13, "changed by %s: theirs "
				"stands beside", loaded->changed);
	y = form_draw(&form->form, grid, BODY_TOP + 2, 1) + 1;
	if (loaded->double_count == 0)
		return;
	grid_put(grid, y++, 1, STYLE_LATE, "! Perhaps already here:");
	for (size_t i = 0; i < loaded->double_count && i < DOUBLES_SEEN; i++)
		patient_row_draw(&loaded->doubles[i], loaded->today, grid, y++, 3, grid->cols - 1);
}

/* Saves one with the name she goes by, as one change. */
static enum code
make_patient(struct ui *ui, const struct patient_form *form, struct patient *made)
{
	const char *const called = form->form.inputs[CALLED].text;
	struct desk *const desk = ui_desk(ui);
	char birth[DAY_SIZE];
	const struct new_patient asked = asked_of(form, birth);
	enum code code = batch_begin(desk, NULL, NULL);

	if (code != OK)
		return code;
	code = patient_add(desk, ui_arena(ui), &asked, made);
	if (code == OK && !text_is_blank(called)) {
		made->called = called;
		code = patient_edit(desk, made);
	}
	return batch_end(desk, code);
}

static enum code
add_patient(struct ui *ui, const struct patient_form *form)
{
	struct patient made;
	const enum code code = make_patient(ui, form, &made);

	if (code != OK)
		return code;
	ui_did(ui, arena_print(ui_arena(ui), "%s is a patient now", made.name));
	ui_pop(ui);
	ui_hand(ui)->found = made.row.id;
	card_show(ui, made.row.id);
	return OK;
}

/* The row as it was when the form opened, with what was typed. */
static enum code
fill_patient(struct ui *ui, const struct patient_form *form, struct patient *row,
		char birth[DAY_SIZE])
{
	const struct new_patient asked = asked_of(form, birth);
	const enum code code = record_get(ui_desk(ui), ui_arena(ui), &patient_record, form->patient,
			row);

	if (code != OK)
		return code;
	row->row.rev = form->rev;
	row->name = asked.name;
	row->birth = asked.birth;
	row->note = asked.note;
	row->called = text_is_blank(form->form.inputs[CALLED].text) ? NULL
			: form->form.inputs[CALLED].text;
	row->alarms = text_is_blank(form->form.inputs[ALARMS].text) ? NULL
			: form->form.inputs[ALARMS].text;
	return OK;
}

/* Theirs into the fields in which nothing was typed; true where there was something, which is said:
 * it is to be looked at before it is saved. */
static enum code
merge(struct ui *ui, struct patient_form *form, bool *merged)
{
	const char *texts[PATIENT_FIELDS];
	const char *who;
	int64_t rev;
	const enum code code = load_now(ui, ui_arena(ui), form, texts, &rev);

	if (code != OK)
		return code;
	who = writer(ui, ui_arena(ui), form, rev);
	*merged = form_merge(ui, &form->form, texts, who);
	form->rev = rev;
	if (*merged)
		ui_say(ui, "Not saved yet: %s changed it; what both changed stands beside. Save "
				"again", who);
	return code;
}

static enum code
edit_patient(struct ui *ui, struct patient_form *form)
{
	bool merged = false;
	const struct typing *const typed = form->form.inputs;
	struct desk *const desk = ui_desk(ui);
	char birth[DAY_SIZE];
	struct patient row;
	enum code code = merge(ui, form, &merged);

	if (code != OK || merged)
		return code;
	code = fill_patient(ui, form, &row, birth);
	if (code == OK)
		code = batch_begin(desk, NULL, NULL);
	if (code != OK)
		return code;
	code = patient_edit(desk, &row);
	if (code == OK)
		code = patient_reach_change(desk, row.row.id, REACH_PHONE, typed[PHONE].text);
	if (code == OK)
		code = patient_reach_change(desk, row.row.id, REACH_EMAIL, typed[EMAIL].text);
	code = batch_end(desk, code);
	if (code == OK) {
		ui_did(ui, arena_print(ui_arena(ui), "%s: changed", row.name));
		ui_pop(ui);
	}
	return code;
}

static enum code
save_despite(struct ui *ui, void *state)
{
	return add_patient(ui, state);
}

static enum code
save(struct ui *ui, void *state)
{
	struct patient_form *const form = state;

	if (!form_screen_ready(ui, &form->form))
		return OK;
	if (form->patient)
		return edit_patient(ui, form);
	if (form->loaded.double_count > 0) {
		ui_confirm(ui, "That may be somebody who is here already. Save a second one?", "y",
				"a new patient all the same", save_despite);
		return OK;
	}
	return add_patient(ui, form);
}

static const struct action form_actions[] = {
	FORM_ACTIONS(save)
};

const struct screen patient_form_screen = {
	.name = "patient form",
	.kind = SCREEN_WHOLE,
	.state_size = sizeof(struct patient_form),
	.kept = offsetof(struct patient_form, loaded),
	.load = form_load,
	.draw = form_screen_draw,
	.actions = form_actions,
	.types = true,
	.key = form_screen_key,
	.unsaved = form_screen_unsaved,
	.tab = "Patients",
};

enum code
patient_form_new(struct ui *ui, const char *typed)
{
	struct patient_form *const form = ui_push(ui, &patient_form_screen);

	form_open(&form->form, fields, NEW_FIELDS);
	typing_set(&form->form.inputs[NAME], typed);
	form->form.at = text_is_blank(typed) ? NAME : PHONE;
	return OK;
}

enum code
patient_form_edit(struct ui *ui, int64_t patient)
{
	const char *texts[PATIENT_FIELDS];
	struct patient_line line;
	struct patient_form *form;
	const enum code code =
			record_get(ui_desk(ui), ui_arena(ui), &patient_line_record, patient, &line);

	if (code != OK)
		return code;
	form = ui_push(ui, &patient_form_screen);
	form->patient = patient;
	form->rev = line.row.rev;
	form_open(&form->form, fields, PATIENT_FIELDS);
	texts_of(&line, texts);
	form_fill(ui, &form->form, texts);
	return OK;
}
