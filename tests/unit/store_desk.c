/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Desks: making and opening stores, migrations, names, the clock, chance, settings, news. */
#include "../support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../support/toy.h"
#include "../support/where.h"
#include "base/embedded.h"
#include "store/change.h"
#include "store/setting.h"

static char path[4096];
static struct desk desk;
static struct arena arena;

static int
set_up(void **state)
{
	static int count;
	char name[32];

	(void)state;
	error_clear();
	unsetenv("CHAIRTIME_SEED");
	unsetenv("CHAIRTIME_DESK");
	snprintf(name, sizeof name, "desk-%d.db", count++);
	snprintf(path, sizeof path, "%s", toy_path(name));
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	desk_close(&desk);
	arena_free(&arena);
	return 0;
}

static enum code
open_desk(const char *name, const char *now, enum db_mode mode)
{
	const struct desk_options options = { .where = path, .name = name, .now = now, .mode = mode,
		.practice = "Riverside Dental", .zone = "Europe/Berlin" };

	return desk_open(&desk, &options, &toy_rooms);
}

static void
test_a_new_store(void **state)
{
	int64_t changes;

	(void)state;
	toy_ok(open_desk("Kim", "2026-07-01T09:00", DB_CREATE));
	assert_string_equal(desk.practice, "Riverside Dental");
	assert_string_equal(desk.name, "Kim");
	assert_string_equal(desk.who, "Kim");
	assert_false(desk.demo);
	toy_ok(db_value(desk.db, &changes, "SELECT count(*) FROM change", ""));
	assert_int_equal(changes, 2);
	desk_close(&desk);
	toy_code(open_desk("Kim", NULL, DB_CREATE), CLASH);
}

static void
test_no_zone(void **state)
{
	const struct desk_options options = { .where = path, .mode = DB_CREATE,
		.zone = "Europe/Nowhere" };

	(void)state;
	toy_code(desk_open(&desk, &options, &toy_rooms), INPUT);
	assert_int_not_equal(access(path, F_OK), 0);
}

static void
test_the_clock(void **state)
{
	char stamp[STAMP_SIZE];

	(void)state;
	toy_ok(open_desk("Kim", "2026-07-01T23:50", DB_CREATE));
	assert_string_equal(desk_stamp(&desk, stamp), "2026-07-01T21:50:00Z");
	desk_clock_move(&desk, 15);
	assert_int_equal(desk_today(&desk), civil_day(2026, 7, 2));
	assert_int_equal(desk_minute(&desk), 5);
	desk_clock_move(&desk, -24 * 60 - 10);
	assert_int_equal(desk_today(&desk), civil_day(2026, 6, 30));
	assert_int_equal(desk_minute(&desk), 23 * 60 + 55);
}

/* What is put wrongly leaves no file. */
static void
test_no_moment(void **state)
{
	(void)state;
	toy_code(open_desk("Kim", "yesterday", DB_CREATE), USAGE);
	assert_int_not_equal(access(path, F_OK), 0);
}

static void
test_a_clock_that_runs(void **state)
{
	const struct desk_options options = { .where = path, .mode = DB_CREATE, .runs = true,
		.now = "2031-01-01T12:00" };

	(void)state;
	toy_ok(desk_open(&desk, &options, &toy_rooms));
	assert_int_equal(desk_today(&desk), civil_day(2031, 1, 1));
	assert_in_range(desk_minute(&desk), 719, 725);	/* the second may turn meanwhile */
	assert_false(desk.frozen);
	desk_clock_move(&desk, 60);
	assert_in_range(desk_minute(&desk), 779, 785);
}

static void
test_names(void **state)
{
	(void)state;
	setenv("CHAIRTIME_DESK", "Front", 1);
	toy_ok(open_desk(NULL, NULL, DB_CREATE));
	assert_string_equal(desk.name, "Front");
	desk_close(&desk);
	unsetenv("CHAIRTIME_DESK");
	toy_ok(open_desk(NULL, NULL, DB_OPEN));
	assert_true(*desk.name && *desk.who);
	assert_memory_equal(desk.name, desk.who, strlen(desk.who));	/* login, or login@tty */
}

static void
test_settings(void **state)
{
	(void)state;
	toy_ok(open_desk("Kim", NULL, DB_CREATE));
	assert_string_equal(setting_text(&desk, &arena, "aim", "none"), "none");
	assert_int_equal(setting_int(&desk, "grace", 10), 10);
	toy_ok(batch_begin(&desk, NULL, NULL));
	toy_ok(setting_put(&desk, "grace", "15"));
	toy_ok(setting_put(&desk, "aim", "on time"));
	toy_ok(setting_put(&desk, "name", "Hillside"));
	toy_ok(batch_end(&desk, OK));
	assert_int_equal(setting_int(&desk, "grace", 10), 15);
	assert_int_equal(setting_int(&desk, "aim", 3), 3);
	assert_string_equal(setting_text(&desk, &arena, "aim", "none"), "on time");
	assert_string_equal(desk.practice, "Hillside");
	toy_ok(batch_begin(&desk, NULL, NULL));
	toy_ok(setting_put(&desk, "grace", "15"));
	toy_ok(batch_end(&desk, OK));
	assert_int_equal(batch_id(&desk), 0);
}

static void
uuid_of(const char *seed, const char *name, char out[40])
{
	setenv("CHAIRTIME_SEED", seed, 1);
	toy_ok(open_desk(name, NULL, DB_OPEN));
	toy_ok(batch_begin(&desk, NULL, NULL));
	snprintf(out, 40, "%s", desk_uuid(&desk, &arena));
	toy_ok(batch_end(&desk, OK));
	desk_close(&desk);
}

/* The same seed, desk and change give the same; any other gives another. */
static void
test_chance(void **state)
{
	char one[40], again[40], other[40];

	(void)state;
	toy_ok(open_desk("Kim", NULL, DB_CREATE));
	desk_close(&desk);
	uuid_of("1", "Kim", one);
	uuid_of("1", "Kim", again);
	assert_string_equal(one, again);
	assert_int_equal(strlen(one), 36);
	assert_int_equal(one[14], '4');
	assert_non_null(strchr("89ab", one[19]));
	uuid_of("2", "Kim", other);
	assert_string_not_equal(one, other);
	uuid_of("1", "Lee", other);
	assert_string_not_equal(one, other);
	toy_open(&desk, path, "Kim", DB_OPEN);
	toy_stock(&desk);
	desk_close(&desk);
	uuid_of("1", "Kim", other);
	assert_string_not_equal(one, other);
}

static void
test_chance_goes_on(void **state)
{
	unsigned char bytes[3][200];

	(void)state;
	setenv("CHAIRTIME_SEED", "1", 1);
	toy_ok(open_desk("Kim", NULL, DB_CREATE));
	for (int i = 0; i < 3; i++)
		desk_random(&desk, bytes[i], sizeof bytes[i]);
	assert_memory_not_equal(bytes[0], bytes[1], sizeof bytes[0]);
	assert_memory_not_equal(bytes[0], bytes[0] + 100, 100);
	unsetenv("CHAIRTIME_SEED");
}

static void
test_news(void **state)
{
	struct desk other;
	bool news;

	(void)state;
	toy_ok(open_desk("Kim", NULL, DB_CREATE));
	toy_open(&other, path, "Lee", DB_OPEN);
	toy_ok(desk_news(&desk, &news));
	assert_false(news);
	toy_stock(&other);
	toy_ok(desk_news(&desk, &news));
	assert_true(news);
	toy_ok(desk_news(&desk, &news));
	assert_false(news);
	toy_ok(desk_news(&other, &news));	/* one's own isn't news */
	assert_false(news);
	toy_ok(batch_begin(&other, NULL, NULL));
	toy_ok(setting_put(&other, "aim", "x"));
	toy_ok(batch_end(&other, OK));
	toy_ok(batch_begin(&desk, NULL, NULL));
	toy_ok(setting_put(&desk, "grace", "5"));
	toy_ok(batch_end(&desk, OK));
	toy_ok(desk_news(&desk, &news));	/* what another wrote before one's own is */
	assert_true(news);
	toy_ok(desk_news(&other, &news));
	assert_true(news);
	desk_close(&other);
}

/* Migrations */

/* A store as version 1 of this program made it. */
static void
make_first_version(void)
{
	struct db *db;

	toy_ok(db_open(&db, path, DB_CREATE));
	toy_ok(db_script(db, embedded_find("schema/0001-store.sql")->text));
	toy_ok(db_set_version(db, 1));
	db_close(db);
}

static void
note(void *context, const char *sentence)
{
	print_error("%s\n", sentence);
	++*(int *)context;
}

static void
test_migration(void **state)
{
	int64_t batches, findings;
	int version, noted = 0;
	char backup[4200];
	struct db *db;

	(void)state;
	make_first_version();
	toy_ok(open_desk("Kim", NULL, DB_OPEN));
	toy_ok(db_version(desk.db, &version));
	assert_true(version > 1);
	toy_ok(db_value(desk.db, &batches, "SELECT count(*) FROM change WHERE tbl = 'migrate'",
			""));
	assert_int_equal(batches, version - 1);
	toy_ok(store_check(&desk, note, &noted, &findings));
	assert_int_equal(findings, 0);
	if (!stores_are_files()) {
		snprintf(backup, sizeof backup, "SELECT version FROM %s_before_%d.store",
			 strstr(path, "practice=") + 9, version);
		toy_ok(db_value(desk.db, &batches, backup, ""));
		assert_int_equal(batches, 1);
		return;
	}
	snprintf(backup, sizeof backup, "%s.before-%d", path, version);
	toy_ok(db_open(&db, backup, DB_READ));
	toy_ok(db_version(db, &version));
	assert_int_equal(version, 1);
	db_close(db);
}

/* A copy that stands already isn't written over. */
static void
test_migration_again(void **state)
{
	char backup[4200];
	int version;

	(void)state;
	make_first_version();
	toy_ok(open_desk("Kim", NULL, DB_OPEN));
	toy_ok(db_version(desk.db, &version));
	if (!stores_are_files())
		skip();
	desk_close(&desk);
	assert_int_equal(unlink(path), 0);
	make_first_version();
	toy_ok(open_desk("Kim", NULL, DB_OPEN));
	snprintf(backup, sizeof backup, "%s.before-%d.2", path, version);
	assert_int_equal(access(backup, F_OK), 0);
}

/* A store to be read alone is brought up too. */
static void
test_migration_to_read(void **state)
{
	int64_t batches;

	(void)state;
	make_first_version();
	toy_ok(open_desk("Kim", NULL, DB_READ));
	toy_ok(db_value(desk.db, &batches, "SELECT count(*) FROM change", ""));
	assert_true(batches > 0);
}

static void
test_a_newer_store(void **state)
{
	struct db *db;
	int version;

	(void)state;
	toy_ok(db_open(&db, path, DB_CREATE));
	toy_ok(db_set_version(db, 999));
	db_close(db);
	assert_int_equal(open_desk("Kim", NULL, DB_OPEN), STORE);
	assert_non_null(strstr(error_text(), "a newer chairtime wrote it"));
	error_clear();
	toy_code(open_desk("Kim", NULL, DB_READ), STORE);
	toy_ok(db_open(&db, path, DB_READ));
	toy_ok(db_version(db, &version));
	assert_int_equal(version, 999);
	db_close(db);
}

/* Another program moves the schema while this one runs. */
static void
test_the_schema_moves(void **state)
{
	struct db *db;

	(void)state;
	toy_ok(open_desk("Kim", NULL, DB_CREATE));
	toy_ok(db_open(&db, path, DB_OPEN));
	toy_ok(db_set_version(db, 999));
	db_close(db);
	assert_int_equal(batch_begin(&desk, NULL, NULL), STORE);
	assert_non_null(strstr(error_text(), "close and start again"));
	error_clear();
	assert_false(batch_begun(&desk));
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_a_new_store), CASE(test_no_zone), CASE(test_the_clock),
		CASE(test_no_moment), CASE(test_a_clock_that_runs), CASE(test_names),
		CASE(test_settings), CASE(test_chance), CASE(test_chance_goes_on),
		CASE(test_news), CASE(test_migration), CASE(test_migration_again),
		CASE(test_migration_to_read), CASE(test_a_newer_store),
		CASE(test_the_schema_moves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
