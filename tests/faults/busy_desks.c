/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Eight desks, a process each, book, move and cancel at random in one book for a minute ($SECONDS_BUSY):
 * no double, no lost one, none refused for being busy. What each was told is compared with the store.
 */
#include "../support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../support/desk.h"
#include "../support/where.h"
#include "book/appointment.h"
#include "cli/rooms.h"

#define DESKS 8
#define SECONDS 60
#define PATIENTS 40
#define DAYS 10			/* from tomorrow on */

/* What a desk says at its end. */
struct tally {
	int64_t booked, cancelled, moved, refused, busy, other;
	int64_t longest;		/* milliseconds that one act took */
};

static char where[4096];

static int64_t
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int
seconds_busy(void)
{
	const char *const text = getenv("SECONDS_BUSY");

	return text ? atoi(text) : SECONDS;
}

static void
open_desk(struct desk *desk, const char *name)
{
	const struct desk_options options = {
		.where = where, .name = name, .now = "2026-11-24T08:00", .mode = DB_OPEN
	};

	must(desk_open(desk, &options, &chairtime_rooms));
}

/* A quarter of an hour of the ten days, in one of the three chairs. */
static struct slot
any_slot(void)
{
	return (struct slot){
		1 + rand() % 3, TODAY + 1 + rand() % DAYS, AT(8, 0) + rand() % 36 * 15, NONE
	};
}

static enum code
book_one(struct desk *desk, struct arena *arena)
{
	const struct booking asked = {
		.patient = 1 + rand() % PATIENTS, .type = 1, .slot = any_slot()
	};
	struct appointment visit;
	const char *said;

	return appointment_book(desk, arena, &asked, &visit, &said);
}

/* Some visit that is booked, whoever's: id 0 where there is none. */
static void
any_visit(struct desk *desk, struct arena *arena, struct appointment *visit)
{
	must(db_value(desk->db, &visit->row.id, "select coalesce(max(id), 0) from appointment", ""));
	if (visit->row.id == 0 || record_get(desk, arena, &appointment_record,
					     1 + rand() % visit->row.id, visit) != OK ||
	    visit->state != VISIT_BOOKED)
		visit->row.id = 0;
	error_clear();
}

static void
count(struct tally *tally, enum code code, int64_t *done)
{
	if (code == OK)
		++*done;
	else if (code == CLASH || code == STALE)
		tally->refused++;
	else if (code == BUSY)
		tally->busy++;
	else
		tally->other++;
	error_clear();
}

/* Mostly a booking, now and then another's visit is moved or cancelled. */
static void
act(struct desk *desk, struct arena *arena, struct tally *tally)
{
	const int which = rand() % 10;
	struct appointment visit;
	const char *said;

	if (which > 1) {
		count(tally, book_one(desk, arena), &tally->booked);
		return;
	}
	any_visit(desk, arena, &visit);
	if (visit.row.id && which == 0)
		count(tally, appointment_move(desk, arena, &visit, any_slot(), 0, NULL, &said),
		      &tally->moved);
	else if (visit.row.id)
		count(tally, appointment_cancel(desk, arena, &visit, BY_PATIENT, "ill", false, &said),
		      &tally->cancelled);
}

static void
work(int number, int out)
{
	struct tally tally = {0};
	struct arena arena = {0};
	struct desk desk;
	char name[16];
	const int64_t end = milliseconds() + seconds_busy() * 1000;

	snprintf(name, sizeof name, "desk%d", number);
	srand((unsigned)number);
	open_desk(&desk, name);
	for (int64_t begun; (begun = milliseconds()) < end; arena_reset(&arena)) {
		act(&desk, &arena, &tally);
		if (milliseconds() - begun > tally.longest)
			tally.longest = milliseconds() - begun;
	}
	desk_close(&desk);
	if (write(out, &tally, sizeof tally) != sizeof tally)
		_exit(1);
	_exit(0);
}

static void
make_store(void)
{
	struct desk desk;

	practice_new(&desk);
	snprintf(where, sizeof where, "%s", db_where(desk.db));
	for (int i = 0; i < PATIENTS; i++) {
		char name[32];

		snprintf(name, sizeof name, "Patient %d", i + 1);
		patient_new(&desk, name, NULL, NULL);
	}
	desk_close(&desk);
}

/* All desks at work; what they say together. */
static struct tally
work_all(void)
{
	struct tally sum = {0}, one;
	int ends[2], status;

	assert_int_equal(pipe(ends), 0);
	for (int i = 0; i < DESKS; i++)
		if (fork() == 0)
			work(i + 1, ends[1]);
	close(ends[1]);
	for (int i = 0; i < DESKS; i++) {
		assert_int_equal(read(ends[0], &one, sizeof one), sizeof one);
		sum.booked += one.booked;
		sum.cancelled += one.cancelled;
		sum.moved += one.moved;
		sum.refused += one.refused;
		sum.busy += one.busy;
		sum.other += one.other;
		if (one.longest > sum.longest)
			sum.longest = one.longest;
	}
	close(ends[0]);
	for (int i = 0; i < DESKS; i++) {
		assert_true(wait(&status) > 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	return sum;
}

static void
say_finding(void *context, const char *sentence)
{
	(void)context;
	print_error("check: %s\n", sentence);
}

static int64_t
ask(struct desk *desk, const char *sql)
{
	int64_t value;

	must(db_value(desk->db, &value, sql, ""));
	return value;
}

static void
test_a_minute(void **state)
{
	struct tally sum;
	struct desk desk;
	int64_t findings;

	(void)state;
	make_store();
	sum = work_all();
	print_message("booked %lld, moved %lld, cancelled %lld, refused %lld; the longest took %lld ms\n",
		      (long long)sum.booked, (long long)sum.moved, (long long)sum.cancelled,
		      (long long)sum.refused, (long long)sum.longest);
	assert_int_equal(sum.busy, 0);
	assert_int_equal(sum.other, 0);
	assert_true(sum.booked > DESKS && sum.cancelled > 0 && sum.moved > 0);
	open_desk(&desk, "front");
	assert_int_equal(ask(&desk, "select count(*) from appointment"), sum.booked);
	assert_int_equal(ask(&desk, "select count(*) from appointment where state = 'cancelled'"),
			 sum.cancelled);
	assert_int_equal(ask(&desk, "select count(*) from appointment a join appointment b"
			     " on a.day = b.day and a.chair = b.chair and a.id < b.id"
			     " and a.start < b.start + b.minutes and b.start < a.start + a.minutes"
			     " where a.state = 'booked' and b.state = 'booked'"), 0);
	assert_int_equal(ask(&desk, "select count(*) from appointment a join appointment b"
			     " on a.day = b.day and a.patient = b.patient and a.id < b.id"
			     " and a.start < b.start + b.minutes and b.start < a.start + a.minutes"
			     " where a.state = 'booked' and b.state = 'booked'"), 0);
	printf("#| eight desks book, move and cancel for a minute (%lld booked, longest wait %lld ms) | 1 | 0 "
	       "| 0 |\n", (long long)sum.booked, (long long)sum.longest);
	must(store_check(&desk, say_finding, NULL, &findings));
	assert_int_equal(findings, 0);
	desk_close(&desk);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_minute)};

	return cmocka_run_group_tests_name("busy_desks", tests, NULL, NULL);
}
