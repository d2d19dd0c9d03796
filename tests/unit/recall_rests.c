/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every rule of rest by itself: the one function answers with its reason, and the list, the outbox, the
 * export and whom a gap would suit all heed it.
 */
#include "../support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/desk.h"
#include "../support/recall.h"
#include "care/concern.h"
#include "ical/export.h"
#include "post/morning.h"
#include "post/queue.h"
#include "recall/calls.h"
#include "recall/fit.h"

static struct desk desk;
static struct arena arena;
static int64_t ada, bo;		/* who is due; who lives with her */

static int64_t
number_of(int64_t patient)
{
	int64_t reach;

	must(db_value(desk.db, &reach, "SELECT reach FROM patient_reach WHERE patient = $1", "I",
			patient));
	return reach;
}

static void
reach_set(int64_t id, int may_text, bool failed)
{
	struct reach row;
	char stamp[STAMP_SIZE];

	must(record_get(&desk, &arena, &reach_record, id, &row));
	row.may_text = may_text;
	row.failed = failed ? desk_stamp(&desk, stamp) : NULL;
	put(&desk, &reach_record, &row);
}

/* Ada's step by text has come: she is to be called, texted, listed. Bo has been here lately. */
static int
set_up(void **state)
{
	struct patient row;

	(void)state;
	recall_new(&desk);
	must(batch_begin(&desk, NULL, NULL));
	must(batch_end(&desk, setting_put(&desk, "phone", "555-0100")));
	ada = patient_new(&desk, "Lovelace, Ada", "555-0142", "1985-03-14");
	bo = patient_new(&desk, "Lovelace, Bo", "555-0143", "1984-03-14");
	must(record_get(&desk, &arena, &patient_record, bo, &row));
	must(patient_join(&desk, &row, ada));
	visit_put(&desk, ada, "exam", "2026-05-24", AT(9, 0), VISIT_DONE);
	visit_put(&desk, bo, "exam", "2026-11-20", AT(9, 0), VISIT_DONE);
	reach_set(number_of(ada), 1, false);
	reach_set(number_of(bo), 1, false);
	desk_clock_set(&desk, TODAY - 7, AT(10, 42));
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

static const char *
why(int64_t patient, enum purpose purpose, int channel, int64_t reach)
{
	const struct approach approach = { .patient = patient, .purpose = purpose,
		.channel = channel, .reach = reach };
	const char *words;

	must(contact_rest(&desk, &arena, &approach, &words));
	return words ? words : "";
}

/* Is there a line for her recall; with `rested` what it says of its rest, "" nothing. */
static const char *
listed(bool rested)
{
	const struct calls_options options = { .day = NONE, .only = CALLS_RECALL, .rested = rested };
	const char *found = NULL;
	struct calls *calls;
	struct call call;
	bool more = true;

	must(calls_open(&desk, &arena, &options, &calls));
	while (must(calls_next(calls, &call, &more)), more)
		if (call.reasons[0].patient == ada)
			found = call.rest ? call.rest : "";
	calls_close(calls);
	return found;
}

static int
planned(enum purpose purpose)
{
	struct morning_line *lines;
	size_t count;
	int found = 0;

	must(morning_plan(&desk, &arena, &(struct morning_options){ .dry_run = true }, &lines,
			&count));
	for (size_t i = 0; i < count; i++)
		found += lines[i].patient == ada && lines[i].purpose == (int)purpose;
	return found;
}

static int64_t
exported(void)
{
	const struct ical_recalls which = { .due_by = desk_today(&desk) + 30 };
	struct ical_recall_count count;
	FILE *const none = fopen("/dev/null", "w");

	assert_non_null(none);
	must(ical_export_recalls(&desk, &which, none, &count));
	fclose(none);
	return count.written;
}

static bool
would_fit(void)
{
	struct slot gap = { .day = desk_today(&desk) + 1, .start = AT(14, 0), .minutes = 60 };
	struct fit_line *lines;
	size_t count;
	bool found = false;

	must(db_value(desk.db, &gap.chair, "SELECT min(id) FROM chair WHERE kind = 'treatment'", ""));
	must(gap_fits(&desk, &arena, gap, 10, &lines, &count));
	for (size_t i = 0; i < count; i++)
		found = found || lines[i].patient == ada;
	return found;
}

/* The rules. Each makes it so that Ada isn't invited. */

static void
contact(int64_t patient, int channel, enum purpose purpose, int outcome)
{
	struct contact row;

	record_blank(&contact_record, &row);
	row.patient = patient;
	row.channel = channel;
	row.purpose = purpose;
	row.outcome = outcome;
	must(contact_log(&desk, &arena, &row, NULL));
}

static void
she_was_called(void)
{
	contact(ada, CONTACT_CALL, PURPOSE_SERVICE, OUTCOME_TALKED);
}

static void
the_home_was_called(void)
{
	contact(bo, CONTACT_CALL, PURPOSE_SERVICE, OUTCOME_TALKED);
}

static void
the_home_was_invited(void)
{
	contact(bo, CONTACT_EMAIL, PURPOSE_INVITATION, NONE);
}

static void
nobody_answered(void)
{
	contact(ada, CONTACT_CALL, PURPOSE_SERVICE, OUTCOME_NO_ANSWER);
}

static void
complain(int64_t patient)
{
	struct concern row;
	const char *said;

	record_blank(&concern_record, &row);
	row.kind = CONCERN_COMPLAINT;
	row.patient = patient;
	row.text = "had to wait";
	must(concern_open(&desk, &arena, &row, NONE, NONE, &said));
}

static void
she_complained(void)
{
	complain(ada);
}

static void
the_home_complained(void)
{
	complain(bo);
}

static void
state_set(int64_t patient, int state)
{
	struct patient row;

	must(record_get(&desk, &arena, &patient_record, patient, &row));
	row.state = state;
	must(patient_edit(&desk, &row));
}

static void
she_died(void)
{
	state_set(ada, PATIENT_DECEASED);
}

static void
somebody_died(void)
{
	state_set(bo, PATIENT_DECEASED);
}

static void
she_is_inactive(void)
{
	state_set(ada, PATIENT_INACTIVE);
}

static void
she_moved(void)
{
	state_set(ada, PATIENT_MOVED);
}

static void
she_left(void)
{
	state_set(ada, PATIENT_LEFT);
}

static void
she_was_dismissed(void)
{
	state_set(ada, PATIENT_DISMISSED);
}

static void
she_refused(void)
{
	char stamp[STAMP_SIZE];
	struct consent row;

	record_blank(&consent_record, &row);
	row.reach = number_of(ada);
	row.purpose = PURPOSE_INVITATION;
	row.at = desk_stamp(&desk, stamp);
	row.how = "said so";
	put(&desk, &consent_record, &row);
}

static void
a_message_waits(void)
{
	struct message row;

	record_blank(&message_record, &row);
	row.patient = bo;
	row.reach = number_of(bo);
	row.channel = MESSAGE_TEXT;
	row.purpose = PURPOSE_INVITATION;
	row.template = "recall";
	row.text = "come";
	must(batch_begin(&desk, NULL, NULL));
	must(batch_end(&desk, message_queue(&desk, &arena, &row)));
}

static const struct rule_case {
	const char *name;
	void (*make)(void);
	const char *invitation, *reminder, *service;	/* "" allowed */
} rules[] = {
	{ "in contact today", she_was_called, "in contact today 10:42", "", "" },
	{ "the household in contact", the_home_was_called, "in contact today 10:42", "", "" },
	{ "the household invited", the_home_was_invited, "in contact today 10:42", "", "" },
	{ "rang, nobody", nobody_answered, "rang 10:42, nobody", "", "" },
	{ "an open complaint", she_complained, "an open complaint", "", "" },
	{ "of the household", the_home_complained, "an open complaint", "", "" },
	{ "deceased", she_died, "deceased", "deceased", "deceased" },
	{ "a death in the home", somebody_died, "a death in the home", "", "" },
	{ "inactive", she_is_inactive, "inactive", "", "" },
	{ "moved", she_moved, "moved away", "", "" },
	{ "left us", she_left, "left us", "", "" },
	{ "dismissed", she_was_dismissed, "dismissed", "", "" },
	{ "refused", she_refused, "doesn't want it", "", "" },
	{ "a message waits", a_message_waits, "text waits to be sent", "", "" },
};

/* By number, purpose and channel: all ask the one function, and no way round it is open. */
static void
test_each_rule(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		const struct rule_case *const rule = &rules[i];
		const char *rest;

		assert_string_equal(why(ada, PURPOSE_INVITATION, NONE, 0), "");
		assert_string_equal(listed(false), "");
		assert_int_equal(planned(PURPOSE_INVITATION), 1);
		assert_int_equal(exported(), 1);
		rule->make();
		assert_string_equal(why(ada, PURPOSE_INVITATION, NONE, 0), rule->invitation);
		assert_string_equal(why(ada, PURPOSE_OPINION, NONE, 0),
				rule->make == she_refused ? "" : rule->invitation);
		assert_string_equal(why(ada, PURPOSE_REMINDER, NONE, 0), rule->reminder);
		assert_string_equal(why(ada, PURPOSE_SERVICE, NONE, 0), rule->service);
		assert_null(listed(false));
		rest = listed(true);	/* who isn't active is in no list at all */
		if (rest)
			assert_string_equal(rest, rule->invitation);
		assert_int_equal(planned(PURPOSE_INVITATION), 0);
		assert_int_equal(exported(), 0);
		tear_down(NULL);
		arena = (struct arena){ 0 };
		set_up(NULL);
	}
}

/* Once she is due a gap would suit her; who rests isn't asked to come sooner. */
static void
test_gap(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		desk_clock_set(&desk, TODAY, AT(10, 42));
		assert_true(would_fit());
		rules[i].make();
		assert_false(would_fit());
		tear_down(NULL);
		arena = (struct arena){ 0 };
		set_up(NULL);
	}
}

/* After three hours, on the next day, after 30 days the rest is over. */
static void
test_ends(void **state)
{
	(void)state;
	nobody_answered();
	desk_clock_set(&desk, TODAY - 7, AT(13, 41));
	assert_string_equal(why(ada, PURPOSE_INVITATION, NONE, 0), "rang 10:42, nobody");
	desk_clock_set(&desk, TODAY - 7, AT(13, 42));
	assert_string_equal(why(ada, PURPOSE_INVITATION, NONE, 0), "");
	she_was_called();
	assert_string_equal(why(ada, PURPOSE_INVITATION, NONE, 0), "in contact today 13:42");
	desk_clock_set(&desk, TODAY - 6, AT(8, 0));
	assert_string_equal(why(ada, PURPOSE_INVITATION, NONE, 0), "");
	somebody_died();
	desk_clock_set(&desk, TODAY - 6 + 30, AT(8, 0));
	assert_string_equal(why(ada, PURPOSE_INVITATION, NONE, 0), "a death in the home");
	desk_clock_set(&desk, TODAY - 6 + 31, AT(8, 0));
	assert_string_equal(why(ada, PURPOSE_INVITATION, NONE, 0), "");
}

/* Nobody is rung up or texted at night; letters and e-mail wait by themselves; service always. */
static void
test_hours(void **state)
{
	(void)state;
	for (int minute = AT(7, 59); minute <= AT(20, 0); minute += AT(20, 0) - AT(7, 59)) {
		desk_clock_set(&desk, TODAY - 7, minute);
		assert_string_equal(why(ada, PURPOSE_INVITATION, CONTACT_CALL, 0),
				"before 08:00 or after 20:00");
		assert_string_equal(why(ada, PURPOSE_REMINDER, CONTACT_TEXT, 0),
				"before 08:00 or after 20:00");
		assert_string_equal(why(ada, PURPOSE_INVITATION, CONTACT_EMAIL, 0), "");
		assert_string_equal(why(ada, PURPOSE_INVITATION, CONTACT_LETTER, 0), "");
		assert_string_equal(why(ada, PURPOSE_SERVICE, CONTACT_CALL, 0), "");
	}
	desk_clock_set(&desk, TODAY - 7, AT(8, 0));
	assert_string_equal(why(ada, PURPOSE_INVITATION, CONTACT_CALL, 0), "");
}

/* Of one number: refused for a purpose it isn't used by itself for that one; a person may still call
 * about a visit that exists. */
static void
test_numbers(void **state)
{
	const int64_t hers = number_of(ada);

	(void)state;
	assert_string_equal(why(ada, PURPOSE_INVITATION, CONTACT_TEXT, hers), "");
	reach_set(hers, 0, false);
	assert_string_equal(why(ada, PURPOSE_INVITATION, CONTACT_TEXT, hers), "may not be texted");
	assert_string_equal(why(ada, PURPOSE_REMINDER, CONTACT_TEXT, hers), "may not be texted");
	assert_string_equal(why(ada, PURPOSE_INVITATION, CONTACT_CALL, hers), "");
	reach_set(hers, 1, true);
	assert_string_equal(why(ada, PURPOSE_SERVICE, CONTACT_CALL, hers),
			"the number or address doesn't work");
	reach_set(hers, 1, false);
	must(batch_begin(&desk, NULL, NULL));
	must(batch_end(&desk, patient_reach_add(&desk, ada, REACH_EMAIL, "ada@mail.example")));
	she_refused();		/* on her number; the e-mail is left */
	assert_string_equal(why(ada, PURPOSE_INVITATION, CONTACT_TEXT, hers),
			"refused on this number or address");
	assert_string_equal(why(ada, PURPOSE_INVITATION, CONTACT_CALL, hers),
			"refused on this number or address");
	assert_string_equal(why(ada, PURPOSE_INVITATION, CONTACT_EMAIL, 0), "");
	assert_string_equal(why(ada, PURPOSE_REMINDER, CONTACT_TEXT, hers), "");
	assert_string_equal(why(ada, PURPOSE_SERVICE, CONTACT_CALL, hers), "");
	assert_int_equal(planned(PURPOSE_INVITATION), 1);	/* by e-mail */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_each_rule, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_gap, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_ends, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_hours, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_numbers, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("recall_rests", tests, NULL, NULL);
}
