/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Foreseen starts: what is late makes late what comes after it in the same chair or with the same
 * provider (desk.md section 3).
 */
#include "book/opening.h"
#include "book/sheet.h"

#include <stdlib.h>
#include <string.h>

/* Until when a chair or a provider is taken. */
struct taken {
	int64_t id;
	int until;
};

struct foreseeing {
	int now;
	struct taken *chairs, *providers;
	size_t chair_count, provider_count;
};

static struct taken *
taken_of(struct taken *list, size_t *count, int64_t id)
{
	for (size_t i = 0; i < *count; i++)
		if (list[i].id == id)
			return &list[i];
	list[*count] = (struct taken){ .id = id };
	return &list[(*count)++];
}

static int
later(int a, int b)
{
	return a > b ? a : b;
}

/* The minutes into the visit after which the provider is free: behind the last X. */
static int
provider_minutes(const struct appointment_line *visit)
{
	const char *const last = visit->pattern ? strrchr(visit->pattern, 'X') : NULL;
	const int minutes = last ? (int)(last - visit->pattern + 1) * CELL_MINUTES : 0;

	return minutes && minutes < visit->minutes ? minutes : visit->minutes;
}

static bool
has_begun(const struct appointment_line *visit)
{
	return visit->state == VISIT_SEATED || visit->state == VISIT_DONE;
}

static int
foresee(struct foreseeing *at, const struct appointment_line *visit)
{
	struct taken *const chair = taken_of(at->chairs, &at->chair_count, visit->chair);
	struct taken *const provider = taken_of(at->providers, &at->provider_count,
			visit->provider);
	int begin = visit->start, end, free;

	if (has_begun(visit)) {
		begin = visit->seated == NONE ? visit->start : visit->seated;
		end = visit->done != NONE ? visit->done : later(begin + visit->minutes, at->now);
		free = visit->done != NONE ? end : later(begin + provider_minutes(visit), at->now);
	} else {
		if (chair->id)
			begin = later(begin, chair->until);
		if (provider->id)
			begin = later(begin, provider->until);
		if (visit->state == VISIT_ARRIVED)
			begin = later(begin, at->now);
		end = begin + visit->minutes;
		free = begin + provider_minutes(visit);
	}
	chair->until = later(chair->until, end);
	provider->until = later(provider->until, free);
	return begin;
}

/* What has begun before what hasn't, then by start. */
static int
by_start(const void *a, const void *b)
{
	const struct appointment_line *const x = *(const struct appointment_line *const *)a,
		*const y = *(const struct appointment_line *const *)b;

	if (has_begun(x) != has_begun(y))
		return has_begun(x) ? -1 : 1;
	return x->start != y->start ? (x->start > y->start) - (x->start < y->start)
				    : (x->row.id > y->row.id) - (x->row.id < y->row.id);
}

const int *
day_foreseen(const struct desk *desk, struct arena *arena, const struct appointment_line *visits,
		size_t count)
{
	int *const starts = arena_take(arena, (count + 1) * sizeof(*starts));
	const struct appointment_line **const order = arena_take(arena,
			(count + 1) * sizeof(*order));
	struct foreseeing at = { .now = desk_minute(desk),
		.chairs = arena_take(arena, (count + 1) * sizeof(struct taken)),
		.providers = arena_take(arena, (count + 1) * sizeof(struct taken)) };

	for (size_t i = 0; i < count; i++)
		order[i] = &visits[i];
	qsort(order, count, sizeof(*order), by_start);
	for (size_t i = 0; i < count; i++)
		if (order[i]->start != NONE && state_is_live(order[i]->state))
			starts[order[i] - visits] = foresee(&at, order[i]);
		else
			starts[order[i] - visits] = order[i]->start;
	return starts;
}
