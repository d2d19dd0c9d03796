/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patients: saving, finding as one types, doubles, households, and the words that follow. */
#include "../support/unit.h"

#include <stdio.h>
#include <string.h>

#include "../support/desk.h"
#include "base/text.h"
#include "book/patient.h"

static struct desk desk;
static struct arena arena;

static int
set_up(void **state)
{
	(void)state;
	practice_new(&desk);
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

/* "Novak, Jan; Nowak, Ola": who is found, in order. */
static const char *
found(const char *text)
{
	struct patient_line *lines;
	size_t count;
	const char *list = "";

	must(patient_search(&desk, &arena, text, 10, &lines, &count));
	for (size_t i = 0; i < count; i++)
		list = arena_print(&arena, "%s%s%s", list, i ? "; " : "", lines[i].name);
	return list;
}

static void
test_search_names(void **state)
{
	(void)state;
	patient_new(&desk, "Jan Nov\xC3\xA1k", "555-0142", NULL);
	patient_new(&desk, "NOVAK, JANA", "555-0143", NULL);
	patient_new(&desk, "Ruiz, Elena", "555-0177", NULL);
	patient_new(&desk, "\xD8\xB1\xD9\x8A\xD9\x85\xD8\xA7 \xD8\xAD\xD8\xAF\xD8\xA7\xD8\xAF", NULL,
		    NULL);
	assert_string_equal(found("nov ja"), "Jan Nov\xC3\xA1k; NOVAK, JANA");
	assert_string_equal(found("JA NOV\xC3\x81"), "Jan Nov\xC3\xA1k; NOVAK, JANA");
	assert_string_equal(found("jan"), "Jan Nov\xC3\xA1k; NOVAK, JANA");
	assert_string_equal(found("jana"), "NOVAK, JANA");
	assert_string_equal(found("elena nov"), "");
	assert_string_equal(found("\xD8\xAD\xD8\xAF"),
			    "\xD8\xB1\xD9\x8A\xD9\x85\xD8\xA7 \xD8\xAD\xD8\xAF\xD8\xA7\xD8\xAF");
	assert_string_equal(found(""), "");
	assert_string_equal(found("  ,"), "");
	assert_string_equal(found("ak"), "");
}

static void
test_search_numbers(void **state)
{
	(void)state;
	patient_new(&desk, "Meyer, Anna", "+49 30 555-0142", "1985-03-14");
	patient_new(&desk, "Meyer, Tom", "+49 30 555-0199", "2015");
	patient_new(&desk, "Okafor, Chidi", "0198-51234", "1991-02-02");
	assert_string_equal(found("0142"), "Meyer, Anna");
	assert_string_equal(found("55 501 42"), "Meyer, Anna");
	assert_string_equal(found("493055501"), "Meyer, Anna; Meyer, Tom");
	assert_string_equal(found("anna 0142"), "Meyer, Anna");
	assert_string_equal(found("tom 0142"), "");
	assert_string_equal(found("5550"), "");
	assert_string_equal(found("19850314"), "Meyer, Anna");
	assert_string_equal(found("14031985"), "Meyer, Anna");
	assert_string_equal(found("03141985"), "Meyer, Anna");
	assert_string_equal(found("1985-03-14"), "Meyer, Anna");
	assert_string_equal(found("14.3.1985"), "Meyer, Anna");
	assert_string_equal(found("meyer 14/3/1985"), "Meyer, Anna");
	assert_string_equal(found("19850315"), "");
	assert_string_equal(found("1985"), "");
	assert_string_equal(found("0198"), "Okafor, Chidi");
}

/* A whole word stands before a beginning, however it was saved. */
static void
test_search_order(void **state)
{
	(void)state;
	patient_new(&desk, "Annabel Lee", NULL, NULL);
	patient_new(&desk, "Anna Lee", NULL, NULL);
	assert_string_equal(found("anna"), "Anna Lee; Annabel Lee");
	assert_string_equal(found("lee ann"), "Annabel Lee; Anna Lee");
}

static void
test_find(void **state)
{
	struct patient patient;
	char text[32];
	const int64_t anna = patient_new(&desk, "Meyer, Anna", "555-0142", "1985-03-14");

	(void)state;
	patient_new(&desk, "Meyer, Tom", "555-0142", NULL);
	snprintf(text, sizeof text, "%lld", (long long)anna);
	must(patient_find(&desk, &arena, text, &patient));
	assert_string_equal(patient.name, "Meyer, Anna");
	must(patient_find(&desk, &arena, arena_print(&arena, "#%s", text), &patient));
	must(patient_find(&desk, &arena, "anna 0142", &patient));
	assert_int_equal(patient.row.id, anna);
	refused(patient_find(&desk, &arena, "0142", &patient), INPUT,
		"Meyer, Anna, born 1985-03-14, 555-0142\n  #2 Meyer, Tom, 555-0142");
	refused(patient_find(&desk, &arena, "nobody", &patient), NOT_FOUND, "nobody");
	refused(patient_find(&desk, &arena, "#99", &patient), NOT_FOUND, "99");
	for (int i = 0; i < 12; i++)
		patient_new(&desk, "Smith", NULL, NULL);
	refused(patient_find(&desk, &arena, "smith", &patient), INPUT, "and more");
}

static void
test_add_refuses(void **state)
{
	static const struct {
		const char *name, *phone, *birth, *words;
	} rows[] = {
		{" ", "555-0142", NULL, "name"}, {NULL, "555-0142", NULL, "name"},
		{"Ruiz", NULL, NULL, "phone"}, {"Ruiz", "none", NULL, "phone"},
		{"Ruiz", "555-0142", "1985-02-30", "1985-02-30"},
		{"Ruiz", "555-0142", "2027", "2027"}, {"Ruiz", "555-0142", "85", "85"},
		{"Ruiz", "555-0142", "2026-11-25", "2026-11-25"}, {"\xFF", "1", NULL, "UTF-8"},
	};
	struct patient patient;
	int64_t patients;

	(void)state;
	for (size_t i = 0; i < FIELD_COUNT(rows); i++) {
		const struct new_patient asked = {
			.name = rows[i].name, .phone = rows[i].phone, .birth = rows[i].birth
		};

		refused(patient_add(&desk, &arena, &asked, &patient), INPUT, rows[i].words);
	}
	must(db_value(desk.db, &patients, "select count(*) from patient", ""));
	assert_int_equal(patients, 0);
}

static void
test_doubles(void **state)
{
	struct new_patient asked = {.name = "Nov\xC3\xA1k, Jan", .phone = "555 0142"};
	struct patient_line *lines;
	size_t count;

	(void)state;
	patient_new(&desk, "novak, jan", "5550142", NULL);
	patient_new(&desk, "Novak, Eva", "555-0142", "1985-03-14");
	patient_new(&desk, "Novak, Jan", "555-0143", NULL);
	must(patient_doubles(&desk, &arena, &asked, &lines, &count));
	assert_int_equal(count, 1);
	assert_string_equal(lines[0].name, "novak, jan");
	asked.birth = "1985-03-14";
	must(patient_doubles(&desk, &arena, &asked, &lines, &count));
	assert_int_equal(count, 2);
}

static void
test_shared_reach(void **state)
{
	struct patient_reach_line *lines;
	size_t count;
	int64_t reaches;
	const int64_t anna = patient_new(&desk, "Meyer, Anna", "555-0142", NULL);

	(void)state;
	patient_new(&desk, "Meyer, Tom", "555-0142", NULL);
	must(db_value(desk.db, &reaches, "select count(*) from reach", ""));
	assert_int_equal(reaches, 1);
	must(batch_begin(&desk, NULL, NULL));
	must(patient_reach_add(&desk, anna, REACH_EMAIL, "anna@example.org"));
	must(patient_reach_add(&desk, anna, REACH_PHONE, "555-0142"));
	must(batch_end(&desk, OK));
	must(patient_reaches(&desk, &arena, anna, &lines, &count));
	assert_int_equal(count, 2);
	assert_string_equal(lines[0].value, "555-0142");
	assert_int_equal(lines[1].kind, REACH_EMAIL);
}

/* What a row's change does to the search, and that a computation from nothing gives the same. */
static void
test_words_follow(void **state)
{
	struct patient tom;
	struct reach reach;
	int64_t before, after;
	const int64_t anna = patient_new(&desk, "Meyer, Anna", "555-0142", NULL);

	(void)state;
	must(record_get(&desk, &arena, &patient_record,
			patient_new(&desk, "Thomas", "555-0199", NULL), &tom));
	must(patient_join(&desk, &tom, anna));
	assert_string_equal(found("meyer"), "Meyer, Anna; Thomas");
	tom.name = "Tim";
	tom.called = "Timmy";
	tom.birth = "2015-05-06";
	must(patient_edit(&desk, &tom));
	assert_string_equal(found("thom"), "");
	assert_string_equal(found("timmy 20150506"), "Tim");
	must(record_first(&desk, &arena, &reach_record, &reach, "where value = '555-0142'", ""));
	reach.value = "555-0777";
	put(&desk, &reach_record, &reach);
	assert_string_equal(found("0142"), "");
	assert_string_equal(found("0777"), "Meyer, Anna");
	must(db_value(desk.db, &before, "select count(*) from patient_word", ""));
	must(db_run(desk.db, "delete from patient_word", ""));
	must(patient_words_derive(&desk));
	must(db_value(desk.db, &after, "select count(*) from patient_word", ""));
	assert_int_equal(before, after);
	assert_true(after >= 8);
	assert_string_equal(found("timmy 20150506"), "Tim");
}

static void
test_household(void **state)
{
	struct patient tom, stale;
	struct patient_line *lines;
	size_t count;
	const int64_t anna = patient_new(&desk, "Anna Meyer", NULL, "1985-03-14");
	const int64_t id = patient_new(&desk, "Tom Meyer", NULL, "2015");

	(void)state;
	must(record_get(&desk, &arena, &patient_record, id, &tom));
	stale = tom;
	refused(patient_join(&desk, &tom, id), INPUT, "household");
	must(patient_join(&desk, &tom, anna));
	must(household_members(&desk, &arena, tom.household, &lines, &count));
	assert_int_equal(count, 2);
	assert_int_equal(lines[0].row.id, anna);
	assert_string_equal(lines[0].household_name, "Meyer");
	assert_int_equal(lines[0].called_first, 1);
	assert_int_equal(lines[1].called_first, 0);
	stale.name = "Tim";
	refused(patient_edit(&desk, &stale), STALE, "changed by");
}

static void
test_age(void **state)
{
	static const struct { const char *birth; int age; } rows[] = {
		{"1985-03-14", 41}, {"1985-11-24", 41}, {"1985-11-25", 40}, {"2026-11-24", 0},
		{"1985", 41}, {NULL, NONE}, {"2008-02-29", 18},
	};

	(void)state;
	for (size_t i = 0; i < FIELD_COUNT(rows); i++)
		assert_int_equal(patient_age(rows[i].birth, TODAY), rows[i].age);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_search_names, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_search_numbers, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_search_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_find, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_add_refuses, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_doubles, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_shared_reach, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_words_follow, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_household, set_up, tear_down),
		cmocka_unit_test(test_age),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
