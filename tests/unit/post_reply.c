/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text replies: what words mean, and what comes of them (desk.md section 7).
 */
#include "../support/unit.h"

#include <string.h>

#include "../support/desk.h"
#include "book/appointment.h"
#include "care/concern.h"
#include "post/queue.h"
#include "post/reply.h"
#include "post/settle.h"

static struct desk desk;
static struct arena arena;
static int64_t anna;

static const struct {
	const char *languages, *text;
	enum reply_meaning meaning;
	int number;
} meanings[] = {
	{"en", "Y", REPLY_YES, 0}, {"en", "yes please!", REPLY_YES, 0},
	{"en", "  YES, thank you very much ", REPLY_YES, 0}, {"en", "N", REPLY_NO, 0},
	{"en", "No, sorry", REPLY_NO, 0}, {"en", "2", REPLY_NUMBER, 2},
	{"en", "2.", REPLY_NUMBER, 2}, {"en", "yes 1 please", REPLY_NUMBER, 1},
	{"en", "1 or 2", REPLY_UNCLEAR, 0}, {"en", "12", REPLY_UNCLEAR, 0},
	{"en", "later", REPLY_LATER, 0}, {"en", "Not now", REPLY_LATER, 0},
	{"en", "yes no", REPLY_UNCLEAR, 0}, {"en", "yes but later", REPLY_UNCLEAR, 0},
	{"en", "Yes, but can I come at 15?", REPLY_UNCLEAR, 0}, {"en", "", REPLY_UNCLEAR, 0},
	{"en", "thanks", REPLY_UNCLEAR, 0}, {"en", "STOP", REPLY_STOP, 0},
	{"en", "stop!!", REPLY_STOP, 0}, {"en", "Please stop", REPLY_STOP, 0},
	{"en", "unsubscribe", REPLY_STOP, 0}, {"en", "Opt out", REPLY_STOP, 0},
	{"en", "StopAll", REPLY_STOP, 0}, {"en", "quit", REPLY_STOP, 0},
	{"en", "stop texting me", REPLY_STOP, 0}, {"en", "cancel", REPLY_CANCEL, 0},
	{"en", "START", REPLY_START, 0}, {"en", "j", REPLY_UNCLEAR, 0},
	{"en de", "J", REPLY_YES, 0}, {"en German", "Ja, gerne", REPLY_YES, 0},
	{"en de", "Nein danke", REPLY_NO, 0}, {"en de", "sp\303\244ter", REPLY_LATER, 0},
	{"en", "abmelden", REPLY_STOP, 0}, {"en fr", "d'accord merci", REPLY_YES, 0},
	{"en es", "S\303\255", REPLY_YES, 0}, {"en tr", "evet", REPLY_YES, 0},
};

static void
test_meanings(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
		const struct reply_words said = reply_words_read(&arena, meanings[i].text,
				meanings[i].languages);

		if (said.meaning != meanings[i].meaning || said.number != meanings[i].number)
			fail_msg("\"%s\" (%s): %d, %d", meanings[i].text, meanings[i].languages,
					said.meaning, said.number);
	}
	assert_true(reply_words_read(&arena, "stop texting me", "en").more);
	assert_false(reply_words_read(&arena, "please stop", "en").more);
}

static int
set_up(void **state)
{
	(void)state;
	practice_new(&desk);
	anna = patient_new(&desk, "Meyer, Anna", "0555 014222", NULL);
	must(batch_begin(&desk, NULL, NULL));
	must(batch_end(&desk, patient_may_text(&desk, anna, true)));
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
book(int64_t patient, int day, int start)
{
	const struct booking asked = { .patient = patient, .type = 1, .slot = { .day = day,
		.start = start, .minutes = NONE } };
	struct appointment visit;
	const char *said;

	must(appointment_book(&desk, &arena, &asked, &visit, &said));
	return visit.row.id;
}

/* A message that has gone out and asks. */
static int64_t
asked(int64_t patient, int64_t visit, const struct offer *offers, size_t count)
{
	struct message message;

	record_blank(&message_record, &message);
	message.patient = patient;
	message.channel = MESSAGE_TEXT;
	message.purpose = visit ? PURPOSE_REMINDER : PURPOSE_INVITATION;
	message.template = "test";
	message.text = "?";
	message.appointment = visit;
	message.question = visit ? QUESTION_KEEP : QUESTION_CHOOSE;
	message.offers = count ? offers_format(&arena, offers, count) : NULL;
	must(batch_begin(&desk, NULL, NULL));
	must(message_queue(&desk, &arena, &message));
	message.state = MESSAGE_SENT;
	message.sent_at = "2026-11-24T08:00:00Z";
	must(batch_end(&desk, record_put(&desk, &message_record, &message)));
	return message.row.id;
}

static const char *
reply(const char *text)
{
	struct text_reply came;

	must(reply_text(&desk, &arena, "+49 555 014222", text, &came));
	return came.result;
}

static struct appointment
visit_now(int64_t id)
{
	struct appointment visit;

	must(record_get(&desk, &arena, &appointment_record, id, &visit));
	return visit;
}

static int64_t
count(const char *sql)
{
	int64_t out;

	must(db_value(desk.db, &out, sql, ""));
	return out;
}

static void
test_yes_and_no(void **state)
{
	const int64_t visit = book(anna, TODAY + 2, AT(14, 30));

	(void)state;
	assert_string_equal(reply("Y"), "call");	/* nothing was asked */
	asked(anna, visit, NULL, 0);
	assert_string_equal(reply("Y"), "confirmed");
	assert_int_equal(visit_now(visit).confirmed, CONFIRMED_YES);
	assert_string_equal(reply("Y"), "call");	/* it was answered */
	asked(anna, visit, NULL, 0);
	assert_string_equal(reply("n"), "declined");
	assert_int_equal(visit_now(visit).confirmed, CONFIRMED_NO);
	assert_int_equal(visit_now(visit).state, VISIT_BOOKED);
	assert_int_equal(count("SELECT count(*) FROM contact WHERE outcome = 'call_at'"), 1);
}

static void
test_a_moved_visit_is_another_question(void **state)
{
	const int64_t id = book(anna, TODAY + 2, AT(14, 30));
	struct appointment visit;
	const char *said;

	(void)state;
	asked(anna, id, NULL, 0);
	visit = visit_now(id);
	must(appointment_move(&desk, &arena, &visit, (struct slot){ visit.chair, TODAY + 3,
			AT(9, 0), visit.minutes }, 0, NULL, &said));
	assert_string_equal(reply("Y"), "call");
	assert_int_equal(visit_now(id).confirmed, CONFIRMED_NOT_ASKED);
}

static void
test_two_questions_are_a_call(void **state)
{
	const int64_t one = book(anna, TODAY + 2, AT(14, 30)), two = book(anna, TODAY + 3, AT(9, 0));

	(void)state;
	asked(anna, one, NULL, 0);
	asked(anna, two, NULL, 0);
	assert_string_equal(reply("Y"), "call");
	assert_int_equal(visit_now(one).confirmed, CONFIRMED_NOT_ASKED);
	assert_int_equal(visit_now(two).confirmed, CONFIRMED_NOT_ASKED);
	assert_int_equal(count("SELECT count(*) FROM concern WHERE answered IS NULL"), 1);
}

static void
test_choosing(void **state)
{
	const struct offer offers[] = { { 1, 1, 1, TODAY + 2, AT(14, 30), 30 },
		{ 1, 1, 1, TODAY + 3, AT(9, 0), 30 } };
	const int64_t other = patient_new(&desk, "Roy, Dev", NULL, NULL);

	(void)state;
	asked(anna, 0, offers, 2);
	assert_string_equal(reply("3"), "call");
	assert_string_equal(reply("2"), "booked");
	assert_int_equal(count("SELECT count(*) FROM appointment WHERE day = '2026-11-27'"
			" AND start = 540 AND state = 'booked'"), 1);
	/* one that is gone: a call, and she is told where to call */
	assert_int_equal(batch_begin(&desk, NULL, NULL), OK);
	assert_int_equal(batch_end(&desk, setting_put(&desk, "phone", "555-0100")), OK);
	asked(anna, 0, offers, 1);
	book(other, TODAY + 2, AT(14, 30));
	assert_string_equal(reply("1"), "call");
	assert_int_equal(count("SELECT count(*) FROM message WHERE template = 'gone'"
			" AND state = 'waiting'"), 1);
	assert_int_equal(count("SELECT count(*) FROM appointment WHERE day = '2026-11-26'"), 1);
	asked(anna, 0, offers, 1);
	assert_string_equal(reply("later"), "later");
}

static void
test_stop(void **state)
{
	const int64_t visit = book(anna, TODAY + 2, AT(14, 30));
	struct message waiting;

	(void)state;
	record_blank(&message_record, &waiting);
	waiting.patient = anna;
	waiting.channel = MESSAGE_TEXT;
	waiting.template = "test";
	waiting.text = "?";
	must(batch_begin(&desk, NULL, NULL));
	must(batch_end(&desk, message_queue(&desk, &arena, &waiting)));
	asked(anna, visit, NULL, 0);
	assert_string_equal(reply("cancel"), "declined");	/* to a question */
	assert_string_equal(reply("Stop."), "stopped");
	must(record_get(&desk, &arena, &message_record, waiting.row.id, &waiting));
	assert_int_equal(waiting.state, MESSAGE_WITHDRAWN);
	assert_int_equal(count("SELECT sum(may_text) FROM reach"), 0);
	assert_string_equal(reply("start"), "started");
	assert_string_equal(reply("cancel"), "stopped");	/* without one */
}

static void
test_unknown_number(void **state)
{
	struct text_reply came;

	(void)state;
	must(reply_text(&desk, &arena, "0170 999", "Do you take children?", &came));
	assert_string_equal(came.result, "call");
	assert_int_equal(came.patient, 0);
	assert_int_equal(count("SELECT count(*) FROM concern WHERE caller = '0170 999'"), 1);
	refused(reply_text(&desk, &arena, "nobody", "Y", &came), INPUT, "telephone");
	refused(reply_text(&desk, &arena, "0170 999", " \n", &came), INPUT, "no text");
}

static void
test_offers(void **state)
{
	const struct offer one = { 3, 2, 1, TODAY, AT(8, 0), 45 };
	struct offer read[OFFERS];

	(void)state;
	assert_int_equal(offers_parse(offers_format(&arena, &one, 1), read), 1);
	assert_string_equal(offers_format(&arena, read, 1), offers_format(&arena, &one, 1));
	assert_int_equal(read[0].day, TODAY);
	assert_int_equal(read[0].provider, 2);
	assert_int_equal(offers_parse(NULL, read), 0);
	assert_int_equal(offers_parse("2026-13-01T08:00 45 type 1 provider 1 chair 1\n", read), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_meanings),
		cmocka_unit_test(test_offers),
		cmocka_unit_test_setup_teardown(test_yes_and_no, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_a_moved_visit_is_another_question, set_up,
				tear_down),
		cmocka_unit_test_setup_teardown(test_two_questions_are_a_call, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_choosing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_stop, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_unknown_number, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
