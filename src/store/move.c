/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Moving a practice. Values go as they lie in their columns, whatever another program may have put
 * there, so that what arrives is what was. Tables come in the order of the rooms, owners first; a row
 * that refers to one of its own table that is still to come gets that reference when all are there.
 */
#include "store/move.h"

#include <sodium.h>
#include <string.h>

#include "base/buffer.h"
#include "store/access.h"
#include "store/change.h"

#define TELL_ROWS 1000
#define VALUES_AT_ONCE 1000	/* of one statement: a server's answer is waited for once a sheaf */
#define HASH_BYTES 32

struct counter_row {
	const char *name;
	int64_t value;
};

/* The counters as a table like any other. */
static const struct field counter_fields[] = {
	FIELD(counter_row, name, "Name", FIELD_TEXT, 0),
	FIELD(counter_row, value, "Value", FIELD_ID, 0)
};
static const struct record counter_record = {
	.table = "counter", .label = "counter", .size = sizeof(struct counter_row),
	.fields = counter_fields, .count = FIELD_COUNT(counter_fields), .view = true
};

/* A reference to a row that wasn't there yet. */
struct late {
	struct late *next;
	const char *column;
	int64_t row, refers;
};

struct moving {
	struct desk *from, *to;
	struct move *move;
	int64_t all;
	struct arena arena;		/* of one table */
	struct late *late;
};

/* What a table was on its way: how many rows, and the hash of all. */
struct sum {
	crypto_generichash_state state;
	int64_t rows;
};

static bool
is_number(const struct field *field)
{
	switch (field->type) {
	case FIELD_ID:
	case FIELD_REF:
	case FIELD_INT:
	case FIELD_FLAG:
	case FIELD_MINUTE:
		return true;
	default:
		return false;
	}
}

/* The SQL of a table */

/* All its rows in the order of its first two columns, which tell them apart. */
static const char *
select_text(struct arena *arena, const struct record *record)
{
	struct buffer sql = {0};
	const char *text;

	buffer_text(&sql, "SELECT ");
	for (size_t i = 0; i < record->count; i++)
		buffer_print(&sql, "%s%s", i ? ", " : "", record->fields[i].name);
	buffer_print(&sql, " FROM %s ORDER BY %s, %s", record->table, record->fields[0].name,
			record->fields[1].name);
	text = arena_copy(arena, sql.bytes);
	buffer_free(&sql);
	return text;
}

/* Of so many rows at once. */
static const char *
insert_text(struct arena *arena, const struct record *record, size_t rows)
{
	struct buffer sql = {0};
	const char *text;
	size_t value = 0;

	buffer_print(&sql, "INSERT INTO %s (", record->table);
	for (size_t i = 0; i < record->count; i++)
		buffer_print(&sql, "%s%s", i ? ", " : "", record->fields[i].name);
	buffer_text(&sql, ") VALUES ");
	for (size_t row = 0; row < rows; row++) {
		buffer_text(&sql, row ? ", (" : "(");
		for (size_t i = 0; i < record->count; i++)
			buffer_print(&sql, "%s$%zu", i ? ", " : "", ++value);
		buffer_text(&sql, ")");
	}
	text = arena_copy(arena, sql.bytes);
	buffer_free(&sql);
	return text;
}

/* Sums */

static void
sum_begin(struct sum *sum)
{
	sum->rows = 0;
	crypto_generichash_init(&sum->state, NULL, 0, HASH_BYTES);
}

/* As in the log: each value with its length before it, null a dash. */
static void
sum_value(struct sum *sum, const char *text)
{
	char digits[24];

	if (!text) {
		crypto_generichash_update(&sum->state, (const unsigned char *)"-", 1);
		return;
	}
	snprintf(digits, sizeof digits, "%zu:", strlen(text));
	crypto_generichash_update(&sum->state, (const unsigned char *)digits, strlen(digits));
	crypto_generichash_update(&sum->state, (const unsigned char *)text, strlen(text));
}

static bool
sum_equal(struct sum *a, struct sum *b)
{
	unsigned char hash_a[HASH_BYTES], hash_b[HASH_BYTES];

	crypto_generichash_final(&a->state, hash_a, sizeof hash_a);
	crypto_generichash_final(&b->state, hash_b, sizeof hash_b);
	return a->rows == b->rows && memcmp(hash_a, hash_b, sizeof hash_a) == 0;
}

/* Sums what a table holds. */
static enum code
sum_table(struct desk *desk, const char *sql, const struct record *record, struct sum *sum)
{
	struct stmt *stmt;
	bool row = true;
	enum code code = db_prepare(desk->db, &stmt, sql);

	sum_begin(sum);
	if (code != OK)
		return code;
	db_stream(stmt);
	while ((code = db_step(stmt, &row)) == OK && row) {
		for (size_t i = 0; i < record->count; i++)
			sum_value(sum, db_text(stmt, (int)i));
		sum->rows++;
	}
	db_done(stmt);
	return code;
}

/* Copying */

/* A reference into the row's own table, to a row behind it. */
static bool
is_late(const struct record *record, const struct field *field, int64_t id, int64_t refers)
{
	return field->type == FIELD_REF && field->refers && refers > id &&
		strcmp(field->refers, record->table) == 0;
}

static void
keep_late(struct moving *moving, const struct field *field, int64_t id, int64_t refers)
{
	struct late *const late = arena_take(&moving->arena, sizeof *late);

	*late = (struct late){ moving->late, field->name, id, refers };
	moving->late = late;
}

/* A column to the place of $n. */
static void
pass_value(struct moving *moving, const struct record *record, struct stmt *from, int column,
		struct stmt *to, int n)
{
	const struct field *const field = &record->fields[column];

	if (db_null(from, column)) {
		db_bind_null(to, n);
	} else if (!is_number(field)) {
		db_bind_text(to, n, db_text(from, column));
	} else if (is_late(record, field, db_int64(from, 0), db_int64(from, column))) {
		keep_late(moving, field, db_int64(from, 0), db_int64(from, column));
		db_bind_null(to, n);
	} else {
		db_bind_int(to, n, db_int64(from, column));
	}
}

static void
tell(const struct moving *moving)
{
	const struct move *const move = moving->move;

	if (move->progress && move->rows % TELL_ROWS == 0)
		move->progress(move->context, move->rows, moving->all);
}

/* Rows on their way in one statement. */
struct sheaf {
	int64_t left;			/* rows of the table that no sheaf has held yet */
	size_t rows, held;
	struct stmt *to;		/* NULL: there is none */
};

static enum code
sheaf_begin(struct moving *moving, const struct record *record, struct sheaf *sheaf)
{
	const int64_t most = (int64_t)(VALUES_AT_ONCE / record->count);

	sheaf->rows = (size_t)(sheaf->left < most ? sheaf->left : most);
	sheaf->left -= (int64_t)sheaf->rows;
	sheaf->held = 0;
	return db_prepare(moving->to->db, &sheaf->to,
			insert_text(&moving->arena, record, sheaf->rows));
}

static enum code
sheaf_end(struct sheaf *sheaf)
{
	struct stmt *const to = sheaf->to;

	sheaf->to = NULL;
	return db_finish(to);
}

static enum code
copy_row(struct moving *moving, const struct record *record, struct stmt *from,
		struct sheaf *sheaf, struct sum *sum)
{
	enum code code = sheaf->to ? OK : sheaf_begin(moving, record, sheaf);

	if (code != OK)
		return code;
	for (size_t i = 0; i < record->count; i++) {
		pass_value(moving, record, from, (int)i, sheaf->to,
				(int)(sheaf->held * record->count + i) + 1);
		sum_value(sum, db_text(from, (int)i));
	}
	sheaf->held++;
	sum->rows++;
	moving->move->rows++;
	tell(moving);
	return sheaf->held == sheaf->rows ? sheaf_end(sheaf) : OK;
}

static enum code
copy_rows(struct moving *moving, const struct record *record, const char *select, struct sum *sum)
{
	struct sheaf sheaf = {0};
	struct stmt *from;
	bool row = true;
	enum code code = record_count(moving->from, record, &sheaf.left);

	if (code == OK)
		code = db_prepare(moving->from->db, &from, select);
	if (code != OK)
		return code;
	db_stream(from);
	while ((code = db_step(from, &row)) == OK && row) {
		code = copy_row(moving, record, from, &sheaf, sum);
		if (code != OK)
			break;
	}
	db_done(sheaf.to);
	db_done(from);
	return code;
}

static enum code
write_late(struct moving *moving, const struct record *record)
{
	enum code code = OK;

	for (const struct late *late = moving->late; late && code == OK; late = late->next)
		code = db_run(moving->to->db, arena_print(&moving->arena,
				"UPDATE %s SET %s = $2 WHERE id = $1", record->table, late->column),
				"II", late->row, late->refers);
	return code;
}

static enum code
move_table(struct moving *moving, const struct record *record)
{
	const char *const select = select_text(&moving->arena, record);
	struct sum sent, arrived;
	enum code code;

	sum_begin(&sent);
	code = copy_rows(moving, record, select, &sent);
	if (code == OK)
		code = write_late(moving, record);
	if (code == OK)
		code = sum_table(moving->to, select, record, &arrived);
	if (code == OK && !sum_equal(&sent, &arrived))
		code = fail(STORE, "%s: what arrived in %s isn't what was sent: nothing was written",
				db_where(moving->to->db), record->table);
	arena_reset(&moving->arena);
	moving->late = NULL;
	return code;
}

/* The tables */

typedef enum code on_table(struct moving *moving, const struct record *record);

/* Each stored table, the counters and the logs last. */
static enum code
for_each_table(struct moving *moving, on_table *run)
{
	const struct record *const *record = moving->from->rooms->records;
	enum code code = OK;

	for (; *record && code == OK; record++)
		if (!(*record)->view)
			code = run(moving, *record);
	if (code == OK)
		code = run(moving, &counter_record);
	if (code == OK)
		code = run(moving, &access_record);
	return code == OK ? run(moving, &change_record) : code;
}

static enum code
count_table(struct moving *moving, const struct record *record)
{
	int64_t count;
	const enum code code = record_count(moving->from, record, &count);

	moving->all += count;
	return code;
}

static enum code
table_is_empty(struct moving *moving, const struct record *record)
{
	int64_t count;
	const enum code code = record_count(moving->to, record, &count);

	if (code == OK && count > 0)
		return fail(CLASH, "%s: exists already",
				db_where(moving->to->db));
	return code;
}

static enum code
move_all(struct moving *moving)
{
	enum code code = db_begin(moving->to->db);

	if (code != OK)
		return code;
	code = for_each_table(moving, table_is_empty);
	if (code == OK)
		code = for_each_table(moving, count_table);
	if (code == OK)
		code = for_each_table(moving, move_table);
	return db_end(moving->to->db, code);
}

enum code
store_move(struct desk *from, struct desk *to, struct move *move)
{
	struct moving moving = { .from = from, .to = to, .move = move };
	enum code code = db_read(from->db);

	move->rows = 0;
	if (code != OK)
		return code;
	code = move_all(&moving);
	db_end(from->db, NOT_FOUND);	/* it only read */
	if (code == OK)
		db_settle(to->db);
	arena_free(&moving.arena);
	return code;
}
