/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Households booked together: side by side, in a row, on the same day; all or none.
 */
#include "../support/unit.h"

#include <string.h>

#include "../support/desk.h"
#include "book/together.h"

#define MEMBERS 3

static struct desk desk;
static struct arena arena;
static int64_t members[MEMBERS];

static int
set_up(void **state)
{
	(void)state;
	practice_new(&desk);
	members[0] = patient_new(&desk, "Meyer, Anna", NULL, NULL);
	members[1] = patient_new(&desk, "Meyer, Tom", NULL, NULL);
	members[2] = patient_new(&desk, "Meyer, Lia", NULL, NULL);
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

static struct together_search
search_for(enum together how, const char *first, const char *second, const char *third)
{
	struct together_search search = {
		.count = third ? 3 : 2, .how = how,
		.when = {.first = NONE, .last = NONE, .after = NONE, .before = NONE,
			 .notice = NONE, .commitments = true}
	};
	const char *const codes[] = {first, second, third};

	for (size_t i = 0; i < search.count; i++)
		search.members[i] = (struct together_member){members[i], type(codes[i]), 0, 0};
	return search;
}

static struct appointment *
book(const struct together_search *search)
{
	struct opening *openings;
	struct appointment *visits;
	const char *said;

	must(together_find(&desk, &arena, search, &openings));
	must(together_book(&desk, &arena, search, openings, NULL, &visits, &said));
	for (size_t i = 1; i < search->count; i++)
		assert_int_equal(visits[i].day, visits[0].day);
	return visits;
}

static void
second_hygienist(void)
{
	struct provider row;

	record_blank(&provider_record, &row);
	row.name = "Amy Stone";
	row.role = ROLE_HYGIENIST;
	row.active = 1;
	put(&desk, &provider_record, &row);
}

static void
side_by_side(void **state)
{
	const struct together_search two = search_for(TOGETHER_SIDE, "perio", "perio", NULL);
	struct opening *openings;
	const struct appointment *visits;

	(void)state;
	refused(together_find(&desk, &arena, &two, &openings), NOT_FOUND, "side by side");
	second_hygienist();
	visits = book(&two);
	assert_int_equal(visits[0].start, visits[1].start);
	assert_true(visits[0].chair != visits[1].chair);
	assert_true(visits[0].provider != visits[1].provider);
}

/* One hygienist: the next begins when the one before is done, and somebody's work is heeded. */
static void
in_a_row(void **state)
{
	struct together_search three = search_for(TOGETHER_ROW, "child", "child", "perio");
	struct commitment work;
	const struct appointment *visits;

	(void)state;
	record_blank(&commitment_record, &work);
	work.patient = members[2];
	work.weekday = civil_weekday(TODAY);
	work.start = 0;
	work.until_min = AT(15, 0);
	work.firm = 1;
	put(&desk, &commitment_record, &work);
	visits = book(&three);
	assert_int_equal(visits[0].day, TODAY);
	assert_true(visits[2].start >= AT(15, 0));
	for (size_t i = 1; i < 3; i++) {
		const int gap = visits[i].start - visits[i - 1].start - visits[i - 1].minutes;

		assert_in_range(gap, 0, TOGETHER_APART);
	}
}

static void
on_one_day(void **state)
{
	struct together_search three = search_for(TOGETHER_DAY, "rootcanal", "cleaning",
						  "crown");
	const struct appointment *visits;

	(void)state;
	three.when.weekdays = 1u << 4;
	three.when.after = AT(13, 0);
	visits = book(&three);
	assert_int_equal(visits[0].day, TODAY + 3);
	must(undo(&desk, 0, &(int64_t){0}));
}

static void
all_or_none(void **state)
{
	const struct together_search three = search_for(TOGETHER_ROW, "exam", "exam", "exam");
	struct opening *openings;
	struct appointment *visits, taken;
	struct booking other = {.patient = patient_new(&desk, "Ruiz, Elena", NULL, NULL)};
	const char *said;
	int64_t count;

	(void)state;
	must(together_find(&desk, &arena, &three, &openings));
	other.type = type("exam");
	other.slot = openings[2].slot;
	must(appointment_book(&desk, &arena, &other, &taken, &said));
	refused(together_book(&desk, &arena, &three, openings, NULL, &visits, &said), CLASH, "free");
	must(db_value(desk.db, &count, "select count(*) from appointment", ""));
	assert_int_equal(count, 1);
}

static void
has_two_to_eight(void **state)
{
	struct together_search search = search_for(TOGETHER_DAY, "exam", "exam", NULL);
	struct opening *openings;

	(void)state;
	search.count = 1;
	refused(together_find(&desk, &arena, &search, &openings), INPUT, "two to 8");
	search.count = TOGETHER_MOST + 1;
	refused(together_find(&desk, &arena, &search, &openings), INPUT, "two to 8");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(side_by_side, set_up, tear_down),
		cmocka_unit_test_setup_teardown(in_a_row, set_up, tear_down),
		cmocka_unit_test_setup_teardown(on_one_day, set_up, tear_down),
		cmocka_unit_test_setup_teardown(all_or_none, set_up, tear_down),
		cmocka_unit_test_setup_teardown(has_two_to_eight, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
