/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Random keys through the screens, on a store in memory: whatever is pressed, no two visits overlap, none is
 * lost and the log replays (tests/support/fuzz_store.h).
 *
 * A byte is a key: below 32 a named one, from 32 to 126 what it types, above that another size, a moment
 * later, another desk's turn, a click, a word or a whole act. What is typed has no `/`: paths stay in
 * the folder.
 */
#include "../support/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/ui/session.h"
#include "base/text.h"
#include "../support/fuzz_store.h"

#define KEYS_MOST 400
#define KEYS_A_CHECK 4

static const char *const named[] = { "Up", "Down", "Left", "Right", "Home", "End", "PageUp",
	"PageDown", "Enter", "Enter", "Enter", "Tab", "BTab", "Esc", "Esc", "Space", "BSpace",
	"Delete", "Insert", "F1", "F2", "F5", "F10", "C-a", "C-c", "C-d", "C-e", "C-l", "C-n", "C-r",
	"C-u", "C-z" };

/* Written `keys typed`, blanks between; _ types a blank. */
static const char *const acts[] = { "ruiz_cleaning_tue", "novak_exam_tomorrow_9:00 Enter Enter",
	"Okafor Enter", "b Enter Enter", "m Right Enter", "c Enter", "u", "U", "x Enter Enter", "a",
	"s", "d", "n", "1", "2", "3", ": text:day Enter", ": text:undo Enter", ": text:cancel_1 Enter",
	": text:check Enter", "/ ruiz Enter", "2026-11-25 Enter", "555-0142", "ž", "日本", "é", "-1",
	"99999999999", "12:00", "=1+1", "31.2." };

static const struct { int rows, cols; } sizes[] = {
	{24, 80}, {50, 200}, {5, 20}, {1, 1}, {24, 40}, {10, 300}, {3, 80}, {25, 132}
};

struct run {
	struct desk desks[2];
	struct ui *sessions[2];
	size_t at, count;
	struct grid grid;
	int rows, cols;
	size_t pressed;
};

static void
show(struct run *run)
{
	struct ui *const ui = run->sessions[run->at];

	if (run->grid.rows != run->rows || run->grid.cols != run->cols)
		grid_resize(&run->grid, run->rows, run->cols);
	session_load(ui);
	session_draw(ui, &run->grid);
	session_sweep(ui);
	ui->forget = false;
}

static void
press(struct run *run, const char *key)
{
	struct event event = { .kind = EVENT_KEY };

	if (run->sessions[run->at]->quit || run->pressed++ == KEYS_MOST)
		return;
	snprintf(event.key, sizeof event.key, "%s", key);
	session_key(run->sessions[run->at], &event);
	run->sessions[run->at]->settled = false;
	show(run);
	if (run->pressed % KEYS_A_CHECK == 0)
		fuzz_store_holds(&run->desks[run->at]);
}

static void
type(struct run *run, const char *text, size_t length)
{
	for (size_t i = 0, bytes; i < length; i += bytes) {
		char key[8] = "";
		int width;

		bytes = text_cluster(text + i, &width);
		if (bytes >= sizeof key)
			continue;
		memcpy(key, text + i, bytes);
		press(run, key[0] == '_' || key[0] == ' ' ? "Space" : key);
	}
}

static bool
is_named(const char *word, size_t length)
{
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (strlen(named[i]) == length && strncmp(named[i], word, length) == 0)
			return true;
	return false;
}

static void
act(struct run *run, const char *words)
{
	for (size_t length; *words; words += length + (words[length] == ' ')) {
		char key[16];

		length = strcspn(words, " ");
		if (is_named(words, length)) {
			snprintf(key, sizeof key, "%.*s", (int)length, words);
			press(run, key);
		} else if (strncmp(words, "text:", 5) == 0) {
			type(run, words + 5, length - 5);
		} else {
			type(run, words, length);
		}
	}
}

static void
tick(struct run *run)
{
	struct ui *const ui = run->sessions[run->at];
	bool news;

	desk_clock_move(ui->desk, 7);
	desk_news(ui->desk, &news);
	show(run);
}

/* Two desks sit at the book, and each sees what the other did. */
static void
turn(struct run *run)
{
	static const struct ui_options options = { .where = "fuzz.db", .script = "-" };

	run->at = !run->at;
	if (run->at == run->count) {
		fuzz_store_again(NULL, "Back", &run->desks[run->at]);
		run->sessions[run->at] = malloc(sizeof *run->sessions[0]);
		if (!run->sessions[run->at])
			abort();
		session_open(run->sessions[run->at], &run->desks[run->at], &options);
		run->count++;
	}
	if (!run->sessions[run->at]->quit)
		tick(run);
}

static void
click(struct run *run, int y, int x)
{
	const char *const key = run->grid.rows ? grid_spot_at(&run->grid, y % run->grid.rows,
			x % run->grid.cols) : NULL;
	char copy[KEY_SIZE];

	if (!key)
		return;
	snprintf(copy, sizeof copy, "%s", key);
	press(run, copy);
}

static void
one(struct run *run, const uint8_t *bytes, size_t size, size_t *i)
{
	const uint8_t byte = bytes[*i];
	const size_t kind = byte - 0x80u;

	if (byte < 32) {
		press(run, named[byte]);
	} else if (byte < 0x7f) {
		if (byte != '/' || !session_top(run->sessions[run->at])->screen->types)
			press(run, byte == ' ' ? "Space" : (const char[]){(char)byte, '\0'});
	} else if (byte >= 0x80 && kind < sizeof sizes / sizeof *sizes) {
		run->rows = sizes[kind].rows;
		run->cols = sizes[kind].cols;
		show(run);
	} else if (byte < 0x8c) {
		tick(run);
	} else if (byte < 0x90) {
		turn(run);
	} else if (byte < 0x98) {
		if (*i + 2 < size)
			click(run, bytes[*i + 1], bytes[*i + 2]);
		*i += 2;
	} else {
		act(run, acts[(byte - 0x98u) % (sizeof acts / sizeof *acts)]);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const struct ui_options options = { .where = "fuzz.db", .script = "-",
		.open = fuzz_store_again };
	struct run run = { .rows = 24, .cols = 80, .count = 1 };

	fuzz_store_open(&run.desks[0]);
	run.sessions[0] = malloc(sizeof *run.sessions[0]);
	if (!run.sessions[0])
		abort();
	session_open(run.sessions[0], &run.desks[0], &options);
	show(&run);
	for (size_t i = 0; i < size && run.pressed < KEYS_MOST && !run.sessions[run.at]->quit; i++)
		one(&run, bytes, size, &i);
	fuzz_store_checks(&run.desks[0]);
	for (size_t i = run.count; i-- > 0;) {
		session_close(run.sessions[i]);
		free(run.sessions[i]);
		fuzz_store_close(&run.desks[i]);
	}
	grid_free(&run.grid);
	return 0;
}

FUZZ_MAIN("screens", 10)
