/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The states of a visit: every step from every state, on its day, before and after it, against the
 * table of desk.md section 3; the stamps that it leaves; seating elsewhere; cancelling.
 */
#include "../support/unit.h"

#include <stdio.h>
#include <string.h>

#include "../support/desk.h"
#include "book/appointment.h"

#define STATES (VISIT_CANCELLED + 1)
#define STEPS (STEP_LEAVE + 1)
#define NOW AT(10, 42)
#define SQUEEZE 4

static struct desk desk;
static struct arena arena;
static int64_t rima;
static const char *said;

static int
set_up(void **state)
{
	(void)state;
	practice_new(&desk);
	rima = patient_new(&desk, "Haddad, Rima", NULL, NULL);
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

/* A visit of an hour in a state, as an import would write it. */
static struct appointment
visit_in(int state, int64_t chair, int day, int start)
{
	struct appointment visit;

	record_blank(&appointment_record, &visit);
	visit.patient = rima;
	visit.type = 2;
	visit.provider = 2;
	visit.minutes = 60;
	visit.state = state;
	if (state != VISIT_PLANNED) {
		visit.chair = chair;
		visit.chair_kind = chair == SQUEEZE ? CHAIR_SQUEEZE : CHAIR_TREATMENT;
		visit.day = day;
		visit.start = start;
	}
	if (state >= VISIT_ARRIVED && state <= VISIT_DONE)
		visit.arrived = start - 5;
	if (state == VISIT_SEATED || state == VISIT_DONE)
		visit.seated = start;
	if (state == VISIT_DONE)
		visit.done = start + 40;
	put(&desk, &appointment_record, &visit);
	return visit;
}

/* Where a step leads from a state on the visit's day, after its start; -1: there is none. */
static const int leads[STATES][STEPS] = {
	/*		     confirm	   arrive	  seat		done	     miss	   leave */
	[VISIT_PLANNED] =   {-1,	   -1,		  -1,		-1,	     -1,	   -1},
	[VISIT_BOOKED] =    {VISIT_BOOKED, VISIT_ARRIVED, VISIT_SEATED, VISIT_DONE, VISIT_MISSED, -1},
	[VISIT_ARRIVED] =   {-1,	   -1,		  VISIT_SEATED, VISIT_DONE, -1,	VISIT_LEFT},
	[VISIT_SEATED] =    {-1,	   -1,		  -1,		VISIT_DONE, -1,	   -1},
	[VISIT_DONE] =	    {-1,	   -1,		  -1,		-1,	     -1,	   -1},
	[VISIT_MISSED] =    {-1,	   VISIT_ARRIVED, -1,		-1,	     -1,	   -1},
	[VISIT_LEFT] =	    {-1,	   -1,		  -1,		-1,	     -1,	   -1},
	[VISIT_CANCELLED] = {-1,	   -1,		  -1,		-1,	     -1,	   -1},
};

/* One step, taken back afterwards: the state it led to, -1 where it was refused. */
static int
try_step(struct appointment visit, enum step step)
{
	const struct appointment before = visit;
	enum code code;

	must(batch_begin(&desk, NULL, NULL));
	code = appointment_step(&desk, &arena, &visit, step, &said);
	if (code != OK) {
		refused(code, CLASH, "state: ");
		assert_memory_equal(&visit, &before, sizeof visit);
	}
	assert_int_equal(batch_end(&desk, NOT_FOUND), NOT_FOUND);
	return code == OK ? visit.state : -1;
}

static void
test_every_step(void **state)
{
	(void)state;
	for (int from = 0; from < STATES; from++) {
		const struct appointment visit = visit_in(from, 1 + from % 3, TODAY,
							  AT(7, 0) + from / 3 * 75);

		for (int step = 0; step < STEPS; step++)
			if (try_step(visit, step) != leads[from][step])
				fail_msg("step %d from %s", step, visit_state_words[from]);
	}
}

/* Tomorrow's visit can only be confirmed; yesterday's is settled, but nobody arrives late for it. */
static void
test_other_days(void **state)
{
	(void)state;
	for (int from = VISIT_BOOKED; from < STATES; from++) {
		const struct appointment ahead = visit_in(from, 1 + from % 3, TODAY + 1,
							  AT(8, 0) + from / 3 * 75);
		const struct appointment gone = visit_in(from, 1 + from % 3, TODAY - 1,
							 AT(8, 0) + from / 3 * 75);

		for (int step = 0; step < STEPS; step++) {
			const bool any_day = step == STEP_CONFIRM || step == STEP_LEAVE;
			const bool late = from == VISIT_MISSED && step == STEP_ARRIVE;

			assert_int_equal(try_step(ahead, step), any_day ? leads[from][step] : -1);
			assert_int_equal(try_step(gone, step), late ? -1 : leads[from][step]);
		}
	}
}

static void
test_not_missed_yet(void **state)
{
	struct appointment visit = visit_in(VISIT_BOOKED, 1, TODAY, NOW + 1);

	(void)state;
	assert_int_equal(try_step(visit, STEP_MISS), -1);
	assert_int_equal(try_step(visit, STEP_ARRIVE), VISIT_ARRIVED);
	desk_clock_move(&desk, 1);
	assert_int_equal(try_step(visit, STEP_MISS), VISIT_MISSED);
}

static void
test_stamps(void **state)
{
	struct appointment visit = visit_in(VISIT_BOOKED, 1, TODAY, AT(10, 30));
	struct appointment skipped = visit_in(VISIT_BOOKED, 2, TODAY, AT(10, 30));

	(void)state;
	must(appointment_step(&desk, &arena, &visit, STEP_CONFIRM, &said));
	assert_int_equal(visit.confirmed, CONFIRMED_YES);
	assert_string_equal(said, "Haddad, Rima confirmed");
	must(appointment_step(&desk, &arena, &visit, STEP_ARRIVE, &said));
	assert_string_equal(said, "Haddad, Rima arrived 10:42");
	desk_clock_move(&desk, 3);
	must(appointment_step(&desk, &arena, &visit, STEP_SEAT, &said));
	assert_string_equal(said, "Haddad, Rima seated 10:45");
	desk_clock_move(&desk, 28);
	must(appointment_step(&desk, &arena, &visit, STEP_DONE, &said));
	assert_string_equal(said, "Haddad, Rima done 11:13");
	assert_int_equal(visit.arrived, AT(10, 42));
	assert_int_equal(visit.seated, AT(10, 45));
	assert_int_equal(visit.done, AT(11, 13));
	assert_int_equal(visit.held, 45);
	assert_int_equal(visit.minutes, 60);
	must(appointment_step(&desk, &arena, &skipped, STEP_DONE, &said));
	assert_string_equal(said, "Haddad, Rima done 11:13 (arrived and seated too)");
	assert_int_equal(skipped.arrived, AT(11, 13));
	assert_int_equal(skipped.seated, AT(11, 13));
}

static void
test_settled_later(void **state)
{
	struct appointment visit = visit_in(VISIT_BOOKED, 1, TODAY - 1, AT(10, 0));

	(void)state;
	must(appointment_step(&desk, &arena, &visit, STEP_DONE, &said));
	assert_int_equal(visit.done, NONE);
	assert_int_equal(visit.held, 60);
	assert_string_equal(said, "Haddad, Rima done Mon 23 Nov, at times that aren't known");
}

static void
test_seat_elsewhere(void **state)
{
	struct appointment visit = visit_in(VISIT_BOOKED, 1, TODAY, AT(10, 30));
	struct appointment squeezed = visit_in(VISIT_ARRIVED, SQUEEZE, TODAY, AT(10, 40));

	(void)state;
	visit_in(VISIT_BOOKED, 2, TODAY, AT(11, 0));
	refused(appointment_seat(&desk, &arena, &visit, 2, &said), CLASH, "chair_free");
	refused(appointment_seat(&desk, &arena, &visit, SQUEEZE, &said), CLASH, "chair_active");
	refused(appointment_seat(&desk, &arena, &visit, 99, &said), NOT_FOUND, "chair 99");
	assert_int_equal(visit.state, VISIT_BOOKED);
	must(appointment_step(&desk, &arena, &squeezed, STEP_SEAT, &said));
	assert_int_equal(squeezed.chair, 3);
	assert_int_equal(squeezed.chair_kind, CHAIR_TREATMENT);
	refused(appointment_seat(&desk, &arena, &visit, 3, &said), CLASH, "chair_free");
	must(appointment_seat(&desk, &arena, &visit, 0, &said));
	assert_int_equal(visit.chair, 1);
	assert_int_equal(visit.sequence, 0);
	assert_int_equal(squeezed.sequence, 1);
}

static void
test_cancel(void **state)
{
	static const bool may[STATES] = {
		[VISIT_PLANNED] = true, [VISIT_BOOKED] = true, [VISIT_ARRIVED] = true
	};

	(void)state;
	for (int from = 0; from < STATES; from++) {
		struct appointment visit = visit_in(from, 1 + from % 3, TODAY,
						    AT(8, 0) + from / 3 * 75);
		const enum code code = appointment_cancel(&desk, &arena, &visit, BY_PATIENT, "ill",
							  false, &said);

		if (!may[from]) {
			refused(code, CLASH, "state: ");
			assert_int_equal(visit.state, from);
			continue;
		}
		must(code);
		assert_int_equal(visit.state, VISIT_CANCELLED);
		assert_int_equal(visit.by, BY_PATIENT);
		assert_string_equal(visit.reason, "ill");
		assert_int_equal(visit.sequence, from == VISIT_PLANNED ? 0 : 1);
	}
}

static struct need
need_of(const struct appointment *visit, int kind, int got)
{
	struct need need;

	record_blank(&need_record, &need);
	need.appointment = visit->row.id;
	need.kind = kind;
	need.got = got;
	put(&desk, &need_record, &need);
	return need;
}

static struct wait
wait_of(const struct appointment *visit)
{
	struct wait wait;

	record_blank(&wait_record, &wait);
	wait.patient = rima;
	wait.type = visit->type;
	wait.appointment = visit->row.id;
	must(wait_add(&desk, &arena, &wait));
	return wait;
}

static void
test_cancel_and_keep(void **state)
{
	struct appointment visit = visit_in(VISIT_BOOKED, 1, TODAY + 2, AT(16, 30)), kept;
	struct need need = need_of(&visit, 0, NONE);
	struct wait wait = wait_of(&visit);

	(void)state;
	refused(appointment_cancel(&desk, &arena, &visit, BY_PRACTICE, " ", true, &said), INPUT,
		"reason");
	must(appointment_cancel(&desk, &arena, &visit, BY_PRACTICE, "dentist ill", true, &said));
	assert_string_equal(said, "Haddad, Rima cancelled, was Thu 26 Nov 16:30, kept as planned");
	must(record_first(&desk, &arena, &appointment_record, &kept, "where replaces = $1", "r",
			  visit.row.id));
	assert_int_equal(kept.state, VISIT_PLANNED);
	assert_int_equal(kept.day, NONE);
	assert_int_equal(kept.chair, 0);
	assert_int_equal(kept.minutes, 60);
	assert_int_equal(kept.provider, visit.provider);
	assert_int_equal(kept.call_on, TODAY + 1);
	assert_string_not_equal(kept.uid, visit.uid);
	must(record_get(&desk, &arena, &need_record, need.row.id, &need));
	assert_int_equal(need.appointment, kept.row.id);
	must(record_get(&desk, &arena, &wait_record, wait.row.id, &wait));
	assert_int_equal(wait.appointment, kept.row.id);
	assert_int_equal(wait.ended, NONE);
}

static void
test_cancel_for_good(void **state)
{
	struct appointment visit = visit_in(VISIT_BOOKED, 1, TODAY + 2, AT(16, 30));
	struct wait wait = wait_of(&visit), *waits;
	size_t count;

	(void)state;
	need_of(&visit, 0, NONE);
	need_of(&visit, 1, TODAY);
	need_of(&visit, 2, NONE);
	must(appointment_cancel(&desk, &arena, &visit, BY_PATIENT, "moved", false, &said));
	assert_string_equal(said,
			    "Haddad, Rima cancelled, was Thu 26 Nov 16:30; open: lab, letter");
	must(record_get(&desk, &arena, &wait_record, wait.row.id, &wait));
	assert_int_equal(wait.ended, TODAY);
	must(wait_list(&desk, &arena, &waits, &count));
	assert_int_equal(count, 0);
}

#define STEP_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STEP_TEST(test_every_step), STEP_TEST(test_other_days),
		STEP_TEST(test_not_missed_yet), STEP_TEST(test_stamps),
		STEP_TEST(test_settled_later), STEP_TEST(test_seat_elsewhere),
		STEP_TEST(test_cancel), STEP_TEST(test_cancel_and_keep),
		STEP_TEST(test_cancel_for_good),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
