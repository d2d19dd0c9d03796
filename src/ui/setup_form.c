/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A form over any record: its fields by the field table, each taken by its type. Where another desk
 * writes the row meanwhile, fields that nobody typed in follow, the others show both.
 */
#include "base/arena.h"
#include "base/text.h"
#include "book/moving.h"
#include "pushed.h"
#include "setup.h"
#include "store/change.h"
#include "ui/form.h"

#include <stdio.h>
#include <string.h>

#define MARKED_SEEN 2		/* visits in a question, by name */

struct setup_typed {
	struct form form;		/* first: see ui/form.h */
	const struct setup_page *page;
	char title[128];
	int64_t owner, id, rev;
	struct form_field fields[FORM_FIELDS];
	const struct field *of[FORM_FIELDS];
	const char *opened[FORM_FIELDS];	/* as the form was opened, or last followed */
	struct setup_typed_loaded {
		const char *choices;	/* of the focused field */
		const char *preview;	/* NULL: none */
	} loaded;
};

/* A row of the form's record. */
static void *
row_new(struct arena *arena, const struct setup_page *page)
{
	return arena_take(arena, page->form.record->size);
}

static void
set_flags(const struct record *record, void *row)
{
	const struct field *const active = record_field(record, "active");

	record_blank(record, row);
	if (active)
		*(int *)((char *)row + active->offset) = 1;
}

/* A new row of a patient's. */
static void
set_owner(const struct record *record, int64_t owner, void *row)
{
	const struct field *const patient = owner ? record_field(record, "patient") : NULL;

	if (patient)
		*(int64_t *)((char *)row + patient->offset) = owner;
}

static enum code
open_row(struct desk *desk, struct arena *arena, const struct setup_page *page, int64_t owner,
		int64_t id, void *row)
{
	enum code code = OK;

	if (page->form.open)
		code = page->form.open(desk, arena, id, row);
	else if (id)
		code = record_get(desk, arena, page->form.record, id, row);
	else
		set_flags(page->form.record, row);
	set_owner(page->form.record, owner, row);
	return code;
}

static int64_t
rev_of(const void *row)
{
	return ((const struct row *)row)->rev;
}

/* Another desk has written it: what nobody typed in here follows, beside the rest its new value
 * stands; saving then says what stands in the form. */
static void
follow(struct ui *ui, struct setup_typed *typed, const void *row)
{
	for (size_t n = 0; n < typed->form.count; n++) {
		const char *const now = setup_field_text(ui_desk(ui), ui_keep(ui), typed->of[n],
				row);

		if (strcmp(now, typed->opened[n]) == 0)
			continue;
		if (strcmp(typed->form.inputs[n].text, typed->opened[n]) == 0)
			typing_set(&typed->form.inputs[n], now);
		else
			typed->form.notes[n] = arena_print(ui_keep(ui),
					"another desk: %s", *now ? now : "nothing");
		typed->opened[n] = now;
	}
	typed->rev = rev_of(row);
}

/* Of what is typed, as far as it can be taken. */
static enum code
load_preview(struct ui *ui, struct arena *arena, struct setup_typed *typed)
{
	const struct setup_page *const page = typed->page;
	void *const row = row_new(arena, page);
	enum code code;

	if (!page->form.preview)
		return OK;
	if ((code = open_row(ui_desk(ui), arena, page, typed->owner, typed->id, row)) != OK)
		return code;
	for (size_t n = 0; n < typed->form.count; n++)
		if (setup_field_take(ui_desk(ui), arena, typed->of[n], typed->form.inputs[n].text,
				row) != OK)
			error_clear();		/* said beside its field */
	return page->form.preview(ui_desk(ui), arena, row, &typed->loaded.preview);
}

static enum code
typed_load(struct ui *ui, struct arena *arena, void *state)
{
	struct setup_typed *const typed = state;
	void *const row = row_new(arena, typed->page);
	enum code code = typed->id ? open_row(ui_desk(ui), arena, typed->page, typed->owner,
			typed->id, row)
				   : OK;

	if (code == OK && typed->id && rev_of(row) != typed->rev)
		follow(ui, typed, row);
	if (code == OK)
		code = setup_field_choices(ui_desk(ui), arena, typed->of[typed->form.at],
				&typed->loaded.choices);
	return code == OK ? load_preview(ui, arena, typed) : code;
}

/* Words apart at blanks into lines of at most `cells`; gives the row after. */
static int
draw_wrapped(struct grid *grid, int y, int x, int cells, const char *text)
{
	while (*text && y < body_end(grid)) {
		size_t fits = text_fit(text, cells);

		while (text[fits] && fits > 0 && text[fits] != ' ')
			fits--;
		if (fits == 0)
			fits = text_fit(text, cells);
		grid_print(grid, y++, x, STYLE_DIM, cells, "%.*s", (int)fits, text);
		text += fits;
		text += strspn(text, " ");
	}
	return y;
}

/* Line by line, each wrapped. */
static void
draw_preview(struct grid *grid, int y, const char *text)
{
	struct arena arena = { 0 };

	while (*text && y < body_end(grid)) {
		const size_t length = strcspn(text, "\n");

		y = length ? draw_wrapped(grid, y, 3, grid->cols - 5, arena_copy_bytes(&arena, text,
				length)) : y + 1;
		text += length + (text[length] == '\n');
	}
	arena_free(&arena);
}

static void
typed_draw(const void *state, struct grid *grid)
{
	const struct setup_typed *const typed = state;
	const char *const choices = typed->loaded.choices;
	int y;

	grid_print(grid, BODY_TOP, 1, STYLE_BOLD, grid->cols - 2, "%s · %s", typed->page->name,
			typed->title);
	y = form_draw(&typed->form, grid, BODY_TOP + 2, 1) + 1;
	if (choices && *choices)
		y = draw_wrapped(grid, y, 3, grid->cols - 5, choices) + 1;
	if (typed->loaded.preview)
		draw_preview(grid, y, typed->loaded.preview);
}

/* The row as it was opened with what was typed. */
static enum code
fill_row(struct ui *ui, struct setup_typed *typed, void *row)
{
	enum code code = open_row(ui_desk(ui), ui_arena(ui), typed->page, typed->owner,
			typed->id, row);

	((struct row *)row)->rev = typed->rev;
	for (size_t n = 0; code == OK && n < typed->form.count; n++) {
		code = setup_field_take(ui_desk(ui), ui_arena(ui), typed->of[n],
				typed->form.inputs[n].text, row);
		if (code != OK)
			typed->form.at = n;
	}
	return code;
}

/* "2 visits would stand outside, and be marked to be moved: Tue 24 Nov 11:00 Meyer, Anna; …" */
static const char *
marked_words(struct ui *ui, const struct to_move_line *lines, size_t count)
{
	struct arena *const arena = ui_arena(ui);
	const char *words = "";

	for (size_t i = 0; i < count && i < MARKED_SEEN; i++)
		words = arena_print(arena, "%s%s%s %s", words, i ? "; " : "",
				time_said(arena, lines[i].day, lines[i].start,
				desk_today(ui_desk(ui))), lines[i].name);
	return arena_print(arena, "%zu visit%s would have to be moved: %s%s", count,
			count == 1 ? "" : "s", words, count > MARKED_SEEN ? " …" : "");
}

/* What saving would leave to be moved: it is done, looked at, and taken back. */
static enum code
ask_marked(struct ui *ui, struct setup_typed *typed, const char **question)
{
	struct desk *const desk = ui_desk(ui);
	void *const row = row_new(ui_arena(ui), typed->page);
	struct to_move_line *lines;
	const char *said;
	size_t count = 0;
	enum code code = fill_row(ui, typed, row);

	if (code != OK || (code = batch_begin(desk, NULL, NULL)) != OK)
		return code;
	code = typed->page->form.save(desk, ui_arena(ui), row, &said);
	if (code == OK && batch_id(desk))
		code = visits_marked(desk, ui_arena(ui), batch_id(desk), &lines, &count);
	if (code == OK && count > 0)
		*question = marked_words(ui, lines, count);
	return batch_drop(desk, code);
}

static enum code
write_row(struct ui *ui, struct setup_typed *typed, void *row)
{
	const struct setup_page *const page = typed->page;
	const char *said = NULL;
	const enum code code = page->form.save(ui_desk(ui), ui_arena(ui), row, &said);

	if (code != OK)
		return code;
	if (!said || !*said)
		said = arena_print(ui_arena(ui), "%s: %s saved", page->name,
				typed->form.inputs[0].text);
	if (page->form.stays)
		ui_say(ui, "%s", said);
	else
		ui_did(ui, said);
	ui_pop(ui);
	return OK;
}

static enum code
save_asked(struct ui *ui, void *state)
{
	struct setup_typed *const typed = state;
	void *const row = row_new(ui_arena(ui), typed->page);
	const enum code code = fill_row(ui, typed, row);

	return code == OK ? write_row(ui, typed, row) : code;
}

static enum code
save(struct ui *ui, void *state)
{
	struct setup_typed *const typed = state;
	const struct setup_form *const form = &typed->page->form;
	void *const row = row_new(ui_arena(ui), typed->page);
	const char *question = "";
	enum code code;

	if (!form_screen_ready(ui, &typed->form))
		return OK;
	code = fill_row(ui, typed, row);
	if (code == OK && form->ask)
		code = form->ask(ui_desk(ui), ui_arena(ui), row, &question);
	if (code == OK && form->marks)
		code = ask_marked(ui, typed, &question);
	if (code != OK)
		return code;
	if (!*question)
		return write_row(ui, typed, row);
	ui_confirm(ui, question, "y", "save it", save_asked);
	return OK;
}

static const struct action typed_actions[] = {
	FORM_ACTIONS(save)
};

/* Secrets don't stay where they were typed. */
static void
typed_close(void *state)
{
	struct setup_typed *const typed = state;

	for (size_t n = 0; n < typed->form.count; n++)
		if (form_is_unseen(&typed->form, n))
			typing_wipe(&typed->form.inputs[n]);
}

const struct screen setup_form_screen = {
	.name = "set-up form", .kind = SCREEN_WHOLE, .state_size = sizeof(struct setup_typed),
	.kept = offsetof(struct setup_typed, loaded), .load = typed_load, .draw = typed_draw,
	.actions = typed_actions, .types = true, .key = form_screen_key,
	.unsaved = form_screen_unsaved, .close = typed_close,
};

/* A row that tells of itself does so in a field of that name: "label", "hint". */
static const char *
told_by_row(struct ui *ui, const struct setup_form *form, const char *name, const void *row)
{
	const struct field *const field = record_field(form->record, name);

	return field ? field_text(ui_keep(ui), field, row) : NULL;
}

static const char *
hint_of(struct ui *ui, const struct setup_form *form, const struct field *field, const void *row)
{
	const char *const told = told_by_row(ui, form, "hint", row);

	for (const char *const *hint = form->hints; hint && *hint; hint += 2)
		if (strcmp(hint[0], field->name) == 0)
			return hint[1];
	return told ? told : setup_field_hint(field);
}

static void
add_field(struct ui *ui, struct setup_typed *typed, const struct field *field, const void *row)
{
	const size_t n = typed->form.count++;

	typed->of[n] = field;
	typed->fields[n] = (struct form_field){ .label = field->label,
		.hint = hint_of(ui, &typed->page->form, field, row) };
	typed->opened[n] = setup_field_text(ui_desk(ui), ui_keep(ui), field, row);
	typing_set(&typed->form.inputs[n], typed->opened[n]);
}

enum code
setup_form_show(struct ui *ui, const struct setup_page *page, int64_t owner, int64_t id)
{
	void *const row = row_new(ui_arena(ui), page);
	const enum code code = open_row(ui_desk(ui), ui_arena(ui), page, owner, id, row);
	const struct columns columns = columns_of(ui_arena(ui), page->form.record,
			page->form.fields);
	struct setup_typed *typed;
	const char *label;

	if (code != OK)
		return code;
	typed = ui_push(ui, &setup_form_screen);
	typed->page = page;
	typed->owner = owner;
	typed->id = id;
	typed->rev = rev_of(row);
	label = told_by_row(ui, &page->form, "label", row);
	snprintf(typed->title, sizeof typed->title, "%s", label ? label : id ? "change" : "new");
	form_open(&typed->form, typed->fields, 0);
	typed->form.of = typed->of;
	typed->form.refuse = setup_field_refuse;
	for (size_t i = 0; i < columns.count && i < FORM_FIELDS; i++)
		add_field(ui, typed, columns.fields[i], row);
	return OK;
}
