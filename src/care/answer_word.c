/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is derived of the answer book: its search words, and how often an entry was used.
 */
#include "care/answer.h"
#include "care/concern.h"

#include "base/text.h"

static enum code
words_add(struct desk *desk, struct arena *arena, int64_t id, const char *text)
{
	const char *word;
	enum code code = OK;

	while (code == OK && (word = text_next_word(arena, &text)))
		code = db_run(desk->db, "insert into answer_word (word, answer) values ($1, $2)"
				" on conflict (word, answer) do nothing", "tI", word, id);
	return code;
}

/* The words of an entry anew; none where it isn't there any more. */
static enum code
words_keep(struct desk *desk, int64_t id)
{
	struct arena arena = {0};
	struct answer answer;
	enum code code = db_run(desk->db, "delete from answer_word where answer = $1", "I", id);

	if (code == OK)
		code = record_first(desk, &arena, &answer_record, &answer, "where id = $1", "I", id);
	if (code == OK)
		code = words_add(desk, &arena, id, answer.title);
	if (code == OK)
		code = words_add(desk, &arena, id, answer.text);
	arena_free(&arena);
	return code == NOT_FOUND ? OK : code;
}

/* How often it was used; 0 is none. */
static enum code
used_keep(struct desk *desk, int64_t id)
{
	struct arena arena = {0};
	struct answer answer;
	int64_t used = 0;
	enum code code = record_first(desk, &arena, &answer_record, &answer, "where id = $1", "I", id);

	if (code == OK)
		code = db_value(desk->db, &used, "select count(*) from concern where from_answer = $1",
				"I", id);
	answer.used = (int)used;
	if (code == OK)
		code = record_derive(desk, &answer_record, &answer);
	arena_free(&arena);
	return code == NOT_FOUND ? OK : code;
}

static enum code
follow(struct desk *desk, const struct written *written)
{
	const void *const before = written->before, *const after = written->after;
	enum code code = OK;

	if (written->record == &answer_record) {
		const int64_t id = ((const struct answer *)(after ? after : before))->row.id;

		code = words_keep(desk, id);
		return code == OK ? used_keep(desk, id) : code;
	}
	if (before)
		code = used_keep(desk, ((const struct concern *)before)->from_answer);
	if (code == OK && after)
		code = used_keep(desk, ((const struct concern *)after)->from_answer);
	return code;
}

enum code
answers_follow(struct desk *desk, const struct written *rows, size_t count)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < count; i++)
		code = follow(desk, &rows[i]);
	return code;
}

enum code
answers_derive(struct desk *desk)
{
	struct arena arena = {0};
	struct answer *rows;
	size_t count;
	enum code code = record_select(desk, &arena, &answer_record, &rows, &count, "order by id", "");

	for (size_t i = 0; code == OK && i < count; i++) {
		code = words_keep(desk, rows[i].row.id);
		if (code == OK)
			code = used_keep(desk, rows[i].row.id);
	}
	arena_free(&arena);
	return code;
}
