/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kill -9 at any moment of a booking, a thousand times: what was acknowledged is there, what was
 * not is there whole or not at all, and `check` is clean.
 */
#include "../support/unit.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../support/toy.h"
#include "store/change.h"

#ifdef __SANITIZE_ADDRESS__
#define KILLS 100	/* a kill looks at the store after it, which sanitizers make slow */
#else
#define KILLS 1000
#endif
#define LOOK_EVERY 10
#define SLOTS_A_DAY 16

static char path[4096];

/* Says -1 when it is ready, books one slot after the other behind those that are booked and
 * acknowledges each, until it is killed. */
static void
book_on(int out)
{
	const int64_t ready = -1;
	struct desk desk;
	int64_t next;

	toy_open(&desk, path, "Kim", DB_OPEN);
	toy_ok(db_value(desk.db, &next, "SELECT count(*) FROM appointment", ""));
	if (write(out, &ready, sizeof ready) != sizeof ready)
		_exit(1);
	for (;; next++) {
		struct toy_visit visit;
		char uid[32];

		toy_visit_blank(&visit, (int)(20000 + next / SLOTS_A_DAY),
				(int)(480 + next % SLOTS_A_DAY * 30));
		snprintf(uid, sizeof uid, "slot-%lld", (long long)next);
		visit.uid = uid;
		toy_ok(batch_begin(&desk, NULL, NULL));
		toy_ok(record_put(&desk, &toy_visit_record, &visit));
		toy_ok(batch_end(&desk, OK));
		if (write(out, &next, sizeof next) != sizeof next)
			_exit(1);
	}
}

/* How long a booking takes here and now, in microseconds: the kills fall
 * into the first few of a desk, of which the very first takes longer. */
static long
measure(void)
{
	const struct timespec second = { .tv_sec = 1 };
	int64_t slot, count = 0;
	int ends[2];
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		book_on(ends[1]);
	close(ends[1]);
	nanosleep(&second, NULL);
	kill(child, SIGKILL);
	while (read(ends[0], &slot, sizeof slot) == sizeof slot)
		count++;
	close(ends[0]);
	waitpid(child, NULL, 0);
	return count > 0 ? 1000000 / (long)count : 1000000;
}

/* The last slot that a desk acknowledged before it was killed, -1 where it got to none. */
static int64_t
book_and_be_killed(long microseconds)
{
	const struct timespec pause = { .tv_nsec = microseconds * 1000 };
	int64_t slot, last;
	int ends[2];
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(ends[0]);
		book_on(ends[1]);
	}
	close(ends[1]);
	assert_int_equal(read(ends[0], &last, sizeof last), sizeof last);
	nanosleep(&pause, NULL);
	kill(child, SIGKILL);
	while (read(ends[0], &slot, sizeof slot) == sizeof slot)
		last = slot;
	close(ends[0]);
	waitpid(child, NULL, 0);
	return last;
}

/* How many slots are booked: they follow each other, so the newest tells. */
static int64_t
booked(void)
{
	struct desk desk;
	int64_t count, newest;

	toy_open(&desk, path, "Lee", DB_OPEN);
	toy_ok(db_value(desk.db, &count, "SELECT count(*) FROM appointment", ""));
	toy_ok(db_value(desk.db, &newest, "SELECT max(id) FROM appointment", ""));
	assert_int_equal(count, newest);
	desk_close(&desk);
	return count;
}

static void
note(void *context, const char *sentence)
{
	(void)context;
	print_error("%s\n", sentence);
}

static void
test_killed(void **state)
{
	struct desk desk;
	int64_t newest = -1, findings;
	int acknowledged = 0;
	long took;

	(void)state;
	srand(1);
	snprintf(path, sizeof path, "%s", toy_path("kill.db"));
	toy_open(&desk, path, "Kim", DB_CREATE);
	toy_stock(&desk);
	desk_close(&desk);
	took = measure();
	for (int i = 0; i < KILLS; i++) {
		const int64_t last = book_and_be_killed(rand() % (4 * took + 4000));

		assert_true(last == -1 || last > newest);
		acknowledged += last >= 0;
		newest = last >= 0 ? last : newest;
		if (i % LOOK_EVERY == 0)
			assert_true(booked() > newest);
	}
	printf("#| kill -9 in the middle of a booking, by the store alone (%d desks acknowledged) | %d | "
			"0 | 0 |\n", acknowledged, KILLS);
	print_message("# %d kills, %lld booked, %d desks got to acknowledge\n", KILLS,
			(long long)booked(), acknowledged);
	assert_true(acknowledged > KILLS / 100);
	toy_open(&desk, path, "Lee", DB_OPEN);
	toy_ok(store_check(&desk, note, NULL, &findings));
	assert_int_equal(findings, 0);
	desk_close(&desk);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_killed) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
