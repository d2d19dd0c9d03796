/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding and booking several visits together. Each member has a plan of her own, since blocks are
 * kept for types and commitments are a person's. Members are placed one after the other; what one
 * takes is taken in the plans of those behind her, and given back where these don't fit.
 */
#include "book/together.h"
#include "plan.h"
#include "store/change.h"

#include <string.h>

#define DAYS_AHEAD 90
#define SPAN 14			/* days planned at a time */
#define TRIES_MOST 600		/* placings tried on a day before it is given up */

const char *const together_words[] = {"side", "row", "day", NULL};

struct member {
	struct opening_search search;
	struct visit_type type;
	struct finding *finding;
	struct plan *plan;
	struct opening chosen;
};

struct placing {
	struct desk *desk;
	const struct together_search *search;
	struct member members[TOGETHER_MOST];
	int first, last;
	struct arena span, day;		/* of the plans; of one day's openings */
	int tries;
};

/* What a placed visit took from a plan, to be given back. */
struct given_back {
	struct cells chair, provider;
	size_t checks;
};

static enum code
member_open(struct placing *at, struct arena *arena, size_t i)
{
	struct member *const member = &at->members[i];
	const struct together_member *const asked = &at->search->members[i];
	int first, last;
	enum code code = record_get(at->desk, arena, &visit_type_record, asked->type,
				    &member->type);

	if (code != OK)
		return code;
	member->search = at->search->when;
	member->search.patient = asked->patient;
	member->search.type = asked->type;
	member->search.provider = asked->provider;
	member->search.checker = member->search.chair = member->search.but = 0;
	member->search.minutes = NONE;
	member->search.one_a_day = false;
	member->search.limit = 0;
	code = finding_open(at->desk, arena, &at->day, &member->search, &member->finding);
	if (code != OK)
		return code;
	finding_days(member->finding, &first, &last);
	if (i == 0 || first > at->first)
		at->first = first;
	if (i == 0 || last < at->last)
		at->last = last;
	return OK;
}

static enum code
plans_load(struct placing *at, int first, int last)
{
	enum code code = OK;

	arena_reset(&at->span);
	for (size_t i = 0; code == OK && i < at->search->count; i++) {
		struct member *const member = &at->members[i];

		code = plan_load_for(at->desk, &at->span, first, last, member->search.type, 0,
				     member->search.patient, &member->plan);
		if (code == OK)
			finding_use(member->finding, member->plan);
	}
	return code;
}

/* May the i-th begin there, by how they are to be together? */
static bool
is_together(const struct placing *at, size_t i, const struct opening *opening)
{
	const struct slot *const before = i ? &at->members[i - 1].chosen.slot : NULL;
	const int start = opening->slot.start;
	int gap;

	if (!before || at->search->how == TOGETHER_DAY)
		return true;
	if (at->search->how == TOGETHER_SIDE)
		return start == before->start;
	gap = start - (before->start + before->minutes);
	return gap >= 0 && gap <= TOGETHER_APART;
}

static void
take(const struct placing *at, size_t i, int n, struct plan *plan, struct given_back *back)
{
	const struct member *const member = &at->members[i];
	const struct opening *const opening = &member->chosen;
	struct lane *const chair = plan_chair_lane(plan, opening->slot.chair);
	struct lane *const provider = plan_provider_lane(plan, opening->provider);

	back->checks = plan->check_count;
	if (chair)
		back->chair = chair->idle[n];
	if (provider)
		back->provider = provider->idle[n];
	plan_take(plan, n, &opening->slot, opening->provider, opening->checker,
		  pattern_for(plan->arena, member->type.pattern, opening->slot.minutes));
}

static void
give_back(const struct placing *at, size_t i, int n, struct plan *plan,
		const struct given_back *back)
{
	const struct opening *const opening = &at->members[i].chosen;
	struct lane *const chair = plan_chair_lane(plan, opening->slot.chair);
	struct lane *const provider = plan_provider_lane(plan, opening->provider);

	plan->check_count = back->checks;
	if (chair)
		chair->idle[n] = back->chair;
	if (provider)
		provider->idle[n] = back->provider;
}

static bool place_from(struct placing *at, size_t i, int n);

/* With the i-th placed, do those behind her fit? */
static bool
others_fit(struct placing *at, size_t i, int n)
{
	struct given_back back[TOGETHER_MOST] = {0};
	bool fit;

	for (size_t k = i + 1; k < at->search->count; k++)
		take(at, i, n, at->members[k].plan, &back[k]);
	fit = place_from(at, i + 1, n);
	for (size_t k = i + 1; k < at->search->count; k++)
		give_back(at, i, n, at->members[k].plan, &back[k]);
	return fit;
}

/* Places the i-th member and those behind her on the n-th day of the plans. */
static bool
place_from(struct placing *at, size_t i, int n)
{
	const struct opening *openings;
	size_t count;

	if (i == at->search->count)
		return true;
	openings = finding_day(at->members[i].finding, n, &count);
	for (size_t k = 0; k < count; k++) {
		if (!is_together(at, i, &openings[k]))
			continue;
		if (at->tries++ >= TRIES_MOST)
			return false;
		at->members[i].chosen = openings[k];
		if (others_fit(at, i, n))
			return true;
	}
	return false;
}

static bool
find_on_day(struct placing *at, int n)
{
	arena_reset(&at->day);
	at->tries = 0;
	return place_from(at, 0, n);
}

static enum code
find(struct placing *at, bool *found)
{
	enum code code = OK;

	*found = false;
	for (int first = at->first; code == OK && !*found && first <= at->last; first += SPAN) {
		const int last = first + SPAN - 1 < at->last ? first + SPAN - 1 : at->last;

		code = plans_load(at, first, last);
		for (int n = 0; code == OK && !*found && n <= last - first; n++)
			*found = find_on_day(at, n);
	}
	return code;
}

/* Copies of what was chosen, that outlive the plans. */
static struct opening *
chosen_copy(const struct placing *at, struct arena *arena)
{
	struct opening *const copies = arena_take(arena, at->search->count * sizeof *copies);

	for (size_t i = 0; i < at->search->count; i++) {
		copies[i] = at->members[i].chosen;
		copies[i].chair_name = arena_copy(arena, copies[i].chair_name);
		copies[i].provider_name = arena_copy(arena, copies[i].provider_name);
		copies[i].why = arena_copy(arena, copies[i].why);
	}
	return copies;
}

enum code
together_find(struct desk *desk, struct arena *arena, const struct together_search *search,
		struct opening **out)
{
	struct placing at = {.desk = desk, .search = search};
	bool found = false;
	enum code code = OK;

	if (search->count < 2 || search->count > TOGETHER_MOST)
		return fail(INPUT, "together: from two to %d are booked together", TOGETHER_MOST);
	for (size_t i = 0; code == OK && i < search->count; i++)
		code = member_open(&at, arena, i);
	if (code == OK)
		code = find(&at, &found);
	if (code == OK && !found)
		code = fail(NOT_FOUND, "together: on no day do all %zu fit %s: try other days, "
			    "hours, or another way", search->count,
			    search->how == TOGETHER_SIDE ? "side by side"
			    : search->how == TOGETHER_ROW ? "in a row" : "in");
	if (code == OK)
		*out = chosen_copy(&at, arena);
	arena_free(&at.span);
	arena_free(&at.day);
	return code;
}

/* A new visit, or the planned one given its time. */
static enum code
book_one(struct desk *desk, struct arena *arena, const struct together_member *member,
		const struct opening *opening, const char *force, struct appointment *visit,
		const char **said)
{
	const struct booking booking = {
		.patient = member->patient, .type = member->type, .provider = opening->provider,
		.checker = opening->checker, .slot = opening->slot, .force = force
	};
	enum code code;

	if (!member->planned)
		return appointment_book(desk, arena, &booking, visit, said);
	code = record_get(desk, arena, &appointment_record, member->planned, visit);
	return code != OK ? code : appointment_move(desk, arena, visit, opening->slot,
						    opening->provider, force, said);
}

static enum code
book_all(struct desk *desk, struct arena *arena, const struct together_search *search,
		const struct opening *openings, const char *force, struct appointment *visits,
		const char **said)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < search->count; i++) {
		const char *one = "";

		code = book_one(desk, arena, &search->members[i], &openings[i], force, &visits[i],
				&one);
		*said = arena_print(arena, "%s%s%s", i ? *said : "", i ? "; " : "", one);
	}
	return code;
}

enum code
together_book(struct desk *desk, struct arena *arena, const struct together_search *search,
		const struct opening *openings, const char *force, struct appointment **out,
		const char **said)
{
	enum code code = batch_begin(desk, NULL, NULL);

	*out = arena_take(arena, search->count * sizeof **out);
	if (code == OK)
		code = batch_end(desk, book_all(desk, arena, search, openings, force, *out, said));
	return code;
}
