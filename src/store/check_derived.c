/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Derived fields and tables. Deriving writes only what differs from what is stored. So they are derived
 * first where nothing can be written, from a snapshot that keeps nobody waiting: when that goes through,
 * nothing differs. Else they are derived in a transaction that is always rolled back, and compared with
 * what another connection sees meanwhile, which is the store as it is: desks wait for this one.
 */
#include <string.h>

#include "check.h"

/* A record's derived columns as two streams, row beside row. */
struct pair {
	struct stmt *stored, *derived;
	int columns;
	const char *const *names;
	int first;			/* the column from which on they are compared */
};

static bool
is_derived_table(const struct record *record)
{
	for (size_t i = 0; i < record->count; i++)
		if (!(record->fields[i].flags & DERIVED))
			return false;
	return !record->view;
}

/* The DERIVED fields, behind the id where there is one; how many columns. */
static int
write_select(struct buffer *sql, const struct record *record, const char **names)
{
	const bool whole = is_derived_table(record);
	int columns = 0;

	buffer_text(sql, "SELECT ");
	for (size_t i = 0; i < record->count; i++) {
		const struct field *const field = &record->fields[i];

		if (!(field->flags & DERIVED) && i > 0)
			continue;
		buffer_print(sql, "%s%s", columns ? ", " : "", field->name);
		names[columns++] = field->name;
	}
	buffer_print(sql, " FROM %s ORDER BY 1", record->table);
	for (int n = 2; whole && n <= columns; n++)
		buffer_print(sql, ", %d", n);
	return columns;
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static void
compare_fields(struct check *check, const struct record *record, const struct pair *pair)
{
	for (int i = 1; i < pair->columns; i++) {
		const char *const stored = db_text(pair->stored, i);
		const char *const derived = db_text(pair->derived, i);

		if (!same_text(stored, derived))
			check_report(check, "%s %lld: %s is %.60s and would be derived as %.60s: "
					"`chairtime check --mend` derives it anew", record->label,
					(long long)db_int64(pair->stored, 0), pair->names[i],
					stored ? stored : "null", derived ? derived : "null");
	}
}

/* Of a derived table the first difference tells; what follows is shifted. */
static bool
same_rows(struct check *check, const struct record *record, const struct pair *pair,
		bool has_stored, bool has_derived)
{
	bool same = has_stored == has_derived;
	struct stmt *const shown = has_stored ? pair->stored : pair->derived;

	for (int i = 0; same && has_stored && i < pair->columns; i++)
		same = same_text(db_text(pair->stored, i), db_text(pair->derived, i));
	if (!same)
		check_report(check, "%s: isn't what would be derived, from \"%.60s\" on: `chairtime "
				"check --mend` derives it anew", record->table,
				db_text(shown, 0));
	return same;
}

static enum code
compare_streams(struct check *check, const struct record *record, const struct pair *pair)
{
	const bool whole = is_derived_table(record);
	bool stored = true, derived = true;
	enum code code = OK;

	while (code == OK && (stored || derived)) {
		code = db_step(pair->stored, &stored);
		if (code == OK)
			code = db_step(pair->derived, &derived);
		if (code != OK || (!stored && !derived))
			break;
		if (whole && !same_rows(check, record, pair, stored, derived))
			break;
		if (!whole && stored && derived)
			compare_fields(check, record, pair);
	}
	return code;
}

static enum code
compare_record(struct check *check, const struct record *record, struct db *other)
{
	const char **const names = arena_take(&check->arena, record->count * sizeof *names);
	struct pair pair = { .names = names };
	struct buffer sql = {0};
	enum code code;

	pair.columns = write_select(&sql, record, names);
	code = db_query(other, &pair.stored, sql.bytes, "");
	if (code == OK)
		code = db_query(check->desk->db, &pair.derived, sql.bytes, "");
	if (code == OK) {
		db_stream(pair.stored);
		db_stream(pair.derived);
		code = compare_streams(check, record, &pair);
	}
	db_done(pair.stored);
	db_done(pair.derived);
	buffer_free(&sql);
	return code;
}

static bool
has_derived(const struct record *record)
{
	for (size_t i = 0; i < record->count && !record->view; i++)
		if (record->fields[i].flags & DERIVED)
			return true;
	return false;
}

/* `other` sees the store as it was before this desk's transaction. */
static enum code
compare_all(struct check *check, struct db *other)
{
	const struct record *const *record = check->desk->rooms->records;
	enum code code = db_read(other);

	if (code != OK)
		return code;
	code = check->desk->rooms->derive(check->desk);
	for (; *record && code == OK; record++)
		if (has_derived(*record))
			code = compare_record(check, *record, other);
	return db_end(other, code);
}

/* The desk on the connection that only reads. */
static enum code
derive_unwritten(struct desk *desk, struct db *reader)
{
	struct db *const own = desk->db;
	enum code code = db_read(reader);

	if (code != OK)
		return code;
	desk->db = reader;
	code = mend_derived(desk);
	desk->db = own;
	return db_end(reader, code);
}

/* In a transaction of this desk's. */
static enum code
derive_beside(struct check *check, struct db *reader)
{
	struct desk *const desk = check->desk;
	enum code code = db_begin(desk->db);

	if (code != OK)
		return code;
	desk->mode = MODE_BACK;
	code = compare_all(check, reader);
	db_end(desk->db, CLASH);	/* nothing that was derived stays */
	desk->mode = MODE_WRITE;
	return code;
}

enum code
check_derived(struct check *check)
{
	struct db *reader;
	enum code code = db_open(&reader, db_where(check->desk->db), DB_READ);

	if (code != OK)
		return code;
	if (derive_unwritten(check->desk, reader) != OK) {
		error_clear();
		code = derive_beside(check, reader);
	}
	db_close(reader);
	return code;
}

/* The consequences write nothing but what is derived. */
enum code
mend_derived(struct desk *desk)
{
	enum code code;

	desk->mode = MODE_BACK;
	code = desk->rooms->derive(desk);
	desk->mode = MODE_WRITE;
	return code;
}
