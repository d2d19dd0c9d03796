/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Power cuts, errors of the disk and full disks at any moment of a booking, by a disk that can lose its
 * power: what was acknowledged is there, what wasn't is there whole or not at all, `check` is clean. That the
 * disk really loses what isn't synced, a store is asked that doesn't sync.
 */
#include "../support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/power.h"
#include "../support/toy.h"
#include "store/change.h"

#define FEW 40
#define SLOTS_A_DAY 16
#define BOOKINGS_MOST 60	/* of one desk */
#define CALLS_A_DESK 400	/* within which the fault comes */

static char path[4096];
static int64_t findings_all;
static char sentence[512];

static int
times(void)
{
	const char *const asked = getenv("TIMES");

	return asked && *asked ? atoi(asked) : FEW;
}

static void
note(void *context, const char *text)
{
	(void)context;
	findings_all++;
	print_error("# %s\n", text);
}

static enum code
open_desk(struct desk *desk, enum db_mode mode)
{
	const struct desk_options options = { .where = path, .name = "Kim", .mode = mode,
		.now = "2026-11-24T09:00" };

	return desk_open(desk, &options, &toy_rooms);
}

static enum code
book(struct desk *desk, int64_t slot)
{
	struct toy_visit visit;
	char uid[32];
	enum code code = batch_begin(desk, NULL, NULL);

	if (code != OK)
		return code;
	toy_visit_blank(&visit, (int)(20000 + slot / SLOTS_A_DAY),
			(int)(480 + slot % SLOTS_A_DAY * 30));
	snprintf(uid, sizeof uid, "slot-%lld", (long long)slot);
	visit.uid = uid;
	return batch_end(desk, record_put(desk, &toy_visit_record, &visit));
}

static int64_t
count(struct desk *desk)
{
	int64_t rows;

	toy_ok(db_value(desk->db, &rows, "SELECT count(*) FROM appointment", ""));
	return rows;
}

static void
make_store(const char *name)
{
	struct desk desk;

	snprintf(path, sizeof path, "%s", toy_path(name));
	toy_ok(open_desk(&desk, DB_CREATE));
	toy_stock(&desk);
	desk_close(&desk);
}

/* A desk books slot after slot until something fails; gives how many were acknowledged. */
static int64_t
book_on(struct desk *desk, int64_t slot)
{
	const int64_t first = slot;

	while (slot - first < BOOKINGS_MOST && book(desk, slot) == OK)
		slot++;
	snprintf(sentence, sizeof sentence, "%s", error_text());
	error_clear();
	return slot - first;
}

/* One fault in the life of a desk: the store is opened, written and closed, and goes on. */
struct course {
	enum power_fault fault;
	const char *pragmas;
	int64_t booked;			/* slots that are there */
	int64_t acknowledged;		/* of all */
	int64_t lost, half;
	int hit;
};

static void
look(struct course *course, int64_t acknowledged)
{
	struct desk desk;
	int64_t rows, newest, findings;

	toy_ok(open_desk(&desk, DB_OPEN));
	rows = count(&desk);
	toy_ok(db_value(desk.db, &newest, "SELECT max(id) FROM appointment", ""));
	course->lost += rows < course->booked + acknowledged
		? course->booked + acknowledged - rows : 0;
	course->half += rows > course->booked + acknowledged + 1 || (rows && newest != rows);
	toy_ok(store_check(&desk, note, NULL, &findings));
	desk_close(&desk);
	course->booked = rows;
	course->acknowledged += acknowledged;
}

static void
one_fault(struct course *course)
{
	struct desk desk;
	int64_t acknowledged = 0;

	power_fault_at(course->fault, 1 + rand() % CALLS_A_DESK);
	if (open_desk(&desk, DB_OPEN) == OK) {
		if (course->pragmas && !power_is_out() && db_script(desk.db, course->pragmas) != OK)
			error_clear();
		acknowledged = book_on(&desk, course->booked);
		course->hit++;
		desk_close(&desk);
	}
	error_clear();
	power_back();
	look(course, acknowledged);
}

static struct course
run_course(enum power_fault fault, const char *name, const char *pragmas, int n)
{
	struct course course = { .fault = fault, .pragmas = pragmas };

	findings_all = 0;
	srand(5);
	make_store(name);
	for (int i = 0; i < n; i++)
		one_fault(&course);
	return course;
}

static void
print_row(const char *what, int n, const struct course *course)
{
	printf("#| %s (%lld acknowledged) | %d | %lld | %lld | %s\n", what,
			(long long)course->acknowledged, n, (long long)course->lost,
			(long long)course->half, sentence);
}

static void
survives(enum power_fault fault, const char *name, const char *what, const char *pragmas)
{
	const int n = times();
	const struct course course = run_course(fault, name, pragmas, n);

	print_row(what, n, &course);
	assert_int_equal(course.lost, 0);
	assert_int_equal(course.half, 0);
	assert_int_equal(findings_all, 0);
	assert_true(course.acknowledged > n);
}

static void
test_cut(void **state)
{
	(void)state;
	survives(POWER_CUT, "cut.db", "power cut while booking: unsynced writes dropped, reordered, torn",
			NULL);
}

/* The write-ahead log goes into the file every few bookings. */
static void
test_cut_checkpoints(void **state)
{
	(void)state;
	survives(POWER_CUT, "checkpoint.db", "power cut while booking, a checkpoint every few visits",
			"PRAGMA wal_autocheckpoint = 12");
}

static void
test_io_error(void **state)
{
	(void)state;
	survives(POWER_IO_ERROR, "error.db", "EIO at a read, write or sync while booking",
			"PRAGMA wal_autocheckpoint = 12");
}

static void
test_no_room(void **state)
{
	(void)state;
	survives(POWER_NO_ROOM, "full.db", "ENOSPC at a write while booking", NULL);
	assert_non_null(strstr(sentence, "disk is full"));
}

/* The same desk goes on when there is room again, and when the disk reads again. */
static void
test_goes_on(void **state)
{
	struct course course = { .pragmas = "PRAGMA wal_autocheckpoint = 12" };
	struct desk desk;

	(void)state;
	make_store("on.db");
	toy_ok(open_desk(&desk, DB_OPEN));
	toy_ok(db_script(desk.db, course.pragmas));
	for (int i = 0; i < 40; i++) {
		const int64_t before = count(&desk);
		int64_t acknowledged;

		power_fault_at(i % 2 ? POWER_NO_ROOM : POWER_IO_ERROR, 1 + rand() % 60);
		acknowledged = book_on(&desk, before);
		power_back();
		assert_in_range(count(&desk), before + acknowledged, before + acknowledged + 1);
		toy_ok(book(&desk, count(&desk)));
	}
	desk_close(&desk);
	toy_ok(open_desk(&desk, DB_OPEN));
	findings_all = 0;
	toy_ok(store_check(&desk, note, NULL, &course.half));
	assert_int_equal(findings_all, 0);
	desk_close(&desk);
}

/* The disk loses what a store doesn't sync: else the tests above would show nothing. */
static void
test_disk_loses(void **state)
{
	struct course course = { .fault = POWER_CUT, .pragmas = "PRAGMA synchronous = OFF" };
	int64_t findings;
	bool broken = false;

	(void)state;
	srand(6);
	for (int i = 0; i < 40 && !broken; i++) {
		char name[32];
		struct desk desk;
		int64_t acknowledged;

		snprintf(name, sizeof name, "loses-%d.db", i);
		make_store(name);
		toy_ok(open_desk(&desk, DB_OPEN));
		toy_ok(db_script(desk.db, course.pragmas));
		power_fault_at(POWER_CUT, 50 + rand() % CALLS_A_DESK);
		acknowledged = book_on(&desk, 0);
		desk_close(&desk);
		power_back();
		broken = open_desk(&desk, DB_OPEN) != OK;
		if (!broken) {
			broken = count(&desk) < acknowledged ||
				store_check(&desk, note, NULL, &findings) != OK || findings > 0;
			desk_close(&desk);
		}
		error_clear();
	}
	assert_true(broken);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cut), cmocka_unit_test(test_cut_checkpoints),
		cmocka_unit_test(test_io_error), cmocka_unit_test(test_no_room),
		cmocka_unit_test(test_goes_on), cmocka_unit_test(test_disk_loses),
	};

	power_begin(7);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
