/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Giving a gap to one whom it suits. The visit that she gives up for it leaves another.
 */
#include "recall/fit.h"

#include "store/change.h"

#define OFFERED_DAYS 5		/* open days ahead up to which a gap is offered at once */

/* The visit that she has, or that is planned, comes here. */
static enum code
bring(struct desk *desk, struct arena *arena, const struct slot *slot, const struct fit_line *fit,
		struct slot *left, const char **said)
{
	struct appointment visit;
	const enum code code = record_get(desk, arena, &appointment_record, fit->appointment,
					  &visit);

	if (code != OK)
		return code;
	if (state_is_live(visit.state))
		*left = (struct slot){visit.chair, visit.day, visit.start, visit.minutes};
	return appointment_move(desk, arena, &visit, *slot, fit->provider, NULL, said);
}

static enum code
book_new(struct desk *desk, struct arena *arena, const struct slot *slot,
		const struct fit_line *fit, const char **said)
{
	struct booking booking = {
		.patient = fit->patient, .provider = fit->provider, .slot = *slot
	};
	struct appointment visit;
	struct visit_type type;
	const enum code code = visit_type_find(desk, arena, fit->type, &type);

	booking.type = type.row.id;
	return code == OK ? appointment_book(desk, arena, &booking, &visit, said) : code;
}

static enum code
give(struct desk *desk, struct arena *arena, const struct slot *gap, const struct fit_line *fit,
		struct slot *left, const char **said)
{
	const struct slot slot = {gap->chair, gap->day, fit->start, fit->minutes};
	const enum code code = fit->appointment ? bring(desk, arena, &slot, fit, left, said)
						: book_new(desk, arena, &slot, fit, said);

	return code == OK && fit->wait ? wait_end(desk, arena, fit->wait) : code;
}

/* Is it near enough to be offered at once? */
static enum code
keep_near(struct desk *desk, struct slot *left)
{
	int last;
	const enum code code = practice_open_day(desk, desk_today(desk), OFFERED_DAYS, &last);

	if (left->minutes && (left->day < desk_today(desk) || (last != NONE && left->day > last)))
		left->minutes = 0;
	return code;
}

enum code
gap_take(struct desk *desk, struct arena *arena, struct slot gap, const struct fit_line *fit,
		struct slot *next, const char **said)
{
	struct slot left = {0};
	enum code code = batch_begin(desk, NULL, NULL);

	if (code == OK)
		code = batch_end(desk, give(desk, arena, &gap, fit, &left, said));
	if (code == OK)
		code = keep_near(desk, &left);
	*next = left;
	return code;
}
