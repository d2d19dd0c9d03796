/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The stack of screens of one desk, what is in hand, and the message line.
 */
#include "session.h"
#include "base/text.h"
#include "pushed.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
layer_open(struct layer *layer, const struct screen *screen)
{
	layer->screen = screen;
	layer->state = calloc(1, screen->state_size ? screen->state_size : 1);
	if (!layer->state)
		abort();
	layer->arena = (struct arena){ 0 };
	layer->kept = (struct arena){ 0 };
}

static void
layer_close(struct layer *layer)
{
	if (layer->screen->close)
		layer->screen->close(layer->state);
	arena_free(&layer->arena);
	arena_free(&layer->kept);
	free(layer->state);
	*layer = (struct layer){ 0 };
}

/* The tab's layer, made when it is first asked for. */
static struct layer *
tab_layer(struct ui *ui, size_t n)
{
	struct layer *const layer = &ui->tabs[n];

	if (!layer->state) {
		layer_open(layer, screens[n]);
		if (screens[n]->start)
			screens[n]->start(ui, layer->state);
	}
	return layer;
}

void
session_open(struct ui *ui, struct desk *desk, const struct ui_options *options)
{
	*ui = (struct ui){ .desk = desk, .options = options, .rights = ~0u };
	if (desk->db)
		aside_load(desk, &ui->aside);
	tab_layer(ui, 0);
	if (!desk->db)
		first_run_show(ui);
	else if (session_rights(ui) != OK || session_ask_who(ui) != OK)
		session_fail(ui);
}

void
session_close(struct ui *ui)
{
	while (ui->pushed_count > 0)
		ui_pop(ui);
	session_sweep(ui);
	for (size_t i = 0; i < TABS_MOST; i++)
		if (ui->tabs[i].state)
			layer_close(&ui->tabs[i]);
	arena_free(&ui->arena);
}

size_t
session_layers(const struct ui *ui)
{
	return ui->pushed_count + 1;
}

struct layer *
session_layer(struct ui *ui, size_t n)
{
	return n == 0 ? tab_layer(ui, ui->tab) : &ui->pushed[n - 1];
}

struct layer *
session_top(struct ui *ui)
{
	return session_layer(ui, ui->pushed_count);
}

size_t
session_lowest(struct ui *ui)
{
	size_t n = ui->pushed_count;

	while (n > 0 && session_layer(ui, n)->screen->kind == SCREEN_OVER)
		n--;
	return n;
}

void
session_sweep(struct ui *ui)
{
	while (ui->gone_count > 0)
		layer_close(&ui->gone[--ui->gone_count]);
	arena_reset(&ui->arena);
}

static void
layer_clear(struct layer *layer)
{
	const struct screen *const screen = layer->screen;

	memset((char *)layer->state + screen->kept, 0, screen->state_size - screen->kept);
	arena_reset(&layer->arena);
}

/* In one transaction, so that a load sees one state of the store. What a failed one has filled in part
 * isn't drawn. */
static void
layer_load(struct ui *ui, struct layer *layer)
{
	const struct screen *const screen = layer->screen;
	enum code code;

	if (!screen->load)
		return;
	layer_clear(layer);
	error_clear();
	code = ui->desk->db ? db_read(ui->desk->db) : NOT_FOUND;
	if (code == OK)
		code = db_end(ui->desk->db, screen->load(ui, &layer->arena, layer->state));
	if (code == OK)
		return;
	layer_clear(layer);
	session_fail(ui);
}

void
session_load(struct ui *ui)
{
	ui->soon = false;
	for (size_t n = session_lowest(ui); n < session_layers(ui); n++)
		layer_load(ui, session_layer(ui, n));
}

void
session_fail(struct ui *ui)
{
	snprintf(ui->message, sizeof(ui->message), "%s", error_text());
	ui->message_is_error = true;
	ui->then = NULL;
}

struct desk *
ui_desk(const struct ui *ui)
{
	return ui->desk;
}

struct arena *
ui_arena(struct ui *ui)
{
	return &ui->arena;
}

struct arena *
ui_keep(struct ui *ui)
{
	return &session_top(ui)->kept;
}

struct hand *
ui_hand(struct ui *ui)
{
	return &ui->hand;
}

void
ui_say(struct ui *ui, const char *format, ...)
{
	va_list values;

	va_start(values, format);
	vsnprintf(ui->message, sizeof(ui->message), format, values);
	va_end(values);
	ui->message_is_error = false;
	ui->then = NULL;
}

void
ui_did(struct ui *ui, const char *said)
{
	ui_say(ui, "%s (%s)", said, ui->desk->who);
	ui->then = " · u takes it back";
}

void *
ui_push(struct ui *ui, const struct screen *screen)
{
	if (ui->pushed_count == LAYERS_MOST) {	/* the oldest is but a way back */
		layer_close(&ui->pushed[0]);
		memmove(ui->pushed, ui->pushed + 1, sizeof(ui->pushed[0]) * --ui->pushed_count);
	}
	layer_open(&ui->pushed[ui->pushed_count], screen);
	return ui->pushed[ui->pushed_count++].state;
}

void
ui_pop(struct ui *ui)
{
	if (ui->pushed_count == 0)
		return;
	if (ui->gone_count == LAYERS_MOST)
		layer_close(&ui->gone[--ui->gone_count]);
	ui->gone[ui->gone_count++] = ui->pushed[--ui->pushed_count];
}

enum code
ui_back(struct ui *ui, void *state)
{
	(void)state;
	ui_pop(ui);
	return OK;
}

void *
ui_top_state(struct ui *ui)
{
	return session_top(ui)->state;
}

void *
ui_state(struct ui *ui, const struct screen *screen)
{
	for (size_t i = 0; screens[i]; i++)
		if (screens[i] == screen)
			return tab_layer(ui, i)->state;
	return NULL;
}

void
ui_go(struct ui *ui, const struct screen *screen)
{
	for (size_t i = 0; screens[i]; i++) {
		if (screens[i] != screen)
			continue;
		while (ui->pushed_count > 0)
			ui_pop(ui);
		ui->tab = i;
		tab_layer(ui, i);
	}
}

bool
session_unsaved(struct ui *ui)
{
	for (size_t n = 0; n < session_layers(ui); n++) {
		const struct layer *const layer = session_layer(ui, n);

		if (layer->screen->unsaved && layer->screen->unsaved(layer->state)) {
			ui_say(ui, "first save what was typed (Enter), or drop it (Esc)");
			return true;
		}
	}
	return false;
}

static enum code
quit(struct ui *ui, void *state)
{
	(void)state;
	ui->quit = true;
	return OK;
}

void
ui_leave(struct ui *ui)
{
	if (session_unsaved(ui))
		return;
	if (ui->aside.count == 0)
		ui->quit = true;
	else
		ui_confirm(ui, arena_print(&ui->arena, "Leave? Put aside: %s. They are kept for the "
				"next start.", aside_names(&ui->arena, &ui->aside)), "y", "leave",
				quit);
}

void
ui_soon(struct ui *ui)
{
	ui->soon = true;
}

void
ui_more(struct ui *ui)
{
	ui->unfinished = true;
}

void
ui_blank(struct ui *ui)
{
	ui->blank = true;
	ui->forget = true;
}

void
ui_outside(struct ui *ui, int argc, char **argv, const char *said)
{
	ui->outside = arena_take(&ui->arena, ((size_t)argc + 1) * sizeof(*ui->outside));
	for (int i = 0; i < argc; i++)
		ui->outside[i] = arena_copy(&ui->arena, argv[i]);
	ui->outside_argc = argc;
	ui->outside_said = arena_copy(&ui->arena, said);
}

int
ui_rows(const struct ui *ui)
{
	return ui->rows;
}

int
ui_cols(const struct ui *ui)
{
	return ui->cols;
}
