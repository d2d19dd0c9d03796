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

static enum code
visit_form_load(struct ui *ui, struct arena *arena, void *state)
{
	struct visit_form *const form = state;
	const enum code code = record_get(ui_desk(ui), arena, &appointment_line_record, form->visit,
			&form->loaded.visit);

	return code == OK ? load_choices(ui, arena, &form->loaded) : code;
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
	if (visit->row.rev != form->rev)
		grid_put(grid, BODY_TOP + 1, 1, STYLE_ALERT,
				"another desk has changed it since: Esc, then look again");
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

static enum code
save(struct ui *ui, void *state)
{
	struct visit_form *const form = state;
	struct desk *const desk = ui_desk(ui);
	struct appointment row;
	enum code code;

	if (!form_screen_ready(ui, &form->form))
		return OK;
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
	typing_set(&form->form.inputs[TYPE], line.type);
	typing_set(&form->form.inputs[MINUTES], arena_print(ui_arena(ui), "%d", line.minutes));
	typing_set(&form->form.inputs[PROVIDER], line.provider_name);
	typing_set(&form->form.inputs[NOTE], line.note);
	return OK;
}
