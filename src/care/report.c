/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reports: reading the head of their files, running their queries.
 */
#include "care/report.h"

#include "base/embedded.h"
#include "base/text.h"

#include <assert.h>
#include <string.h>

#define FOLDER "report/"
#define ENDING ".sql"
#define FIELDS_MOST 24
#define SLOT 8				/* bytes of a column in a row: an int or a pointer */

static const char *
name_of(struct arena *arena, const struct embedded *file)
{
	const size_t length = strlen(file->name) - strlen(FOLDER) - strlen(ENDING);

	return arena_copy_bytes(arena, file->name + strlen(FOLDER), length);
}

const char *
report_names(struct arena *arena)
{
	const struct embedded *file = embedded_first(FOLDER);
	const char *names = "";

	for (; file && file->name && strncmp(file->name, FOLDER, strlen(FOLDER)) == 0; file++)
		names = arena_print(arena, "%s%s%s", names, *names ? ", " : "",
				name_of(arena, file));
	return names;
}

/* What stands on the line of the file's head that begins so. */
static const char *
head_line(struct arena *arena, const char *sql, const char *beginning)
{
	const char *const line = strstr(sql, beginning);

	assert(line);
	return arena_copy_bytes(arena, line + strlen(beginning),
			strcspn(line + strlen(beginning), "\n"));
}

/* "visits" in the head of a table: "Visits". */
static const char *
label_of(struct arena *arena, const char *name)
{
	char *const label = arena_copy(arena, name);

	if (label[0] >= 'a' && label[0] <= 'z')
		label[0] = (char)(label[0] - 'a' + 'A');
	for (char *c = label; *c; c++)
		if (*c == '_')
			*c = ' ';
	return label;
}

/* "group text, visits int" */
static void
read_columns(struct arena *arena, char *columns, struct report *out)
{
	struct field *const fields = arena_take(arena, FIELDS_MOST * sizeof(*fields));
	size_t count = 0;
	char *column, *state;

	out->ungrouped = "";
	for (; (column = strtok_r(columns, ",", &state)); columns = NULL) {
		char *type;
		const char *const name = strtok_r(column, " ", &type);

		assert(name && count < FIELDS_MOST);
		fields[count] = (struct field){ .name = name, .label = label_of(arena, name),
			.type = strcmp(type, "int") == 0 ? FIELD_INT : FIELD_TEXT,
			.offset = count * SLOT, .flags = OPTIONAL };
		if (count++ > 0)
			out->ungrouped = arena_print(arena, "%s%s%s", out->ungrouped,
					*out->ungrouped ? " " : "", name);
	}
	out->record = (struct record){ .table = out->name, .label = "figure",
		.size = count * SLOT, .fields = fields, .count = count, .view = true };
}

enum code
report_find(struct arena *arena, const char *name, struct report *out)
{
	const struct embedded *const file = embedded_find(arena_print(arena, FOLDER "%s" ENDING,
			name));

	if (!file)
		return fail(NOT_FOUND, "report %s: there is none of that name, but %s", name,
				report_names(arena));
	*out = (struct report){ .name = name_of(arena, file), .sql = file->text,
		.help = head_line(arena, file->text, "-- "),
		.by = head_line(arena, file->text, "\n-- by: ") };
	read_columns(arena, arena_copy(arena, head_line(arena, file->text, "\n-- columns: ")), out);
	return OK;
}

/* Is it one of the words? */
static bool
word_in(const char *words, const char *word)
{
	const size_t length = strlen(word);

	for (const char *at = words; length && (at = strstr(at, word)); at += length)
		if ((at == words || at[-1] == ' ') && (!at[length] || at[length] == ' '))
			return true;
	return false;
}

static void
read_row(struct arena *arena, const struct report *report, struct stmt *stmt, char *row)
{
	for (size_t i = 0; i < report->record.count; i++) {
		const struct field *const field = &report->record.fields[i];

		if (field->type == FIELD_INT)
			*(int *)(void *)(row + field->offset) = db_int(stmt, (int)i);
		else
			*(const char **)(void *)(row + field->offset) =
				arena_copy(arena, db_text(stmt, (int)i));
	}
}

static enum code
read_rows(struct arena *arena, const struct report *report, struct stmt *stmt, void **rows,
		size_t *count)
{
	const size_t size = report->record.size;
	size_t room = 0;
	bool more;
	enum code code;

	*rows = NULL;
	*count = 0;
	while ((code = db_step(stmt, &more)) == OK && more) {
		if (*count == room) {
			const size_t larger = room ? 2 * room : 16;

			*rows = arena_grow(arena, *rows, room * size, larger * size);
			room = larger;
		}
		read_row(arena, report, stmt, (char *)*rows + (*count)++ * size);
	}
	return code;
}

enum code
report_run(struct desk *desk, struct arena *arena, const struct report *report, int from, int to,
		const char *by, void **rows, size_t *count)
{
	char first[DAY_SIZE], last[DAY_SIZE];
	struct stmt *stmt;
	enum code code;

	if (by && !word_in(report->by, by))
		return fail(USAGE, "report %s: it can't be grouped by %s, but by %s",
				report->name, by, report->by);
	code = db_query(desk->db, &stmt, report->sql, "ttt",
			from == NONE ? "" : civil_format(first, from),
			to == NONE ? "9999-12-31" : civil_format(last, to), by ? by : "");
	if (code == OK)
		code = read_rows(arena, report, stmt, rows, count);
	db_done(stmt);
	return code;
}
