/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is slipping away: active patients at risk, with the reasons in words and the act that comes next.
 * Who has a visit to come is at risk only by a complaint.
 */
#ifndef CARE_SLIPPING_H
#define CARE_SLIPPING_H

#include "care/report.h"

/* In the order of their weight. */
enum slip_reason { SLIP_COMPLAINT, SLIP_LOST, SLIP_MISSED, SLIP_CANCELLED, SLIP_WAITED, SLIP_OVERDUE,
	SLIP_UNREACHABLE, SLIP_REASONS };
extern const char *const slip_reason_words[];

struct slip_line {
	int64_t patient;
	const char *name, *phone;
	const char *reasons;		/* "missed 12 Oct; 40 weeks overdue" */
	const char *act;		/* the next best one, by the first reason */
	int first;			/* enum slip_reason, as a word */
	int count;			/* of reasons */
};
extern const struct record slip_line_record;

/* The heaviest first, then the more reasons, then by name. progress as in report_run. */
enum code slipping_load(struct desk *desk, struct arena *arena, const struct progress *progress,
		struct slip_line **out, size_t *count);

#endif
