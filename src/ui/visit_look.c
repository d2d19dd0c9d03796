/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a visit is shown: its sign and the remarks beside its name, from its state and the clock.
 */
#include "base/local.h"
#include "book/flow.h"
#include "day.h"

#include <stdio.h>

#define GRACE 10		/* minutes after which who isn't here is called */
#define ROUGHLY 5		/* minutes of difference that aren't worth a remark */

static enum style
confirmed_style(int confirmed)
{
	switch (confirmed) {
	case CONFIRMED_ASKED:
		return STYLE_ASKED;
	case CONFIRMED_YES:
		return STYLE_CONFIRMED;
	case CONFIRMED_NO:
		return STYLE_LATE;
	default:
		return STYLE_BOOKED;
	}
}

int
visit_expected(const struct appointment_line *visit)
{
	return visit->told_start == NONE ? visit->start : visit->told_start;
}

static void
look_booked(struct visit_look *look, const struct appointment_line *visit, int today, int minute)
{
	const int late = visit->day == today ? minute - visit_expected(visit) : 0;

	look->style = confirmed_style(visit->confirmed);
	if (visit->confirmed == CONFIRMED_NO)
		snprintf(look->remark, sizeof(look->remark), "said no");
	if (visit->day < today) {
		look->style = STYLE_LATE;
		snprintf(look->remark, sizeof(look->remark), "unsettled");
	} else if (late > 0) {
		look->style = STYLE_LATE;
		snprintf(look->remark, sizeof(look->remark), "%d late", late);
		if (late >= GRACE)
			snprintf(look->remark2, sizeof(look->remark2), "call");
	}
}

/* Waiting counts from the later of the expected time and the arrival. */
static void
look_arrived(struct visit_look *look, const struct appointment_line *visit, int today, int minute)
{
	const int expected = visit_expected(visit);
	const int since = visit->arrived > expected ? visit->arrived : expected;
	const int waits = visit->day == today && since != NONE ? minute - since : 0;

	look->style = visit->day < today ? STYLE_LATE : STYLE_HERE;
	if (visit->day < today)
		snprintf(look->remark, sizeof(look->remark), "unsettled");
	else if (waits > 0)
		snprintf(look->remark, sizeof(look->remark), "waits %d", waits);
	else
		snprintf(look->remark, sizeof(look->remark), "here");
}

static void
look_seated(struct visit_look *look, const struct appointment_line *visit, int today, int minute)
{
	const int check = check_waited_since(visit);
	const int behind = visit->seated == NONE ? 0 : visit->seated - visit->start;
	char clock[CLOCK_SIZE];

	look->style = visit->day < today ? STYLE_LATE : STYLE_IN_CHAIR;
	if (visit->day < today)
		snprintf(look->remark, sizeof(look->remark), "unsettled");
	else if (check != NONE) {
		snprintf(look->remark, sizeof(look->remark), "wants dentist");
		snprintf(look->remark2, sizeof(look->remark2), "%d min", minute - check);
	} else if (behind >= ROUGHLY) {
		snprintf(look->remark, sizeof(look->remark), "+%d", behind);
		snprintf(look->remark2, sizeof(look->remark2), "~%s",
				clock_said(clock, visit->seated + visit->minutes));
	}
}

struct visit_look
visit_look(const struct appointment_line *visit, int today, int minute)
{
	struct visit_look look = { .style = STYLE_BOOKED };

	switch (visit->state) {
	case VISIT_BOOKED:
		look_booked(&look, visit, today, minute);
		break;
	case VISIT_ARRIVED:
		look_arrived(&look, visit, today, minute);
		break;
	case VISIT_SEATED:
		look_seated(&look, visit, today, minute);
		break;
	case VISIT_DONE:
		look.style = STYLE_DONE;
		break;
	case VISIT_PLANNED:
		look.style = STYLE_TO_MOVE;
		break;
	default:
		look.style = STYLE_MISSED;
		snprintf(look.remark, sizeof(look.remark), "%s", visit_state_words[visit->state]);
	}
	if (visit->to_move && visit->day >= today) {
		look.style = STYLE_TO_MOVE;
		snprintf(look.remark, sizeof(look.remark), "to move");
		snprintf(look.remark2, sizeof(look.remark2), "tell");
	}
	return look;
}

const char *
visit_provider(const struct appointment_line *visit)
{
	if (visit->provider_short)
		return visit->provider_short;
	return visit->provider_name ? visit->provider_name : "";
}

const char *
confirmed_said(const struct appointment_line *visit)
{
	switch (visit->confirmed) {
	case CONFIRMED_ASKED:
		return "asked, no answer";
	case CONFIRMED_YES:
		return "confirmed";
	case CONFIRMED_NO:
		return "said no";
	default:
		return "not asked";
	}
}
