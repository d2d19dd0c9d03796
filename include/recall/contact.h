/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Contacts: one attempt to reach somebody, its outcome, and what comes next by itself.
 */
#ifndef RECALL_CONTACT_H
#define RECALL_CONTACT_H

#include "recall/recall.h"

enum direction { DIRECTION_OUT, DIRECTION_IN };
enum contact_channel { CONTACT_CALL, CONTACT_TEXT, CONTACT_EMAIL, CONTACT_LETTER, CONTACT_DESK };
enum outcome { OUTCOME_TOLD, OUTCOME_TALKED, OUTCOME_LEFT_MESSAGE, OUTCOME_NO_ANSWER,
	OUTCOME_WILL_CALL, OUTCOME_CALL_AT, OUTCOME_NOT_UNTIL, OUTCOME_OFF, OUTCOME_WRONG_NUMBER,
	OUTCOME_BOOKED };

struct contact {
	struct row row;
	int64_t patient, reach;
	const char *at, *who;		/* UTC; the person at the desk */
	int direction;
	int channel;			/* enum contact_channel */
	int purpose;			/* enum purpose */
	const char *spoke_with;
	int outcome;			/* enum outcome, NONE for an answer not yet known */
	const char *until;		/* a day, or a moment "2026-11-24T15:00" */
	int64_t appointment, recall, concern;
	const char *note;
};

struct contact_line {
	struct row row;
	const char *at;
	int64_t patient;
	const char *name, *who;
	int direction, channel, purpose;
	const char *spoke_with;
	int outcome;
	const char *until;
	int64_t appointment, recall, concern;
	const char *reach_value, *note;
};

extern const struct record contact_record, contact_line_record;
extern const char *const direction_words[], *const contact_channel_words[], *const outcome_words[];

/* Does it count by the rules of recall: somebody reached, a message left, or a text or letter
 * accepted (NONE: no answer known yet)? Rang and nobody, and a wrong number don't. */
bool outcome_counts(int outcome);
/* Was somebody spoken to? */
bool outcome_reached(int outcome);

/* Logs one (record_blank gives one that goes out, by call, of purpose service); at and who are
 * filled, and reach, where it is 0, by the patient's first good one for the channel. Does what the
 * outcome sets: wrong_number marks the reach, for all whom it serves; after no_answer the call
 * returns in 3 hours, else the next open day; call_at (`until` is a moment, or a day), not_until (a
 * day) and will_call (either, or none) keep the recalls until then; what counts moves them to their
 * next step. off sets nothing by itself: the reason is asked by recall_stop. *said tells what comes
 * next: "Weiss: left message, again Thu 26 Nov". One batch. INPUT: an outcome that is missing, an
 * `until` that is missing, malformed or past. */
enum code contact_log(struct desk *desk, struct arena *arena, struct contact *contact,
		const char **said);
/* A patient's, newest first, at most `limit`; notes of what was answered in writing as people say it. */
enum code contacts_of_patient(struct desk *desk, struct arena *arena, int64_t patient, size_t limit,
		struct contact_line **out, size_t *count);

/* A time that somebody asks for, as the beginning of a contact's note: "asks for 2026-11-27T10:00",
 * "asks for another time" where day is NONE. In the arena. */
char *asked_format(struct arena *arena, int day, int minute);
/* And back: what is behind it; NULL where the note doesn't begin so. */
const char *asked_parse(const char *note, int *day, int *minute);

#endif
