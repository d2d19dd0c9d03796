/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each booking rule: a slot that it refuses by name, what forcing does, and the nearest slot that it
 * lets pass.
 */
#include "../support/unit.h"

#include <stdio.h>
#include <string.h>

#include "../support/desk.h"
#include "book/rule.h"

#define FRIDAY (TODAY + 3)	/* 2026-11-27 */
#define SQUEEZE 4

static struct desk desk;
static struct arena arena;
static int64_t ruiz, bose, exam, cleaning, dentist, hygienist;

static int64_t
type_id(const char *code)
{
	struct visit_type type;

	must(visit_type_find(&desk, &arena, code, &type));
	return type.row.id;
}

static int64_t
provider_id(const char *name)
{
	struct provider provider;

	must(provider_find(&desk, &arena, name, &provider));
	return provider.row.id;
}

static int
set_up(void **state)
{
	(void)state;
	practice_new(&desk);
	ruiz = patient_new(&desk, "Ruiz, Elena", NULL, NULL);
	bose = patient_new(&desk, "Bose, Tara", NULL, NULL);
	exam = type_id("exam");
	cleaning = type_id("cleaning");
	dentist = provider_id("Dentist");
	hygienist = provider_id("Hygienist");
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

static struct booking
asked_for(int64_t patient, int64_t type, int64_t chair, int day, int start)
{
	return (struct booking){
		.patient = patient, .type = type, .slot = {chair, day, start, 0}
	};
}

static struct appointment
book(struct booking asked, const char **said)
{
	struct appointment visit;

	must(appointment_book(&desk, &arena, &asked, &visit, said));
	return visit;
}

static int64_t
visits_stored(void)
{
	int64_t count;

	must(db_value(desk.db, &count, "select count(*) from appointment", ""));
	return count;
}

/* Refused by that rule's name, with nothing written; forced, it is on record where it may be. */
static void
refused_by(struct booking asked, const char *rule)
{
	struct appointment visit;
	const char *said;
	const int64_t before = visits_stored();
	const char *const words = arena_print(&arena, "%s: ", rule);
	enum rule_kind kind = RULE_WARN;

	asked.force = NULL;
	refused(appointment_book(&desk, &arena, &asked, &visit, &said), CLASH, words);
	assert_int_equal(visits_stored(), before);
	for (const struct booking_rule *row = booking_rules; row->name; row++)
		if (strcmp(row->name, rule) == 0)
			kind = row->kind;
	asked.force = "the dentist agreed";
	if (kind == RULE_NEVER) {
		refused(appointment_book(&desk, &arena, &asked, &visit, &said), CLASH, words);
		return;
	}
	assert_int_equal(kind, RULE_FORCE);
	must(batch_begin(&desk, NULL, NULL));
	must(appointment_book(&desk, &arena, &asked, &visit, &said));
	assert_non_null(strstr(visit.note, rule));
	assert_non_null(strstr(visit.note, "forced "));
	assert_non_null(strstr(visit.note, ": the dentist agreed"));
	assert_int_equal(batch_end(&desk, NOT_FOUND), NOT_FOUND);
}

static void
test_table(void **state)
{
	(void)state;
	for (const struct booking_rule *row = booking_rules; row->name; row++) {
		assert_non_null(row->holds);
		assert_int_equal(row->help[strlen(row->help) - 1], '.');
		for (const char *at = row->name; *at; at++)
			assert_true((*at >= 'a' && *at <= 'z') || *at == '_');
	}
}

static void
test_past(void **state)
{
	const char *said;

	(void)state;
	refused_by(asked_for(ruiz, exam, 1, TODAY, AT(10, 30)), "past");
	refused_by(asked_for(ruiz, exam, 1, TODAY - 1, AT(9, 0)), "past");
	book(asked_for(ruiz, exam, 1, TODAY, AT(10, 42)), &said);
}

static void
test_chair(void **state)
{
	struct chair chair;
	struct hours hours = {.chair = 2, .weekday = 4, .start = AT(13, 0), .until_min = AT(17, 0),
		.since = NONE, .until_day = NONE, .every_weeks = 1};
	const char *said;

	(void)state;
	refused_by(asked_for(ruiz, exam, 99, FRIDAY, AT(9, 0)), "chair_exists");
	must(record_get(&desk, &arena, &chair_record, 3, &chair));
	chair.active = 0;
	put(&desk, &chair_record, &chair);
	refused_by(asked_for(ruiz, exam, 3, FRIDAY, AT(9, 0)), "chair_active");
	put(&desk, &hours_record, &hours);
	refused_by(asked_for(ruiz, exam, 2, FRIDAY, AT(9, 0)), "chair_open");
	book(asked_for(ruiz, exam, 2, FRIDAY, AT(13, 0)), &said);
	refused_by(asked_for(bose, cleaning, 2, FRIDAY, AT(13, 15)), "chair_free");
	book(asked_for(bose, cleaning, 2, FRIDAY, AT(13, 30)), &said);
}

static void
test_practice(void **state)
{
	struct closure closure;
	const char *said;

	(void)state;
	refused_by(asked_for(ruiz, exam, 1, FRIDAY + 1, AT(9, 0)), "practice_open");
	refused_by(asked_for(ruiz, exam, 1, FRIDAY, AT(16, 45)), "practice_open");
	refused_by(asked_for(ruiz, exam, 1, FRIDAY, AT(7, 55)), "practice_open");
	refused_by(asked_for(ruiz, exam, 1, FRIDAY, AT(11, 45)), "kept");
	book(asked_for(ruiz, exam, 1, FRIDAY, AT(16, 30)), &said);
	record_blank(&closure_record, &closure);
	closure.first = closure.last = FRIDAY;
	put(&desk, &closure_record, &closure);
	refused_by(asked_for(bose, exam, 1, FRIDAY, AT(9, 0)), "practice_open");
}

static void
test_kept_for_a_type(void **state)
{
	struct block block;
	const char *said;

	(void)state;
	record_blank(&block_record, &block);
	block.chair = 1;
	block.day = FRIDAY;
	block.start = AT(9, 0);
	block.minutes = 60;
	block.kind = BLOCK_TYPE;
	block.type = cleaning;
	put(&desk, &block_record, &block);
	refused_by(asked_for(ruiz, exam, 1, FRIDAY, AT(9, 30)), "kept");
	book(asked_for(ruiz, cleaning, 1, FRIDAY, AT(9, 0)), &said);
	block.row = (struct row){0};
	block.chair = 2;
	block.opens_before = (FRIDAY - TODAY) * 1440 + AT(9, 0) - AT(10, 42);
	put(&desk, &block_record, &block);
	book(asked_for(bose, exam, 2, FRIDAY, AT(9, 30)), &said);
	block.row = (struct row){0};
	block.chair = 3;
	block.opens_before--;
	put(&desk, &block_record, &block);
	refused_by(asked_for(bose, exam, 3, FRIDAY, AT(9, 30)), "kept");
}

static void
test_provider(void **state)
{
	struct booking asked = asked_for(ruiz, exam, 1, FRIDAY, AT(9, 0));
	struct provider row;
	struct closure closure;
	const char *said;

	(void)state;
	asked.provider = hygienist;
	refused_by(asked, "provider_may");
	asked.provider = 99;
	refused(appointment_book(&desk, &arena, &asked, &(struct appointment){0}, &said), NOT_FOUND,
		"provider 99");
	asked.provider = 0;
	assert_int_equal(book(asked, &said).provider, dentist);
	asked = asked_for(bose, exam, 2, FRIDAY, AT(9, 15));
	refused_by(asked, "provider_free");
	asked.slot.start = AT(9, 25);		/* the exam leaves its last five minutes */
	book(asked, &said);
	record_blank(&closure_record, &closure);
	closure.provider = dentist;
	closure.first = closure.last = FRIDAY + 3;
	put(&desk, &closure_record, &closure);
	refused_by(asked_for(bose, exam, 1, FRIDAY + 3, AT(9, 0)), "provider_in");
	must(record_get(&desk, &arena, &provider_record, dentist, &row));
	row.open_until = FRIDAY + 4;
	put(&desk, &provider_record, &row);
	refused_by(asked_for(bose, exam, 1, FRIDAY + 5, AT(9, 0)), "open_until");
	row.active = 0;
	put(&desk, &provider_record, &row);
	asked = asked_for(bose, exam, 1, FRIDAY + 4, AT(9, 0));
	refused_by(asked, "provider_may");
	asked.provider = dentist;
	refused_by(asked, "provider_may");
}

/* Every other week, counted from the week of `since`. */
static void
test_every_weeks(void **state)
{
	struct hours hours = {.provider = dentist, .weekday = 4, .start = AT(8, 0),
		.until_min = AT(17, 0), .since = TODAY, .until_day = NONE, .every_weeks = 2};
	const char *said;

	(void)state;
	put(&desk, &hours_record, &hours);
	book(asked_for(ruiz, exam, 1, FRIDAY, AT(9, 0)), &said);
	refused_by(asked_for(bose, exam, 1, FRIDAY + 7, AT(9, 0)), "provider_in");
	book(asked_for(bose, exam, 1, FRIDAY + 14, AT(9, 0)), &said);
}

static void
test_hours_day(void **state)
{
	struct hours_day day = {.day = FRIDAY + 1, .start = AT(9, 0), .until_min = AT(12, 0)};
	const char *said;

	(void)state;
	put(&desk, &hours_day_record, &day);
	book(asked_for(ruiz, exam, 1, FRIDAY + 1, AT(9, 0)), &said);
	refused_by(asked_for(bose, exam, 1, FRIDAY + 1, AT(11, 45)), "practice_open");
	day = (struct hours_day){.provider = dentist, .day = FRIDAY, .start = NONE,
		.until_min = NONE};
	put(&desk, &hours_day_record, &day);
	refused_by(asked_for(bose, exam, 1, FRIDAY, AT(9, 0)), "provider_in");
}

/* The check slides within the last half of the cleaning. */
static void
test_checker(void **state)
{
	struct booking asked = asked_for(ruiz, type_id("filling"), 1, FRIDAY, AT(9, 0));
	struct appointment visit;
	const char *said;

	(void)state;
	asked.slot.minutes = 90;		/* X/XXXXXX/ and its last letter on */
	book(asked, &said);
	asked = asked_for(bose, cleaning, 2, FRIDAY, AT(9, 0));
	visit = book(asked, &said);
	assert_int_equal(visit.checker, dentist);
	assert_int_equal(visit.provider, hygienist);
	asked = asked_for(ruiz, exam, 3, FRIDAY + 3, AT(9, 0));
	asked.slot.minutes = 90;
	visit = book(asked, &said);
	visit.pattern = "XXXXXXXXXXXXXXXXXX";
	put(&desk, &appointment_record, &visit);
	refused_by(asked_for(bose, cleaning, 2, FRIDAY + 3, AT(9, 0)), "checker_in");
	book(asked_for(bose, cleaning, 2, FRIDAY + 3, AT(9, 35)), &said);
}

static void
test_patient(void **state)
{
	static const struct { int state; bool refused; } rows[] = {
		{PATIENT_ENQUIRER, false}, {PATIENT_ACTIVE, false}, {PATIENT_INACTIVE, false},
		{PATIENT_MOVED, true}, {PATIENT_DECEASED, true}, {PATIENT_LEFT, true},
		{PATIENT_DISMISSED, true},
	};
	const char *said;
	struct patient patient;

	(void)state;
	book(asked_for(ruiz, exam, 1, FRIDAY, AT(9, 0)), &said);
	refused_by(asked_for(ruiz, cleaning, 2, FRIDAY, AT(9, 25)), "patient_free");
	book(asked_for(ruiz, cleaning, 2, FRIDAY, AT(9, 30)), &said);
	must(record_get(&desk, &arena, &patient_record, bose, &patient));
	for (size_t i = 0; i < FIELD_COUNT(rows); i++) {
		patient.state = rows[i].state;
		put(&desk, &patient_record, &patient);
		if (rows[i].refused)
			refused_by(asked_for(bose, exam, 1, FRIDAY + 3, AT(9, 0)), "patient_state");
		else
			book(asked_for(bose, exam, 1, FRIDAY + 3 + (int)i % 2, AT(13 + (int)i, 0)), &said);
	}
}

static void
test_condition(void **state)
{
	struct patient patient;
	struct appointment visit;
	const char *said;

	(void)state;
	must(record_get(&desk, &arena, &patient_record, bose, &patient));
	patient.condition = CONDITION_SAME_DAY;
	put(&desk, &patient_record, &patient);
	refused_by(asked_for(bose, exam, 1, FRIDAY, AT(9, 0)), "condition");
	visit = book(asked_for(bose, exam, 1, TODAY, AT(14, 0)), &said);
	patient.condition = CONDITION_DEPOSIT;
	put(&desk, &patient_record, &patient);
	refused_by(asked_for(bose, exam, 1, TODAY, AT(15, 0)), "condition");
	patient.condition = CONDITION_ASK_MANAGER;
	put(&desk, &patient_record, &patient);
	refused_by(asked_for(bose, exam, 1, TODAY, AT(15, 0)), "condition");
	must(appointment_move(&desk, &arena, &visit, (struct slot){0, FRIDAY, AT(9, 0), 0}, 0, NULL,
			      &said));
}

static void
test_commitment(void **state)
{
	struct commitment work;
	const char *said;

	(void)state;
	record_blank(&commitment_record, &work);
	work.patient = ruiz;
	work.weekday = 4;
	work.start = AT(8, 0);
	work.until_min = AT(15, 30);
	work.firm = 1;
	work.note = "work";
	put(&desk, &commitment_record, &work);
	refused_by(asked_for(ruiz, exam, 1, FRIDAY, AT(15, 0)), "commitment");
	book(asked_for(ruiz, exam, 1, FRIDAY, AT(15, 30)), &said);
	work.firm = 0;
	put(&desk, &commitment_record, &work);
	book(asked_for(ruiz, exam, 1, FRIDAY + 7, AT(15, 0)), &said);
}

/* Warnings stand in what is said, and stop nothing. */
static void
test_warnings(void **state)
{
	struct booking asked = asked_for(ruiz, exam, 1, FRIDAY, AT(9, 0));
	struct visit_type check;
	const char *said;

	(void)state;
	book(asked, &said);
	assert_string_equal(said, "Ruiz, Elena booked Fri 27 Nov 09:00");
	asked.slot.start = AT(14, 0);
	book(asked, &said);
	assert_string_equal(said, "Ruiz, Elena booked Fri 27 Nov 14:00 (same_type: Exam is booked "
			    "already for Fri 27 Nov 09:00)");
	record_blank(&visit_type_record, &check);
	check.code = check.name = "look";
	check.minutes = 30;
	check.pattern = "////D/";
	put(&desk, &visit_type_record, &check);
	book(asked_for(bose, check.row.id, 1, FRIDAY, AT(15, 0)), &said);
	assert_null(strstr(said, "checker_free"));
	book(asked_for(ruiz, check.row.id, 2, FRIDAY, AT(15, 10)), &said);
	assert_non_null(strstr(said, "checker_free"));
	book(asked_for(ruiz, check.row.id, 3, FRIDAY, AT(15, 40)), &said);
	assert_null(strstr(said, "checker_free"));
}

/* A squeeze column takes what is put into it, beside what the provider does. */
static void
test_squeeze(void **state)
{
	const char *said;

	(void)state;
	book(asked_for(ruiz, exam, 1, FRIDAY, AT(9, 0)), &said);
	book(asked_for(bose, exam, SQUEEZE, FRIDAY, AT(9, 0)), &said);
	book(asked_for(patient_new(&desk, "Third", NULL, NULL), exam, SQUEEZE, FRIDAY, AT(9, 0)),
	     &said);
	refused_by(asked_for(bose, exam, SQUEEZE, FRIDAY + 1, AT(9, 0)), "practice_open");
}

/* A reason without a need leaves no trace; several rules are forced together. */
static void
test_force(void **state)
{
	struct booking asked = asked_for(ruiz, exam, 1, FRIDAY, AT(9, 0));
	const char *said;

	(void)state;
	asked.force = "because";
	assert_null(book(asked, &said).note);
	asked = asked_for(bose, exam, 2, FRIDAY, AT(11, 45));
	asked.force = "in pain";
	asked.note = "swollen";
	assert_string_equal(book(asked, &said).note, "swollen; forced kept: in pain");
	asked.slot.start = AT(9, 0);
	asked.slot.chair = 2;
	asked.provider = hygienist;
	asked.note = NULL;
	assert_string_equal(book(asked, &said).note, "forced provider_may: in pain");
	asked.slot.day = FRIDAY + 1;
	asked.force = "  ";
	refused(appointment_book(&desk, &arena, &asked, &(struct appointment){0}, &said), CLASH,
		"practice_open: the practice isn't open then on Sat 28 Nov");
}

static void
test_choice(void **state)
{
	struct booking asked = asked_for(ruiz, exam, 0, FRIDAY, AT(9, 0));
	struct provider second = {.name = "Dr Lee", .role = ROLE_DENTIST, .active = 1,
		.open_until = NONE};
	struct patient patient;
	struct appointment visit;
	const char *said;

	(void)state;
	put(&desk, &provider_record, &second);
	visit = book(asked, &said);
	assert_int_equal(visit.chair, 1);
	assert_int_equal(visit.provider, dentist);
	asked.patient = bose;
	visit = book(asked, &said);
	assert_int_equal(visit.chair, 2);
	assert_int_equal(visit.provider, second.row.id);
	must(record_get(&desk, &arena, &patient_record, ruiz, &patient));
	patient.provider = second.row.id;
	put(&desk, &patient_record, &patient);
	asked = asked_for(ruiz, exam, 0, FRIDAY, AT(14, 0));
	assert_int_equal(book(asked, &said).provider, second.row.id);
}

static void
test_bad_slots(void **state)
{
	const struct slot slots[] = {
		{1, NONE, AT(9, 0), 0}, {1, FRIDAY, NONE, 0}, {1, FRIDAY, -5, 0},
		{1, FRIDAY, AT(23, 45), 0}, {1, FRIDAY, AT(9, 0), 2000},
	};
	struct booking asked = asked_for(ruiz, exam, 1, FRIDAY, AT(9, 0));
	struct appointment visit;
	const char *said;

	(void)state;
	for (size_t i = 0; i < FIELD_COUNT(slots); i++) {
		asked.slot = slots[i];
		refused(appointment_book(&desk, &arena, &asked, &visit, &said), INPUT, "slot");
	}
	asked = asked_for(999, exam, 1, FRIDAY, AT(9, 0));
	refused(appointment_book(&desk, &arena, &asked, &visit, &said), NOT_FOUND, "patient 999");
	asked = asked_for(ruiz, 999, 1, FRIDAY, AT(9, 0));
	refused(appointment_book(&desk, &arena, &asked, &visit, &said), NOT_FOUND,
		"visit type 999");
}

/* "chair_active past": what is broken by a visit that comes from elsewhere. */
static const char *
broken_by(const struct appointment *visit)
{
	struct broken_rule *broken;
	size_t count;
	const char *list = "";

	must(booking_rules_ask(&desk, &arena, visit, &broken, &count));
	for (size_t i = 0; i < count; i++)
		list = arena_print(&arena, "%s%s%s", list, i ? " " : "", broken[i].rule->name);
	return list;
}

/* Rules are also asked of rows that no booking would make: without a chair, in an inactive one,
 * with a provider who has left. */
static void
test_asked_of_any_row(void **state)
{
	const char *said;
	struct appointment visit = book(asked_for(ruiz, exam, 3, FRIDAY, AT(9, 0)), &said);
	struct chair chair;
	struct provider provider;

	(void)state;
	assert_string_equal(broken_by(&visit), "");
	must(record_get(&desk, &arena, &chair_record, 3, &chair));
	chair.active = 0;
	put(&desk, &chair_record, &chair);
	assert_string_equal(broken_by(&visit), "chair_active");
	visit.chair = 0;
	visit.chair_kind = NONE;
	assert_string_equal(broken_by(&visit), "chair_exists");
	must(record_get(&desk, &arena, &provider_record, dentist, &provider));
	provider.active = 0;
	put(&desk, &provider_record, &provider);
	visit.start = AT(16, 45);
	assert_string_equal(broken_by(&visit), "chair_exists practice_open provider_may");
	visit.day = NONE;
	refused(booking_rules_ask(&desk, &arena, &visit, &(struct broken_rule *){0},
				  &(size_t){0}), INPUT, "slot");
}

#define RULE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		RULE_TEST(test_table), RULE_TEST(test_past), RULE_TEST(test_chair),
		RULE_TEST(test_practice), RULE_TEST(test_kept_for_a_type),
		RULE_TEST(test_provider), RULE_TEST(test_every_weeks), RULE_TEST(test_hours_day),
		RULE_TEST(test_checker), RULE_TEST(test_patient), RULE_TEST(test_condition),
		RULE_TEST(test_commitment), RULE_TEST(test_warnings), RULE_TEST(test_squeeze),
		RULE_TEST(test_force), RULE_TEST(test_choice), RULE_TEST(test_bad_slots),
		RULE_TEST(test_asked_of_any_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
