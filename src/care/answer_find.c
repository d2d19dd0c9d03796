/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding an entry of the answer book by the words of a question.
 */
#include "care/answer.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define SCORE 1000		/* of a word that one entry alone has */
#define LETTERS_LEAST 2		/* a shorter word says nothing */
/* Behind every word that begins with a prefix stands that prefix with this added. */
#define WORD_LAST "\xF4\x8F\xBF\xBF"

struct hit {
	struct answer answer;
	int score;
};

struct hits {
	struct hit *list;		/* all entries */
	size_t count;
};

static struct hit *
hit_of(const struct hits *hits, int64_t id)
{
	for (size_t i = 0; i < hits->count; i++)
		if (hits->list[i].answer.row.id == id)
			return &hits->list[i];
	return NULL;
}

/* The ids of entries of which a word begins so, in the arena. */
static enum code
having(struct desk *desk, struct arena *arena, const char *word, size_t most, int64_t **ids,
		size_t *count)
{
	struct stmt *stmt = NULL;
	bool row;
	enum code code = db_query(desk->db, &stmt, "select distinct answer from answer_word"
			" where word >= $1 and word < $2", "tt", word,
			arena_print(arena, "%s" WORD_LAST, word));

	*ids = arena_take(arena, (most + 1) * sizeof **ids);
	*count = 0;
	while (code == OK && (code = db_step(stmt, &row)) == OK && row && *count < most)
		(*ids)[(*count)++] = db_int64(stmt, 0);
	db_done(stmt);
	return code;
}

/* A word of the title begins so: then it counts twice. */
static int
word_weight(struct arena *arena, const struct answer *answer, const char *word)
{
	const size_t length = strlen(word);
	const char *title = answer->title, *next;

	while ((next = text_next_word(arena, &title)))
		if (strncmp(next, word, length) == 0)
			return 2;
	return 1;
}

static enum code
word_score(struct desk *desk, struct arena *arena, const struct hits *hits, const char *word)
{
	int64_t *ids;
	size_t count;
	const enum code code = having(desk, arena, word, hits->count, &ids, &count);

	if (code != OK || count == 0 || (count * 2 > hits->count && hits->count > 2))
		return code;
	for (size_t i = 0; i < count; i++) {
		struct hit *const hit = hit_of(hits, ids[i]);

		if (hit)
			hit->score += SCORE / (int)count * word_weight(arena, &hit->answer, word);
	}
	return OK;
}

static int
compare_hits(const void *a, const void *b)
{
	const struct hit *const x = a, *const y = b;

	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	if (x->answer.used != y->answer.used)
		return x->answer.used < y->answer.used ? 1 : -1;
	return x->answer.row.id < y->answer.row.id ? -1 : x->answer.row.id > y->answer.row.id;
}

static enum code
hits_load(struct desk *desk, struct arena *arena, struct hits *hits)
{
	struct answer *rows;
	const enum code code = record_select(desk, arena, &answer_record, &rows, &hits->count,
			"order by id", "");

	if (code != OK)
		return code;
	hits->list = arena_take(arena, (hits->count + 1) * sizeof *hits->list);
	for (size_t i = 0; i < hits->count; i++)
		hits->list[i].answer = rows[i];
	return OK;
}

enum code
answers_find(struct desk *desk, struct arena *arena, const char *text, size_t most,
		struct answer **out, size_t *count)
{
	struct hits hits;
	const char *word;
	enum code code = hits_load(desk, arena, &hits);

	while (code == OK && (word = text_next_word(arena, &text)))
		if (text_width(word) >= LETTERS_LEAST)
			code = word_score(desk, arena, &hits, word);
	*count = 0;
	if (code != OK)
		return code;
	qsort(hits.list, hits.count, sizeof *hits.list, compare_hits);
	*out = arena_take(arena, (hits.count + 1) * sizeof **out);
	while (*count < most && *count < hits.count && hits.list[*count].score > 0) {
		(*out)[*count] = hits.list[*count].answer;
		++*count;
	}
	return OK;
}
