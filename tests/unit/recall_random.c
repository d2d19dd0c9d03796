/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recall after hundreds of random writes, undos and redos: deriving everything anew changes
 * nothing, and every active patient has the row that everyone has.
 */
#include "../support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/desk.h"
#include "../support/recall.h"
#include "recall/contact.h"
#include "recall/recall.h"

#define PATIENTS 12
#define WRITES 600

static struct desk desk;
static struct arena arena;
static uint32_t drawn;

/* 0 … below - 1, the same each time. */
static int
draw(int below)
{
	drawn = drawn * 1664525u + 1013904223u;
	return (int)((drawn >> 8) % (uint32_t)below);
}

static int64_t
one_of(const char *table)
{
	const char *const sql = arena_print(&desk.arena, "SELECT id FROM %s ORDER BY id", table);
	int64_t ids[1000];
	struct stmt *stmt;
	size_t count = 0;
	bool more;

	must(db_query(desk.db, &stmt, sql, ""));
	for (must(db_step(stmt, &more)); more && count < 1000; must(db_step(stmt, &more)))
		ids[count++] = db_int64(stmt, 0);
	db_done(stmt);
	return count ? ids[draw((int)count)] : 0;
}

static int
some_day(void)
{
	return TODAY - 700 + draw(900);
}

static void
write_visit(void)
{
	struct appointment row;
	const int64_t old = draw(3) ? one_of("appointment") : 0;

	if (old)
		must(record_get(&desk, &arena, &appointment_record, old, &row));
	else
		row = visit_put(&desk, one_of("patient"), "exam", "2026-11-24", AT(9, 0),
				VISIT_BOOKED);
	row.type = one_of("visit_type");
	row.day = some_day();
	row.state = draw(2) ? VISIT_DONE : VISIT_BOOKED + draw(VISIT_CANCELLED);
	put(&desk, &appointment_record, &row);
}

static void
write_contact(void)
{
	struct contact row;
	char until[DAY_SIZE];

	desk_clock_set(&desk, some_day(), AT(10, 0));
	record_blank(&contact_record, &row);
	row.patient = one_of("patient");
	row.purpose = draw(4) ? PURPOSE_INVITATION : PURPOSE_SERVICE;
	row.outcome = draw(OUTCOME_WILL_CALL);
	if (draw(5) == 0) {
		row.outcome = OUTCOME_NOT_UNTIL;
		row.until = civil_format(until, desk_today(&desk) + 1 + draw(90));
	}
	must(contact_log(&desk, &arena, &row, NULL));
	desk_clock_set(&desk, TODAY, AT(10, 42));
}

static void
write_by_hand(void)
{
	const int64_t patient = one_of("patient"), type = one_of("recall_type");

	switch (draw(5)) {
	case 0:
		must(recall_set(&desk, &arena, patient, type, some_day(), NULL, NULL));
		break;
	case 1:
		must(recall_set(&desk, &arena, patient, type, NONE, draw(2) ? "4m+1d" : "", NULL));
		break;
	case 2:
		must(recall_pause(&desk, &arena, patient, type, TODAY + 1 + draw(60), NULL));
		break;
	case 3:
		must(recall_stop(&desk, &arena, patient, type, STOPPED_COST, NULL));
		break;
	default:
		must(recall_resume(&desk, &arena, patient, type, NULL));
	}
}

static void
write_patient(void)
{
	struct patient row;

	must(record_get(&desk, &arena, &patient_record, one_of("patient"), &row));
	row.state = draw(3) ? PATIENT_ACTIVE : PATIENT_INACTIVE;
	put(&desk, &patient_record, &row);
}

static void
write_rule(void)
{
	struct recall_type row;

	must(record_get(&desk, &arena, &recall_type_record, one_of("recall_type"), &row));
	row.interval = draw(2) ? "6m" : "5m+1d";
	put(&desk, &recall_type_record, &row);
}

static void
take_back(void)
{
	int64_t batch;

	if (undo(&desk, 0, &batch) == OK && draw(2))
		(void)redo(&desk, &batch);
	error_clear();
}

static void
write_something(void)
{
	const int what = draw(20);

	if (what < 8)
		write_visit();
	else if (what < 12)
		write_contact();
	else if (what < 15)
		write_by_hand();
	else if (what < 16)
		write_patient();
	else if (what < 17)
		write_rule();
	else
		take_back();
}

/* Every recall in full, a line each. */
static char *
recalls(void)
{
	struct buffer text = { 0 };
	struct cursor cursor;
	struct recall row;
	bool more;
	char *copy;

	must(record_open(&desk, &cursor, &recall_record, "ORDER BY id", ""));
	for (;;) {
		must(record_next(&cursor, &row, &more));
		if (!more)
			break;
		record_json(&text, &recall_record, &row);
		buffer_text(&text, "\n");
	}
	record_close(&cursor);
	copy = arena_copy(&arena, text.bytes);
	buffer_free(&text);
	return copy;
}

static int64_t
number(const char *sql)
{
	int64_t value;

	must(db_value(desk.db, &value, sql, ""));
	return value;
}

static void
derive(void)
{
	must(db_begin(desk.db));
	must(db_end(desk.db, recall_derive(&desk)));
}

static void
test_derive_changes_nothing(void **state)
{
	(void)state;
	recall_new(&desk);
	for (int i = 0; i < PATIENTS; i++)
		patient_new(&desk, "Case", NULL, NULL);
	for (int i = 0; i < WRITES; i++) {
		const char *before;

		write_something();
		if (i % 10)
			continue;
		before = recalls();
		derive();
		assert_string_equal(recalls(), before);
		assert_int_equal(number("SELECT count(*) FROM patient p WHERE p.state = 'active'"
					" AND NOT EXISTS (SELECT 1 FROM recall r JOIN recall_type t"
					" ON t.id = r.recall_type WHERE r.patient = p.id"
					" AND t.code = 'exam')"), 0);
	}
	assert_true(number("SELECT count(*) FROM recall WHERE previous IS NOT NULL") > PATIENTS);

	/* and it would be seen if it were otherwise */
	must(db_run(desk.db, "UPDATE recall SET urgent = '2000-01-01', act_on = NULL", ""));
	assert_null(strstr(recalls(), "\"act_on\":\"2"));
	derive();
	assert_non_null(strstr(recalls(), "\"act_on\":\"2"));
	desk_close(&desk);
	arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_derive_changes_nothing),
	};

	return cmocka_run_group_tests_name("recall_random", tests, NULL, NULL);
}
