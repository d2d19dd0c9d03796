/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Standards: read from their files and from the store, changed, added.
 */
#include "care/standard.h"

#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/text.h"
#include "head.h"
#include "store/change.h"

#define FOLDER "report/standard/"
#define PARTS "report/part/"
#define ENDING ".sql"
#define PLACES 99			/* own ones come behind those with a place */
#define TARGET_MOST 100
#define RUN_SECONDS 5			/* that a query of the practice's own may take */

static const struct field standard_fields[] = {
	FIELD_ROW(standard_row),
	FIELD(standard_row, code, "Code", FIELD_TEXT, 0),
	FIELD(standard_row, target, "Target", FIELD_INT, OPTIONAL),
	FIELD(standard_row, bound, "Bound", FIELD_INT, OPTIONAL),
	FIELD(standard_row, sql, "SQL", FIELD_TEXT, OPTIONAL | LONG),
	FIELD(standard_row, active, "Active", FIELD_FLAG, 0),
};

const struct record standard_record = {
	"standard", "standard", sizeof(struct standard_row), standard_fields,
	FIELD_COUNT(standard_fields), false, NULL
};

/* "at least 90", "at most 5". False where it is neither. */
static bool
read_target(const char *text, int *target, bool *at_most)
{
	const bool most = strncmp(text, "at most ", 8) == 0;
	long long number;

	if (!most && strncmp(text, "at least ", 9) != 0)
		return false;
	if (!text_parse_int(text + (most ? 8 : 9), &number) || number < 0 || number > TARGET_MOST)
		return false;
	*target = (int)number;
	*at_most = most;
	return true;
}

/* "10 minutes"; NONE for NULL. */
static bool
read_bound(struct arena *arena, const char *text, int *bound, const char **unit)
{
	const char *const blank = text ? strchr(text, ' ') : NULL;
	long long number;

	*bound = NONE;
	if (!text)
		return true;
	if (!blank || !text_parse_int(arena_copy_bytes(arena, text, (size_t)(blank - text)), &number)
			|| number < 0 || number > 1000)
		return false;
	*bound = (int)number;
	*unit = blank + 1;
	return true;
}

/* The definition with the bound where {bound} stands. */
static const char *
with_bound(struct arena *arena, const char *definition, int bound)
{
	const char *const at = strstr(definition, "{bound}");

	if (!at || bound == NONE)
		return definition;
	return arena_print(arena, "%.*s%d%s", (int)(at - definition), definition, bound,
			at + strlen("{bound}"));
}

/* With the part of a query that it begins with, where its head names one. NULL: there is no such part. */
static const char *
with_part(struct arena *arena, const char *sql)
{
	const char *const part = head_line(arena, sql, "\n-- with: ");
	const struct embedded *file;

	if (!part)
		return sql;
	file = embedded_find(arena_print(arena, PARTS "%s" ENDING, part));
	return file ? arena_print(arena, "with %s as materialized (%s) %s", part, file->text, sql) : NULL;
}

/* From its text, then what the practice has changed of it (may be NULL). */
static enum code
read_standard(struct arena *arena, const char *code, const char *sql,
		const struct standard_row *row, struct standard *out)
{
	const char *const target = head_line(arena, sql, "\n-- target: ");
	const char *const definition = head_line(arena, sql, "-- ");

	*out = (struct standard){ .code = code, .sql = with_part(arena, sql), .active = true,
		.name = head_line(arena, sql, "\n-- name: "),
		.of_day = head_line(arena, sql, "\n-- each: ") };
	if (strncmp(sql, "-- ", 3) != 0 || !out->name)
		return fail(INPUT, "standard %s: its first line tells what it is after `-- `, then "
				"one begins `-- name: `", code);
	if (!target || !read_target(target, &out->target, &out->at_most))
		return fail(INPUT, "standard %s: a line `-- target: at least 90` is missing", code);
	if (!read_bound(arena, head_line(arena, sql, "\n-- bound: "), &out->bound, &out->unit))
		return fail(INPUT, "standard %s: its bound is like `-- bound: 10 minutes`", code);
	if (!out->sql)
		return fail(INPUT, "standard %s: there is no part of the name after `-- with: `", code);
	if (row) {
		out->own = row->sql == sql;
		out->row = row->row.id;
		out->active = row->active;
		out->target = row->target == NONE ? out->target : row->target;
		out->bound = row->bound == NONE ? out->bound : row->bound;
	}
	out->definition = with_bound(arena, definition, out->bound);
	return OK;
}

/* What is to be known of all. */
struct shelf {
	struct arena *arena;
	struct standard_row *rows;
	size_t row_count;
	struct standard *list;
	int *places;
	size_t count;
};

static const struct standard_row *
row_of(const struct shelf *shelf, const char *code)
{
	for (size_t i = 0; i < shelf->row_count; i++)
		if (strcmp(shelf->rows[i].code, code) == 0)
			return &shelf->rows[i];
	return NULL;
}

static enum code
shelf_add(struct shelf *shelf, const char *code, const char *sql)
{
	const char *const place = head_line(shelf->arena, sql, "\n-- place: ");
	struct standard read;
	const enum code result = read_standard(shelf->arena, code, sql, row_of(shelf, code), &read);
	const int at = place ? atoi(place) : PLACES;
	size_t n = shelf->count;

	if (result != OK)
		return result;
	for (; n > 0 && shelf->places[n - 1] > at; n--) {
		shelf->list[n] = shelf->list[n - 1];
		shelf->places[n] = shelf->places[n - 1];
	}
	shelf->list[n] = read;
	shelf->places[n] = at;
	shelf->count++;
	return OK;
}

static const char *
code_of(struct arena *arena, const struct embedded *file)
{
	return arena_copy_bytes(arena, file->name + strlen(FOLDER),
			strlen(file->name) - strlen(FOLDER) - strlen(ENDING));
}

/* The program's next file of a standard; NULL at the end. */
static const struct embedded *
next_file(const struct embedded *file)
{
	return file && file->name && strncmp(file->name, FOLDER, strlen(FOLDER)) == 0 ? file : NULL;
}

static enum code
shelf_fill(struct shelf *shelf)
{
	enum code code = OK;

	for (const struct embedded *file = embedded_first(FOLDER); code == OK && next_file(file);
			file++)
		code = shelf_add(shelf, code_of(shelf->arena, file), file->text);
	for (size_t i = 0; code == OK && i < shelf->row_count; i++)
		if (shelf->rows[i].sql)
			code = shelf_add(shelf, shelf->rows[i].code, shelf->rows[i].sql);
	return code;
}

static size_t
file_count(void)
{
	size_t count = 0;

	for (const struct embedded *file = embedded_first(FOLDER); next_file(file); file++)
		count++;
	return count;
}

enum code
standards_load(struct desk *desk, struct arena *arena, bool all, struct standard **out, size_t *count)
{
	struct shelf shelf = { .arena = arena };
	size_t most;
	enum code code = record_select(desk, arena, &standard_record, &shelf.rows, &shelf.row_count,
			"order by id", "");

	*count = 0;
	if (code != OK)
		return code;
	most = file_count() + shelf.row_count;
	shelf.list = arena_take(arena, (most + 1) * sizeof *shelf.list);
	shelf.places = arena_take(arena, (most + 1) * sizeof *shelf.places);
	code = shelf_fill(&shelf);
	*out = shelf.list;
	for (size_t i = 0; i < shelf.count; i++)
		if (all || shelf.list[i].active)
			shelf.list[(*count)++] = shelf.list[i];
	return code;
}

enum code
standard_find(struct desk *desk, struct arena *arena, const char *code, struct standard *out)
{
	struct standard *list;
	const char *names = "";
	size_t count;
	const enum code result = standards_load(desk, arena, true, &list, &count);

	if (result != OK)
		return result;
	for (size_t i = 0; i < count; i++) {
		names = arena_print(arena, "%s%s%s", names, *names ? ", " : "", list[i].code);
		if (strcmp(list[i].code, code) == 0) {
			*out = list[i];
			return OK;
		}
	}
	return fail(NOT_FOUND, "standard %s: there is none of that code, but %s", code, names);
}

/* The row of a code, or a blank one. */
static enum code
row_load(struct desk *desk, struct arena *arena, const char *code, struct standard_row *out)
{
	const enum code result = record_first(desk, arena, &standard_record, out, "where code = $1",
			"t", code);

	if (result != NOT_FOUND)
		return result;
	record_blank(&standard_record, out);
	out->code = code;
	out->active = 1;
	return OK;
}

static enum code
row_put(struct desk *desk, struct standard_row *row)
{
	const enum code code = batch_begin(desk, NULL, NULL);

	return code == OK ? batch_end(desk, record_put(desk, &standard_record, row)) : code;
}

enum code
standard_set(struct desk *desk, struct arena *arena, const struct standard *standard, int target,
		int bound, const char **said)
{
	struct standard_row row;
	enum code code;

	if (target != NONE && (target < 0 || target > TARGET_MOST))
		return fail(INPUT, "standard %s: a target is from 0 to 100 percent", standard->code);
	if (bound != NONE && standard->bound == NONE)
		return fail(INPUT, "standard %s: it has no bound", standard->code);
	code = row_load(desk, arena, standard->code, &row);
	if (code != OK)
		return code;
	row.target = target == NONE ? row.target : target;
	row.bound = bound == NONE ? row.bound : bound;
	code = row_put(desk, &row);
	target = target == NONE ? standard->target : target;
	*said = arena_print(arena, "%s: %s %d %%", standard->name,
			standard->at_most ? "at most" : "at least", target);
	if (bound != NONE)
		*said = arena_print(arena, "%s, %d %s", *said, bound, standard->unit);
	return code;
}

enum code
standard_keep(struct desk *desk, struct arena *arena, const struct standard *standard, bool active,
		const char **said)
{
	struct standard_row row;
	enum code code = row_load(desk, arena, standard->code, &row);

	if (code != OK)
		return code;
	row.active = active;
	*said = arena_print(arena, "%s: %s", standard->name,
			active ? "measured" : "not measured any more");
	return row_put(desk, &row);
}

static enum code
check_code(const char *code)
{
	if (!*code || code[strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789_")])
		return fail(INPUT, "standard %s: a code is of small letters, digits and _", code);
	return OK;
}

enum code
standard_run_begin(struct desk *desk, const struct standard *standard)
{
	return standard->own ? db_limit(desk->db, RUN_SECONDS * 1000) : OK;
}

enum code
standard_run_end(struct desk *desk, const struct standard *standard, enum code result)
{
	if (!standard->own)
		return result;
	db_limit(desk->db, 0);
	if (result != BUSY)
		return result;
	error_clear();
	return fail(INPUT, "standard %s: its query was stopped: it took longer than %d seconds. Write it "
			"shorter (charter add), or don't measure it (charter drop %s)", standard->code,
			RUN_SECONDS, standard->code);
}

/* To its end: one that never comes to it is found here. */
static enum code
run_whole(struct desk *desk, struct arena *arena, const struct standard *standard)
{
	struct stmt *stmt = NULL;
	bool more;
	enum code code = standard_run_begin(desk, standard);

	if (code == OK)
		code = db_query(desk->db, &stmt, arena_print(arena, "select count(*) from (select c.day, "
				"c.patient, c.visit, c.provider, c.start, c.kept, c.words from (%s) c) d",
				standard->sql), "ttit", "1999-01-01", "1999-01-01",
				standard->bound == NONE ? 0 : standard->bound, "1999-01-01T00:00:00Z");
	if (code == OK)
		code = db_step(stmt, &more);
	db_done(stmt);
	return standard_run_end(desk, standard, code);
}

/* Runs it over no day at all, in a transaction that only reads. */
static enum code
try_out(struct desk *desk, struct arena *arena, const struct standard *standard)
{
	const char *said;
	enum code code = db_read(desk->db);

	if (code == OK)
		code = db_end(desk->db, run_whole(desk, arena, standard));
	if (code != STORE)
		return code;
	said = arena_copy(arena, error_text());
	error_clear();
	return fail(INPUT, "standard %s: its query can't be run: %s", standard->code, said);
}

enum code
standard_add(struct desk *desk, struct arena *arena, const char *code, const char *text,
		const char **said)
{
	struct standard standard = { 0 };
	struct standard_row row;
	enum code result = check_code(code);

	if (result == OK && embedded_find(arena_print(arena, FOLDER "%s" ENDING, code)))
		return fail(CLASH, "standard %s: one of that code comes with the program", code);
	if (result == OK)
		result = read_standard(arena, code, text, NULL, &standard);
	standard.own = true;
	if (result == OK)
		result = try_out(desk, arena, &standard);
	if (result == OK)
		result = row_load(desk, arena, code, &row);
	if (result != OK)
		return result;
	row.sql = text;
	row.active = 1;
	*said = arena_print(arena, "%s: %s %d %%", standard.name,
			standard.at_most ? "at most" : "at least", standard.target);
	return row_put(desk, &row);
}

enum code
standard_changed(struct desk *desk, struct arena *arena, const struct standard *standard,
		const char **at, const char **who)
{
	struct change change;
	enum code code;

	*at = *who = NULL;
	if (!standard->row)
		return OK;
	code = record_first(desk, arena, &change_record, &change, "where tbl = 'standard' and row = $1"
			" and after like '%\"target\":%' order by id desc limit 1", "I", standard->row);
	if (code != OK)
		return code == NOT_FOUND ? OK : code;
	*at = change.at;
	*who = change.who;
	return OK;
}
