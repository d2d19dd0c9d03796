/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The morning's messages: who is to be reminded of a visit, whose recall has come to a step that is
 * written. Each is queued once; what rests, or has no way that may be used, is left to be called.
 */
#ifndef POST_MORNING_H
#define POST_MORNING_H

#include "post/message.h"
#include "post/template.h"

/* What was queued, or would be. A listing. */
struct morning_line {
	int64_t id;			/* of the message; 0: it would be queued */
	int template;			/* enum template_name */
	int channel, purpose;
	int64_t patient;
	const char *name, *reach_value, *text;
	int64_t appointment, recall;
};
extern const struct record morning_line_record;

/* Queues the day's messages, one batch: reminders of the visits up to `reminder_days` open days ahead
 * (a setting, 2) that were booked before today and aren't confirmed, each once while the visit stays
 * as it is; and one message a household for the recalls whose step of today is a text, e-mail or
 * letter, with two openings to choose from where it is no letter. A channel that she lacks or refused
 * becomes her first allowed one. INPUT where the practice has no telephone. */
struct morning_options {
	bool dry_run;			/* nothing is written */
	size_t limit;			/* at most so many messages, the most urgent first; 0: all */
};
enum code morning_plan(struct desk *desk, struct arena *arena,
		const struct morning_options *options, struct morning_line **out, size_t *count);

/* The number or address that is used for a message of that purpose by that channel (NONE: whichever
 * she prefers), else her first that may be used; reach 0: there is none. */
enum code message_way(struct desk *desk, int64_t patient, enum purpose purpose, int wanted,
		int *channel, int64_t *reach);

#endif
