/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A provider goes home in the middle of a day: one act on the first visit that can't be done.
 */
#include "base/local.h"
#include "book/moving.h"
#include "book/setup.h"
#include "store/change.h"

#define DAY_END (24 * 60)

static enum code
shut(struct desk *desk, struct arena *arena, const struct appointment *from, const char *note,
		size_t *count)
{
	struct closure closure;
	struct to_move_line *lines;
	enum code code;

	record_blank(&closure_record, &closure);
	closure.provider = from->provider;
	closure.first = closure.last = from->day;
	closure.start = from->start;
	closure.until_min = DAY_END;
	closure.note = note;
	code = closure_save(desk, &closure);
	return code == OK ? visits_marked(desk, arena, batch_id(desk), &lines, count) : code;
}

enum code
provider_away(struct desk *desk, struct arena *arena, const struct appointment *from,
		const char *note, const char **said)
{
	struct provider provider;
	char clock[CLOCK_SIZE];
	size_t count = 0;
	enum code code;

	if (!from->provider || from->day == NONE)
		return fail(INPUT, "away: the visit has no provider, or no time");
	code = record_get(desk, arena, &provider_record, from->provider, &provider);
	if (code == OK)
		code = batch_begin(desk, NULL, NULL);
	if (code != OK)
		return code;
	code = batch_end(desk, shut(desk, arena, from, note, &count));
	if (code == OK)
		*said = arena_print(arena, "%s is away from %s on; %zu to be moved",
				provider.short_name ? provider.short_name : provider.name,
				from->day == desk_today(desk) ? clock_said(clock, from->start)
				: time_said(arena, from->day, from->start, desk_today(desk)), count);
	return code;
}
