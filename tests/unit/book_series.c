/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Series, all or none; and visits that follow one another.
 */
#include "../support/unit.h"

#include "../support/desk.h"
#include "book/rule.h"
#include "book/series.h"

static struct desk desk;
static struct arena arena;
static int64_t patient;

static int
set_up(void **state)
{
	(void)state;
	practice_new(&desk);
	patient = patient_new(&desk, "Ruiz, Elena", NULL, NULL);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	desk_close(&desk);
	return 0;
}

static int64_t
type(const char *code)
{
	struct visit_type row;

	must(visit_type_find(&desk, &arena, code, &row));
	return row.row.id;
}

static struct series
series_of(const char *code, int times, struct interval every)
{
	return (struct series){
		.search = {.patient = patient, .type = type(code), .minutes = NONE, .first = NONE,
			   .last = NONE, .after = NONE, .before = NONE, .notice = NONE},
		.times = times, .every = every
	};
}

static int64_t
live_visits(void)
{
	int64_t count;

	must(db_value(desk.db, &count, "select count(*) from appointment where state = 'booked'",
		      ""));
	return count;
}

static void
keeps_its_time(void **state)
{
	struct series series = series_of("perio", 4, (struct interval){0, 42});
	struct opening *openings;
	struct appointment *visits;
	const char *said;

	(void)state;
	series.search.after = AT(15, 0);
	must(series_find(&desk, &arena, &series, &openings));
	must(series_book(&desk, &arena, &series, openings, NULL, &visits, &said));
	for (int n = 0; n < 4; n++) {
		assert_int_equal(visits[n].day, TODAY + 42 * n);
		assert_int_equal(visits[n].start, AT(15, 0));
		assert_int_equal(visits[n].provider, visits[0].provider);
		assert_int_equal(visits[n].series, n ? visits[0].row.id : NONE);
	}
	assert_string_equal(said, "4 visits booked from Tue 24 Nov 15:00 to Tue 30 Mar 2027");
	assert_int_equal(live_visits(), 4);
	must(undo(&desk, 0, &(int64_t){0}));
	assert_int_equal(live_visits(), 0);
}

/* From the last of a month on: 31 Jan, 28 Feb, 31 Mar are counted from the first. */
static void
months_dont_drift(void **state)
{
	struct series series = series_of("exam", 3, (struct interval){1, 0});
	struct opening *openings;

	(void)state;
	series.search.first = civil_day(2027, 12, 31);
	must(series_find(&desk, &arena, &series, &openings));
	assert_int_equal(openings[0].slot.day, civil_day(2027, 12, 31));
	assert_int_equal(openings[1].slot.day, civil_day(2028, 1, 31));
	assert_int_equal(openings[2].slot.day, civil_day(2028, 2, 29));
}

static void
is_all_or_none(void **state)
{
	struct series series = series_of("exam", 3, (struct interval){0, 7});
	struct closure closure;
	struct opening *openings;
	struct appointment *visits;
	const char *said;

	(void)state;
	must(series_find(&desk, &arena, &series, &openings));
	record_blank(&closure_record, &closure);
	closure.first = TODAY + 14;
	closure.last = TODAY + 25;
	put(&desk, &closure_record, &closure);
	refused(series_book(&desk, &arena, &series, openings, NULL, &visits, &said), CLASH,
		"practice_open");
	assert_int_equal(live_visits(), 0);
	refused(series_find(&desk, &arena, &series, &openings), NOT_FOUND,
		"number 3 doesn't fit in the week from Tue 8 Dec");
	series.times = 1;
	refused(series_find(&desk, &arena, &series, &openings), INPUT, "from 2 to");
	series.times = 2;
	series.every = (struct interval){0, 0};
	refused(series_find(&desk, &arena, &series, &openings), INPUT, "every how many");
}

static enum code
book(const char *code, int day, const char *force, struct appointment *visit)
{
	const struct booking booking = {
		.patient = patient, .type = type(code), .slot = {0, day, AT(9, 0), NONE},
		.force = force
	};
	const char *said;

	return appointment_book(&desk, &arena, &booking, visit, &said);
}

static void
openings_begin_on(const char *code, int day)
{
	struct series asked = series_of(code, 2, (struct interval){0, 1});
	struct opening *found;
	size_t count;

	asked.search.limit = 1;
	must(openings_find(&desk, &arena, &asked.search, &found, &count));
	assert_int_equal(count, 1);
	assert_int_equal(found[0].slot.day, day);
}

/* A crown is seated 14 days after its preparation. */
static void
linked_types_keep_apart(void **state)
{
	struct appointment prep, seat, other;
	const char *said;

	(void)state;
	must(book("crownseat", TODAY + 1, NULL, &other));	/* prepared elsewhere */
	must(appointment_cancel(&desk, &arena, &other, BY_PATIENT, "test", false, &said));
	must(book("crown", TODAY + 2, NULL, &prep));
	refused(book("crownseat", TODAY + 15, NULL, &seat), CLASH,
		"linked: after the visit that it follows it may come from Thu 10 Dec on");
	openings_begin_on("crownseat", TODAY + 16);
	must(book("crownseat", TODAY + 16, NULL, &seat));
	refused(appointment_move(&desk, &arena, &prep, (struct slot){0, TODAY + 3, AT(9, 0), NONE},
				 0, NULL, &said), CLASH,
		"linked: a visit that follows it is booked: it may come until Thu 26 Nov");
	must(appointment_move(&desk, &arena, &prep, (struct slot){0, TODAY + 3, AT(9, 0), NONE}, 0,
			      "the lab is quick", &said));
	must(book("crown", TODAY + 6, NULL, &other));	/* the next tooth: the seat has its own */
	openings_begin_on("crownseat", TODAY + 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(keeps_its_time, set_up, tear_down),
		cmocka_unit_test_setup_teardown(months_dont_drift, set_up, tear_down),
		cmocka_unit_test_setup_teardown(is_all_or_none, set_up, tear_down),
		cmocka_unit_test_setup_teardown(linked_types_keep_apart, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
