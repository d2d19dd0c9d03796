/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The quick line: each phrase of book_quick.txt beside what it means, in a practice with names that
 * can be taken for one another. `book_quick --update` writes what really comes (read the
 * difference!). And what is booked by one.
 */
#include "../support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/desk.h"
#include "base/text.h"
#include "book/quick.h"

#define LINE_SIZE 512
#define PHRASES_LEAST 150

static struct desk desk;
static struct arena arena;
static bool updates;

static void
provider(const char *name, const char *brief, enum role role)
{
	struct provider row;

	record_blank(&provider_record, &row);
	row.name = name;
	row.short_name = brief;
	row.role = (int)role;
	row.active = 1;
	put(&desk, &provider_record, &row);
}

static int
set_up(void **state)
{
	static const struct {
		const char *name, *phone, *birth;
	} people[] = {
		{"Ruiz, Elena", "555-0142", "1974-02-19"}, {"Meyer, Anna", "555-0301", "1985-03-14"},
		{"Meyer, Tom", "555-0301", "2015-09-02"}, {"Novák, Jan", "555-0777", "1968-04-23"},
		{"Lee, Robert", "555-0400", NULL}, {"Winter, Amy", "555-0500", NULL},
		{"Child, Peter", "555-0600", NULL}, {"Sun, Li", "555-0700", NULL},
		{"May, Grace", "555-0800", NULL}, {"Haddad, Rima", "555-0900", NULL},
	};

	(void)state;
	practice_new(&desk);
	provider("Dr Amelia Khan", "Dr Khan", ROLE_DENTIST);
	provider("Dr Wei Lee", "Dr Lee", ROLE_DENTIST);
	provider("Amy Stone", "Amy", ROLE_HYGIENIST);
	for (size_t i = 0; i < FIELD_COUNT(people); i++)
		patient_new(&desk, people[i].name, people[i].phone, people[i].birth);
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

/* What a phrase means, and behind a ! each marked word with why. */
static const char *
meaning(const char *phrase, enum date_order order)
{
	struct quick quick;
	const char *said;

	must(quick_read(&desk, &arena, phrase, order, &quick));
	said = quick_said(&desk, &arena, &quick);
	for (size_t i = 0; i < quick.mark_count; i++) {
		const struct quick_mark *const mark = &quick.marks[i];

		said = arena_print(&arena, "%s%s! %.*s %s", said, *said ? " " : "",
				   (int)mark->length, phrase + mark->at, mark->why);
	}
	return said;
}

/* "= now 2026-11-24T10:42", "= order month": what holds from there on. */
static void
heed(const char *line, enum date_order *order)
{
	int day, minute;

	if (strncmp(line, "= now ", 6) == 0 && moment_parse(line + 6, &day, &minute))
		desk_clock_set(&desk, day, minute);
	else if (strcmp(line, "= order month") == 0)
		*order = MONTH_FIRST;
	else if (strcmp(line, "= order day") == 0)
		*order = DAY_FIRST;
	else
		fail_msg("%s: not understood", line);
}

/* Compares a line of the table; writes it as it should be. */
static bool
compare_line(char *line, enum date_order *order, FILE *out)
{
	char *const bar = strncmp(line, "# ", 2) == 0 ? NULL : strstr(line, " | ");
	const char *means;
	bool same;

	line[strcspn(line, "\n")] = '\0';
	if (!bar) {
		if (*line == '=')
			heed(line, order);
		if (out)
			fprintf(out, "%s\n", line);
		return false;
	}
	*bar = '\0';
	means = meaning(line, *order);
	same = strcmp(means, bar + 3) == 0;
	if (out)
		fprintf(out, "%s | %s\n", line, means);
	else if (!same)
		fail_msg("\"%s\" means \"%s\", not \"%s\"", line, means, bar + 3);
	return true;
}

static void
means_what_the_table_says(void **state)
{
	const char *const top = getenv("TOP");
	const char *const path = arena_print(&arena, "%s/tests/unit/book_quick.txt", top);
	const char *const made = arena_print(&arena, "%s.new", path);
	FILE *const in = top ? fopen(path, "r") : NULL;
	FILE *const out = updates ? fopen(made, "w") : NULL;
	enum date_order order = DAY_FIRST;
	char line[LINE_SIZE];
	int phrases = 0;

	(void)state;
	if (!in)
		fail_msg("%s can't be read: is TOP set?", path);
	while (fgets(line, sizeof line, in))
		phrases += compare_line(line, &order, out);
	fclose(in);
	if (out) {
		fclose(out);
		assert_int_equal(rename(made, path), 0);
	}
	assert_true(phrases >= PHRASES_LEAST);
	desk_clock_set(&desk, TODAY, AT(10, 42));
}

static enum code
book(const char *line, struct appointment *visit)
{
	struct quick quick;
	const char *said;
	enum code code = quick_read(&desk, &arena, line, DAY_FIRST, &quick);

	if (code == OK)
		code = quick_check(&arena, line, &quick);
	return code == OK ? quick_book(&desk, &arena, &quick, NULL, visit, &said) : code;
}

static void
is_booked(const char *line, int day, int start, int minutes)
{
	struct appointment visit;

	must(book(line, &visit));
	assert_int_equal(visit.state, VISIT_BOOKED);
	assert_int_equal(visit.day, day);
	assert_int_equal(visit.start, start);
	assert_int_equal(visit.minutes, minutes);
}

static void
books_the_first_opening(void **state)
{
	(void)state;
	is_booked("ruiz cleaning amy thu after 15", TODAY + 2, AT(15, 0), 60);
	is_booked("ruiz exam next wed 9:30", TODAY + 8, AT(9, 30), 30);
	is_booked("rima 45m filling 1 dec 10", TODAY + 7, AT(10, 0), 45);
}

static void
books_who_is_here_now(void **state)
{
	struct appointment visit;

	(void)state;
	must(book("anna meyer emergency now", &visit));
	assert_int_equal(visit.state, VISIT_ARRIVED);
	assert_int_equal(visit.day, TODAY);
	assert_int_equal(visit.start, AT(10, 45));
	assert_int_equal(visit.arrived, AT(10, 42));
	must(book("grace emergency squeeze dr khan note broken tooth", &visit));
	assert_int_equal(visit.chair_kind, CHAIR_SQUEEZE);
	assert_int_equal(visit.start, AT(10, 45));
	assert_string_equal(visit.note, "broken tooth");
}

static void
refuses_what_it_cant_take(void **state)
{
	struct appointment visit;

	(void)state;
	refused(book("meyer exam tomorrow", &visit), INPUT, "several match");
	refused(book("ruiz xyzzy exam", &visit), INPUT, "\n  ruiz xyzzy exam\n       ^^^^^");
	refused(book("exam tomorrow", &visit), INPUT, "names no patient");
	refused(book("ruiz tomorrow", &visit), INPUT, "names no visit type");
	refused(book("ruiz exam sun 29.11. at 9", &visit), CLASH, "practice_open");
	refused(book("ruiz exam sat", &visit), NOT_FOUND, "nothing fits");
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(means_what_the_table_says),
		cmocka_unit_test(books_the_first_opening),
		cmocka_unit_test(books_who_is_here_now),
		cmocka_unit_test(refuses_what_it_cant_take),
	};

	updates = argc > 1 && strcmp(argv[1], "--update") == 0;
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
