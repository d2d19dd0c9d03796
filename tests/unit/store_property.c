/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What must hold whatever is done: two desks write 2,000 times (on a server 1,000) at random, over all
 * records of the house, with undo and redo. After each, replaying the log gives equal tables in
 * another store, uid and sequence included, where every derived field and table is derived anew. Now
 * and then, and at the end, the log is replayed from empty, `check` is clean, and no rev or sequence went down.
 *
 * $PROPERTY_SEED is another course of events, $PROPERTY_STEPS another length.
 */
#include "../support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../support/desk.h"
#include "../support/where.h"
#include "base/civil.h"
#include "base/error.h"
#include "cli/rooms.h"

#define FULL_EVERY 250

struct course {
	struct desk desks[2], copy;
	uint64_t chance;
	int at;				/* which desk acts */
	int written, refused, undone, redone;
	struct arena arena;
	char path[4096];
};

static uint64_t
draw(struct course *course, uint64_t below)
{
	course->chance ^= course->chance >> 12;
	course->chance ^= course->chance << 25;
	course->chance ^= course->chance >> 27;
	return (course->chance * 0x2545F4914F6CDD1D >> 33) % below;
}

static int
draw_between(struct course *course, int least, int most)
{
	return least + (int)draw(course, (uint64_t)(most - least + 1));
}

/* Fields by name, as the generator below knows them only so */

static int *
int_at(const struct record *record, void *row, const char *name)
{
	return (int *)(void *)((char *)row + record_field(record, name)->offset);
}

static int64_t *
ref_at(const struct record *record, void *row, const char *name)
{
	return (int64_t *)(void *)((char *)row + record_field(record, name)->offset);
}

static const char **
text_at(const struct record *record, void *row, const char *name)
{
	return (const char **)(void *)((char *)row + record_field(record, name)->offset);
}

/* What the checks of the schema ask of fields together */

static void
span_fix(struct course *course, const struct record *record, void *row)
{
	int *const start = int_at(record, row, "start");
	int *const end = int_at(record, row, "until_min");

	*start = draw_between(course, 0, 200) * 5;
	*end = *start + draw_between(course, 1, 80) * 5;
}

static void
closure_fix(struct course *course, const struct record *record, void *row)
{
	*int_at(record, row, "last") = *int_at(record, row, "first") + draw_between(course, 0, 9);
}

static void
household_less(struct course *course, const struct record *record, void *row)
{
	/* Most people live alone, so that words don't spread through one great household. */
	if (draw(course, 2))
		*ref_at(record, row, "household") = 0;
}

static void
interval_fix(struct course *course, const struct record *record, void *row)
{
	static const char *const intervals[] = { NULL, "6m", "6m1d", "1y", "6w" };

	*text_at(record, row, "interval") = intervals[draw(course, 5)];
}

static void
alert_fix(struct course *course, const struct record *record, void *row)
{
	*text_at(record, row, "moments") = draw(course, 2) ? "booking" : "arriving";
}

/* A live visit has a chair, a day and a start, within the day; the kind is the chair's. */
static void
visit_fix(struct course *course, const struct record *record, void *row)
{
	struct chair chair;
	int64_t *const where = ref_at(record, row, "chair");
	int *const kind = int_at(record, row, "chair_kind");
	const int minutes = draw_between(course, 2, 12) * 5;

	*int_at(record, row, "minutes") = *int_at(record, row, "held") = minutes;
	*int_at(record, row, "start") = draw_between(course, 96, 200) * 5;
	*int_at(record, row, "day") = TODAY + draw_between(course, -400, 60);
	*kind = NONE;
	*text_at(record, row, "pattern") = "XXXXXXXXXXXX";
	if (record_get(&course->desks[0], &course->arena, &chair_record, *where, &chair) == OK)
		*kind = chair.kind;
	else
		*where = 0;
	error_clear();
}

static const struct plan {
	const char *table;
	int weight;
	void (*fix)(struct course *course, const struct record *record, void *row);
} plans[] = {
	{ "appointment", 8, visit_fix }, { "patient", 5, household_less },
	{ "recall", 4, interval_fix },
	{ "contact", 4, NULL }, { "reach", 3, NULL }, { "patient_reach", 3, NULL },
	{ "household", 2, NULL }, { "wait", 2, NULL }, { "need", 2, NULL }, { "concern", 2, NULL },
	{ "alert", 1, alert_fix }, { "contact_person", 1, NULL }, { "consent", 1, NULL },
	{ "commitment", 1, span_fix }, { "hours", 1, span_fix }, { "closure", 1, closure_fix },
	{ "provider", 1, NULL }, { "answer", 1, NULL }
};

static const struct record *
find_record(const char *table)
{
	for (const struct record *const *record = chairtime_rooms.records; *record; record++)
		if (strcmp((*record)->table, table) == 0)
			return *record;
	return NULL;
}

static const struct plan *
draw_plan(struct course *course)
{
	int total = 0, left;

	for (size_t i = 0; i < FIELD_COUNT(plans); i++)
		total += find_record(plans[i].table) ? plans[i].weight : 0;
	left = (int)draw(course, (uint64_t)total);
	for (size_t i = 0; ; i++) {
		if (!find_record(plans[i].table))
			continue;
		left -= plans[i].weight;
		if (left < 0)
			return &plans[i];
	}
}

/* Values */

static int64_t
draw_id(struct course *course, const char *table)
{
	char sql[128];
	int64_t newest, least = 0, id;

	snprintf(sql, sizeof sql, "SELECT max(id) FROM %s", table);
	must(db_value(course->desks[0].db, &newest, sql, ""));
	if (newest == 0)
		return 0;
	/* Often one of the newest, so that the desks meet in a row. */
	if (newest > 3 && draw(course, 2))
		least = newest - 3;
	snprintf(sql, sizeof sql, "SELECT id FROM %s WHERE id >= $1 ORDER BY id LIMIT 1", table);
	must(db_value(course->desks[0].db, &id, sql, "I",
			least + (int64_t)draw(course, (uint64_t)(newest - least))));
	return id;
}

static const char *
draw_text(struct course *course)
{
	static const char *const texts[] = { "", "Nov\xC3\xA1k, Jan",
		"\xD8\xB1\xD9\x8A\xD9\x85\xD8\xA7",
		"a\033[2J\nb", "'; DROP TABLE patient; --", "\"\\", "x\xC2\x85", "=1+1", "555-0100",
		"\xE7\x8E\x8B \xE5\xB0\x8F", "e\xCC\x81", "null", "{\"a\":1}" };

	if (draw(course, 4) == 0)
		return arena_print(&course->arena, "t%d", draw_between(course, 0, 9999));
	return texts[draw(course, FIELD_COUNT(texts))];
}

static const char *
draw_birth(struct course *course)
{
	return arena_print(&course->arena, draw(course, 2) ? "%d" : "%d-03-14",
			draw_between(course, 1930, 2025));
}

static int
draw_int(struct course *course, const struct field *field)
{
	int words = 0;

	switch (field->type) {
	case FIELD_FLAG:
		return draw_between(course, 0, 1);
	case FIELD_WORD:
		while (field->words[words])
			words++;
		return draw_between(course, 0, words - 1);
	case FIELD_DAY:
		return TODAY + draw_between(course, -400, 400);
	case FIELD_MINUTE:
		return draw_between(course, 0, 287) * 5;
	default:
		break;
	}
	return draw_between(course, 1, 6);
}

static const char *
draw_chars(struct course *course, const struct field *field)
{
	char stamp[STAMP_SIZE];

	if (field->type == FIELD_BIRTH)
		return draw_birth(course);
	if (field->type == FIELD_STAMP)
		return arena_copy(&course->arena, desk_stamp(&course->desks[0], stamp));
	if (strcmp(field->name, "ref") == 0)
		return arena_print(&course->arena, "r%d", draw_between(course, 0, 999999));
	return draw_text(course);
}

static void
draw_field(struct course *course, const struct record *record, const struct field *field,
		void *row)
{
	const bool null = (field->flags & OPTIONAL) && draw(course, 3) == 0;

	switch (field->type) {
	case FIELD_ID:
		return;
	case FIELD_REF:
		*ref_at(record, row, field->name) = null ? 0 : draw_id(course, field->refers);
		return;
	case FIELD_TEXT:
	case FIELD_STAMP:
	case FIELD_BIRTH:
		*text_at(record, row, field->name) = null ? NULL : draw_chars(course, field);
		return;
	default:
		*int_at(record, row, field->name) = null ? NONE : draw_int(course, field);
	}
}

/* Steady fields: a new row's uid is its own, its sequence 0. */
static void
draw_steady(struct course *course, struct desk *desk, const struct record *record,
		const struct field *field, void *row)
{
	if (field->type == FIELD_TEXT)
		*text_at(record, row, field->name) = desk_uuid(desk, &course->arena);
	else
		*int_at(record, row, field->name) = 0;
}

static void
draw_new(struct course *course, struct desk *desk, const struct record *record, void *row)
{
	record_blank(record, row);
	for (size_t i = 2; i < record->count; i++) {
		const struct field *const field = &record->fields[i];

		if (field->flags & STEADY)
			draw_steady(course, desk, record, field, row);
		else if (!(field->flags & DERIVED))
			draw_field(course, record, field, row);
	}
}

static void
draw_over(struct course *course, const struct record *record, void *row)
{
	for (int i = draw_between(course, 1, 3); i > 0; i--) {
		const struct field *const field = &record->fields[draw_between(course, 2,
				(int)record->count - 1)];

		if (!(field->flags & (STEADY | DERIVED)))
			draw_field(course, record, field, row);
	}
}

/* Events */

static enum code
write_one(struct course *course, struct desk *desk)
{
	const struct plan *const plan = draw_plan(course);
	const struct record *const record = find_record(plan->table);
	void *const row = arena_take(&course->arena, record->size);
	const int64_t id = draw_id(course, plan->table);
	enum code code = OK;

	if (id && draw(course, 5) < 3) {
		must(record_get(desk, &course->arena, record, id, row));
		draw_over(course, record, row);
		/* Most of what is written over keeps its other fields. */
		if (plan->fix && draw(course, 3) == 0)
			plan->fix(course, record, row);
	} else {
		draw_new(course, desk, record, row);
		if (plan->fix)
			plan->fix(course, record, row);
	}
	code = record_put(desk, record, row);
	if (code == CLASH)
		error_clear();
	return code;
}

/* One to three writes in a batch; one that is refused takes the others with it, or doesn't. */
static void
write_batch(struct course *course, struct desk *desk)
{
	enum code code = OK;

	must(batch_begin(desk, NULL, NULL));
	for (int i = draw_between(course, 1, 3); i > 0 && code == OK; i--) {
		code = write_one(course, desk);
		if (code == CLASH && draw(course, 2))
			code = OK;
	}
	if (code != OK && code != CLASH)
		fail_msg("code %d: %s", code, error_text());
	if (batch_end(desk, code) == OK)
		course->written++;
	else
		course->refused++;
	error_clear();
}

static void
take_back(struct course *course, struct desk *desk)
{
	int64_t batch;
	const enum code code = undo(desk, 0, &batch);

	if (code != OK && code != CLASH && code != NOT_FOUND)
		fail_msg("undo: code %d: %s", code, error_text());
	if (code == OK)
		course->undone++;
	else
		course->refused++;
	error_clear();
}

static void
do_again(struct course *course, struct desk *desk)
{
	int64_t batch;
	const enum code code = redo(desk, &batch);

	if (code != OK && code != CLASH && code != NOT_FOUND)
		fail_msg("redo: code %d: %s", code, error_text());
	if (code == OK)
		course->redone++;
	error_clear();
}

static void
step(struct course *course)
{
	const uint64_t event = draw(course, 20);
	struct desk *desk;

	/* Two times out of three the same desk goes on, so that there is something to redo. */
	if (draw(course, 3) == 0)
		course->at = 1 - course->at;
	desk = &course->desks[course->at];
	arena_reset(&course->arena);
	desk_clock_move(desk, draw_between(course, 0, 3));
	if (event < 11)
		write_batch(course, desk);
	else if (event < 16)
		take_back(course, desk);
	else
		do_again(course, desk);
}

/* What must hold */

static void
write_select(char *sql, size_t size, const struct record *record)
{
	size_t used = (size_t)snprintf(sql, size, "SELECT ");

	for (size_t i = 0; i < record->count; i++)
		used += (size_t)snprintf(sql + used, size - used, "%s%s", i ? ", " : "",
				record->fields[i].name);
	snprintf(sql + used, size - used, " FROM %s ORDER BY 1, 2", record->table);
}

static void
compare_column(const struct record *record, struct stmt *stored, struct stmt *replayed, int column)
{
	const char *const one = db_text(stored, column), *const other = db_text(replayed, column);

	if (one != other && (!one || !other || strcmp(one, other) != 0))
		fail_msg("%s %s: %s is %s, and %s when replayed", record->table, db_text(stored, 0),
				record->fields[column].name, one ? one : "null",
				other ? other : "null");
}

/* Every column of every row, derived ones too. */
static void
compare_table(struct course *course, struct desk *copy, const struct record *record)
{
	struct stmt *stored, *replayed;
	bool more, other_more;
	char sql[4096];

	write_select(sql, sizeof sql, record);
	must(db_query(course->desks[0].db, &stored, sql, ""));
	must(db_query(copy->db, &replayed, sql, ""));
	do {
		must(db_step(stored, &more));
		must(db_step(replayed, &other_more));
		if (more != other_more)
			fail_msg("%s: the one has more rows than the other", record->table);
		for (int i = 0; more && i < (int)record->count; i++)
			compare_column(record, stored, replayed, i);
	} while (more);
	db_done(stored);
	db_done(replayed);
}

static void
compare_counters(struct course *course, struct desk *copy)
{
	static const struct field fields[] = { { .name = "name" }, { .name = "value" } };
	const struct record counter = { .table = "counter", .fields = fields, .count = 2 };

	compare_table(course, copy, &counter);
}

static void
compare_all(struct course *course, struct desk *copy)
{
	for (const struct record *const *record = chairtime_rooms.records; *record; record++)
		compare_table(course, copy, *record);
	compare_table(course, copy, &change_record);
	compare_counters(course, copy);
}

/* Only what may have changed: the tables in the log since, and whatever is derived. */
static void
compare_written(struct course *course, int64_t since)
{
	for (const struct record *const *record = chairtime_rooms.records; *record; record++) {
		int64_t count = 0;
		bool derived = false;

		for (size_t i = 0; i < (*record)->count; i++)
			derived = derived || ((*record)->fields[i].flags & DERIVED);
		must(db_value(course->copy.db, &count,
				"SELECT count(*) FROM change WHERE id > $1 AND tbl = $2", "It",
				since, (*record)->table));
		if (count > 0 || derived)
			compare_table(course, &course->copy, *record);
	}
}

static void
open_copy(struct course *course, struct desk *copy, const char *name)
{
	struct desk_options options = { .name = "Copy", .mode = DB_CREATE };
	char path[4200];

	snprintf(path, sizeof path, "%s_%s", course->path, name);
	options.where = path;
	must(desk_open(copy, &options, &chairtime_rooms));
	store_quick(copy->db);
}

static void
note(void *context, const char *sentence)
{
	(void)context;
	print_error("%s\n", sentence);
}

static void
none(struct course *course, const char *sql)
{
	int64_t count;

	must(db_value(course->desks[0].db, &count, sql, ""));
	if (count != 0)
		fail_msg("%lld of: %s", (long long)count, sql);
}

/* rev and sequence only go up, and a uid is for life, as the log tells. */
static void
only_up(struct course *course)
{
	static const char revs[] = "SELECT count(*) FROM (SELECT rev, lag(rev) OVER "
			"(PARTITION BY tbl, row ORDER BY id) AS last FROM change WHERE row > 0) AS r "
			"WHERE rev <= last";
	static const char sequences[] = "SELECT count(*) FROM (SELECT sequence, lag(sequence) OVER "
			"(PARTITION BY row ORDER BY id) AS last FROM (SELECT id, row, "
			"CAST(%s AS integer) AS sequence FROM change "
			"WHERE tbl = 'appointment') AS s WHERE sequence IS NOT NULL) AS t "
			"WHERE sequence < last";
	static const char uids[] = "SELECT count(*) FROM (SELECT row FROM change "
			"WHERE tbl = 'appointment' AND after LIKE '%%\"uid\"%%' GROUP BY row "
			"HAVING count(DISTINCT %s) > 1) AS u";
	char sql[1024];

	none(course, revs);
	snprintf(sql, sizeof sql, sequences, stores_are_files()
			? "json_extract(after, '$.sequence')" : "after::json ->> 'sequence'");
	none(course, sql);
	snprintf(sql, sizeof sql, uids, stores_are_files()
			? "json_extract(after, '$.uid')" : "after::json ->> 'uid'");
	none(course, sql);
}

static void
compare_from_empty(struct course *course, int number)
{
	struct desk fresh;
	int64_t findings;
	char name[32];

	snprintf(name, sizeof name, "fresh_%d", number);
	open_copy(course, &fresh, name);
	must(store_replay(&course->desks[0], &fresh));
	compare_all(course, &fresh);
	desk_close(&fresh);
	only_up(course);
	must(store_check(&course->desks[0], note, NULL, &findings));
	assert_int_equal(findings, 0);
}

static long
number_of(const char *variable, long otherwise)
{
	const char *const value = getenv(variable);

	return value ? atol(value) : otherwise;
}

static void
begin(struct course *course)
{
	struct desk_options options = { .name = "Back", .mode = DB_OPEN,
		.now = "2026-11-24T10:42" };

	*course = (struct course){ .chance = (uint64_t)number_of("PROPERTY_SEED", 7) * 2 + 1 };
	practice_new(&course->desks[0]);
	snprintf(course->path, sizeof course->path, "%s", db_where(course->desks[0].db));
	options.where = course->path;
	must(desk_open(&course->desks[1], &options, &chairtime_rooms));
	for (int i = 0; i < 2; i++)
		store_quick(course->desks[i].db);
	open_copy(course, &course->copy, "copy");
}

static void
test_two_desks(void **state)
{
	const int steps = (int)number_of("PROPERTY_STEPS", stores_are_files() ? 2000 : 1000);
	struct course course;

	(void)state;
	begin(&course);
	for (int i = 1; i <= steps; i++) {
		const int64_t since = course.copy.batch ? course.copy.seen : 0;

		step(&course);
		must(store_replay(&course.desks[0], &course.copy));
		compare_written(&course, since);
		if (i % FULL_EVERY == 0 || i == steps)
			compare_from_empty(&course, i);
	}
	print_message("# %d written, %d undone, %d redone, %d refused\n", course.written,
			course.undone, course.redone, course.refused);
	assert_true(course.written > steps / 5);
	assert_true(course.undone > steps / 10);
	assert_true(course.redone > steps / 25);
	desk_close(&course.desks[0]);
	desk_close(&course.desks[1]);
	desk_close(&course.copy);
	arena_free(&course.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_two_desks) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
