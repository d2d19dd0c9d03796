/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Forms: moving between fields, checking them as they are typed, drawing them.
 */
#include "ui/form.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define LABEL_GAP 2
#define FIELD_LEAST 24
#define FIELD_MOST 60
#define NOTE_GAP 2
#define NOTE_WIDTH 36

void
form_open(struct form *form, const struct form_field *fields, size_t count)
{
	*form = (struct form){ .fields = fields, .count = count };
}

static const char *
field_refused(const struct form *form, size_t n)
{
	const struct form_field *const field = &form->fields[n];

	if (form->refuse)
		return form->refuse(form->of[n], form->inputs[n].text);
	return field->check ? field->check(form->inputs[n].text) : NULL;
}

size_t
form_refuse(struct form *form)
{
	for (size_t n = 0; n < form->count; n++)
		if (field_refused(form, n)) {
			form->at = n;
			return n;
		}
	return form->count;
}

bool
form_is_unseen(const struct form *form, size_t n)
{
	return form->of && form->of[n]->flags & UNSEEN;
}

static bool
form_move(struct form *form, const char *key)
{
	const size_t last = form->count - 1;

	if (strcmp(key, "Up") == 0 || strcmp(key, "BTab") == 0)
		form->at = form->at > 0 ? form->at - 1 : last;
	else if (strcmp(key, "Down") == 0 || strcmp(key, "Tab") == 0)
		form->at = form->at < last ? form->at + 1 : 0;
	else if (strcmp(key, "Enter") == 0 && form->at < last)
		form->at++;
	else if (key[0] == '@' && key[1])
		form->at = (size_t)strtoul(key + 1, NULL, 10);
	else
		return false;
	return true;
}

bool
form_key(struct form *form, const char *key)
{
	struct typing *const input = &form->inputs[form->at];
	const size_t length = strlen(input->text);

	if (form_move(form, key))
		return true;
	if (!typing_key(input, key))
		return false;
	form->changed = form->changed || strlen(input->text) != length;
	return true;
}

static int
label_width(const struct form *form)
{
	int most = 0;

	for (size_t n = 0; n < form->count; n++) {
		const int width = text_width(form->fields[n].label);

		most = width > most ? width : most;
	}
	return most;
}

/* What stands beside a field: its error once something is typed, else its note, else its hint. */
static void
draw_beside(const struct form *form, size_t n, struct grid *grid, int y, int x)
{
	const char *const refused = field_refused(form, n);

	if (refused && (form->inputs[n].text[0] || form->changed))
		grid_put(grid, y, grid_put(grid, y, x, STYLE_LATE, "! "), STYLE_ERROR, refused);
	else if (form->notes[n])
		grid_put(grid, y, x, STYLE_ALERT, form->notes[n]);
	else if (n == form->at && form->fields[n].hint)
		grid_put(grid, y, x, STYLE_DIM, form->fields[n].hint);
}

int
form_draw(const struct form *form, struct grid *grid, int y, int x)
{
	const int field = x + 2 + label_width(form) + LABEL_GAP;
	const int room = grid->cols - field - NOTE_GAP - NOTE_WIDTH;
	const int width = room < FIELD_LEAST ? FIELD_LEAST : room < FIELD_MOST ? room : FIELD_MOST;

	for (size_t n = 0; n < form->count; n++, y++) {
		grid_text(grid, y, x + 2, STYLE_NORMAL, form->fields[n].label, grid->cols);
		grid_row_spot(grid, y, x, grid->cols - x, n);
		if (n == form->at)
			grid_focus(grid, y, x, width + field - x);
		(form_is_unseen(form, n) ? typing_draw_unseen : typing_draw)(&form->inputs[n], grid, y,
				field, width, n == form->at);
		draw_beside(form, n, grid, y, field + width + NOTE_GAP);
	}
	return y;
}
