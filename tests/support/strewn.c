/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Strewing a practice.
 */
#include "strewn.h"

#include <stdio.h>
#include <string.h>

#include "book/opening.h"
#include "unit.h"

static struct desk *desk;
static struct arena *arena;
static uint64_t chance;

static const char *const patterns[] = {
	"XXXXXX", "X/XX/", "XXXXXXXXXXDX", "XX//DD", "////", "XXX", "/XXXX/XXXXDXX/", "XXDXX"
};
_Static_assert(FIELD_COUNT(patterns) == TYPES, "a pattern for each type");

/* By a xorshift. */
int
any(int n)
{
	chance ^= chance << 13;
	chance ^= chance >> 7;
	chance ^= chance << 17;
	return (int)(chance % (uint64_t)n);
}

int
any_minute(int from, int until)
{
	return any(6) ? from + any((until - from) / 15) * 15 : from + any(until - from);
}

int64_t
any_chair(void)
{
	return 1 + any(CHAIRS);
}

int64_t
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
			must(record_put(desk, &hours_record, &hours));
		}
}

static void
make_people(void)
{
	for (int i = 0; i < CHAIRS; i++) {
		struct chair chair = {.kind = i == CHAIRS - 1 && any(2) ? CHAIR_SQUEEZE : CHAIR_TREATMENT,
			.position = CHAIRS - i, .active = any(8) > 0};

		chair.name = arena_print(arena, "Chair %d", i + 1);
		must(record_put(desk, &chair_record, &chair));
	}
	for (int i = 0; i < PROVIDERS; i++) {
		struct provider provider = {.role = any(2) ? ROLE_DENTIST : ROLE_HYGIENIST,
			.active = any(8) > 0, .open_until = any(5) ? NONE : TODAY + any(DAYS)};

		provider.name = arena_print(arena, "Provider %d", i + 1);
		must(record_put(desk, &provider_record, &provider));
	}
	for (size_t i = 0; i < TYPES; i++) {
		struct visit_type type;

		record_blank(&visit_type_record, &type);
		type.code = type.name = arena_print(arena, "type%zu", i);
		type.pattern = patterns[i];
		type.minutes = (int)strlen(patterns[i]) * CELL_MINUTES - (any(4) ? 0 : any(4));
		type.role = any(4) ? any(2) : NONE;
		must(record_put(desk, &visit_type_record, &type));
	}
}

static void
make_patients(void)
{
	for (int i = 0; i < PATIENTS; i++) {
		struct patient patient;

		record_blank(&patient_record, &patient);
		patient.name = arena_print(arena, "Patient %d", i + 1);
		patient.state = any(2) ? PATIENT_ACTIVE : PATIENT_ENQUIRER;
		patient.condition = any(6) ? NONE : CONDITION_SAME_DAY;
		patient.provider = any(2) ? any_provider() : 0;
		patient.birth = i == PATIENTS - 1 ? "2016-05-02" : NULL;
		must(record_put(desk, &patient_record, &patient));
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
		must(record_put(desk, &hours_day_record, &day));
		record_blank(&closure_record, &closure);
		any_owner(&closure.provider, &closure.chair);
		closure.first = TODAY + any(DAYS) - 2;
		closure.last = closure.first + any(3);
		closure.start = any(2) ? NONE : any_minute(AT(9, 0), AT(12, 0));
		closure.until_min = any(2) ? NONE : any_minute(AT(12, 0), AT(16, 0));
		must(record_put(desk, &closure_record, &closure));
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
		must(record_put(desk, &block_record, &block));
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
		must(record_get(desk, arena, &chair_record, visit.chair, &chair));
		visit.chair_kind = chair.kind;
		visit.day = TODAY + any(DAYS);
		visit.start = any_minute(AT(7, 0), AT(17, 0));
		visit.minutes = 5 + any(90);
		visit.pattern = any(3) ? patterns[visit.type - 1] : NULL;
		visit.state = any(6) ? VISIT_BOOKED : any(8);
		if (visit.state == VISIT_DONE)
			visit.done = visit.start + any(60);
		if (record_put(desk, &appointment_record, &visit) != OK)
			error_clear();
	}
}

static void
make_commitments(void)
{
	for (int i = 0; i < 6; i++) {
		struct commitment row;

		record_blank(&commitment_record, &row);
		row.patient = 1 + any(2);
		row.weekday = any(2) ? any(7) : NONE;
		row.first = row.weekday == NONE || any(3) == 0 ? TODAY + any(DAYS) : NONE;
		row.start = any_minute(AT(7, 0), AT(12, 0));
		row.until_min = row.start + 30 + any(240);
		row.firm = any(4) > 0;
		row.not_holidays = any(3) == 0;
		row.note = any(2) ? "work" : NULL;
		must(record_put(desk, &commitment_record, &row));
	}
}

/* The child comes when one of those who bring it can. */
static void
make_bringers(void)
{
	for (int i = 1; i <= 2; i++) {
		struct contact_person person;

		record_blank(&contact_person_record, &person);
		person.patient = PATIENTS;
		person.person = i;
		person.name = person.role = "parent";
		person.may_book = any(6) > 0;
		person.until_day = any(6) ? NONE : TODAY - any(3);
		must(record_put(desk, &contact_person_record, &person));
	}
}

static void
make_holidays(void)
{
	struct holiday holiday;

	record_blank(&holiday_record, &holiday);
	holiday.name = "autumn";
	holiday.first = TODAY + any(DAYS);
	holiday.last = holiday.first + any(4);
	must(record_put(desk, &holiday_record, &holiday));
}

/* Takes the practice before this one away, with its log and the counters of ids. */
static void
sweep(void)
{
	must(db_begin(desk->db));
	must(db_script(desk->db, "delete from appointment; delete from commitment;"
		       " delete from contact_person; delete from block; delete from closure;"
		       " delete from hours_day; delete from hours; delete from holiday;"
		       " delete from visit_type; delete from patient_word; delete from recall;"
		       " delete from patient; delete from provider; delete from chair;"
		       " delete from change; delete from setting where name = 'grid';"
		       " delete from counter where name <> 'setting';"));
	must(db_end(desk->db, OK));
}

int
strew(struct desk *opened, struct arena *made, int seed)
{
	static const int grids[] = {15, 15, 10, 5, 20};
	char text[16];
	int grid;

	desk = opened;
	arena = made;
	chance = 0x9E3779B97F4A7C15u * (uint64_t)(seed + 1);
	grid = grids[any(5)];
	if (desk->db)
		sweep();
	else
		practice_empty(desk);
	must(batch_begin(desk, NULL, NULL));
	snprintf(text, sizeof text, "%d", grid);
	must(setting_put(desk, "grid", text));
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
	make_bringers();
	make_holidays();
	make_visits();
	must(batch_end(desk, OK));
	return grid;
}
