/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Concerns: their clocks by open days, and what closes them.
 */
#include "../support/unit.h"

#include "care/concern.h"
#include "../support/desk.h"

static struct desk desk;
static struct arena arena;

static int
setup(void **state)
{
	(void)state;
	practice_new(&desk);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	desk_close(&desk);
	return 0;
}

static struct concern
blank(int kind, int64_t patient)
{
	struct concern concern;

	record_blank(&concern_record, &concern);
	concern.kind = kind;
	concern.patient = patient;
	concern.text = "Why?";
	return concern;
}

static void
assert_due(const struct concern *concern, int due_day, int due_minute)
{
	int day, minute;

	concern_moment(concern->due, &day, &minute);
	assert_int_equal(day, due_day);
	assert_int_equal(minute, due_minute);
}

static void
shut(int first, int last)
{
	struct closure closure;

	record_blank(&closure_record, &closure);
	closure.first = first;
	closure.last = last;
	closure.note = "shut";
	put(&desk, &closure_record, &closure);
}

static void
test_clocks(void **state)
{
	const int64_t anna = patient_new(&desk, "Meyer, Anna", NULL, NULL);
	struct concern question = blank(CONCERN_QUESTION, anna);
	struct concern complaint = blank(CONCERN_COMPLAINT, anna);
	struct concern evening = blank(CONCERN_QUESTION, anna);

	(void)state;
	shut(TODAY + 1, TODAY + 2);		/* Wednesday, Thursday */
	must(concern_open(&desk, &arena, &question, NONE, NONE, NULL));
	assert_due(&question, TODAY + 3, AT(10, 42));
	must(concern_open(&desk, &arena, &complaint, NONE, NONE, NULL));
	must(concern_acknowledge(&desk, &arena, &complaint, NULL));
	assert_due(&complaint, TODAY + 16, AT(10, 42));	/* Thursday 10 December */
	desk_clock_set(&desk, TODAY + 3, AT(20, 0));	/* Friday evening */
	must(concern_open(&desk, &arena, &evening, NONE, NONE, NULL));
	assert_due(&evening, TODAY + 6, AT(17, 0));
}

/* A practice that never opens still owes an answer. */
static void
test_never_open(void **state)
{
	struct concern question = blank(CONCERN_QUESTION, 0);

	(void)state;
	shut(TODAY, TODAY + 800);
	question.caller = "Mr Brown";
	must(concern_open(&desk, &arena, &question, NONE, NONE, NULL));
	assert_due(&question, TODAY + 1, AT(10, 42));
}

static void
test_promise(void **state)
{
	const int64_t anna = patient_new(&desk, "Meyer, Anna", NULL, NULL);
	struct concern promise = blank(CONCERN_PROMISE, anna), nobody = blank(CONCERN_QUESTION, 0);

	(void)state;
	refused(concern_open(&desk, &arena, &promise, NONE, NONE, NULL), INPUT, "by when");
	refused(concern_open(&desk, &arena, &nobody, NONE, NONE, NULL), INPUT, "whose");
	must(concern_open(&desk, &arena, &promise, TODAY + 4, NONE, NULL));	/* a Saturday */
	assert_due(&promise, TODAY + 4, AT(23, 59));
	must(concern_put_off(&desk, &arena, &promise, TODAY + 6, NONE, "the lab", NULL));
	assert_due(&promise, TODAY + 6, AT(17, 0));
	refused(concern_put_off(&desk, &arena, &promise, TODAY, AT(10, 42), "now", NULL), INPUT,
			"time to come");
}

static void
test_closing(void **state)
{
	const int64_t anna = patient_new(&desk, "Meyer, Anna", NULL, NULL);
	struct concern_answer answer = { .text = "Sorry", .outcome = NONE };
	struct concern complaint = blank(CONCERN_COMPLAINT, anna), other;

	(void)state;
	must(concern_open(&desk, &arena, &complaint, NONE, NONE, NULL));
	other = complaint;
	refused(concern_close(&desk, &arena, &complaint, &answer, NULL), INPUT, "how");
	answer.told_how = "call";
	refused(concern_close(&desk, &arena, &complaint, &answer, NULL), INPUT, "outcome");
	answer.outcome = CONCERN_LEFT;
	refused(concern_close(&desk, &arena, &complaint, &answer, NULL), INPUT, "learned");
	answer.lesson = "Say so beforehand";
	must(concern_close(&desk, &arena, &complaint, &answer, NULL));
	assert_int_equal(complaint.follow_up, NONE);
	refused(concern_withdraw(&desk, &arena, &complaint, "late", NULL), CLASH, "answered");
	refused(concern_withdraw(&desk, &arena, &other, "late", NULL), STALE, "");
}

static void
test_first(void **state)
{
	const int64_t anna = patient_new(&desk, "Meyer, Anna", NULL, NULL);
	struct concern one = blank(CONCERN_PROMISE, anna), two = blank(CONCERN_PROMISE, anna);
	struct concern_line line;
	int count;

	(void)state;
	must(concern_open(&desk, &arena, &one, TODAY + 1, AT(9, 0), NULL));
	must(concern_first(&desk, &arena, &line, &count));
	assert_int_equal(count, 0);
	must(concern_open(&desk, &arena, &two, TODAY, AT(12, 0), NULL));
	must(concern_first(&desk, &arena, &line, &count));
	assert_int_equal(count, 1);
	assert_int_equal(line.row.id, two.row.id);
	must(concern_withdraw(&desk, &arena, &two, "not needed", NULL));
	must(concern_first(&desk, &arena, &line, &count));
	assert_int_equal(count, 0);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_clocks), CASE(test_never_open), CASE(test_promise), CASE(test_closing),
		CASE(test_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
