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

#include "../support/desk.h"
#include "book/rule.h"

#define PRACTICES 12
#define DAYS 16			/* that visits and exceptions are strewn over */
#define VISITS 60
#define CHAIRS 4
#define PROVIDERS 5
#define PATIENTS 3
#define RULES_MOST 32

static struct desk desk;
static struct arena arena;
static uint64_t chance;
static int grid;
static size_t openings_seen;
static bool rules_seen[RULES_MOST];

static const char *const patterns[] = {
	"XXXXXX", "X/XX/", "XXXXXXXXXXDX", "XX//DD", "////", "XXX", "/XXXX/XXXXDXX/", "XXDXX"
};
#define TYPES FIELD_COUNT(patterns)

/* 0 … n - 1, by a xorshift. */
static int
any(int n)
{
	chance ^= chance << 13;
	chance ^= chance >> 7;
	chance ^= chance << 17;
	return (int)(chance % (uint64_t)n);
}

/* Mostly on a quarter, now and then odd. */
static int
any_minute(int from, int until)
{
	return any(6) ? from + any((until - from) / 15) * 15 : from + any(until - from);
}

static int64_t
any_chair(void)
{
	return 1 + any(CHAIRS);
}

static int64_t
any_provider(void)
{
	return 1 + any(PROVIDERS);
}

/* Whose an exception is: the practice's (rarely), a provider's, a chair's. */
static void
any_owner(int64_t *provider, int64_t *chair)
{
	switch (any(5)) {
	case 0:
		break;
	case 1:
	case 2:
		*provider = any_provider();
		break;
	default:
		*chair = any_chair();
	}
}

static void
make_hours(int64_t provider, int64_t chair)
{
	for (int weekday = 0; weekday < 7; weekday++)
		for (int part = 0; part < 2; part++) {
			struct hours hours;

			if (any(5) == 0)
				continue;
			record_blank(&hours_record, &hours);
			hours.provider = provider;
			hours.chair = chair;
			hours.weekday = weekday;
			hours.start = any_minute(part ? AT(13, 0) : AT(7, 30), part ? AT(14, 0) : AT(9, 0));
			hours.until_min = any_minute(part ? AT(16, 0) : AT(11, 0),
						     part ? AT(19, 0) : AT(13, 0));
			hours.every_weeks = any(6) ? 1 : 2;
			hours.since = any(6) ? NONE : TODAY + any(20) - 10;
			hours.until_day = any(8) ? NONE : TODAY + any(20);
			must(record_put(&desk, &hours_record, &hours));
		}
}

static void
make_people(void)
{
	for (int i = 0; i < CHAIRS; i++) {
		struct chair chair = {.kind = i == CHAIRS - 1 && any(2) ? CHAIR_SQUEEZE : CHAIR_TREATMENT,
			.position = CHAIRS - i, .active = any(8) > 0};

		chair.name = arena_print(&arena, "Chair %d", i + 1);
		must(record_put(&desk, &chair_record, &chair));
	}
	for (int i = 0; i < PROVIDERS; i++) {
		struct provider provider = {.role = any(2) ? ROLE_DENTIST : ROLE_HYGIENIST,
			.active = any(8) > 0, .open_until = any(5) ? NONE : TODAY + any(DAYS)};

		provider.name = arena_print(&arena, "Provider %d", i + 1);
		must(record_put(&desk, &provider_record, &provider));
	}
	for (size_t i = 0; i < TYPES; i++) {
		struct visit_type type;

		record_blank(&visit_type_record, &type);
		type.code = type.name = arena_print(&arena, "type%zu", i);
		type.pattern = patterns[i];
		type.minutes = (int)strlen(patterns[i]) * CELL_MINUTES - (any(4) ? 0 : any(4));
		type.role = any(4) ? any(2) : NONE;
		must(record_put(&desk, &visit_type_record, &type));
	}
}

static void
make_patients(void)
{
	for (int i = 0; i < PATIENTS; i++) {
		struct patient patient;

		record_blank(&patient_record, &patient);
		patient.name = arena_print(&arena, "Patient %d", i + 1);
		patient.state = any(2) ? PATIENT_ACTIVE : PATIENT_ENQUIRER;
		patient.condition = any(6) ? NONE : CONDITION_SAME_DAY;
		patient.provider = any(2) ? any_provider() : 0;
		must(record_put(&desk, &patient_record, &patient));
	}
}

static void
make_exceptions(void)
{
	for (int i = 0; i < 8; i++) {
		struct hours_day day;
		struct closure closure;

		record_blank(&hours_day_record, &day);
		any_owner(&day.provider, &day.chair);
		day.day = TODAY + any(DAYS);
		day.start = any(3) ? any_minute(AT(8, 0), AT(11, 0)) : NONE;
		day.until_min = day.start == NONE ? NONE : any_minute(AT(12, 0), AT(17, 0));
		must(record_put(&desk, &hours_day_record, &day));
		record_blank(&closure_record, &closure);
		any_owner(&closure.provider, &closure.chair);
		closure.first = TODAY + any(DAYS) - 2;
		closure.last = closure.first + any(3);
		closure.start = any(2) ? NONE : any_minute(AT(9, 0), AT(12, 0));
		closure.until_min = any(2) ? NONE : any_minute(AT(12, 0), AT(16, 0));
		must(record_put(&desk, &closure_record, &closure));
	}
}

static void
make_blocks(void)
{
	for (int i = 0; i < 24; i++) {
		struct block block;

		record_blank(&block_record, &block);
		any_owner(&block.provider, &block.chair);
		block.weekday = any(2) ? any(7) : NONE;
		block.day = block.weekday == NONE ? TODAY + any(DAYS) : NONE;
		block.start = any_minute(AT(9, 0), AT(16, 0));
		block.minutes = 5 + any(90);
		block.kind = any(4);
		block.type = any(2) ? 1 + any((int)TYPES) : 0;
		block.opens_before = any(3) ? NONE : any(3000);
		must(record_put(&desk, &block_record, &block));
	}
}

/* Visits of every state wherever the store lets them stand: imports don't ask rules. */
static void
make_visits(void)
{
	for (int i = 0; i < VISITS; i++) {
		struct appointment visit;
		struct chair chair;

		record_blank(&appointment_record, &visit);
		visit.patient = 1 + any(PATIENTS);
		visit.type = 1 + any((int)TYPES);
		visit.provider = any(8) ? any_provider() : 0;
		visit.checker = any(3) ? 0 : any_provider();
		visit.chair = any_chair();
		must(record_get(&desk, &arena, &chair_record, visit.chair, &chair));
		visit.chair_kind = chair.kind;
		visit.day = TODAY + any(DAYS);
		visit.start = any_minute(AT(7, 0), AT(17, 0));
		visit.minutes = 5 + any(90);
		visit.pattern = any(3) ? patterns[visit.type - 1] : NULL;
		visit.state = any(6) ? VISIT_BOOKED : any(8);
		if (visit.state == VISIT_DONE)
			visit.done = visit.start + any(60);
		if (record_put(&desk, &appointment_record, &visit) != OK)
			error_clear();
	}
}

static void
make_commitments(void)
{
	for (int i = 0; i < 4; i++) {
		struct commitment row;

		record_blank(&commitment_record, &row);
		row.patient = 1;
		row.weekday = any(2) ? any(7) : NONE;
		row.first = row.weekday == NONE || any(3) == 0 ? TODAY + any(DAYS) : NONE;
		row.start = any_minute(AT(7, 0), AT(12, 0));
		row.until_min = row.start + 30 + any(240);
		row.firm = any(4) > 0;
		row.note = any(2) ? "work" : NULL;
		must(record_put(&desk, &commitment_record, &row));
	}
}

/* A practice by a seed; only the first patient has commitments. */
static void
make_practice(int seed)
{
	static const int grids[] = {15, 15, 10, 5, 20};
	char text[16];

	chance = 0x9E3779B97F4A7C15u * (uint64_t)(seed + 1);
	grid = grids[any(5)];
	practice_empty(&desk);
	must(batch_begin(&desk, NULL, NULL));
	snprintf(text, sizeof text, "%d", grid);
	must(setting_put(&desk, "grid", text));
	make_people();
	make_hours(0, 0);
	for (int i = 1; i <= PROVIDERS; i++)
		if (any(2))
			make_hours(i, 0);
	if (any(2))
		make_hours(0, any_chair());
	make_patients();
	make_exceptions();
	make_blocks();
	make_commitments();
	make_visits();
	must(batch_end(&desk, OK));
}

static void
drop_practice(void)
{
	desk_close(&desk);
	arena_reset(&arena);
}

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

static void
test_listed_is_bookable(void **state)
{
	(void)state;
	openings_seen = 0;
	for (int seed = 0; seed < PRACTICES; seed++) {
		make_practice(seed);
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
		drop_practice();
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
	for (int seed = 100; seed < 100 + PRACTICES; seed++) {
		make_practice(seed);
		for (int i = 0; i < 4; i++) {
			const int day = TODAY + (i ? any(DAYS) : 0);
			const struct opening_search search = {
				.patient = 2 + any(PATIENTS - 1), .type = 1 + any((int)TYPES),
				.provider = any(2) ? any_provider() : 0, .first = day, .last = day, .after = NONE, .before = NONE
			};

			try_day(&search, day);
		}
		drop_practice();
	}
	for (size_t i = 0; i < RULES_MOST; i++)
		rules += rules_seen[i];
	assert_true(rules >= 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_listed_is_bookable),
		cmocka_unit_test(test_unlisted_is_refused),
	};
	const int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
