/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is derived of the answer book: its search words, and how often an entry was used.
 */
#include "care/answer.h"
#include "care/concern.h"

#include "base/word_set.h"

/* What is in the table, in order. */
static enum code
read_stored(struct desk *desk, struct word_set *words, int64_t id)
{
	struct stmt *stmt = NULL;
	bool row;
	enum code code = db_query(desk->db, &stmt,
			"select word from answer_word where answer = $1 order by word", "I", id);

	while (code == OK && (code = db_step(stmt, &row)) == OK && row)
		word_set_add(words, arena_copy(words->arena, db_text(stmt, 0)));
	db_done(stmt);
	return code;
}

static enum code
words_write(struct desk *desk, const struct word_set *words, int64_t id)
{
	enum code code = db_run(desk->db, "delete from answer_word where answer = $1", "I", id);

	for (size_t i = 0; code == OK && i < words->count; i++)
		code = db_run(desk->db, "insert into answer_word (word, answer) values ($1, $2)",
				"tI", words->list[i], id);
	return code;
}

/* The words of an entry, where they differ from what is there; none where it isn't there any more. */
static enum code
words_keep(struct desk *desk, int64_t id)
{
	struct arena arena = {0};
	struct word_set words = {.arena = &arena}, stored = {.arena = &arena};
	struct answer answer = {0};
	enum code code = record_first(desk, &arena, &answer_record, &answer, "where id = $1", "I", id);

	if (code == NOT_FOUND)
		code = OK;
	word_set_add_text(&words, answer.title);
	word_set_add_text(&words, answer.text);
	word_set_sort(&words);
	if (code == OK)
		code = read_stored(desk, &stored, id);
	if (code == OK && !word_set_equal(&words, &stored))
		code = words_write(desk, &words, id);
	arena_free(&arena);
	return code;
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
	if (code == OK && answer.used != used) {
		answer.used = (int)used;
		code = record_derive(desk, &answer_record, &answer);
	}
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
