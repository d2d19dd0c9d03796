/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The first run: what a practice is called, where it is, its chairs, people and hours. Nothing is
 * written before all of it is taken; then it is made in one transaction, and the day is shown.
 */
#include "base/arena.h"
#include "base/text.h"
#include "book/hours.h"
#include "pushed.h"
#include "session.h"
#include "ui/form.h"
#include "ui/shows.h"

#include <stdio.h>

#define ZONE_SIZE 64

enum first_field { NAME, ZONE, PHONE, CHAIRS, DENTISTS, HYGIENISTS, DAYS, SPANS, FIRST_FIELDS };

struct first_run {
	struct form form;		/* first: see ui/form.h */
	const char *where;
};

static const char *
check_name(const char *text)
{
	return text_is_blank(text) ? "what is the practice called?" : NULL;
}

static const char *
check_zone(const char *text)
{
	return zone_known(text) ? NULL : "no such zone";
}

/* What founding_check finds wrong of one field alone. */
static const char *
refused(const struct founding *asked, const char *why)
{
	const enum code code = founding_check(asked);

	error_clear();
	return code == OK ? NULL : why;
}

static const char *
check_chairs(const char *text)
{
	return refused(&(struct founding){ .chairs = text }, "1 to 99, or names, each once");
}

static const char *
check_days(const char *text)
{
	return refused(&(struct founding){ .days = text }, "weekdays: mon-fri");
}

static const char *
check_spans(const char *text)
{
	return text_is_blank(text) ? "at what hours?" :
		refused(&(struct founding){ .spans = text }, "like 8:00-12:00,13:00-17:00");
}

static const struct form_field fields[FIRST_FIELDS] = {
	[NAME] = { "Practice", "what it is called", check_name },
	[ZONE] = { "Time zone", "this machine's; like Europe/Berlin", check_zone },
	[PHONE] = { "Telephone", "that patients ring", NULL },
	[CHAIRS] = { "Chairs", "how many, or their names", check_chairs },
	[DENTISTS] = { "Dentists", "names, with commas between", NULL },
	[HYGIENISTS] = { "Hygienists", "names, with commas between", NULL },
	[DAYS] = { "Open on", "mon-fri, or mon,wed,sat", check_days },
	[SPANS] = { "Hours", "each day; by provider in Set-up", check_spans },
};

static void
first_run_draw(const void *state, struct grid *grid)
{
	const struct first_run *const first = state;
	int y = BODY_TOP;

	grid_put(grid, y, 1, STYLE_BOLD, "A new practice");
	grid_put(grid, y + 1, 1, STYLE_NORMAL,
			"There is no book here yet. These few things make one;");
	grid_put(grid, y + 2, 1, STYLE_NORMAL, "all of them can be changed later in Set-up (S).");
	y = form_draw(&first->form, grid, y + 4, 1) + 1;
	grid_put(grid, y, 3, STYLE_DIM, "It begins with visit types, recall types and a column to"
			" squeeze into.");
	grid_put(grid, y + 1, 3, STYLE_DIM, "Nothing is written before you save; Esc leaves nothing"
			" behind.");
	grid_print(grid, y + 2, 3, STYLE_DIM, grid->cols - 4, "The book will be %s", first->where);
}

static struct new_practice
asked_of(const struct first_run *first)
{
	const struct typing *const typed = first->form.inputs;

	return (struct new_practice){ .name = typed[NAME].text, .zone = typed[ZONE].text,
		.founding = { .chairs = typed[CHAIRS].text, .dentists = typed[DENTISTS].text,
			.hygienists = typed[HYGIENISTS].text, .days = typed[DAYS].text,
			.spans = typed[SPANS].text,
			.phone = text_is_blank(typed[PHONE].text) ? NULL : typed[PHONE].text } };
}

static enum code
save(struct ui *ui, void *state)
{
	struct first_run *const first = state;
	const struct new_practice asked = asked_of(first);
	enum code code;

	if (!form_screen_ready(ui, &first->form))
		return OK;
	code = ui->options->found(ui->options->context, &asked, ui->desk);
	if (code != OK)
		return code;
	first->form.changed = false;
	ui_say(ui, "The book is open. S: Set-up; / and a name, then C-n: a new patient");
	day_show_at(ui, desk_today(ui->desk), 0, 0);
	return OK;
}

static enum code
leave_now(struct ui *ui, void *state)
{
	(void)state;
	ui->quit = true;
	return OK;
}

static enum code
leave(struct ui *ui, void *state)
{
	const struct first_run *const first = state;

	if (!first->form.changed)
		return leave_now(ui, state);
	ui_confirm(ui, "Leave without a book? Nothing has been written.", "y", "leave", leave_now);
	return OK;
}

static const struct action first_run_actions[] = {
	{ "Enter C-s", "make the book", 0, "Makes the practice (Enter on the last field, C-s on any).",
		save },
	{ "Tab", "next field", HINT_ONLY, "Goes to the next field; BTab to the one before.", NULL },
	{ "Esc C-c", "leave", 0, "Leaves, with nothing made.", leave },
	ACTIONS_END
};

const struct screen first_run_screen = {
	.name = "first run", .kind = SCREEN_WHOLE, .state_size = sizeof(struct first_run),
	.kept = sizeof(struct first_run), .draw = first_run_draw, .actions = first_run_actions,
	.types = true, .key = form_screen_key, .unsaved = form_screen_unsaved,
};

void
first_run_show(struct ui *ui)
{
	struct first_run *const first = ui_push(ui, &first_run_screen);
	char zone[ZONE_SIZE];

	first->where = ui->options->where;
	form_open(&first->form, fields, FIRST_FIELDS);
	typing_set(&first->form.inputs[ZONE], zone_system(zone, sizeof(zone)));
	typing_set(&first->form.inputs[CHAIRS], "3");
	typing_set(&first->form.inputs[DAYS], "mon-fri");
	typing_set(&first->form.inputs[SPANS], "8:00-12:00,13:00-17:00");
}
