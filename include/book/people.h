/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A patient's life and people (desk.md section 2): when she can't come, who speaks for her, what her
 * numbers may be used for, who lives with whom. Each act is one batch, or a part of the caller's.
 */
#ifndef BOOK_PEOPLE_H
#define BOOK_PEOPLE_H

#include "book/patient.h"

/* A weekly commitment has a weekday, a dated one its days. INPUT says what is missing. */
enum code commitment_save(struct desk *desk, struct commitment *commitment);
enum code commitment_remove(struct desk *desk, const struct commitment *commitment);
enum code commitments_of(struct desk *desk, struct arena *arena, int64_t patient,
		struct commitment **out, size_t *count);

/* Who speaks for a patient. Of a person who is a patient too the name is hers. INPUT without name or
 * role, or for the patient herself. */
enum code contact_person_save(struct desk *desk, struct contact_person *person);
/* She doesn't any more, from today on. */
enum code contact_person_end(struct desk *desk, struct contact_person *person);

/* A line of those who speak for a patient on a day: a listing record. */
struct speaks_line {
	struct row row;			/* of contact_person */
	int64_t patient, person;
	const char *name, *role;
	int may_book, may_be_told, reminders;
	int since, until_day;
	const char *ask;		/* ASKED: what is to be asked once; NULL: nothing */
};
extern const struct record speaks_line_record;

/* Those of today, in order. A parent's or guardian's rights end on the patient's 18th birthday: what
 * was noted before is then nothing (may_book 0, may be told nothing), and `ask` says to ask her. */
enum code people_of(struct desk *desk, struct arena *arena, int64_t patient,
		struct speaks_line **out, size_t *count);

/* What a number or address may be used for: for this patient, from now on; reach 0: each of hers. The
 * latest word holds. INPUT without `how` it was said, NOT_FOUND where she has no such. */
enum code consent_say(struct desk *desk, int64_t patient, int64_t reach, enum purpose purpose,
		bool allowed, const char *how);
/* A line of what holds: a listing record, one for each number and purpose of which anything was said. */
struct consent_line {
	int64_t patient, reach;
	const char *value;
	int purpose, allowed;
	const char *at, *how;
};
extern const struct record consent_line_record;
enum code consents_of(struct desk *desk, struct arena *arena, int64_t patient,
		struct consent_line **out, size_t *count);

/* Households. A patient leaves hers; is the one who is called first; a child gets a second home. 0: none
 * any more. */
enum code patient_leave_household(struct desk *desk, struct patient *patient);
enum code patient_call_first(struct desk *desk, struct patient *patient);
enum code patient_second_home(struct desk *desk, struct patient *patient, int64_t other);
/* "Tom also lives with Meyer, Jan, 555-0150": where else a child lives, and whom to ring there, in the
 * arena; NULL: nowhere. */
enum code second_home_said(struct desk *desk, struct arena *arena, int64_t patient,
		const char **said);
enum code household_rename(struct desk *desk, int64_t household, const char *name,
		const char *address);

/* Other active patients whose folded name is the same, whatever the order of its parts. */
enum code patients_same_name(struct desk *desk, struct arena *arena, int64_t patient,
		struct patient_line **out, size_t *count);

#endif
