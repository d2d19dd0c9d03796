/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The desk of a test.
 */
#include "desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "book/patient.h"
#include "cli/rooms.h"
#include "unit.h"
#include "where.h"

void
must(enum code code)
{
	if (code != OK)
		fail_msg("code %d: %s", code, error_text());
}

void
refused(enum code code, enum code expected, const char *words)
{
	if (code != expected || !strstr(error_text(), words))
		fail_msg("code %d with \"%s\", not %d with \"%s\"", code, error_text(), expected,
			 words);
	error_clear();
}

void
practice_empty(struct desk *desk)
{
	static int count;
	char name[64];
	struct desk_options options = {
		.name = "Front", .mode = DB_CREATE, .now = "2026-11-24T10:42",
		.practice = "Riverside Dental", .zone = "UTC"
	};

	setenv("CHAIRTIME_SEED", "1", 1);
	error_clear();
	snprintf(name, sizeof name, "practice-%d-%d.db", (int)getpid(), count++);
	options.where = store_where(name);
	must(desk_open(desk, &options, &chairtime_rooms));
}

void
practice_new(struct desk *desk)
{
	practice_empty(desk);
	must(batch_begin(desk, NULL, NULL));
	must(batch_end(desk, practice_found(desk, NULL)));
}

void
put(struct desk *desk, const struct record *record, void *row)
{
	must(batch_begin(desk, NULL, NULL));
	must(batch_end(desk, record_put(desk, record, row)));
}

int64_t
patient_new(struct desk *desk, const char *name, const char *phone, const char *birth)
{
	static int count;
	char own[32];
	struct arena arena = {0};
	struct patient patient;
	struct new_patient asked = {
		.name = name, .phone = phone, .birth = birth, .state = PATIENT_ACTIVE
	};

	snprintf(own, sizeof own, "555-7%05d", count++);
	if (!phone)
		asked.phone = own;
	must(patient_add(desk, &arena, &asked, &patient));
	arena_free(&arena);
	return patient.row.id;
}
