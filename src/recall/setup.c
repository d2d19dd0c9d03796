/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an edited recall type would move, and which visits satisfy it. What follows for the due days
 * is recall_follow's.
 */
#include "recall/setup.h"

#include <string.h>

#include "store/change.h"

enum code
recall_type_ask(struct desk *desk, struct arena *arena, const struct recall_type *row,
		const char **said)
{
	struct recall_type stored;
	struct recall_moves moves;
	enum code code;

	*said = "";
	if (!row->row.id)
		return OK;
	code = record_get(desk, arena, &recall_type_record, row->row.id, &stored);
	if (code != OK || !row->interval || strcmp(stored.interval, row->interval) == 0)
		return code;
	code = recall_type_moves(desk, row->row.id, row->interval, &moves);
	if (code == OK)
		*said = recall_moves_said(arena, row, row->interval, &moves);
	return code;
}

static enum code
load_satisfied(struct desk *desk, struct arena *arena, int64_t type,
		struct visit_type_recall **out, size_t *count)
{
	return record_select(desk, arena, &visit_type_recall_record, out, count,
			"where type = $1 order by id", "r", type);
}

enum code
visit_type_satisfies(struct desk *desk, struct arena *arena, int64_t type, const char **codes)
{
	struct visit_type_recall *rows;
	size_t count;
	enum code code = load_satisfied(desk, arena, type, &rows, &count);

	*codes = "";
	for (size_t i = 0; code == OK && i < count; i++) {
		struct recall_type of;

		code = record_get(desk, arena, &recall_type_record, rows[i].recall_type, &of);
		if (code == OK)
			*codes = arena_print(arena, "%s%s%s", *codes, **codes ? " " : "", of.code);
	}
	return code;
}

/* Its row among those that are there is kept (marked by a type of 0), else a new one is written. */
static enum code
satisfy_one(struct desk *desk, struct arena *arena, int64_t type, const char *name,
		struct visit_type_recall *rows, size_t count)
{
	struct visit_type_recall row;
	struct recall_type of;
	const enum code code = recall_type_find(desk, arena, name, &of);

	if (code != OK)
		return code;
	for (size_t i = 0; i < count; i++)
		if (rows[i].recall_type == of.row.id) {
			rows[i].type = 0;
			return OK;
		}
	record_blank(&visit_type_recall_record, &row);
	row.type = type;
	row.recall_type = of.row.id;
	return record_put(desk, &visit_type_recall_record, &row);
}

static enum code
satisfy(struct desk *desk, struct arena *arena, int64_t type, char *codes)
{
	struct visit_type_recall *rows;
	size_t count;
	char *state;
	enum code code = load_satisfied(desk, arena, type, &rows, &count);

	for (char *word; code == OK && (word = strtok_r(codes, ", ", &state)); codes = NULL)
		code = satisfy_one(desk, arena, type, word, rows, count);
	for (size_t i = 0; code == OK && i < count; i++)
		if (rows[i].type)
			code = record_remove(desk, &visit_type_recall_record, &rows[i]);
	return code;
}

enum code
visit_type_satisfy(struct desk *desk, struct arena *arena, int64_t type, const char *codes)
{
	const enum code code = batch_begin(desk, NULL, NULL);

	return code == OK ? batch_end(desk, satisfy(desk, arena, type,
			arena_copy(arena, codes ? codes : ""))) : code;
}
