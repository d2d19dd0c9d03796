/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a practice can set of itself: one table for the command `set`, the Set-up screen and the
 * checks. (Asking a setting: store/desk.h.)
 */
#ifndef BOOK_SETTINGS_H
#define BOOK_SETTINGS_H

#include "store/desk.h"

enum setting_name { SETTING_ADDRESS, SETTING_ALARM_MINUTES, SETTING_CALL_FROM, SETTING_CALL_UNTIL,
	SETTING_COLOUR, SETTING_CONFIRMATIONS, SETTING_CONFIRM_BY, SETTING_EMAIL, SETTING_GRACE,
	SETTING_GRID, SETTING_ICS_PRIVATE, SETTING_LANGUAGE,
	SETTING_LAST_WORD_MONTHS, SETTING_LATE,
	SETTING_LOCK_MINUTES, SETTING_MISSED_NOTES, SETTING_NAME, SETTING_NEAR, SETTING_NOTE_READS,
	SETTING_NOTICE_DAYS, SETTING_OVERDUE_DAYS, SETTING_PHONE, SETTING_REACTIVATION_MONTHS,
	SETTING_REMINDER_DAYS,
	SETTING_STAFF_ALARM_MINUTES, SETTING_ZONE, SETTING_COUNT };

struct setting_kind {
	const char *label;		/* "Minutes a row" */
	const char *otherwise;		/* what holds where it isn't set */
	const char *hint;		/* what it means, in a few words */
	/* May be NULL: anything. `value` NULL is the default again. */
	enum code (*check)(const char *name, const char *value);
	bool clock;			/* a time of day, kept as minutes since midnight */
};

/* The names by which they are stored, in that order; and what is known of each. */
extern const char *const setting_words[];
extern const struct setting_kind setting_kinds[SETTING_COUNT];

/* Writes one; NULL or "": its default again. A time of day may be given as such ("9:00"). One batch.
 * INPUT for what can't be its value. */
enum code setting_save(struct desk *desk, enum setting_name which, const char *value);

/* A row for whoever lists them all: `id` is the name's number and one. */
struct setting_line {
	struct row row;
	const char *name, *label, *value;	/* value: NULL where it isn't set */
	const char *otherwise, *hint;
};
extern const struct record setting_line_record;
/* All of them, what a practice thinks of first before the rest. */
enum code settings_list(struct desk *desk, struct arena *arena, struct setting_line **out,
		size_t *count);

#endif
