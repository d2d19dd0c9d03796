/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The loop: an event, what it does, load, draw. The only place where keys are read.
 */
#include "cli/command.h"
#include "session.h"
#include "ui/ui.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DESKS_MOST 8
#define TICK_MS 1000
#define WHEEL_ROWS 3		/* that a notch of the mouse's wheel goes */
#define STILL_MOST 10		/* ticks without a paint */

/* What runs: the terminal, and a session for each desk that a script names. */
struct house {
	const struct ui_options *options;
	struct terminal *terminal;
	struct grid grid;
	struct ui sessions[DESKS_MOST];
	struct desk desks[DESKS_MOST];	/* opened here: all but the first */
	size_t count, current;
	int64_t ahead;			/* seconds that a script's clock was moved on */
	int still;			/* ticks in a row at which nothing had happened */
	int64_t version;		/* of the store, at the last of them */
	int minute;
};

/* Seconds of the clock by which idleness is measured: it only goes on. */
static int64_t
seconds_now(const struct house *house)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec + house->ahead;
}

/* The desk of that name, opened where it isn't yet. */
static enum code
switch_desk(struct house *house, const char *name)
{
	enum code code;

	for (size_t i = 0; i < house->count; i++)
		if (strcmp(house->sessions[i].desk->name, name) == 0) {
			house->current = i;
			return OK;
		}
	if (house->count == DESKS_MOST || !house->options->open)
		return fail(INPUT, "desk %s: no more desks can be opened here", name);
	code = house->options->open(house->options->context, name, &house->desks[house->count]);
	if (code != OK)
		return code;
	session_open(&house->sessions[house->count], &house->desks[house->count],
			house->options);
	house->sessions[house->count].pressed = seconds_now(house);
	house->current = house->count++;
	return OK;
}

/* A script's clock is that of all its desks. */
static void
move_clocks(struct house *house, const struct event *event)
{
	if (event->kind == EVENT_CLOCK && event->minutes > 0)
		house->ahead += (int64_t)event->minutes * 60;
	for (size_t i = 0; i < house->count; i++) {
		struct desk *const desk = house->sessions[i].desk;

		if (event->kind == EVENT_CLOCK)
			desk_clock_move(desk, event->minutes);
		else
			desk_clock_set(desk, event->day, event->minutes);
	}
}

/* Counts beside the tabs, where the store or the clock has moved since they were made. */
static void
count_tabs(struct ui *ui)
{
	struct counted now = { .day = desk_today(ui->desk), .minute = desk_minute(ui->desk) };

	if (desk_newest(ui->desk, &now.change) == OK && now.change == ui->counted.change &&
	    now.day == ui->counted.day && now.minute == ui->counted.minute)
		return;
	for (size_t i = 0; screens[i]; i++)
		if (screens[i]->count)
			ui->counts[i] = screens[i]->count(ui);
	session_due(ui);
	if (session_rights(ui) != OK || session_lock_minutes(ui) != OK || session_ask_who(ui) != OK)
		session_fail(ui);
	ui->counted = now;
}

/* What takes its time, after the screen has been painted: counts, and what the screens to be seen
 * put off. */
static void
ask_later(struct ui *ui)
{
	count_tabs(ui);
	ui->unfinished = false;
	for (size_t n = session_lowest(ui); n < session_layers(ui); n++) {
		const struct layer *const layer = session_layer(ui, n);

		if (layer->screen->later &&
		    layer->screen->later(ui, &ui->arena, layer->state) != OK)
			session_fail(ui);
	}
	ui->asked = ui->settled = true;
}

/* What the screens to be seen put off, once they are painted. */
static void
ask_soon(struct ui *ui)
{
	ui->soon = false;
	error_clear();
	for (size_t n = session_lowest(ui); n < session_layers(ui); n++) {
		const struct layer *const layer = session_layer(ui, n);

		if (layer->screen->soon && layer->screen->soon(ui, layer->state) != OK)
			session_fail(ui);
	}
}

/* Once a second, or woken: did other desks write, or was a key pressed since it was asked last? False
 * where nothing of the kind has happened. */
static bool
tick(struct house *house, struct ui *ui)
{
	const size_t layers = session_layers(ui);
	bool news = false, moved = true;

	if (!ui->desk->db)
		return true;		/* the first run: there is nothing to be asked yet */
	error_clear();
	if (desk_news(ui->desk, &news) != OK)
		session_fail(ui);
	else if (news || !ui->settled || ui->unfinished)
		ask_later(ui);
	else
		moved = false;
	session_idle(ui, seconds_now(house));
	return moved || session_layers(ui) != layers;
}

/* A desk where nobody presses a key costs next to nothing: while neither the store nor the minute moves,
 * it isn't painted again but now and then. (A script's screens are looked at each.) */
static void
tick_all(struct house *house, struct ui *ui)
{
	const bool unhurried = house->terminal->unhurried;
	bool moved = unhurried;

	if (ui->soon && !unhurried) {
		ask_soon(ui);
		return;
	}
	while (ui->soon)
		ask_soon(ui);
	do {
		moved |= tick(house, ui);
	} while (unhurried && ui->unfinished);
	moved |= desk_version(ui->desk) != house->version || desk_minute(ui->desk) != house->minute;
	house->version = desk_version(ui->desk);
	house->minute = desk_minute(ui->desk);
	house->still = moved || house->still == STILL_MOST ? 0 : house->still + 1;
}

/* A click is the key that what lies there stands for. */
static void
click(struct house *house, struct ui *ui, const struct event *event)
{
	const char *const key = grid_spot_at(&house->grid, event->y, event->x);
	struct event meant = { .kind = EVENT_KEY };

	if (!key)
		return;
	snprintf(meant.key, sizeof(meant.key), "%s", key);
	session_key(ui, &meant);
}

static void
wheel(struct ui *ui, const struct event *event)
{
	struct event step = { .kind = EVENT_KEY };

	snprintf(step.key, sizeof(step.key), "%s", event->minutes < 0 ? "Up" : "Down");
	for (int i = 0; i < WHEEL_ROWS; i++)
		session_key(ui, &step);
}

/* What a key left to be run while the terminal is another program's: a pager, the printer's. */
static void
run_outside(struct house *house, struct ui *ui)
{
	struct terminal *const terminal = house->terminal;
	struct output out = { .file = stdout, .notes = stderr, .width = ui_cols(ui) };
	enum code code;

	if (ui->outside_argc == 0)
		return;
	fflush(stdout);
	if (terminal->lend)
		terminal->lend(terminal, true);
	error_clear();
	code = command_run(ui->desk, ui->outside_argc, ui->outside, &out);
	fflush(stdout);
	if (terminal->lend)
		terminal->lend(terminal, false);
	if (code != OK)
		session_fail(ui);
	else if (ui->outside_said)
		ui_say(ui, "%s", ui->outside_said);
	ui->outside_argc = 0;
}

static enum code
handle(struct house *house, const struct event *event)
{
	struct ui *const ui = &house->sessions[house->current];

	if (event->kind != EVENT_TICK)
		house->still = 0;
	switch (event->kind) {
	case EVENT_KEY:
		ui->pressed = seconds_now(house);
		session_key(ui, event);
		run_outside(house, ui);
		ui->settled = false;
		return OK;
	case EVENT_CLICK:
		ui->pressed = seconds_now(house);
		click(house, ui, event);
		run_outside(house, ui);
		ui->settled = false;
		return OK;
	case EVENT_WHEEL:
		ui->pressed = seconds_now(house);
		wheel(ui, event);
		ui->settled = false;
		return OK;
	case EVENT_TICK:
		tick_all(house, ui);
		return OK;
	case EVENT_CLOCK:
	case EVENT_NOW:
		move_clocks(house, event);
		return OK;
	case EVENT_DESK:
		return switch_desk(house, event->key);
	default:
		return OK;
	}
}

static void
show(struct house *house)
{
	struct ui *const ui = &house->sessions[house->current];
	struct terminal *const terminal = house->terminal;
	struct grid *const grid = &house->grid;

	if (grid->rows != terminal->rows || grid->cols != terminal->cols)
		grid_resize(grid, terminal->rows, terminal->cols);
	session_load(ui);
	session_draw(ui, grid);
	session_sweep(ui);
	if (ui->forget && terminal->forget)
		terminal->forget(terminal);
	ui->forget = false;
	terminal->draw(terminal, grid);
}

/* Nothing is waited for while there is something to be done. */
static int
patience_of(const struct ui *ui)
{
	return ui->asked && !ui->unfinished && !ui->soon ? TICK_MS : 0;
}

static enum code
run(struct house *house)
{
	struct event event = { .kind = EVENT_TICK };
	enum code code = OK;

	while (code == OK && event.kind != EVENT_END && !house->sessions[house->current].quit) {
		if (!house->still)
			show(house);
		house->terminal->patience = patience_of(&house->sessions[house->current]);
		house->terminal->wake = desk_wake(house->sessions[house->current].desk);
		house->terminal->next(house->terminal, &event);
		code = handle(house, &event);
	}
	return code;
}

/* "80x24" */
static enum code
open_script(struct terminal **out, const struct ui_options *options)
{
	struct script_options script = { .path = options->script, .last_only = options->last_only,
		.out = stdout };
	char end;

	if (options->size &&
			(sscanf(options->size, "%dx%d%c", &script.cols, &script.rows, &end) != 2 ||
					script.cols < 1 || script.rows < 1 || script.cols > 1000 ||
					script.rows > 1000))
		return fail(USAGE, "--size %s: no size; like 80x24", options->size);
	return script_open(out, &script);
}

enum code
ui_run(struct desk *desk, const struct ui_options *options)
{
	struct house *const house = calloc(1, sizeof(*house));
	enum code code;

	if (!house)
		abort();
	house->options = options;
	code = options->script ? open_script(&house->terminal, options)
			       : term_open(&house->terminal);
	if (code == OK) {
		session_open(&house->sessions[0], desk, options);
		house->sessions[0].pressed = seconds_now(house);
		house->count = 1;
		house->grid.ascii = house->terminal->ascii;
		house->grid.plain_signs = house->terminal->plain_signs;
		code = run(house);
		house->terminal->close(house->terminal);
	}
	for (size_t i = 0; i < house->count; i++) {
		session_close(&house->sessions[i]);
		if (i > 0)
			desk_close(&house->desks[i]);
	}
	grid_free(&house->grid);
	free(house);
	return code;
}
