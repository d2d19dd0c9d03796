/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The whole examination of a store.
 */
#include "check.h"

#include <stdio.h>
#include <string.h>

#include "put.h"
#include "schema.h"
#include "sql.h"

void
check_report(struct check *check, const char *format, ...)
{
	char sentence[1024];
	va_list values;

	va_start(values, format);
	vsnprintf(sentence, sizeof sentence, format, values);
	va_end(values);
	check->count++;
	check->found(check->context, sentence);
}

static void
report_damage(void *context, const char *sentence)
{
	struct check *const check = context;

	check->damaged |= strncmp(sentence, DB_DAMAGED, strlen(DB_DAMAGED)) == 0;
	check_report(check, "%s", sentence);
}

/* Where two live visits of a chair overlap, two that follow each other by start do. */
static enum code
check_overlaps(struct check *check)
{
	static const char sql[] =
		"SELECT id, other, day, chair FROM (SELECT id, day, chair, start, "
		"lag(id) OVER (PARTITION BY day, chair ORDER BY start, id) AS other, "
		"lag(start + held) OVER (PARTITION BY day, chair ORDER BY start, id) AS until_min "
		"FROM appointment WHERE chair_kind = 'treatment' "
		"AND state IN ('booked', 'arrived', 'seated', 'done')) AS live "
		"WHERE until_min > start ORDER BY day, chair, id";
	struct stmt *stmt;
	bool row = true;
	enum code code = db_query(check->desk->db, &stmt, sql, "");

	while (code == OK && (code = db_step(stmt, &row)) == OK && row)
		check_report(check, "visits %lld and %lld overlap on %s in chair %lld: move one of "
				"them", (long long)db_int64(stmt, 1), (long long)db_int64(stmt, 0),
				db_text(stmt, 2), (long long)db_int64(stmt, 3));
	db_done(stmt);
	return code;
}

/* An id is given once: a counter behind the log or its table would give one again. */
static enum code
check_counter(struct check *check, const struct record *record)
{
	struct db *const db = check->desk->db;
	int64_t value, logged;
	enum code code = db_value(db, &value, "SELECT value FROM counter WHERE name = $1", "t",
			record->table);

	if (code == OK)
		code = db_value(db, &logged, "SELECT max(row) FROM change WHERE tbl = $1", "t",
				record->table);
	if (code == OK && value < logged)
		check_report(check, "the counter of %s stands at %lld, and id %lld was given: another "
				"program set it back; `chairtime check --mend` sets it right",
				record->table, (long long)value, (long long)logged);
	return code;
}

static enum code
check_counters(struct check *check)
{
	const struct record *const *record = check->desk->rooms->records;
	enum code code = OK;

	for (; *record && code == OK; record++)
		if (texts_of(check->desk, *record)->insert)
			code = check_counter(check, *record);
	return code;
}

/* The file, and what it is made of. */
static enum code
check_file(struct check *check)
{
	const enum code code = db_integrity(check->desk->db, report_damage, check);

	return code == OK ? check_schema(check) : code;
}

static enum code
check_records(struct check *check)
{
	enum code code = OK;

	if (record_of(check->desk, "appointment"))
		code = check_overlaps(check);
	if (code == OK)
		code = check_read_erased(check);
	if (code == OK)
		code = check_rows(check);
	if (code == OK)
		code = check_chain(check);
	if (code == OK)
		code = check_counters(check);
	if (code == OK)
		code = check_access(check);
	if (code == OK)
		code = check_secrets(check);
	return code;
}

/* All that one state of the store can tell, while other desks go on. What the rows of a damaged file say
 * can't be relied on. */
static enum code
check_state(struct check *check, bool file)
{
	struct db *const db = check->desk->db;
	enum code code = db_read(db);

	if (code != OK)
		return code;
	if (file)
		code = check_file(check);
	if (code == OK && !check->damaged)
		code = check_records(check);
	return db_end(db, code);
}

static enum code
check_with(struct desk *desk, bool file, check_found *found, void *context, int64_t *count)
{
	struct check check = { .desk = desk, .found = found, .context = context };
	enum code code = check_state(&check, file);

	if (code == OK && !check.damaged)
		code = check_derived(&check);
	*count = check.count;
	arena_free(&check.arena);
	return code;
}

enum code
store_check(struct desk *desk, check_found *found, void *context, int64_t *count)
{
	return check_with(desk, true, found, context, count);
}

enum code
store_check_records(struct desk *desk, check_found *found, void *context, int64_t *count)
{
	return check_with(desk, false, found, context, count);
}

static enum code
mend_counter(struct desk *desk, const struct record *record)
{
	return db_run(desk->db, "UPDATE counter SET value = (SELECT max(row) FROM change "
			"WHERE tbl = $1) WHERE name = $1 AND value < (SELECT max(row) FROM change "
			"WHERE tbl = $1)", "t", record->table);
}

enum code
store_mend(struct desk *desk)
{
	const struct record *const *record = desk->rooms->records;
	enum code code = db_begin(desk->db);

	if (code != OK)
		return code;
	code = schema_is_ours(desk->db);
	if (code == OK)
		code = mend_derived(desk);
	for (; *record && code == OK; record++)
		if (texts_of(desk, *record)->insert)
			code = mend_counter(desk, *record);
	return db_end(desk->db, code);
}
