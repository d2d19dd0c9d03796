/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The small readers of words against any line: days, times, lengths, intervals, text answers, openings
 * offered, addresses; and the text functions that stand between all that comes in and all that goes out.
 */
#include "../support/fuzz.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/post/mail.h"
#include "base/arena.h"
#include "base/date.h"
#include "base/json.h"
#include "base/text.h"
#include "post/reply.h"
#include "post/template.h"

#define WORDS_MOST 64

static void
read_words(struct arena *arena, const char *text)
{
	const char *words[WORDS_MOST], *cursor = text;
	struct interval interval;
	struct days days;
	size_t count = 0, used;
	unsigned bits;
	int number;

	while (count < WORDS_MOST && (words[count] = text_next_word(arena, &cursor)))
		count++;
	for (size_t i = 0; i < count; i++) {
		used = days_read(words + i, count - i, civil_day(2026, 11, 24), i % 2, &days);
		assert(used <= count - i);
		if (used && days.first != NONE && days.last != NONE)
			assert(days.first <= days.last);
		used = weekdays_read(words + i, count - i, &bits);
		assert(used <= count - i && (!used || (bits && bits < 128)));
		used = clock_read(words + i, count - i, i % 2, &number);
		assert(used <= count - i && (!used || (number >= 0 && number <= 1440)));
		used = length_read(words + i, count - i, &number);
		assert(used <= count - i && (!used || (number >= 1 && number <= 1440)));
		used = interval_read(words + i, count - i, &interval);
		assert(used <= count - i);
	}
}

/* What is folded already stays as it is; what is clean has no controls; widths fit. */
static void
texts(struct arena *arena, const char *text)
{
	const char *const folded = text_fold(arena, text), *const clean = text_clean(arena, text);
	const char *fitted;
	int characters;

	assert(strcmp(folded, text_fold(arena, folded)) == 0);
	assert(text_valid(clean, strlen(clean)) && text_valid(folded, strlen(folded)));
	for (const unsigned char *c = (const unsigned char *)clean; *c; c++)
		assert(*c >= 0x20 && *c != 0x7f && !(*c == 0xc2 && c[1] < 0xa0));
	for (int cells = 0; cells < 40; cells += 7) {
		const size_t bytes = text_fit(text, cells);

		assert(bytes <= strlen(text));
		assert(text_width(arena_copy_bytes(arena, text, bytes)) <= cells);
	}
	text_unaccented(arena, text);
	text_digits(arena, text);
	if (text_valid(text, strlen(text)))
		assert(text_message_fit(arena, text, &fitted, &characters) >= 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena = {0};
	struct buffer json = {0};
	struct offer offers[OFFERS];
	const char *const text = arena_copy_bytes(&arena, (const char *)bytes, size);
	struct reply_words words;

	read_words(&arena, text);
	texts(&arena, text);
	words = reply_words_read(&arena, text, "en de");
	assert(words.meaning <= REPLY_START && words.number >= 0 && words.number <= 9);
	assert(offers_parse(text, offers) <= OFFERS);
	if (mail_address_good(text))
		assert(!strpbrk(text, "\r\n <>,;\"()\\"));
	json_text(&json, text);
	assert(text_valid(json.bytes, json.length) && !strpbrk(json.bytes, "\n\r\033"));
	buffer_free(&json);
	arena_free(&arena);
	return 0;
}

FUZZ_MAIN("words", 60)
