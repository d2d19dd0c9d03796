/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is asked often and has no entry yet: questions of the last year that were not answered from the
 * book, put together by the word that most of them share and no entry has in its title.
 */
#include "care/answer.h"

#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/text.h"

#define COMMON "answers/common.txt"
#define LETTERS_LEAST 4			/* a shorter word tells nothing of what is asked */
#define MONTHS_BACK 12
#define OFTEN 2				/* questions */

static const struct field answer_wanted_fields[] = {
	FIELD(answer_wanted, word, "Word", FIELD_TEXT, 0),
	FIELD(answer_wanted, asked, "Asked", FIELD_INT, 0),
	FIELD(answer_wanted, example, "Last asked", FIELD_TEXT, LONG),
};

const struct record answer_wanted_record = {
	"answer_wanted", "word", sizeof(struct answer_wanted), answer_wanted_fields,
	FIELD_COUNT(answer_wanted_fields), true, NULL
};

struct tally {
	struct arena *arena;
	struct answer_wanted *list;
	size_t count, room;
	struct answer *entries;
	size_t entry_count;
};

/* Is it among the words that tell nothing? */
static bool
is_common(const char *word)
{
	const size_t length = strlen(word);
	const char *at = embedded_find(COMMON)->text;

	while ((at = strstr(at, word))) {
		if ((at[-1] == ' ' || at[-1] == '\n') && (at[length] == ' ' || at[length] == '\n'))
			return true;
		at += length;
	}
	return false;
}

static bool
title_has(const struct tally *tally, const char *word)
{
	for (size_t i = 0; i < tally->entry_count; i++) {
		const char *title = tally->entries[i].title, *next;

		while ((next = text_next_word(tally->arena, &title)))
			if (strcmp(next, word) == 0)
				return true;
	}
	return false;
}

static void
tally_add(struct tally *tally, const char *word, const char *question)
{
	for (size_t i = 0; i < tally->count; i++)
		if (strcmp(tally->list[i].word, word) == 0) {
			/* Questions come the latest first: the example stays; a word twice in one
			 * question counts once. */
			tally->list[i].asked += tally->list[i].last != question;
			tally->list[i].last = question;
			return;
		}
	if (title_has(tally, word))
		return;
	if (tally->count == tally->room) {
		const size_t larger = tally->room ? 2 * tally->room : 64;

		tally->list = arena_grow(tally->arena, tally->list, tally->room * sizeof *tally->list,
				larger * sizeof *tally->list);
		tally->room = larger;
	}
	tally->list[tally->count++] = (struct answer_wanted){ .word = word, .asked = 1,
		.example = question, .last = question };
}

static int
compare(const void *a, const void *b)
{
	const struct answer_wanted *const x = a, *const y = b;

	return x->asked != y->asked ? y->asked - x->asked : strcmp(x->word, y->word);
}

static enum code
read_questions(struct desk *desk, struct tally *tally)
{
	char since[STAMP_SIZE];
	struct stmt *stmt = NULL;
	bool more;
	enum code code = db_query(desk->db, &stmt, "select text from concern where kind = 'question'"
			" and from_answer is null and withdrawn is null and opened >= $1"
			" order by opened desc, id desc", "t", stamp_format(since, zone_instant(
			civil_add_months(desk_today(desk), -MONTHS_BACK), 0)));

	while (code == OK && (code = db_step(stmt, &more)) == OK && more) {
		const char *const question = arena_copy(tally->arena, db_text(stmt, 0));
		const char *at = question, *word;

		while ((word = text_next_word(tally->arena, &at)))
			if (text_width(word) >= LETTERS_LEAST && !is_common(word))
				tally_add(tally, word, question);
	}
	db_done(stmt);
	return code;
}

enum code
answers_wanted(struct desk *desk, struct arena *arena, struct answer_wanted **out, size_t *count)
{
	struct tally tally = { .arena = arena };
	enum code code = record_select(desk, arena, &answer_record, &tally.entries, &tally.entry_count,
			"order by id", "");

	*count = 0;
	if (code == OK)
		code = read_questions(desk, &tally);
	if (code != OK)
		return code;
	if (tally.count > 0)
		qsort(tally.list, tally.count, sizeof *tally.list, compare);
	while (*count < tally.count && tally.list[*count].asked >= OFTEN)
		++*count;
	*out = tally.list;
	return OK;
}
