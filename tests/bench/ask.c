/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ask FILE WHAT [COUNT]: the program's own functions on the store that make_store made, each many
 * times over, in this process. Prints figures (figure.h).
 */
#include <stdlib.h>
#include <string.h>

#include "big.h"
#include "book/opening.h"
#include "cli/rooms.h"
#include "figure.h"
#include "recall/calls.h"

#define FIRST_PATIENTS 2000	/* whom also the smallest store of a growing practice has */
#define PAGE 20			/* lines of a screen */
#define FAR_DAYS 60		/* beyond all that is booked */

struct asking {
	struct desk desk;
	struct arena arena;
	int count;
	int64_t exam;			/* a visit type */
};

static void
must(enum code code)
{
	if (code == OK)
		return;
	fprintf(stderr, "ask: %s\n", error_text());
	exit(code_exit_status(code));
}

static void
ask_day(struct asking *asking)
{
	struct figure figure = { 0 };
	struct appointment_line *visits;
	size_t count;

	for (int i = 0; i < asking->count; i++) {
		arena_reset(&asking->arena);
		figure_begin(&figure);
		must(day_visits(&asking->desk, &asking->arena, desk_today(&asking->desk) - i % 5,
				false, &visits, &count));
		figure_end(&figure);
	}
	figure_print(&figure, "day");
}

static void
find_openings(struct asking *asking, const char *name, size_t limit)
{
	struct figure figure = { 0 };
	struct opening *openings;
	size_t count;

	for (int i = 0; i < asking->count; i++) {
		const struct opening_search search = { .type = asking->exam, .minutes = NONE,
			.first = NONE, .last = NONE, .after = NONE, .before = NONE, .notice = NONE,
			.limit = limit };

		arena_reset(&asking->arena);
		figure_begin(&figure);
		must(openings_find(&asking->desk, &asking->arena, &search, &openings, &count));
		figure_end(&figure);
	}
	figure_print(&figure, name);
}

static void
ask_openings(struct asking *asking)
{
	find_openings(asking, "first", 1);
	find_openings(asking, "whole", 0);
}

static void
list_calls(struct asking *asking, const char *name, int lines)
{
	const struct calls_options options = { .day = NONE };
	struct figure figure = { 0 };

	for (int i = 0; i < asking->count; i++) {
		struct calls *calls;
		struct call call;
		bool more = true;

		arena_reset(&asking->arena);
		figure_begin(&figure);
		must(calls_open(&asking->desk, &asking->arena, &options, &calls));
		for (int line = 0; more && line < lines; line++)
			must(calls_next(calls, &call, &more));
		calls_close(calls);
		figure_end(&figure);
	}
	figure_print(&figure, name);
}

static void
ask_calls(struct asking *asking)
{
	list_calls(asking, "page", PAGE);
	list_calls(asking, "whole", INT_MAX);
}

/* Each key of some names, and of the last four digits of some numbers. */
static void
ask_search(struct asking *asking)
{
	struct figure figure = { 0 };

	for (int i = 0; i < asking->count; i++) {
		struct patient_line *found;
		struct big_patient person;
		char text[64];
		size_t count;

		big_patient(1 + i * 37L % FIRST_PATIENTS, &person);
		snprintf(text, sizeof text, i % 4 ? "%s %s" : "%s", i % 4 ? person.family :
				strrchr(person.phone, ' ') + 1, person.given);
		for (size_t length = 1; length <= strlen(text); length++) {
			char *const typed = arena_copy_bytes(&asking->arena, text, length);

			figure_begin(&figure);
			must(patient_search(&asking->desk, &asking->arena, typed, PAGE, &found,
					&count));
			figure_end(&figure);
		}
		arena_reset(&asking->arena);
	}
	figure_print(&figure, "key");
}

static void
ask_recall(struct asking *asking)
{
	struct figure figure = { 0 };
	struct recall_line *rows;
	size_t count;

	for (int i = 0; i < asking->count; i++) {
		arena_reset(&asking->arena);
		figure_begin(&figure);
		must(recall_due(&asking->desk, &asking->arena, desk_today(&asking->desk), 0, &rows,
				&count));
		figure_end(&figure);
	}
	figure_print(&figure, "recall");
}

/* Where the next booking goes: found beforehand, since only the booking is measured. */
static struct opening
find_opening(struct asking *asking)
{
	const int first = desk_today(&asking->desk) + FAR_DAYS;
	const struct opening_search search = { .type = asking->exam, .minutes = NONE,
		.first = first, .last = NONE, .after = NONE, .before = NONE, .notice = NONE,
		.limit = 1 };
	struct opening *openings;
	size_t count;

	must(openings_find(&asking->desk, &asking->arena, &search, &openings, &count));
	if (count == 0) {
		fprintf(stderr, "ask: the book is full\n");
		exit(3);
	}
	return openings[0];
}

static void
ask_book(struct asking *asking)
{
	struct figure figure = { 0 };

	for (int i = 0; i < asking->count; i++) {
		struct appointment visit;
		struct opening opening;
		const char *said;

		arena_reset(&asking->arena);
		opening = find_opening(asking);
		figure_begin(&figure);
		must(appointment_book(&asking->desk, &asking->arena, &(struct booking){
				.patient = 1 + i * 7919L % 1000, .type = asking->exam,
				.slot = opening.slot, .provider = opening.provider },
				&visit, &said));
		figure_end(&figure);
	}
	figure_print(&figure, "book");
}

static const struct {
	const char *name;
	void (*ask)(struct asking *asking);
	int count;			/* unless told */
} questions[] = {
	{ "day", ask_day, 300 }, { "openings", ask_openings, 50 }, { "calls", ask_calls, 5 },
	{ "search", ask_search, 100 }, { "recall", ask_recall, 5 }, { "book", ask_book, 200 }
};

static int64_t
type_id(struct asking *asking, const char *type_code)
{
	struct visit_type type;

	must(visit_type_find(&asking->desk, &asking->arena, type_code, &type));
	return type.row.id;
}

int
main(int count, char **arguments)
{
	static struct asking asking;
	struct desk_options options = { .name = "bench", .now = BIG_TODAY "T10:00",
		.mode = DB_OPEN };

	if (count < 3) {
		fprintf(stderr, "usage: ask FILE day|openings|calls|search|recall|book [COUNT]\n");
		return 2;
	}
	options.where = arguments[1];
	must(desk_open(&asking.desk, &options, &chairtime_rooms));
	asking.exam = type_id(&asking, "exam");
	for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++) {
		if (strcmp(questions[i].name, arguments[2]) != 0)
			continue;
		asking.count = count > 3 ? (int)big_size(arguments[3]) : questions[i].count;
		questions[i].ask(&asking);
	}
	arena_free(&asking.arena);
	desk_close(&asking.desk);
	return 0;
}
