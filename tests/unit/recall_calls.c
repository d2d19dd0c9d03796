/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls of the day by desk.md section 5: reasons, their order, households, rests, outcomes. */
#include "../support/unit.h"

#include <stdio.h>
#include <string.h>

#include "../support/desk.h"
#include "../support/recall.h"
#include "recall/calls.h"
#include "recall/contact.h"
#include "recall/recall.h"

#define PAGE 7			/* lines */
#define HOMES 70		/* more than are asked for one by one */

static struct desk desk;
static struct arena arena;

static int
set_up(void **state)
{
	(void)state;
	recall_new(&desk);
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
visit(int64_t whom, const char *type, const char *on, int start, int to)
{
	return visit_put(&desk, whom, type, on, start, to);
}

static int64_t
patient(const char *name)
{
	return patient_new(&desk, name, NULL, NULL);
}

/* A new patient who was here last on a day. */
static int64_t
seen(const char *name, const char *on)
{
	const int64_t id = patient(name);

	visit(id, "exam", on, AT(9, 0), VISIT_DONE);
	return id;
}

static void
join(int64_t one, int64_t other)
{
	struct patient row;

	must(record_get(&desk, &arena, &patient_record, one, &row));
	must(patient_join(&desk, &row, other));
}

/* A call that ends so; what was said of it. */
static const char *
called(int64_t whom, enum purpose purpose, int outcome, const char *until)
{
	struct contact row;
	const char *said;

	record_blank(&contact_record, &row);
	row.patient = whom;
	row.purpose = purpose;
	row.outcome = outcome;
	row.until = until;
	must(contact_log(&desk, &arena, &row, &said));
	return said;
}

/* "NAME: WHY (rest)" a line; a paged list is left after each page. */
static const char *
calls_of(const struct calls_options *options)
{
	const char *text = "";
	int line = 0;
	struct calls *calls;
	struct call call;
	bool more = true;

	must(calls_open(&desk, &arena, options, &calls));
	for (;;) {
		must(calls_next(calls, &call, &more));
		if (!more)
			break;
		text = arena_print(&arena, "%s%s: %s%s%s%s\n", text, call.name, call.why,
				call.rest ? " (" : "", call.rest ? call.rest : "",
				call.rest ? ")" : "");
		if (options->paged && ++line % PAGE == 0)
			calls_pause(calls);
	}
	calls_close(calls);
	return text;
}

static const char *
calls(void)
{
	return calls_of(&(struct calls_options){.day = NONE});
}

static void
at(const char *on, int minute)
{
	desk_clock_set(&desk, day_of(on), minute);
}

/* Tuesday 2026-11-24, 10:42. */
static void
test_order(void **state)
{
	struct need need;
	struct appointment row;

	(void)state;
	seen("Novotny, Ivo", "2026-02-10");
	patient("Weiss, Ola");
	row = visit(patient("Berg, Ola"), "filling", "2026-11-24", AT(9, 0), VISIT_PLANNED);
	row.chair = 0;
	row.chair_kind = row.day = row.start = NONE;
	row.call_on = day_of("2026-11-24");
	put(&desk, &appointment_record, &row);
	visit(patient("Park, Min-jun"), "exam", "2026-11-23", AT(14, 0), VISIT_MISSED);
	row = visit(patient("Grant, Joy"), "crownseat", "2026-11-26", AT(9, 0), VISIT_BOOKED);
	record_blank(&need_record, &need);
	need.appointment = row.row.id;
	need.wanted_by = day_of("2026-11-24");
	put(&desk, &need_record, &need);
	visit(patient("Bose, Tara"), "filling", "2026-11-24", AT(10, 30), VISIT_BOOKED);
	assert_string_equal(calls(),
			    "Bose, Tara: 10:30 not here, 12 late; never seen here\n"
			    "Grant, Joy: confirm Thu 09:00; lab case not in; never seen here\n"
			    "Park, Min-jun: missed yesterday 14:00; never seen here\n"
			    "Berg, Ola: planned filling: call on today; never seen here\n"
			    "Novotny, Ivo: 15 weeks overdue\n"
			    "Weiss, Ola: never seen here\n");
	assert_string_equal(calls_of(&(struct calls_options){
				.day = NONE, .only = 1u << REASON_UNCONFIRMED}),
			    "Grant, Joy: confirm Thu 09:00\n");
}

/* Not here is said from the grace on; what is further than two open days isn't asked yet. */
static void
test_edges(void **state)
{
	const int64_t ada = seen("Moss, Ada", "2026-10-01");

	(void)state;
	visit(ada, "filling", "2026-11-24", AT(11, 0), VISIT_BOOKED);
	at("2026-11-24", AT(11, 9));
	assert_string_equal(calls(), "");
	at("2026-11-24", AT(11, 10));
	assert_string_equal(calls(), "Moss, Ada: 11:00 not here, 10 late\n");
	at("2026-11-25", AT(8, 0));
	assert_string_equal(calls(), "Moss, Ada: yesterday 11:00 unsettled\n");
	visit(ada, "filling", "2026-11-30", AT(11, 0), VISIT_BOOKED);
	at("2026-11-26", AT(8, 0));
	assert_string_equal(calls(), "Moss, Ada: confirm Mon 11:00; Tue 24 Nov 11:00 unsettled\n");
}

/* A missed visit comes back until somebody has spoken with her, or she has another one; where a message
 * was left, on the second day. Only the last one is said. */
static void
test_missed(void **state)
{
	const struct calls_options missed = {.day = NONE, .only = 1u << REASON_MISSED};
	const int64_t ada = patient("Lovelace, Ada");
	int64_t roy;

	(void)state;
	visit(ada, "filling", "2026-11-12", AT(9, 0), VISIT_MISSED);
	visit(ada, "filling", "2026-11-16", AT(9, 0), VISIT_MISSED);
	assert_string_equal(calls_of(&missed), "Lovelace, Ada: missed Mon 16 Nov 09:00\n");
	called(ada, PURPOSE_SERVICE, OUTCOME_NO_ANSWER, NULL);
	desk_clock_set(&desk, TODAY + 1, AT(10, 0));
	assert_string_equal(calls_of(&missed), "Lovelace, Ada: missed Mon 16 Nov 09:00\n");
	called(ada, PURPOSE_SERVICE, OUTCOME_LEFT_MESSAGE, NULL);
	desk_clock_set(&desk, TODAY + 2, AT(10, 0));
	assert_string_equal(calls_of(&missed), "");
	desk_clock_set(&desk, TODAY + 3, AT(10, 0));
	assert_string_equal(calls_of(&missed), "Lovelace, Ada: missed Mon 16 Nov 09:00\n");
	visit(ada, "filling", "2026-12-03", AT(9, 0), VISIT_BOOKED);
	assert_string_equal(calls_of(&missed), "");
	roy = patient("Roy, Dev");
	visit(roy, "filling", "2026-11-26", AT(9, 0), VISIT_LEFT);
	assert_string_equal(calls_of(&missed), "Roy, Dev: left unseen yesterday 09:00\n");
	called(roy, PURPOSE_SERVICE, OUTCOME_TALKED, NULL);
	desk_clock_set(&desk, TODAY + 6, AT(10, 0));
	assert_string_equal(calls_of(&missed), "");
}

static void
test_recall_words(void **state)
{
	const int64_t ivo = seen("Novotny, Ivo", "2026-02-10");

	(void)state;
	seen("Moss, Ada", "2026-05-24");
	seen("Sato, Yui", "2026-05-20");
	seen("Levi, Dan", "2026-06-10");
	seen("Paz, Ines", "2026-06-20");
	visit(ivo, "exam", "2026-09-10", AT(9, 0), VISIT_MISSED);
	visit(ivo, "exam", "2026-10-10", AT(9, 0), VISIT_MISSED);
	visit(patient("Silva, Rui"), "filling", "2026-05-24", AT(9, 0), VISIT_DONE);
	assert_string_equal(calls(),
			    "Novotny, Ivo: 15 weeks overdue, missed 2\n"
			    "Sato, Yui: due since Fri 20 Nov\n"
			    "Moss, Ada: due today\n"
			    "Levi, Dan: due Thu 10 Dec\n"
			    "Silva, Rui: no examination on record\n");
}

/* Scheduled, paused, stopped and inactive ones aren't called; nor whose visit is unsettled. */
static void
test_recall_left_out(void **state)
{
	const int64_t one = seen("One", "2026-02-10"), two = seen("Two", "2026-02-10");
	const int64_t three = seen("Three", "2026-02-10"), four = seen("Four", "2026-02-10");
	struct recall_type exam;
	struct patient row;
	const char *said;

	(void)state;
	must(recall_type_find(&desk, &arena, "exam", &exam));
	visit(one, "exam", "2026-12-20", AT(9, 0), VISIT_BOOKED);
	must(recall_pause(&desk, &arena, two, exam.row.id, day_of("2026-12-01"), &said));
	must(recall_stop(&desk, &arena, three, exam.row.id, STOPPED_ASKED, &said));
	must(record_get(&desk, &arena, &patient_record, four, &row));
	row.state = PATIENT_MOVED;
	put(&desk, &patient_record, &row);
	assert_string_equal(calls(), "");
	at("2026-12-01", AT(9, 0));
	assert_string_equal(calls(), "Two: 16 weeks overdue\n");
	at("2026-12-21", AT(9, 0));
	assert_string_equal(calls_of(&(struct calls_options){
				.day = NONE, .only = 1u << REASON_RECALL}),
			    "Two: 19 weeks overdue\n");
}

static void
test_households(void **state)
{
	const int64_t anna = patient_new(&desk, "Meyer, Anna", NULL, "1985-03-14");
	const int64_t tom = patient_new(&desk, "Meyer, Tom", NULL, "2015-03-14");
	const int64_t lia = patient_new(&desk, "Meyer, Lia", NULL, "2017-03-14");
	struct calls *list;
	struct call call;
	bool more;

	(void)state;
	visit(lia, "exam", "2026-05-03", AT(9, 0), VISIT_DONE);
	join(anna, tom);
	join(lia, tom);
	visit(anna, "exam", "2026-11-25", AT(11, 15), VISIT_BOOKED);
	visit(tom, "exam", "2026-11-25", AT(11, 45), VISIT_BOOKED);
	assert_string_equal(calls(), "Meyer Anna Tom Lia: confirm 2; recall 1\n");
	must(calls_open(&desk, &arena, &(struct calls_options){
			.day = NONE, .only = 1u << REASON_RECALL}, &list));
	must(calls_next(list, &call, &more));
	assert_true(more);
	assert_string_equal(call.name, "Meyer, Lia");
	assert_string_equal(call.why, "3 weeks overdue");
	assert_int_equal(call.patient, anna);
	assert_int_equal(call.count, 1);
	assert_int_equal(call.reasons[0].patient, lia);
	must(calls_next(list, &call, &more));
	assert_false(more);
	calls_close(list);
}

static void
test_household_due(void **state)
{
	const int64_t eve = seen("Adeyemi, Eve", "2026-05-03");
	struct calls_counts counts;

	(void)state;
	for (int i = 0; i < 3; i++)
		join(seen(arena_print(&arena, "Adeyemi, %d", i), "2026-05-20"), eve);
	assert_string_equal(calls(), "Adeyemi household: all due, none booked\n");
	must(calls_count(&desk, &(struct calls_options){.day = NONE}, &counts));
	assert_int_equal(counts.to_make, 1);
	called(eve, PURPOSE_INVITATION, OUTCOME_LEFT_MESSAGE, NULL);
	must(calls_count(&desk, &(struct calls_options){.day = NONE}, &counts));
	assert_int_equal(counts.to_make, 0);
	assert_int_equal(counts.made, 1);
	assert_int_equal(counts.reached, 0);
}

/* Nobody there: again after 3 hours, and late in the day the next open day. */
static void
test_no_answer(void **state)
{
	const int64_t ada = seen("Moss, Ada", "2026-05-10");

	(void)state;
	assert_string_equal(called(ada, PURPOSE_INVITATION, OUTCOME_NO_ANSWER, NULL),
			    "Moss, Ada: rang, nobody, again from 13:42");
	at("2026-11-24", AT(13, 41));
	assert_string_equal(calls(), "");
	assert_string_equal(calls_of(&(struct calls_options){.day = NONE, .rested = true}),
			    "Moss, Ada: 2 weeks overdue (rang 10:42, nobody)\n");
	at("2026-11-24", AT(13, 42));
	assert_string_equal(calls(), "Moss, Ada: 2 weeks overdue\n");
	at("2026-11-27", AT(17, 30));
	assert_string_equal(called(ada, PURPOSE_INVITATION, OUTCOME_NO_ANSWER, NULL),
			    "Moss, Ada: rang, nobody, again Mon 30 Nov");
	at("2026-11-27", AT(19, 59));
	assert_string_equal(calls(), "");
	at("2026-11-30", AT(8, 0));
	assert_string_equal(calls(), "Moss, Ada: 2 weeks overdue\n");
}

/* What has come up since today's call is called for all the same. */
static void
test_called_today(void **state)
{
	const int64_t ada = seen("Moss, Ada", "2026-05-10");

	(void)state;
	visit(ada, "filling", "2026-11-24", AT(12, 0), VISIT_BOOKED);
	assert_string_equal(calls(), "Moss, Ada: confirm today 12:00; 2 weeks overdue\n");
	assert_string_equal(called(ada, PURPOSE_SERVICE, OUTCOME_TOLD, NULL), "Moss, Ada: told");
	assert_string_equal(calls(), "");
	at("2026-11-24", AT(12, 15));
	assert_string_equal(calls(), "Moss, Ada: 12:00 not here, 15 late\n");
	called(ada, PURPOSE_SERVICE, OUTCOME_NO_ANSWER, NULL);
	assert_string_equal(calls(), "");
}

static void
test_promises(void **state)
{
	const int64_t ada = seen("Moss, Ada", "2026-05-10");
	struct calls *list;
	struct call call;
	bool more;

	(void)state;
	assert_string_equal(called(ada, PURPOSE_INVITATION, OUTCOME_CALL_AT, "2026-11-24T15:00"),
			    "Moss, Ada: to be called, again Tue 24 Nov 15:00");
	must(calls_open(&desk, &arena, &(struct calls_options){.day = NONE}, &list));
	must(calls_next(list, &call, &more));
	assert_true(more);
	assert_string_equal(call.by, "15:00");
	assert_string_equal(call.why, "call promised for today");
	assert_int_equal(call.reason, REASON_PROMISED);
	calls_close(list);
	at("2026-11-24", AT(15, 0));
	assert_string_equal(called(ada, PURPOSE_INVITATION, OUTCOME_NOT_UNTIL, "2026-12-10"),
			    "Moss, Ada: not now, again Thu 10 Dec");
	at("2026-12-09", AT(9, 0));
	assert_string_equal(calls(), "");
	at("2026-12-10", AT(9, 0));
	assert_string_equal(calls(), "Moss, Ada: asked to be called from today; 4 weeks overdue\n");
	visit(ada, "exam", "2027-01-10", AT(9, 0), VISIT_BOOKED);
	called(ada, PURPOSE_INVITATION, OUTCOME_BOOKED, NULL);
	at("2026-12-11", AT(9, 0));
	assert_string_equal(calls(), "");
}

/* What is to be answered today comes before what is only to be called, whoever was rung. */
static void
test_concerns(void **state)
{
	const int64_t ada = seen("Moss, Ada", "2026-10-01");
	struct calls *list;
	struct call call;
	bool more;

	(void)state;
	visit(ada, "filling", "2026-11-25", AT(9, 0), VISIT_BOOKED);
	must(db_run(desk.db, "INSERT INTO concern"
		    " (id, rev, kind, patient, text, owner, opened, due)"
		    " VALUES (1, 1, 'question', $1, 'Does it hurt?', 'Kim',"
		    " '2026-11-23T09:00:00Z', '2026-11-24T11:00:00Z'),"
		    " (2, 1, 'promise', $1, 'A letter', 'Kim',"
		    " '2026-11-23T09:00:00Z', '2026-11-25T00:00:00Z')", "I", ada));
	called(ada, PURPOSE_SERVICE, OUTCOME_TALKED, NULL);
	must(calls_open(&desk, &arena, &(struct calls_options){.day = NONE}, &list));
	must(calls_next(list, &call, &more));
	assert_true(more);
	assert_string_equal(call.by, "11:00");
	assert_string_equal(call.why, "question: answer promised");
	assert_string_equal(call.reasons[0].say, "In their words: Does it hurt?");
	assert_int_equal(call.reasons[0].concern, 1);
	must(calls_next(list, &call, &more));
	assert_false(more);
	calls_close(list);
	must(db_run(desk.db, "UPDATE concern SET answered = '2026-11-24T10:50:00Z'", ""));
	assert_string_equal(calls(), "");
}

static void
test_outcomes_refused(void **state)
{
	static const struct {
		int channel, outcome;
		const char *until, *words;
	} cases[] = {
		{CONTACT_CALL, NONE, NULL, "how the call ended"},
		{CONTACT_CALL, OUTCOME_CALL_AT, NULL, "call_at"},
		{CONTACT_CALL, OUTCOME_CALL_AT, "2026-11-24T10:41", "past"},
		{CONTACT_CALL, OUTCOME_NOT_UNTIL, NULL, "not_until"},
		{CONTACT_CALL, OUTCOME_NOT_UNTIL, "2026-11-25T10:00", "takes a day"},
		{CONTACT_CALL, OUTCOME_NOT_UNTIL, "2026-11-23", "past"},
		{CONTACT_CALL, OUTCOME_NOT_UNTIL, "soon", "neither a day nor a moment"},
		{CONTACT_CALL, OUTCOME_TALKED, "2026-11-25", "only call_at"},
	};
	const int64_t ada = patient("Moss, Ada");
	struct contact_line *lines;
	size_t count;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct contact row;
		const char *said;

		record_blank(&contact_record, &row);
		row.patient = ada;
		row.channel = cases[i].channel;
		row.outcome = cases[i].outcome;
		row.until = cases[i].until;
		refused(contact_log(&desk, &arena, &row, &said), INPUT, cases[i].words);
	}
	must(contacts_of_patient(&desk, &arena, ada, 0, &lines, &count));
	assert_int_equal(count, 0);
}

/* A wrong number is marked for all whom it serves, and the next one is taken. */
static void
test_wrong_number(void **state)
{
	const int64_t ada = patient_new(&desk, "Moss, Ada", "555-0142", NULL);
	const int64_t bo = patient_new(&desk, "Moss, Bo", "555-0142", NULL);
	struct patient_reach_line *lines;
	struct contact_line *contacts;
	size_t count;

	(void)state;
	must(batch_begin(&desk, NULL, NULL));
	must(batch_end(&desk, patient_reach_add(&desk, ada, REACH_PHONE, "555-0143")));
	assert_string_equal(called(ada, PURPOSE_SERVICE, OUTCOME_WRONG_NUMBER, NULL),
			    "Moss, Ada: wrong number, next is 555-0143");
	must(patient_reaches(&desk, &arena, bo, &lines, &count));
	assert_int_equal(count, 1);
	assert_string_equal(lines[0].failed, "wrong number");
	assert_string_equal(called(ada, PURPOSE_SERVICE, OUTCOME_WRONG_NUMBER, NULL),
			    "Moss, Ada: wrong number, and there is no other");
	must(contacts_of_patient(&desk, &arena, ada, 1, &contacts, &count));
	assert_int_equal(count, 1);
	assert_string_equal(contacts[0].reach_value, "555-0143");
}

static struct call
first_call(void)
{
	const struct calls_options options = { .day = NONE };
	struct calls *list;
	struct call call;
	bool more;

	must(calls_open(&desk, &arena, &options, &list));
	must(calls_next(list, &call, &more));
	assert_true(more);
	calls_close(list);
	return call;
}

static void
counted(int to_make, int made, int reached, int booked)
{
	struct calls_counts counts;

	must(calls_count(&desk, &(struct calls_options){ .day = NONE }, &counts));
	assert_int_equal(counts.to_make, to_make);
	assert_int_equal(counts.made, made);
	assert_int_equal(counts.reached, reached);
	assert_int_equal(counts.booked, booked);
}

static void
contact_is(int64_t whom, int purpose, const char *spoke_with)
{
	struct contact_line *lines;
	size_t count;

	must(contacts_of_patient(&desk, &arena, whom, 0, &lines, &count));
	assert_int_equal(count, 1);
	assert_int_equal(lines[0].purpose, purpose);
	assert_string_equal(lines[0].spoke_with ? lines[0].spoke_with : "", spoke_with);
	assert_string_equal(lines[0].reach_value, "555-0142");
}

/* One call about two of a household is a contact of each, on the number that was rung, and counts
 * once; one undo takes it back. */
static void
test_call_logged(void **state)
{
	const int64_t ada = patient_new(&desk, "Moss, Ada", "555-0142", "1985-03-14");
	const int64_t bo = patient_new(&desk, "Moss, Bo", "555-0143", "2017-03-14");
	const char *said;
	struct call call;
	int64_t undone;

	(void)state;
	join(bo, ada);
	visit(bo, "child", "2026-03-02", AT(9, 0), VISIT_DONE);
	visit(ada, "exam", "2026-04-02", AT(9, 0), VISIT_DONE);
	visit(ada, "exam", "2026-11-25", AT(9, 0), VISIT_BOOKED);
	at("2026-11-24", AT(10, 42));
	call = first_call();
	assert_int_equal(call.patient, ada);
	counted(1, 0, 0, 0);
	must(call_log(&desk, &arena, &call, &(struct call_end){ .outcome = OUTCOME_TALKED },
			&said));
	contact_is(ada, PURPOSE_REMINDER, "");
	contact_is(bo, PURPOSE_INVITATION, "Moss, Ada");
	counted(0, 1, 1, 0);
	must(undo(&desk, 0, &undone));
	counted(1, 0, 0, 0);
	must(call_log(&desk, &arena, &call, &(struct call_end){ .outcome = OUTCOME_NO_ANSWER },
			&said));
	counted(0, 1, 0, 0);
	at("2026-11-24", AT(13, 42));
	assert_int_equal(first_call().tries, 1);
}

/* Who wants no more is on no list; who died is on none at all. */
static void
test_call_off(void **state)
{
	const int64_t ada = seen("Moss, Ada", "2026-03-02"), bo = seen("Berg, Bo", "2026-03-03");
	struct appointment to_come = visit_put(&desk, bo, "filling", "2026-12-10", AT(9, 0),
			VISIT_BOOKED);
	const char *said;
	struct patient row;

	(void)state;
	must(call_off(&desk, &arena, ada, STOPPED_COST, &said));
	assert_string_equal(said, "Moss, Ada: recall stopped (cost)");
	counted(1, 0, 0, 0);
	must(call_off(&desk, &arena, bo, STOPPED_DIED, &said));
	counted(0, 0, 0, 0);
	must(record_get(&desk, &arena, &patient_record, bo, &row));
	assert_int_equal(row.state, PATIENT_DECEASED);
	must(record_get(&desk, &arena, &appointment_record, to_come.row.id, &to_come));
	assert_int_equal(to_come.state, VISIT_CANCELLED);
	must(record_get(&desk, &arena, &patient_record, ada, &row));
	assert_int_equal(row.state, PATIENT_ACTIVE);
}

static const char *
rest(int64_t id, enum purpose purpose)
{
	const struct approach approach = { .patient = id, .purpose = purpose, .channel = NONE };
	const char *why;

	must(contact_rest(&desk, &arena, &approach, &why));
	return why ? why : "";
}

static void
set_state(int64_t id, int to)
{
	struct patient row;

	must(record_get(&desk, &arena, &patient_record, id, &row));
	row.state = to;
	put(&desk, &patient_record, &row);
}

static void
test_rest_states(void **state)
{
	const int64_t ada = patient("Moss, Ada"), bo = patient("Moss, Bo");

	(void)state;
	join(bo, ada);
	assert_string_equal(rest(ada, PURPOSE_INVITATION), "");
	set_state(ada, PATIENT_INACTIVE);
	assert_string_equal(rest(ada, PURPOSE_INVITATION), "inactive");
	assert_string_equal(rest(ada, PURPOSE_REMINDER), "");
	set_state(ada, PATIENT_DECEASED);
	assert_string_equal(rest(ada, PURPOSE_SERVICE), "deceased");
	assert_string_equal(rest(bo, PURPOSE_INVITATION), "a death in the home");
	assert_string_equal(rest(bo, PURPOSE_SERVICE), "");
	at("2026-12-25", AT(10, 42));
	assert_string_equal(rest(bo, PURPOSE_INVITATION), "");
}

static void
test_rest_today(void **state)
{
	const int64_t ada = patient("Moss, Ada"), bo = patient("Moss, Bo");

	(void)state;
	join(bo, ada);
	called(ada, PURPOSE_SERVICE, OUTCOME_TALKED, NULL);
	assert_string_equal(rest(bo, PURPOSE_INVITATION), "in contact today 10:42");
	assert_string_equal(rest(bo, PURPOSE_REMINDER), "");
	at("2026-11-24", AT(20, 0));
	assert_string_equal(rest(bo, PURPOSE_REMINDER), "before 08:00 or after 20:00");
	assert_string_equal(rest(bo, PURPOSE_SERVICE), "");
	at("2026-11-25", AT(8, 0));
	assert_string_equal(rest(bo, PURPOSE_INVITATION), "");
}

static void
test_rest_complaint(void **state)
{
	const int64_t ada = patient("Moss, Ada");

	(void)state;
	must(db_run(desk.db, "INSERT INTO concern"
		    " (id, rev, kind, patient, text, owner, opened, due)"
		    " VALUES (1, 1, 'complaint', $1, 'x', 'Kim', '2026-11-23T09:00:00Z',"
		    " '2026-11-24T09:00:00Z')", "I", ada));
	assert_string_equal(rest(ada, PURPOSE_INVITATION), "an open complaint");
	assert_string_equal(rest(ada, PURPOSE_OPINION), "an open complaint");
	assert_string_equal(rest(ada, PURPOSE_REMINDER), "");
	assert_string_equal(calls(), "Moss, Ada: complaint: reply promised\n");
	must(db_run(desk.db, "UPDATE concern SET answered = '2026-11-24T10:00:00Z'", ""));
	assert_string_equal(rest(ada, PURPOSE_INVITATION), "");
}

static void
consent(int64_t reach, int allowed, const char *when)
{
	struct consent row;

	record_blank(&consent_record, &row);
	row.reach = reach;
	row.purpose = PURPOSE_INVITATION;
	row.allowed = allowed;
	row.at = when;
	row.how = "by telephone";
	put(&desk, &consent_record, &row);
}

/* Refused on every number: no invitation. The latest word is what holds. */
static void
test_rest_consent(void **state)
{
	const int64_t ada = patient("Moss, Ada");
	struct patient_reach_line *lines;
	size_t count;

	(void)state;
	must(patient_reaches(&desk, &arena, ada, &lines, &count));
	consent(lines[0].reach, 0, "2026-01-01T09:00:00Z");
	assert_string_equal(rest(ada, PURPOSE_INVITATION), "doesn't want it");
	assert_string_equal(rest(ada, PURPOSE_OPINION), "");
	assert_string_equal(calls(), "");
	consent(lines[0].reach, 1, "2026-02-01T09:00:00Z");
	assert_string_equal(rest(ada, PURPOSE_INVITATION), "");
	consent(lines[0].reach, 0, "2026-03-01T09:00:00Z");
	must(batch_begin(&desk, NULL, NULL));
	must(batch_end(&desk, patient_reach_add(&desk, ada, REACH_EMAIL, "ada@example.org")));
	assert_string_equal(rest(ada, PURPOSE_INVITATION), "");
}

/* She wants no invitation on her number, whoever else has it. */
static void
refuse(int64_t whom)
{
	struct patient_reach_line *lines;
	struct consent row;
	size_t count;

	must(patient_reaches(&desk, &arena, whom, &lines, &count));
	record_blank(&consent_record, &row);
	row.reach = lines[0].reach;
	row.patient = whom;
	row.purpose = PURPOSE_INVITATION;
	row.at = "2026-01-01T09:00:00Z";
	row.how = "by telephone";
	put(&desk, &consent_record, &row);
}

/* A page at a time gives what all at once does, whoever of a home rests. */
static void
test_pages(void **state)
{
	char name[32], on[DAY_SIZE];
	const char *whole;
	int64_t id, before = 0;

	(void)state;
	for (int i = 0; i < HOMES; i++) {
		snprintf(name, sizeof name, "Home, N%02d", i);
		civil_format(on, TODAY - 420 + i * 37 % 200);
		id = seen(name, on);
		if (i % 3 == 1)
			join(id, before);
		if (i % 5 == 0)
			refuse(id);
		before = id;
	}
	whole = calls();
	assert_non_null(strstr(whole, "N69"));
	assert_string_equal(calls_of(&(struct calls_options){ .day = NONE, .paged = true }), whole);
	assert_string_equal(calls_of(&(struct calls_options){ .day = NONE, .paged = true,
			.rested = true }), calls_of(&(struct calls_options){ .day = NONE,
			.rested = true }));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_edges, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_missed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_recall_words, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_recall_left_out, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_households, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_household_due, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_no_answer, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_called_today, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_promises, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_concerns, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_outcomes_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_wrong_number, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_call_logged, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_call_off, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_rest_states, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_rest_today, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_rest_complaint, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_rest_consent, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_pages, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("recall_calls", tests, NULL, NULL);
}
