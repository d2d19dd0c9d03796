/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo: lively, the same every time for the same clock, and nothing in it is wrong. */
#include "../support/unit.h"

#include <stdlib.h>
#include <string.h>

#include "../support/desk.h"
#include "cli/rooms.h"
#include "port/demo.h"
#include "recall/recall.h"
#include "store/change.h"

static struct arena arena;

/* A demo in a file of that name. */
static void
make(struct desk *desk, const char *file, const char *now)
{
	const struct desk_options options = {
		.where = arena_print(&arena, "%s/%s", getenv("TMPDIR"), file), .name = "demo",
		.now = now, .practice = DEMO_PRACTICE, .zone = "Europe/London", .mode = DB_CREATE
	};

	must(desk_open(desk, &options, &chairtime_rooms));
	must(batch_begin(desk, NULL, NULL));
	must(practice_found(desk, NULL));
	must(recall_found(desk));
	must(batch_end(desk, OK));
	must(demo_make(desk));
}

static int64_t
number(struct desk *desk, const char *sql)
{
	int64_t value;

	must(db_value(desk->db, &value, sql, ""));
	return value;
}

static void
count_finding(void *context, const char *sentence)
{
	(void)context;
	print_error("%s\n", sentence);
}

/* At least so many of each. */
static void
is_lively(void **state)
{
	static const struct {
		const char *sql;
		int64_t least;
	} wanted[] = {
		{ "select count(*) from patient where state = 'active'", 500 },
		{ "select count(distinct state) from patient", 7 },
		{ "select count(distinct language) from patient", 25 },
		{ "select count(*) from household where (select count(*) from patient "
			"where patient.household = household.id) > 2", 50 },
		{ "select count(*) from chair where kind = 'treatment'", 3 },
		{ "select count(*) from provider where open_until is null", 4 },
		{ "select count(*) from appointment where day < '2026-11-24' and state = 'done'",
			1500 },
		{ "select count(*) from appointment where day > '2026-11-24'", 100 },
		{ "select count(distinct state) from appointment where day = '2026-11-24'", 5 },
		{ "select count(distinct confirmed) from appointment where day = '2026-11-24'", 3 },
		{ "select count(*) from appointment where replaces is not null", 30 },
		{ "select count(*) from appointment where state = 'planned'", 10 },
		{ "select count(*) from recall where previous is null", 10 },
		{ "select count(*) from recall where due between '2026-11-10' and '2026-11-24'",
			5 },
		{ "select count(*) from recall where due between '2025-11-24' and '2026-11-09'",
			30 },
		{ "select count(*) from recall where due < '2025-11-24'", 5 },
		{ "select count(*) from recall where next_visit >= '2026-11-24'", 50 },
		{ "select count(*) from recall where paused_until > '2026-11-24'", 3 },
		{ "select count(distinct stopped) from recall", 5 },
		{ "select count(distinct outcome) from contact", 10 },
		{ "select count(*) from alert", 20 },
		{ "select count(*) from need where got is null", 5 },
		{ "select count(*) from contact_person", 50 },
		{ "select count(*) from commitment where firm = 1", 50 },
		{ "select count(*) from concern where answered is null", 3 },
		{ "select count(*) from wait where ended is null", 5 },
		{ "select count(*) from block where day = '2026-11-24' and kind = 'emergency'", 1 }
	};
	struct desk desk;

	(void)state;
	make(&desk, "lively.db", "2026-11-24T10:42");
	assert_true(desk.demo);
	assert_int_equal(number(&desk, "select count(*) from patient"), 600);
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
		if (number(&desk, wanted[i].sql) < wanted[i].least)
			fail_msg("%s: %lld, less than %lld", wanted[i].sql,
					(long long)number(&desk, wanted[i].sql),
					(long long)wanted[i].least);
	desk_close(&desk);
}

/* At hours and on days that aren't the practice's: there is a day, and nothing is wrong. */
static void
is_sound_at_any_time(void **state)
{
	static const char *const nows[] = {
		"2026-11-24T10:42", "2028-02-29T12:10", "2026-11-29T23:55", "2027-01-01T00:02",
		"2026-03-29T02:30"
	};

	(void)state;
	for (size_t i = 0; i < sizeof nows / sizeof nows[0]; i++) {
		struct appointment_line *visits;
		struct desk desk;
		int64_t findings;
		size_t count;

		make(&desk, arena_print(&arena, "sound-%zu.db", i), nows[i]);
		must(day_visits(&desk, &arena, desk_today(&desk), false, &visits, &count));
		assert_in_range(count, 8, 60);
		must(store_check(&desk, count_finding, NULL, &findings));
		assert_int_equal(findings, 0);
		desk_close(&desk);
	}
}

/* The last hash of the log stands for every row and uid of it. */
static void
is_the_same_each_time(void **state)
{
	static const char sql[] = "select hash from change order by id desc limit 1";
	char *heads[3];

	(void)state;
	setenv("CHAIRTIME_SEED", "1", 1);
	for (int i = 0; i < 3; i++) {
		struct desk desk;
		struct stmt *stmt;
		bool row;

		make(&desk, arena_print(&arena, "same-%d.db", i), i < 2 ? "2026-11-24T10:42" :
				"2026-11-24T10:43");
		must(db_query(desk.db, &stmt, sql, ""));
		must(db_step(stmt, &row));
		heads[i] = arena_copy(&arena, db_text(stmt, 0));
		db_done(stmt);
		desk_close(&desk);
	}
	assert_string_equal(heads[0], heads[1]);
	assert_string_not_equal(heads[0], heads[2]);
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_lively),
		cmocka_unit_test(is_sound_at_any_time),
		cmocka_unit_test(is_the_same_each_time)
	};

	return cmocka_run_group_tests_name("demo", tests, NULL, tear_down);
}
