/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A toy practice for tests of the store alone: a few records over the real schema, with a settle
 * rule and derived values, without the rooms above. A derived field: of a patient's recall, the
 * latest day of a live visit (next_visit); a derived table: the patients' names (patient_word).
 */
#ifndef SUPPORT_TOY_H
#define SUPPORT_TOY_H

#include "store/desk.h"

struct toy_chair {
	struct row row;
	const char *name;
	int kind, position, active;
};

struct toy_type {
	struct row row;
	const char *code, *name;
	int minutes;
	const char *pattern;
};

struct toy_patient {
	struct row row;
	int called_first;
	const char *name, *note;
	int state;
};

struct toy_visit {
	struct row row;
	const char *uid;
	int sequence;
	int64_t patient, type, chair;
	int chair_kind, day, start, minutes, held;
	const char *pattern;
	int state, confirmed;
	const char *note, *made_at, *made_by;
};

struct toy_recall_type {
	struct row row;
	const char *code, *name, *interval;
	int everyone;
};

struct toy_recall {
	struct row row;
	int64_t patient, recall_type;
	const char *note;
	int next_visit;		/* derived */
};

enum { TOY_PLANNED, TOY_BOOKED, TOY_ARRIVED, TOY_SEATED, TOY_DONE };

extern const struct record toy_chair_record, toy_type_record, toy_patient_record, toy_visit_record,
	toy_recall_type_record, toy_recall_record;
extern const struct rooms toy_rooms;

/* The folder of this test's own, without a slash at the end, and a path in it. */
const char *toy_path(const char *name);

/* Opens (or makes) a store there, frozen at 2026-11-24T09:00, with the desk's name; the test
 * fails where that fails. */
void toy_open(struct desk *desk, const char *path, const char *name, enum db_mode mode);

/* Fails the test, with the sentence that stands, where the code isn't OK. */
void toy_ok(enum code code);
/* The code that was expected came; the error is cleared. */
void toy_code(enum code code, enum code expected);

/* A patient, a type and a chair with id 1 each, in a batch of their own. */
void toy_stock(struct desk *desk);
/* A visit of theirs in state booked, not yet put. */
void toy_visit_blank(struct toy_visit *visit, int day, int start);

#endif
