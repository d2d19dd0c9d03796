/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Openings are the booking rules asked of many slots. Over random practices (hours, closures, blocks,
 * visits, providers, patterns): every opening is booked, unforced; and where nothing is asked that
 * rules don't know, every slot of the grid that isn't listed is refused, with a rule's name. Practices come
 * from fixed seeds, so a failure comes again.
 */
#include "../support/unit.h"

#include <stdio.h>
#include <string.h>

#include "../support/strewn.h"
#include "../support/where.h"
#include "book/rule.h"

#define PRACTICES 12
#define RULES_MOST 32

static struct desk desk;
static struct arena arena;
static int grid;
static size_t openings_seen;
static bool rules_seen[RULES_MOST];


/* Tries a booking and takes it back, with nothing left in the log. */
static enum code
try_booking(const struct booking *asked, struct appointment *visit)
{
	const char *said;
	enum code code;

	must(batch_begin(&desk, NULL, NULL));
	code = appointment_book(&desk, &arena, asked, visit, &said);
	assert_int_equal(batch_end(&desk, code == OK ? NOT_FOUND : code),
			 code == OK ? NOT_FOUND : code);
	return code;
}

static void
book_opening(const struct opening_search *search, const struct opening *opening, bool named)
{
	struct appointment visit;
	const struct booking asked = {
		.patient = search->patient, .type = search->type, .slot = opening->slot,
		.provider = named ? opening->provider : search->provider,
		.checker = named ? opening->checker : search->checker
	};
	char day[DAY_SIZE];
	const enum code code = try_booking(&asked, &visit);

	if (code != OK)
		fail_msg("opening %s %d in chair %lld of type %lld: %s",
			 civil_format(day, opening->slot.day), opening->slot.start,
			 (long long)opening->slot.chair, (long long)search->type, error_text());
	assert_int_equal(visit.provider, opening->provider);
	assert_int_equal(visit.checker, opening->checker);
	assert_int_equal(visit.chair, opening->slot.chair);
	assert_null(visit.note);
}

static struct opening_search
any_search(void)
{
	return (struct opening_search){
		.patient = 1 + any(PATIENTS), .type = 1 + any((int)TYPES),
		.provider = any(4) ? 0 : any_provider(), .chair = any(4) ? 0 : any_chair(),
		.minutes = any(4) ? 0 : 5 * (1 + any(20)),
		.first = any(2) ? NONE : TODAY + any(8) - 2, .last = TODAY + 2 + any(DAYS),
		.after = any(3) ? NONE : any(AT(15, 0)), .before = any(3) ? NONE : AT(10, 0) + any(500),
		.weekdays = any(3) ? 0 : (unsigned)any(128), .notice = any(3) ? 0 : any(3000),
		.commitments = true, .one_a_day = any(3) == 0, .limit = any(3) ? 0 : (size_t)(1 + any(9))
	};
}

/* What was asked holds of what is listed, and the order does. */
static void
check_opening(const struct opening_search *search, const struct opening *opening,
		const struct opening *last)
{
	const struct slot *const slot = &opening->slot;
	const int now = (slot->day - TODAY) * 1440 + slot->start - AT(10, 42);

	assert_int_equal(slot->start % grid, 0);
	assert_true(search->after == NONE || slot->start >= search->after);
	assert_true(search->before == NONE || slot->start + slot->minutes <= search->before);
	assert_true(search->weekdays == 0 || search->weekdays >> civil_weekday(slot->day) & 1);
	assert_true(now >= search->notice);
	assert_true(slot->day >= (search->first == NONE ? TODAY : search->first));
	assert_true(slot->day <= search->last);
	assert_true(search->chair == 0 || slot->chair == search->chair);
	assert_true(search->provider == 0 || opening->provider == search->provider);
	if (!last)
		return;
	assert_true(slot->day > last->slot.day ||
		    (slot->day == last->slot.day && !search->one_a_day &&
		     slot->start >= last->slot.start));
}

/* The rules are the same on every engine; a server's answers take longer. */
static int
practices(void)
{
	return stores_are_files() ? PRACTICES : PRACTICES / 6;
}

static void
test_listed_is_bookable(void **state)
{
	(void)state;
	openings_seen = 0;
	for (int seed = 0; seed < practices(); seed++) {
		grid = strew(&desk, &arena, seed);
		for (int i = 0; i < 12; i++) {
			const struct opening_search search = any_search();
			struct opening *openings;
			size_t count;

			must(openings_find(&desk, &arena, &search, &openings, &count));
			assert_true(search.limit == 0 || search.one_a_day || count <= search.limit);
			assert_true(!search.one_a_day || count <= 10);
			for (size_t n = 0; n < count; n++) {
				check_opening(&search, &openings[n], n ? &openings[n - 1] : NULL);
				if (count < 40 || any((int)count) < 40)
					book_opening(&search, &openings[n], any(2));
			}
			openings_seen += count;
		}
		arena_reset(&arena);
	}
	assert_true(openings_seen > 1000);
}

static bool
is_listed(const struct opening *openings, size_t count, const struct slot *slot)
{
	for (size_t i = 0; i < count; i++)
		if (openings[i].slot.chair == slot->chair && openings[i].slot.day == slot->day &&
		    openings[i].slot.start == slot->start)
			return true;
	return false;
}

/* The sentence that stands begins with a rule's name. */
static void
note_rule(const struct slot *slot)
{
	for (size_t i = 0; booking_rules[i].name; i++) {
		const size_t length = strlen(booking_rules[i].name);

		if (strncmp(error_text(), booking_rules[i].name, length) == 0 &&
		    error_text()[length] == ':') {
			rules_seen[i] = true;
			error_clear();
			return;
		}
	}
	fail_msg("day %d start %d chair %lld: no rule's name: %s", slot->day, slot->start,
		 (long long)slot->chair, error_text());
}

static void
try_unlisted(const struct opening_search *search, struct slot slot, const struct opening *openings,
		size_t count)
{
	const struct booking asked = {
		.patient = search->patient, .type = search->type, .slot = slot,
		.provider = search->provider
	};
	struct appointment visit;
	const char *said;
	char day[DAY_SIZE];

	if (is_listed(openings, count, &slot))
		return;
	if (appointment_book(&desk, &arena, &asked, &visit, &said) != CLASH)
		fail_msg("%s %d in chair %lld isn't listed, yet: %s %s", civil_format(day, slot.day),
			 slot.start, (long long)slot.chair, error_text(), said);
	note_rule(&slot);
}

/* Every start of the grid in every treatment chair on one day. */
static void
try_day(const struct opening_search *search, int day)
{
	struct opening *openings;
	struct chair *chairs;
	struct visit_type type;
	size_t count, chair_count;

	must(openings_find(&desk, &arena, search, &openings, &count));
	must(record_get(&desk, &arena, &visit_type_record, search->type, &type));
	must(record_select(&desk, &arena, &chair_record, &chairs, &chair_count, "order by id", ""));
	must(batch_begin(&desk, NULL, NULL));
	for (size_t i = 0; i < chair_count; i++)
		for (int start = 0; start + type.minutes <= 1440; start += grid)
			if (chairs[i].kind == CHAIR_TREATMENT)
				try_unlisted(search, (struct slot){chairs[i].row.id, day, start, 0},
					     openings, count);
	must(batch_end(&desk, OK));
	assert_int_equal(batch_id(&desk), 0);
}

static void
test_unlisted_is_refused(void **state)
{
	size_t rules = 0;

	(void)state;
	for (int seed = 100; seed < 100 + practices(); seed++) {
		grid = strew(&desk, &arena, seed);
		for (int i = 0; i < 4; i++) {
			const int day = TODAY + (i ? any(DAYS) : 0);
			const struct opening_search search = {
				.patient = 3, .type = 1 + any((int)TYPES),
				.provider = any(2) ? any_provider() : 0, .first = day, .last = day, .after = NONE, .before = NONE
			};

			try_day(&search, day);
		}
		arena_reset(&arena);
	}
	for (size_t i = 0; i < RULES_MOST; i++)
		rules += rules_seen[i];
	assert_true(rules >= (stores_are_files() ? 10 : 7));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_listed_is_bookable),
		cmocka_unit_test(test_unlisted_is_refused),
	};
	const int failed = cmocka_run_group_tests(tests, NULL, NULL);

	desk_close(&desk);
	arena_free(&arena);
	return failed;
}
