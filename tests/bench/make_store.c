/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * make_store FILE VISITS PATIENTS: the big practice of big.h in a new store, through the program's
 * own record_put with all that follows from it: each row in its last state by one change, in the
 * order of days, a commit every BIG_COMMIT rows. Prints the seconds that the patients and visits
 * took; its yardstick is bare_fill.
 */
#include <stdlib.h>
#include <unistd.h>

#include "big.h"
#include "book/appointment.h"
#include "cli/rooms.h"
#include "figure.h"
#include "recall/recall.h"
#include "store/change.h"
#include "store/setting.h"

struct making {
	struct desk desk;
	struct arena arena;		/* of the rows between two commits */
	struct big big;
	int64_t chairs[BIG_CHAIRS], providers[BIG_CHAIRS];
	struct visit_type types[BIG_TYPES];
	struct arena lasting;
	int64_t household;
	long rows;
	bool shows;			/* progress, on a terminal */
};

static void
must(enum code code)
{
	if (code == OK)
		return;
	fprintf(stderr, "make_store: %s\n", error_text());
	exit(code_exit_status(code));
}

/* The practice */

static void
add_chairs(struct making *making)
{
	struct chair *chairs;
	size_t count, treatment = 0;

	must(chairs_load(&making->desk, &making->lasting, &chairs, &count));
	for (size_t i = 0; i < count; i++)
		if (chairs[i].kind == CHAIR_TREATMENT)
			making->chairs[treatment++] = chairs[i].row.id;
	for (size_t i = treatment; i < BIG_CHAIRS; i++) {
		struct chair chair;

		record_blank(&chair_record, &chair);
		chair.name = arena_print(&making->lasting, "Chair %zu", i + 1);
		chair.kind = CHAIR_TREATMENT;
		chair.position = (int)(count + i);
		chair.active = 1;
		must(record_put(&making->desk, &chair_record, &chair));
		making->chairs[i] = chair.row.id;
	}
}

/* One a chair; those the practice was founded with are the first two, whatever their role. */
static void
add_providers(struct making *making)
{
	struct provider *providers;
	size_t count;

	must(providers_load(&making->desk, &making->lasting, &providers, &count));
	for (size_t i = 0; i < BIG_CHAIRS; i++) {
		struct provider provider;

		record_blank(&provider_record, &provider);
		if (i < count)
			provider = providers[i];
		provider.name = arena_print(&making->lasting, "Provider %zu", i + 1);
		provider.short_name = arena_print(&making->lasting, "P%zu", i + 1);
		provider.role = big_hygienist((int)i) ? ROLE_HYGIENIST : ROLE_DENTIST;
		provider.active = 1;
		must(record_put(&making->desk, &provider_record, &provider));
		making->providers[i] = provider.row.id;
	}
}

static void
found(struct making *making)
{
	must(batch_begin(&making->desk, NULL, NULL));
	must(practice_found(&making->desk, NULL));
	must(recall_found(&making->desk));
	must(setting_put(&making->desk, "staff_alarm_minutes", "1440"));
	add_chairs(making);
	add_providers(making);
	for (int i = 0; i < BIG_TYPES; i++)
		must(visit_type_find(&making->desk, &making->lasting, big_type_codes[i],
				&making->types[i]));
	must(batch_end(&making->desk, OK));
}

/* Rows */

static void
put(struct making *making, const struct record *record, void *row)
{
	must(record_put(&making->desk, record, row));
	if (++making->rows % BIG_COMMIT != 0)
		return;
	must(batch_renew(&making->desk));
	arena_reset(&making->arena);
	if (making->shows)
		fprintf(stderr, "\r%ld rows", making->rows);
}

static void
put_household(struct making *making, const struct big_patient *person)
{
	struct household row;

	record_blank(&household_record, &row);
	row.name = person->family;
	put(making, &household_record, &row);
	making->household = row.row.id;
}

static void
put_patient(struct making *making, long n)
{
	struct big_patient person;
	struct patient row;
	struct reach reach;
	struct patient_reach place;

	big_patient(n, &person);
	if (n == 1 || (n - 1) * 2 / 5 != (n - 2) * 2 / 5)
		put_household(making, &person);
	record_blank(&patient_record, &row);
	row.household = making->household;
	row.name = person.name;
	row.birth = person.birth;
	row.state = PATIENT_ACTIVE;
	put(making, &patient_record, &row);
	record_blank(&reach_record, &reach);
	reach.kind = REACH_PHONE;
	reach.value = person.phone;
	reach.may_text = 1;
	put(making, &reach_record, &reach);
	record_blank(&patient_reach_record, &place);
	place.patient = row.row.id;
	place.reach = reach.row.id;
	place.position = 1;
	put(making, &patient_reach_record, &place);
}

static void
put_visit(struct making *making, const struct big_visit *visit)
{
	struct arena *const arena = &making->arena;
	const struct visit_type *const type = &making->types[visit->type];
	char day[DAY_SIZE];
	struct appointment row;

	record_blank(&appointment_record, &row);
	row.uid = desk_uuid(&making->desk, arena);
	row.patient = visit->patient;
	row.type = type->row.id;
	row.provider = making->providers[visit->chair];
	row.chair = making->chairs[visit->chair];
	row.chair_kind = CHAIR_TREATMENT;
	row.day = visit->day;
	row.start = visit->start;
	row.minutes = row.held = visit->minutes;
	row.pattern = pattern_for(arena, type->pattern, visit->minutes);
	row.state = visit->state;
	row.confirmed = visit->confirmed ? CONFIRMED_YES : CONFIRMED_NOT_ASKED;
	row.arrived = visit->arrived;
	row.seated = visit->seated;
	row.done = visit->done;
	row.made_at = arena_print(arena, "%sT09:00:00Z", civil_format(day, visit->made_day));
	row.made_by = "bench";
	put(making, &appointment_record, &row);
}

int
main(int count, char **arguments)
{
	static struct making making;
	struct desk_options options = { .name = "bench", .now = BIG_TODAY "T10:00",
		.practice = "Big", .zone = "Europe/London", .mode = DB_CREATE };
	struct big_visit visit = { 0 };
	double begun;

	if (count != 4) {
		fprintf(stderr, "usage: make_store FILE VISITS PATIENTS\n");
		return 2;
	}
	options.where = arguments[1];
	big_start(&making.big, big_size(arguments[2]), big_size(arguments[3]));
	making.shows = isatty(STDERR_FILENO);
	must(desk_open(&making.desk, &options, &chairtime_rooms));
	found(&making);
	begun = figure_now();
	must(db_script(making.desk.db, BIG_CACHE));
	must(batch_begin(&making.desk, NULL, NULL));
	for (long n = 1; n <= making.big.patients; n++)
		put_patient(&making, n);
	while (big_next(&making.big, &visit))
		put_visit(&making, &visit);
	must(batch_end(&making.desk, OK));
	printf("%.2f\n", (figure_now() - begun) / 1e6);
	desk_close(&making.desk);
	arena_free(&making.arena);
	arena_free(&making.lasting);
	return 0;
}
