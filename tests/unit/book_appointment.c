/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Visits: what always holds of a row (uid, sequence, held), moving and planning, what a batch is
 * said to have done, and the lists.
 */
#include "../support/unit.h"

#include <stdio.h>
#include <string.h>

#include "../support/desk.h"
#include "book/opening.h"

#define THURSDAY (TODAY + 2)

static struct desk desk;
static struct arena arena;
static int64_t ruiz;
static const char *said;

static int
set_up(void **state)
{
	(void)state;
	practice_new(&desk);
	ruiz = patient_new(&desk, "Ruiz, Elena", NULL, NULL);
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

static struct appointment
book(int64_t patient, int64_t type, int64_t chair, int day, int start)
{
	const struct booking asked = {.patient = patient, .type = type,
		.slot = {chair, day, start, 0}};
	struct appointment visit;

	must(appointment_book(&desk, &arena, &asked, &visit, &said));
	return visit;
}

static struct appointment
stored(int64_t id)
{
	struct appointment visit;

	must(record_get(&desk, &arena, &appointment_record, id, &visit));
	return visit;
}

static void
test_new_row(void **state)
{
	const struct appointment visit = book(ruiz, 2, 0, THURSDAY, AT(16, 0));
	const struct appointment other = book(ruiz, 1, 0, THURSDAY, AT(9, 0));
	struct appointment bare = visit;

	(void)state;
	assert_int_equal(strlen(visit.uid), 36);
	assert_string_not_equal(visit.uid, other.uid);
	assert_int_equal(visit.sequence, 0);
	assert_int_equal(visit.held, 60);
	assert_string_equal(visit.pattern, "XXXXXXXXXXD/");
	assert_string_equal(visit.made_at, "2026-11-24T10:42:00Z");
	assert_string_equal(visit.made_by, desk.who);
	bare.row = (struct row){0};
	bare.uid = bare.made_at = bare.made_by = bare.pattern = NULL;
	bare.sequence = NONE;
	bare.start = AT(13, 0);
	bare.minutes = 33;
	put(&desk, &appointment_record, &bare);
	assert_int_equal(strlen(bare.uid), 36);
	assert_string_equal(bare.pattern, "XXXXXXX");
	assert_int_equal(bare.sequence, 0);
	bare.row = (struct row){0};
	bare.uid = "from another calendar";
	bare.sequence = 7;
	bare.start = AT(14, 0);
	put(&desk, &appointment_record, &bare);
	assert_string_equal(stored(bare.row.id).uid, "from another calendar");
	assert_int_equal(stored(bare.row.id).sequence, 7);
}

/* Up by one for what a calendar must know, and for nothing else. */
static void
test_sequence(void **state)
{
	struct appointment visit = book(ruiz, 2, 1, THURSDAY, AT(9, 0));
	int expected = 0;

	(void)state;
#define CHANGE(counts, ...) \
	do { \
		__VA_ARGS__; \
		put(&desk, &appointment_record, &visit); \
		expected += counts; \
		assert_int_equal(visit.sequence, expected); \
		assert_int_equal(stored(visit.row.id).sequence, expected); \
	} while (0)
	CHANGE(1, visit.day++);
	CHANGE(1, visit.start += 15);
	CHANGE(1, visit.minutes = 45);
	CHANGE(1, visit.chair = 2);
	CHANGE(1, visit.provider = 1);
	CHANGE(1, visit.day--, visit.start = AT(9, 0), visit.chair = 1);
	CHANGE(0, visit.note = "rings twice");
	CHANGE(0, visit.confirmed = CONFIRMED_YES);
	CHANGE(0, visit.checker = 0);
	CHANGE(0, visit.sequence = 99);
	CHANGE(0, visit.state = VISIT_ARRIVED);
	CHANGE(1, visit.state = VISIT_LEFT);
	CHANGE(0, visit.state = VISIT_CANCELLED);
	CHANGE(1, visit.state = VISIT_BOOKED);
#undef CHANGE
}

static void
test_held(void **state)
{
	static const struct { int done, held; } rows[] = {
		{NONE, 60}, {AT(9, 0), 5}, {AT(8, 50), 5}, {AT(9, 1), 5}, {AT(9, 5), 5},
		{AT(9, 6), 10}, {AT(9, 42), 45}, {AT(10, 0), 60}, {AT(11, 0), 60},
	};
	struct appointment visit = book(ruiz, 2, 1, THURSDAY, AT(9, 0));

	(void)state;
	visit.state = VISIT_DONE;
	for (size_t i = 0; i < FIELD_COUNT(rows); i++) {
		visit.done = rows[i].done;
		put(&desk, &appointment_record, &visit);
		assert_int_equal(visit.held, rows[i].held);
		assert_int_equal(visit.minutes, 60);
	}
	visit.done = AT(9, 30);
	put(&desk, &appointment_record, &visit);
	visit = book(patient_new(&desk, "Next", NULL, NULL), 2, 1, THURSDAY, AT(9, 30));
	assert_int_equal(visit.start, AT(9, 30));
}

static void
test_move(void **state)
{
	struct appointment visit = book(ruiz, 2, 1, THURSDAY, AT(9, 0)), stale;
	const struct appointment before = visit;
	int64_t batch;

	(void)state;
	visit.confirmed = CONFIRMED_YES;
	visit.told_start = AT(9, 5);
	put(&desk, &appointment_record, &visit);
	stale = visit;
	must(appointment_move(&desk, &arena, &visit, (struct slot){0, THURSDAY, AT(9, 30), 0}, 0,
			      NULL, &said));
	assert_string_equal(said, "Ruiz, Elena moved to Thu 26 Nov 09:30");
	assert_int_equal(visit.row.id, before.row.id);
	assert_string_equal(visit.uid, before.uid);
	assert_int_equal(visit.chair, 1);
	assert_int_equal(visit.confirmed, CONFIRMED_NOT_ASKED);
	assert_int_equal(visit.told_start, NONE);
	assert_int_equal(visit.sequence, 1);
	refused(appointment_move(&desk, &arena, &stale, (struct slot){0, THURSDAY, AT(14, 0), 0},
				 0, NULL, &said), STALE, "changed by");
	assert_int_equal(stale.start, AT(9, 0));
	refused(appointment_move(&desk, &arena, &visit, (struct slot){0, THURSDAY, AT(11, 30), 0},
				 0, NULL, &said), CLASH, "kept: ");
	assert_int_equal(visit.start, AT(9, 30));
	must(appointment_move(&desk, &arena, &visit, (struct slot){3, THURSDAY, AT(11, 30), 90}, 0,
			      "she has no other time", &said));
	assert_string_equal(visit.note, "forced kept: she has no other time");
	assert_int_equal(visit.minutes, 90);
	assert_int_equal(strlen(visit.pattern), 18);
	must(undo(&desk, 0, &batch));
	assert_int_equal(stored(visit.row.id).start, AT(9, 30));
	assert_int_equal(stored(visit.row.id).sequence, 3);
	assert_string_equal(stored(visit.row.id).uid, before.uid);
	assert_int_equal(stored(visit.row.id).held, 60);
}

static void
test_move_states(void **state)
{
	struct appointment visit = book(ruiz, 2, 1, TODAY, AT(11, 0));

	(void)state;
	must(appointment_step(&desk, &arena, &visit, STEP_ARRIVE, &said));
	must(appointment_move(&desk, &arena, &visit, (struct slot){0, TODAY, AT(14, 0), 0}, 0, NULL,
			      &said));
	assert_int_equal(visit.state, VISIT_ARRIVED);
	must(appointment_move(&desk, &arena, &visit, (struct slot){0, THURSDAY, AT(14, 0), 0}, 0,
			      NULL, &said));
	assert_int_equal(visit.state, VISIT_BOOKED);
	assert_int_equal(visit.arrived, NONE);
	visit.state = VISIT_DONE;
	put(&desk, &appointment_record, &visit);
	refused(appointment_move(&desk, &arena, &visit, (struct slot){0, THURSDAY, AT(9, 0), 0}, 0,
				 NULL, &said), CLASH, "state: ");
}

static void
test_planned(void **state)
{
	struct appointment visit, later;
	struct appointment_line *lines;
	size_t count;

	(void)state;
	must(appointment_plan(&desk, &arena, ruiz, 6, NONE, "after the cast", &later, &said));
	assert_string_equal(said, "Ruiz, Elena: Crown prep planned");
	must(appointment_plan(&desk, &arena, ruiz, 6, THURSDAY, NULL, &visit, &said));
	assert_string_equal(said, "Ruiz, Elena: Crown prep planned, call Thu 26 Nov");
	must(planned_visits(&desk, &arena, &lines, &count));
	assert_int_equal(count, 2);
	assert_int_equal(lines[0].row.id, visit.row.id);
	assert_int_equal(lines[1].row.id, later.row.id);
	must(appointment_move(&desk, &arena, &visit, (struct slot){0, THURSDAY, AT(9, 0), 0}, 0,
			      NULL, &said));
	assert_string_equal(said, "Ruiz, Elena booked Thu 26 Nov 09:00");
	assert_int_equal(visit.state, VISIT_BOOKED);
	assert_int_equal(visit.chair, 1);
	assert_int_equal(visit.call_on, NONE);
	assert_int_equal(visit.sequence, 1);
	refused(appointment_plan(&desk, &arena, 999, 6, NONE, NULL, &visit, &said), NOT_FOUND,
		"patient 999");
}

static void
test_made_good(void **state)
{
	struct appointment lost = book(ruiz, 2, 1, TODAY, AT(11, 0)), visit;
	struct booking asked = {.patient = ruiz, .type = 2, .slot = {1, THURSDAY, AT(9, 0), 0},
		.replaces = lost.row.id};

	(void)state;
	refused(appointment_book(&desk, &arena, &asked, &visit, &said), CLASH, "state: ");
	desk_clock_move(&desk, 30);
	must(appointment_step(&desk, &arena, &lost, STEP_MISS, &said));
	must(appointment_book(&desk, &arena, &asked, &visit, &said));
	assert_int_equal(visit.replaces, lost.row.id);
	asked.patient = patient_new(&desk, "Other", NULL, NULL);
	refused(appointment_book(&desk, &arena, &asked, &visit, &said), INPUT, "another patient");
}

static const char *
last_words(void)
{
	const char *words;

	must(batch_words(&desk, &arena, batch_id(&desk), &words));
	return words;
}

static void
assert_words(const char *expected)
{
	assert_string_equal(last_words(), arena_print(&arena, "%s (%s)", expected, desk.who));
}

static void
test_batch_words(void **state)
{
	struct appointment visit = book(ruiz, 2, 1, THURSDAY, AT(9, 0));
	struct block block;
	int64_t batch;

	(void)state;
	assert_words("Ruiz, Elena booked Thu 26 Nov 09:00");
	must(appointment_move(&desk, &arena, &visit, (struct slot){0, THURSDAY, AT(14, 0), 0}, 0,
			      NULL, &said));
	assert_words("Ruiz, Elena moved to Thu 26 Nov 14:00");
	must(undo(&desk, 0, &batch));
	assert_words("undone: Ruiz, Elena moved to Thu 26 Nov 14:00");
	must(redo(&desk, &batch));
	assert_words("done again: Ruiz, Elena moved to Thu 26 Nov 14:00");
	visit = stored(visit.row.id);
	must(appointment_step(&desk, &arena, &visit, STEP_CONFIRM, &said));
	assert_words("Ruiz, Elena confirmed");
	must(appointment_cancel(&desk, &arena, &visit, BY_PATIENT, "ill", true, &said));
	assert_words("Ruiz, Elena cancelled, was Thu 26 Nov 14:00; Ruiz, Elena planned");
	visit = book(ruiz, 2, 1, TODAY, AT(14, 0));
	must(appointment_step(&desk, &arena, &visit, STEP_SEAT, &said));
	assert_words("Ruiz, Elena seated");
	book(ruiz, 1, 1, THURSDAY, AT(9, 0));
	must(undo(&desk, 0, &batch));
	assert_words("undone: Ruiz, Elena booked Thu 26 Nov 09:00");
	patient_new(&desk, "Meyer, Anna", NULL, NULL);
	assert_words("Meyer, Anna added");
	record_blank(&block_record, &block);
	block.day = THURSDAY;
	block.start = AT(9, 0);
	block.minutes = 60;
	must(batch_begin(&desk, NULL, NULL));
	for (int i = 0; i < 5; i++) {
		block.row = (struct row){0};
		must(record_put(&desk, &block_record, &block));
	}
	must(batch_end(&desk, OK));
	assert_words("block; block; block and 2 more");
	refused(batch_words(&desk, &arena, 99999, &said), NOT_FOUND, "99999");
}

static void
test_day(void **state)
{
	const struct appointment second = book(ruiz, 2, 2, THURSDAY, AT(9, 0));
	const struct appointment later = book(ruiz, 1, 1, THURSDAY, AT(14, 0));
	const struct appointment first = book(patient_new(&desk, "Bose, Tara", NULL, NULL), 1, 1,
					      THURSDAY, AT(9, 0));
	struct appointment gone = book(ruiz, 1, 1, THURSDAY, AT(10, 0));
	struct appointment_line *lines;
	struct slot *gaps;
	size_t count;

	(void)state;
	must(appointment_cancel(&desk, &arena, &gone, BY_PATIENT, "ill", false, &said));
	must(day_visits(&desk, &arena, THURSDAY, false, &lines, &count));
	assert_int_equal(count, 3);
	assert_int_equal(lines[0].row.id, first.row.id);
	assert_int_equal(lines[1].row.id, later.row.id);
	assert_int_equal(lines[2].row.id, second.row.id);
	assert_string_equal(lines[2].type, "cleaning");
	assert_string_equal(lines[2].provider_name, "Hygienist");
	must(day_visits(&desk, &arena, THURSDAY, true, &lines, &count));
	assert_int_equal(count, 4);
	must(patient_visits(&desk, &arena, ruiz, 0, &lines, &count));
	assert_int_equal(count, 3);
	assert_int_equal(lines[0].row.id, later.row.id);
	must(patient_visits(&desk, &arena, ruiz, 1, &lines, &count));
	assert_int_equal(count, 1);
	must(day_gaps(&desk, &arena, THURSDAY, 60, &gaps, &count));
	assert_int_equal(count, 9);
	assert_int_equal(gaps[1].start, AT(9, 30));
	assert_int_equal(gaps[1].minutes, 150);
}

static void
test_open_days(void **state)
{
	static const struct { int n, day; } rows[] = {
		{0, 0}, {1, 1}, {3, 3}, {4, 6}, {-1, -1}, {-2, -4}, {5, 7}, {260, 364},
	};
	struct closure closure;
	bool open;
	int day;

	(void)state;
	for (size_t i = 0; i < FIELD_COUNT(rows); i++) {
		must(practice_open_day(&desk, TODAY, rows[i].n, &day));
		assert_int_equal(day - TODAY, rows[i].day);
	}
	record_blank(&closure_record, &closure);
	closure.first = TODAY + 1;
	closure.last = TODAY + 100;
	put(&desk, &closure_record, &closure);
	must(practice_open_day(&desk, TODAY, 1, &day));
	assert_int_equal(day, TODAY + 101);
	must(practice_open_on(&desk, TODAY, &open));
	assert_true(open);
	must(practice_open_on(&desk, TODAY + 1, &open));
	assert_false(open);
	closure.last = TODAY + 3000;
	put(&desk, &closure_record, &closure);
	must(practice_open_day(&desk, TODAY, 1, &day));
	assert_int_equal(day, NONE);
}

static void
test_openings(void **state)
{
	struct commitment work;
	struct opening_search search = {.patient = ruiz, .type = 1, .first = NONE, .last = NONE,
		.after = NONE, .before = NONE, .commitments = true, .one_a_day = true};
	struct opening *openings;
	size_t count;

	(void)state;
	must(openings_find(&desk, &arena, &search, &openings, &count));
	assert_int_equal(count, 10);
	assert_int_equal(openings[0].slot.day, TODAY);
	assert_int_equal(openings[0].slot.start, AT(10, 45));
	assert_string_equal(openings[0].why, "soonest");
	assert_int_equal(openings[1].slot.day, TODAY + 1);
	assert_int_equal(openings[9].slot.day, TODAY + 13);
	record_blank(&commitment_record, &work);
	work.patient = ruiz;
	work.weekday = civil_weekday(THURSDAY);
	work.start = AT(7, 0);
	work.until_min = AT(15, 50);
	work.firm = 1;
	work.note = "work";
	put(&desk, &commitment_record, &work);
	search.one_a_day = false;
	search.first = search.last = THURSDAY;
	must(openings_find(&desk, &arena, &search, &openings, &count));
	assert_int_equal(count, 9);
	assert_int_equal(openings[0].slot.start, AT(16, 0));
	assert_string_equal(openings[0].why, "after work");
	assert_int_equal(openings[2].slot.chair, 3);
	search.limit = 4;
	must(openings_find(&desk, &arena, &search, &openings, &count));
	assert_int_equal(count, 4);
	book(patient_new(&desk, "Bose, Tara", NULL, NULL), 2, 1, TODAY + 3, AT(9, 0));
	book(patient_new(&desk, "Okafor, Chidi", NULL, NULL), 2, 1, TODAY + 3, AT(10, 30));
	search = (struct opening_search){.type = 1, .chair = 1, .first = TODAY + 3,
		.last = TODAY + 3, .after = AT(10, 0), .before = AT(10, 30)};
	must(openings_find(&desk, &arena, &search, &openings, &count));
	assert_int_equal(count, 1);
	assert_string_equal(openings[0].why, "closes a gap");
}

#define VISIT_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT_TEST(test_new_row), VISIT_TEST(test_sequence), VISIT_TEST(test_held),
		VISIT_TEST(test_move), VISIT_TEST(test_move_states), VISIT_TEST(test_planned),
		VISIT_TEST(test_made_good), VISIT_TEST(test_batch_words), VISIT_TEST(test_day),
		VISIT_TEST(test_open_days), VISIT_TEST(test_openings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
