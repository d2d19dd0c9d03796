/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The best way to reach somebody now. Nobody is rung up while she can't come to the telephone: where
 * her free hours don't meet ours the line offers a text or e-mail instead.
 */
#include "call_home.h"

/* An invitation isn't made where it was refused; about a visit that exists anybody may be called. */
static bool
is_invitation(const struct call *call)
{
	for (size_t i = 0; i < call->count; i++)
		if (call->reasons[i].kind != REASON_RECALL)
			return false;
	return true;
}

/* Who would leave home for nothing, or is missing, is called wherever she is. */
static bool
is_urgent(const struct call *call)
{
	return call->reason == REASON_LATE || call->reason == REASON_TO_BE_MOVED ||
		call->reason == REASON_NOT_HERE;
}

/* "12", "12:30" */
static const char *
hour_said(struct arena *arena, int minute)
{
	char clock[CLOCK_SIZE];

	if (minute % 60 == 0)
		return arena_print(arena, "%d", minute / 60);
	return arena_copy(arena, clock_format(clock, minute));
}

/* What she prefers and has, then the telephone, then what there is. */
static const char *
way_at_once(const struct ways *ways, int channel)
{
	if (channel == CHANNEL_TEXT && ways->text)
		return "text, tel";
	if (channel == CHANNEL_EMAIL && ways->email)
		return ways->phone ? "email, tel" : "email";
	if (ways->phone)
		return "tel";
	if (ways->email)
		return "email";
	return ways->letter ? "letter" : "";
}

/* She can't come to the telephone before `until`. */
static const char *
way_later(const struct calls *calls, const struct ways *ways, int until)
{
	const char *const hour = hour_said(calls->arena, until);

	if (ways->phone && until < calls->call_until)
		return arena_print(calls->arena, "after %s", hour);
	if (ways->text)
		return arena_print(calls->arena, "%s+: text", hour);
	if (ways->email)
		return "email";
	if (ways->letter)
		return "letter";
	return ways->phone ? arena_print(calls->arena, "after %s", hour) : "";
}

void
call_best(const struct calls *calls, const struct member *whom, struct call *out)
{
	const struct ways *const ways = is_invitation(out) ? &whom->invited : &whom->ways;

	out->phone = ways->phone;
	out->best = whom->busy_until > calls->minute && !is_urgent(out)
		? way_later(calls, ways, whom->busy_until) : way_at_once(ways, whom->channel);
}
