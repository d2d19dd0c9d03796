/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The quick line against random lines: bytes, and words of its own grammar thrown together. It always
 * reads; its marks lie in the line, in order; and where nothing can be booked it says why. Seeds are
 * fixed, so a failure comes again.
 */
#include "../support/unit.h"

#include <stdio.h>
#include <string.h>

#include "../support/desk.h"
#include "base/text.h"
#include "book/quick.h"

#define BYTE_LINES 3000
#define WORD_LINES 3000
#define LINE_MOST 120
#define WORDS_MOST 12

static struct desk desk;
static struct arena arena;
static uint64_t chance;

/* 0 … n - 1, by a xorshift. */
static size_t
any(size_t n)
{
	chance ^= chance << 13;
	chance ^= chance >> 7;
	chance ^= chance << 17;
	return (size_t)(chance % n);
}

static int
set_up(void **state)
{
	(void)state;
	practice_new(&desk);
	patient_new(&desk, "Ruiz, Elena", NULL, "1974-02-19");
	patient_new(&desk, "Ruiz, Pablo", NULL, NULL);
	patient_new(&desk, "Novák, Jan", NULL, NULL);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	desk_close(&desk);
	return 0;
}

static void
marks_lie_in(const char *line, const struct quick *quick)
{
	size_t behind = 0;

	for (size_t i = 0; i < quick->mark_count; i++) {
		const struct quick_mark *const mark = &quick->marks[i];

		if (mark->at < behind || mark->length == 0 ||
		    mark->at + mark->length > strlen(line) || !mark->why)
			fail_msg("\"%s\": mark %zu is out of place", line, i);
		behind = mark->at + mark->length;
	}
}

/* What a line that has been read must hold. */
static void
holds(const char *line)
{
	struct quick quick;
	enum code code;

	must(quick_read(&desk, &arena, line, any(2) ? DAY_FIRST : MONTH_FIRST, &quick));
	marks_lie_in(line, &quick);
	assert_non_null(quick_said(&desk, &arena, &quick));
	code = quick_check(&arena, line, &quick);
	if (code == OK ? !quick.patient || !quick.type || quick.mark_count
		       : code != INPUT || text_is_blank(error_text()))
		fail_msg("\"%s\": code %d, \"%s\"", line, code, error_text());
	error_clear();
	arena_reset(&arena);
}

static void
takes_any_bytes(void **state)
{
	char line[LINE_MOST + 1];

	(void)state;
	chance = 88172645463325252ULL;
	for (int n = 0; n < BYTE_LINES; n++) {
		const size_t length = any(LINE_MOST);
		const bool ascii = any(2);

		for (size_t i = 0; i < length; i++)
			line[i] = (char)(ascii ? ' ' + any(95) : 1 + any(255));
		line[length] = '\0';
		holds(line);
	}
}

static void
takes_any_words(void **state)
{
	static const char *const words[] = {
		"ruiz", "elena", "jan", "cleaning", "exam", "crown", "seat", "tue,thu", "mon-fri",
		"after", "before", "at", "from", "until", "between", "and", "15", "10:30", "3pm",
		"pm", "in", "6", "6m", "months", "next", "this", "week", "49", "thu", "3.12.",
		"12/3", "3", "dec", "2026-12-03", "of", "x8", "every", "6w", "chair", "2", "now",
		"squeeze", "asap", "45m", "1h30", "for", "90", "minutes", "dr", "with", "dentist",
		"\"", "\"jan\"", "note", "2-4pm", "-", ",", "#1", "+6w", "99999999999", "0", "xyzzy",
		"half", "a", "year", "day", "tomorrow", "today", "29", "feb", "2147483648", "w", "@"
	};
	char line[LINE_MOST * 2];

	(void)state;
	chance = 2463534242ULL;
	for (int n = 0; n < WORD_LINES; n++) {
		const size_t count = any(WORDS_MOST);
		size_t used = 0;

		line[0] = '\0';
		for (size_t i = 0; i < count; i++)
			used += (size_t)snprintf(line + used, sizeof line - used, "%s%s",
						 i ? " " : "", words[any(FIELD_COUNT(words))]);
		holds(line);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_any_bytes),
		cmocka_unit_test(takes_any_words),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
