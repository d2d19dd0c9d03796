/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whom a gap would suit (desk.md section 3): the waiting list, longest first, then due recalls, then
 * planned visits.
 */
#ifndef RECALL_FIT_H
#define RECALL_FIT_H

#include "book/appointment.h"

enum fit_kind { FIT_WAITING, FIT_RECALL, FIT_PLANNED };

/* A listing record: who could come, and when within the gap. */
struct fit_line {
	int kind;			/* enum fit_kind */
	int64_t patient;
	const char *name, *phone;
	const char *type;		/* the visit type's code */
	int minutes, start;
	int64_t provider;
	const char *provider_name;
	int64_t wait, appointment;	/* the entry; the visit that she has or is planned */
	const char *why;		/* "waiting since Mon 2 Nov" */
};

extern const struct record fit_line_record;
extern const char *const fit_kind_words[];

/* Those for whom a visit fits into the gap: in its chair, within its minutes, with the notice they
 * need, heeding their commitments; each patient once, by what comes first. At most `limit`, in the
 * arena; *count 0 where it suits nobody. Who rests by the rules (rests_why) isn't asked to come sooner
 * for a recall; who waits has asked for it. */
enum code gap_fits(struct desk *desk, struct arena *arena, struct slot gap, size_t limit,
		struct fit_line **out, size_t *count);

/* Gives the gap to one of them: her visit comes there, or a new one is booked, and she waits no more; one
 * batch. *next is the gap that her visit leaves, where it lies within five open days and is offered in
 * turn; its minutes are 0 where there is none. */
enum code gap_take(struct desk *desk, struct arena *arena, struct slot gap,
		const struct fit_line *fit, struct slot *next, const char **said);

#endif
