/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The form of a visit, and its note alone.
 */
#include "base/local.h"
#include "base/arena.h"
#include "base/text.h"
#include "book/opening.h"
#include "pushed.h"
#include "store/change.h"
#include "ui/form.h"
#include "ui/shows.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

enum visit_field { TYPE, MINUTES, PROVIDER, NOTE, VISIT_FIELDS };

struct visit_form {
	struct form form;		/* first: see ui/form.h */
	int64_t visit, rev;
	struct visit_form_loaded {
		struct appointment_line visit;
		const char *types, *providers;	/* the choices, in words */
		const char *changed;		/* by whom, since; NULL */
	} loaded;
};

static const char *
check_minutes(const char *text)
{
	long long minutes;

	return text_parse_int(text, &minutes) && minutes > 0 && minutes <= 1440 ?
			NULL :
			"minutes: 1 to 1440";
}

static const char *
check_type(const char *text)
{
	return text_is_blank(text) ? "a visit type is needed" : NULL;
}

static const struct form_field fields[VISIT_FIELDS] = {
	[TYPE] = { "Type", "its code, or the beginning of its name", check_type },
	[MINUTES] = { "Minutes", "how long", check_minutes },
	[PROVIDER] = { "Provider", "a name's beginning; nothing: as it is", NULL },
	[NOTE] = { "Note", "what the desk should know", NULL },
};

/* Codes or names in a row, for the eye. */
static enum code
load_choices(struct ui *ui, struct arena *arena, struct visit_form_loaded *loaded)
{
	struct visit_type *types;
	struct provider *providers;
	size_t type_count, provider_count;
	enum code code = record_select(ui_desk(ui), arena, &visit_type_record, &types, &type_count,
			"order by id", "");

	loaded->types = loaded->providers = "";
	for (size_t i = 0; code == OK && i < type_count; i++)
		loaded->types = arena_print(arena, "%s %s", loaded->types, types[i].code);
	if (code == OK)
		code = providers_load(ui_desk(ui), arena, &providers, &provider_count);
	for (size_t i = 0; code == OK && i < provider_count; i++)
		loaded->providers = arena_print(arena, "%s%s%s", loaded->providers, i ? ", " : " ",
				providers[i].name);
	return code;
}

/* What the fields are of, in their order. */
static void
texts_of(struct arena *arena, const struct appointment_line *line, const char *texts[VISIT_FIELDS])
{
	texts[TYPE] = line->type;
	texts[MINUTES] = arena_print(arena, "%d", line->minutes);
	texts[PROVIDER] = line->provider_name;
	texts[NOTE] = line->note;
}

static enum code
load_news(struct ui *ui, struct arena *arena, struct visit_form *form)
{
	const char *texts[VISIT_FIELDS];
	const char *const who = row_last_writer(ui_desk(ui), arena, "appointment", form->visit);

	texts_of(arena, &form->loaded.visit, texts);
	form_news(arena, &form->form, texts, who);
	if (form->loaded.visit.row.rev != form->rev)
		form->loaded.changed = who;
	return load_choices(ui, arena, &form->loaded);
}

static enum code
visit_form_load(struct ui *ui, struct arena *arena, void *state)
{
	struct visit_form *const form = state;
	const enum code code = record_get(ui_desk(ui), arena, &appointment_line_record, form->visit,
			&form->loaded.visit);

	return code == OK ? load_news(ui, arena, form) : code;
}

static void
visit_form_draw(const void *state, struct grid *grid)
{
	const struct visit_form *const form = state;
	const struct appointment_line *const visit = &form->loaded.visit;
	char day[DAY_WORDS], clock[CLOCK_SIZE];
	int y;

	if (!visit->name)
		return;
	grid_print(grid, BODY_TOP, 1, STYLE_BOLD, grid->cols - 2, "%s · %s %s · %s", visit->name,
			day_words(day, visit->day, true), clock_said(clock, visit->start),
			visit->chair_name ? visit->chair_name : "planned");
	if (form->loaded.changed)
		grid_print(grid, BODY_TOP + 1, 1, STYLE_ALERT, grid->cols - 2,
				"changed by %s: theirs stands beside", form->loaded.changed);
	y = form_draw(&form->form, grid, BODY_TOP + 2, 1) + 1;
	grid_print(grid, y, 3, STYLE_DIM, grid->cols - 4, "Types:%s", form->loaded.types);
	grid_print(grid, y + 1, 3, STYLE_DIM, grid->cols - 4, "Providers:%s",
			form->loaded.providers);
}

/* What was typed, in the row; *provider and *minutes go by the rules, as a move in its place. */
static enum code
fill_visit(struct ui *ui, const struct visit_form *form, struct appointment *row, int64_t *provider,
		int *minutes)
{
	const struct typing *const typed = form->form.inputs;
	struct arena *const arena = ui_arena(ui);
	struct visit_type type;
	struct provider who;
	long long number = row->minutes;
	enum code code = visit_type_find(ui_desk(ui), arena, typed[TYPE].text, &type);

	*provider = row->provider;
	if (code == OK && !text_is_blank(typed[PROVIDER].text)) {
		code = provider_find(ui_desk(ui), arena, typed[PROVIDER].text, &who);
		*provider = code == OK ? who.row.id : row->provider;
	}
	if (code != OK)
		return code;
	text_parse_int(typed[MINUTES].text, &number);
	*minutes = (int)number;
	row->note = text_is_blank(typed[NOTE].text) ? NULL : typed[NOTE].text;
	if (type.row.id != row->type)
		row->pattern = pattern_for(arena, type.pattern, row->minutes);
	row->type = type.row.id;
	return OK;
}

static enum code
write_visit(struct ui *ui, const struct visit_form *form, struct appointment *row)
{
	const struct appointment old = *row;
	struct slot slot = { row->chair, row->day, row->start, row->minutes };
	const char *said = NULL;
	int64_t provider;
	enum code code = fill_visit(ui, form, row, &provider, &slot.minutes);

	if (code == OK)
		code = record_put(ui_desk(ui), &appointment_record, row);
	if (code != OK || row->state == VISIT_PLANNED || (slot.minutes == old.minutes &&
	    provider == old.provider && row->type == old.type))
		return code;
	return appointment_move(ui_desk(ui), ui_arena(ui), row, slot, provider, NULL, &said);
}

/* Where the row is another than the one that was loaded: theirs into the fields in which nothing was
 * typed, to be looked at before it is saved. */
static enum code
merge(struct ui *ui, struct visit_form *form, bool *merged)
{
	const char *texts[VISIT_FIELDS];
	struct appointment_line line;
	const char *who;
	const enum code code = record_get(ui_desk(ui), ui_arena(ui), &appointment_line_record,
			form->visit, &line);

	*merged = code == OK && line.row.rev != form->rev;
	if (!*merged)
		return code;
	who = row_last_writer(ui_desk(ui), ui_arena(ui), "appointment", form->visit);
	texts_of(ui_arena(ui), &line, texts);
	form_merge(ui, &form->form, texts, who);
	form->rev = line.row.rev;
	ui_say(ui, "Not saved yet: %s changed it; what both changed stands beside. Save again", who);
	return OK;
}

static enum code
save(struct ui *ui, void *state)
{
	struct visit_form *const form = state;
	bool merged = false;
	struct desk *const desk = ui_desk(ui);
	struct appointment row;
	enum code code;

	if (!form_screen_ready(ui, &form->form))
		return OK;
	code = merge(ui, form, &merged);
	if (code != OK || merged)
		return code;
	code = record_get(desk, ui_arena(ui), &appointment_record, form->visit, &row);
	row.row.rev = form->rev;
	if (code == OK)
		code = batch_begin(desk, NULL, NULL);
	if (code != OK)
		return code;
	code = batch_end(desk, write_visit(ui, form, &row));
	if (code == OK) {
		ui_did(ui, arena_print(ui_arena(ui), "%s: changed", form->loaded.visit.name));
		ui_pop(ui);
	}
	return code;
}

static const struct action form_actions[] = {
	FORM_ACTIONS(save)
};

const struct screen visit_form_screen = {
	.name = "visit form",
	.kind = SCREEN_WHOLE,
	.state_size = sizeof(struct visit_form),
	.kept = offsetof(struct visit_form, loaded),
	.load = visit_form_load,
	.draw = visit_form_draw,
	.actions = form_actions,
	.types = true,
	.key = form_screen_key,
	.unsaved = form_screen_unsaved,
};

enum code
visit_form_show(struct ui *ui, int64_t visit)
{
	const char *texts[VISIT_FIELDS];
	struct appointment_line line;
	struct visit_form *form;
	const enum code code = record_get(
			ui_desk(ui), ui_arena(ui), &appointment_line_record, visit, &line);

	if (code != OK)
		return code;
	form = ui_push(ui, &visit_form_screen);
	form->visit = visit;
	form->rev = line.row.rev;
	form_open(&form->form, fields, VISIT_FIELDS);
	texts_of(ui_arena(ui), &line, texts);
	form_fill(ui, &form->form, texts);
	return OK;
}
