/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * By which number or address somebody is written to.
 */
#include "post/morning.h"

#include "recall/calls.h"

/* A number or address of hers, and what it can carry. */
struct candidate {
	int64_t reach;
	int channel;			/* enum message_channel */
};

static int
channel_of(int kind)
{
	return kind == REACH_EMAIL ? MESSAGE_EMAIL : kind == REACH_ADDRESS ? MESSAGE_LETTER :
		MESSAGE_TEXT;
}

static enum code
may_use(struct desk *desk, int64_t patient, enum purpose purpose, const struct candidate *candidate,
		bool *may)
{
	static const int contact_channels[] = { [MESSAGE_TEXT] = CONTACT_TEXT,
		[MESSAGE_EMAIL] = CONTACT_EMAIL, [MESSAGE_LETTER] = CONTACT_LETTER };
	const struct approach approach = { .patient = patient, .purpose = purpose,
		.channel = contact_channels[candidate->channel], .reach = candidate->reach };
	const char *why;
	const enum code code = reach_rest(desk, &approach, &why);

	*may = code == OK && !why;
	return code;
}

/* What she prefers, as a channel of messages; a call is none. */
static enum code
preferred(struct desk *desk, int64_t patient, int *channel)
{
	struct arena arena = { 0 };
	struct patient row;
	const enum code code = record_get(desk, &arena, &patient_record, patient, &row);

	*channel = code != OK || row.channel == NONE || row.channel == CHANNEL_CALL ? NONE :
		row.channel - CHANNEL_TEXT;
	arena_free(&arena);
	return code;
}

enum code
message_way(struct desk *desk, int64_t patient, enum purpose purpose, int wanted, int *channel,
		int64_t *reach)
{
	struct arena arena = { 0 };
	struct patient_reach_line *lines;
	size_t count;
	enum code code = wanted == NONE ? preferred(desk, patient, &wanted) : OK;

	*reach = 0;
	*channel = NONE;
	if (code == OK)
		code = patient_reaches(desk, &arena, patient, &lines, &count);
	for (size_t i = 0; code == OK && i < count && (*channel == NONE || *channel != wanted); i++) {
		const struct candidate candidate = { lines[i].reach, channel_of(lines[i].kind) };
		bool may;

		if (*reach && candidate.channel != wanted)
			continue;
		code = may_use(desk, patient, purpose, &candidate, &may);
		if (code == OK && may) {
			*reach = candidate.reach;
			*channel = candidate.channel;
		}
	}
	arena_free(&arena);
	return code;
}
