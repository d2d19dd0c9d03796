/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Messages for an occasion that somebody asks for.
 */
#include "post/occasion.h"

#include <assert.h>

#include "book/opening.h"
#include "book/sheet.h"
#include "draft.h"
#include "recall/calls.h"
#include "store/change.h"

#define ANSWER_MINUTES 60	/* that somebody has to answer before a time that she is offered */

/* What it is for, by which it may have to rest; and what it is about. */
static const struct {
	enum purpose purpose;
	bool visit, offers;
} kinds[] = {
	[TEMPLATE_REMINDER] = { PURPOSE_REMINDER, true, false },
	[TEMPLATE_CONFIRMATION] = { PURPOSE_SERVICE, true, false },
	[TEMPLATE_RECALL] = { PURPOSE_INVITATION, false, true },
	[TEMPLATE_REACTIVATION] = { PURPOSE_INVITATION, false, true },
	[TEMPLATE_MISSED] = { PURPOSE_SERVICE, true, false },
	[TEMPLATE_LATE] = { PURPOSE_SERVICE, true, false },
	[TEMPLATE_OFFER] = { PURPOSE_INVITATION, false, true },
	[TEMPLATE_CANCELLATION] = { PURPOSE_SERVICE, true, false },
	[TEMPLATE_GONE] = { PURPOSE_SERVICE, true, false },
};

static enum code
visit_read(struct desk *desk, struct arena *arena, const struct occasion *occasion,
		struct appointment *out)
{
	const char *const name = template_words[occasion->template];
	enum code code;

	if (!kinds[occasion->template].visit)
		return OK;
	if (!occasion->visit)
		return fail(USAGE, "message: %s is about a --visit", name);
	code = record_get(desk, arena, &appointment_record, occasion->visit, out);
	if (code == OK && out->patient != occasion->patient)
		return fail(USAGE, "message: visit %lld isn't theirs", (long long)occasion->visit);
	if (code == OK && out->day == NONE)
		return fail(USAGE, "message: visit %lld has no time yet", (long long)occasion->visit);
	return code;
}

/* When the visit is foreseen to begin, rounded down to 5 minutes as it is told. */
static enum code
foreseen_start(struct desk *desk, struct arena *arena, const struct appointment *visit, int *come)
{
	struct appointment_line *visits;
	const int *foreseen;
	size_t count;
	const enum code code = day_visits(desk, arena, visit->day, false, &visits, &count);

	*come = visit->start;
	if (code != OK)
		return code;
	foreseen = day_foreseen(desk, arena, visits, count);
	for (size_t i = 0; i < count; i++)
		if (visits[i].row.id == visit->row.id)
			*come = foreseen[i] - foreseen[i] % CELL_MINUTES;
	return OK;
}

static enum code
late_set(struct desk *desk, struct arena *arena, const struct occasion *occasion,
		struct draft *draft)
{
	const struct appointment *const visit = draft->visit;
	enum code code = OK;

	assert(visit);		/* it is about one: visit_read */
	draft->start = occasion->come == NONE ? 0 : occasion->come;
	if (!draft->start)
		code = foreseen_start(desk, arena, visit, &draft->start);
	if (code == OK && draft->start <= (visit->told_start == NONE ? visit->start :
			visit->told_start))
		return fail(INPUT, "message: that visit doesn't begin later; --come says when to come");
	return code;
}

/* What she waits for; type 0: she doesn't. */
static enum code
wait_read(struct desk *desk, struct arena *arena, int64_t patient, struct wait *out)
{
	const enum code code = record_first(desk, arena, &wait_record, out,
			"WHERE patient = $1 AND ended IS NULL ORDER BY since, id", "I", patient);

	if (code == NOT_FOUND)
		*out = (struct wait){ 0 };
	return code == NOT_FOUND ? OK : code;
}

static enum code
search_make(struct desk *desk, struct arena *arena, const struct occasion *occasion,
		struct opening_search *out)
{
	struct wanted wanted = { 0 };
	struct wait wait = { 0 };
	enum code code = OK;

	if (occasion->template == TEMPLATE_OFFER)
		code = wait_read(desk, arena, occasion->patient, &wait);
	if (code == OK && !wait.type)
		code = recall_wanted(desk, arena, occasion->patient, &wanted);
	*out = (struct opening_search){ .patient = occasion->patient, .minutes = NONE,
		.type = wait.type ? wait.type : wanted.type, .last = NONE, .after = NONE,
		.before = NONE, .commitments = true, .one_a_day = true, .limit = DRAFT_OFFERS,
		.first = wait.type ? desk_today(desk) + (wait.notice_min + 1439) / 1440 :
			desk_today(desk) + 1 };
	if (wait.type && wait.first != NONE && wait.first > out->first)
		out->first = wait.first;
	if (wait.type)
		out->last = wait.last;
	return code;
}

static enum code
openings_name(struct desk *desk, struct arena *arena, const struct opening_search *search,
		struct draft *draft)
{
	struct opening *openings;
	size_t count = 0;
	const enum code code = search->type ?
		openings_find(desk, arena, search, &openings, &count) : OK;

	for (size_t i = 0; code == OK && i < count && draft->offer_count < DRAFT_OFFERS; i++)
		draft->offers[draft->offer_count++] = (struct offer){ .type = search->type,
			.provider = openings[i].provider, .chair = openings[i].slot.chair,
			.day = openings[i].slot.day, .start = openings[i].slot.start,
			.minutes = openings[i].slot.minutes };
	return code;
}

/* Those of today, for which there is time to answer; then those of later days. */
static enum code
openings_name_all(struct desk *desk, struct arena *arena, struct opening_search search,
		struct draft *draft)
{
	const int today = desk_today(desk);
	struct opening_search first = search;
	enum code code = OK;

	first.last = today;
	first.after = desk_minute(desk) + ANSWER_MINUTES;
	first.limit = 1;
	if (search.first == today) {
		code = openings_name(desk, arena, &first, draft);
		search.first = today + 1;
	}
	return code == OK && (search.last == NONE || search.last >= search.first) ?
		openings_name(desk, arena, &search, draft) : code;
}

static enum code
offers_set(struct desk *desk, struct arena *arena, const struct occasion *occasion,
		struct draft *draft)
{
	struct opening_search search;
	enum code code = search_make(desk, arena, occasion, &search);

	if (code == OK)
		code = openings_name_all(desk, arena, search, draft);
	if (code == OK && draft->offer_count == 0 && occasion->template == TEMPLATE_OFFER)
		return fail(NOT_FOUND, "message: nothing is free that would suit them");
	return code;
}

static enum code
may_contact(struct desk *desk, struct arena *arena, const struct occasion *occasion)
{
	const struct approach approach = { .patient = occasion->patient, .channel = CONTACT_LETTER,
		.purpose = kinds[occasion->template].purpose };
	const char *why;
	const enum code code = contact_rest(desk, arena, &approach, &why);

	return code == OK && why ? fail(CLASH, "message: not now: %s", why) : code;
}

static enum code
queue(struct desk *desk, struct arena *arena, const struct draft *draft, struct message *out)
{
	bool any = false;
	enum code code = batch_begin(desk, NULL, NULL);

	if (code != OK)
		return code;
	code = draft_queue(desk, arena, draft, out, &any);
	if (code == OK && !any)
		code = fail(NOT_FOUND, "message: there is no number or address that may be used "
				"for it");
	return batch_end(desk, code);
}

enum code
occasion_queue(struct desk *desk, struct arena *arena, const struct occasion *occasion,
		struct message *out)
{
	struct appointment visit = {.day = NONE};
	struct draft draft = { .template = occasion->template, .patient = occasion->patient,
		.purpose = kinds[occasion->template].purpose, .wanted = occasion->channel,
		.visit = kinds[occasion->template].visit ? &visit : NULL, .method = NONE };
	enum code code;

	if ((code = visit_read(desk, arena, occasion, &visit)) != OK ||
	    (code = may_contact(desk, arena, occasion)) != OK)
		return code;
	if (occasion->template == TEMPLATE_LATE)
		code = late_set(desk, arena, occasion, &draft);
	if (code == OK && kinds[occasion->template].offers)
		code = offers_set(desk, arena, occasion, &draft);
	return code == OK ? queue(desk, arena, &draft, out) : code;
}
