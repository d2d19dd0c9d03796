/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rights: what a role may, as rows of the table role_right. They are asked where a row is written
 * (record_put, undo), where a batch of a kind begins, and at the door of what only reads; so command
 * line, script and screen are refused alike. They hold where somebody has a secret: a practice in which
 * nobody has one asks nobody who she is, and everybody may everything.
 */
#ifndef STORE_RIGHT_H
#define STORE_RIGHT_H

#include "store/desk.h"

enum right {
	RIGHT_LOOK, RIGHT_BOOK, RIGHT_FORCE, RIGHT_PATIENTS, RIGHT_CONTACTS, RIGHT_RECALL, RIGHT_CARE,
	RIGHT_ANSWERS, RIGHT_SEND, RIGHT_HOURS, RIGHT_SETUP, RIGHT_CHARTER, RIGHT_IMPORT, RIGHT_EXPORT,
	RIGHT_ERASE, RIGHT_JOURNAL, RIGHT_PEOPLE, RIGHT_ALL
};
#define RIGHT_COUNT (RIGHT_ALL + 1)

/* Their words in the store, ended by NULL, and what each lets do: "book, move and cancel visits". */
extern const char *const right_words[];
extern const char *const right_acts[RIGHT_COUNT];

/* Which right the writing of a record's rows wants; ended by a row without a record. */
struct record_right {
	const struct record *record;
	enum right right;
};

/* Has anybody a secret, so that who acts has to have signed in? */
enum code secrets_in_use(struct desk *desk, bool *in_use);
/* Must somebody sign in at this desk first? Secrets are in use, and who has signed in has none. */
enum code sign_in_wanted(struct desk *desk, bool *wanted);
/* DENIED, with a sentence that says what is wanting, where who has signed in at this desk hasn't that
 * right. In a batch as they were when it began. */
enum code right_check(struct desk *desk, enum right right);
/* Which right the writing of that record's rows wants. */
enum right right_of(const struct desk *desk, const struct record *record);
/* What who has signed in may, a bit (1 << right) for each: for screens that leave out what they couldn't
 * do. All where nobody has a secret. */
enum code rights_of(struct desk *desk, unsigned *rights);
/* For the rest of the begun batch: what somebody may for herself, whatever her role. */
void right_lend(struct desk *desk, enum right right);
/* For the rest of the begun batch, for who has `right` (else DENIED, as by right_check): what taking in needs
 * that others said or wrote, a patient's answer or what stands on a calendar server. */
enum code right_take_in(struct desk *desk, enum right right);

#endif
