/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands in a calendar there as closures here.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "book/setup.h"
#include "caldav_parts.h"
#include "ical/read.h"
#include "store/change.h"
#include "store/right.h"

#define DAY_MINUTES 1440
#define TAKE_MOST 2000		/* closures of one object */
#define NOTE_CELLS 200		/* of what it is called there */
#define CHANGED_DAYS 800	/* around today, in which a closure of ours may have been moved */

/* Closures being made of events. */
struct taking {
	const struct syncing *at;
	const struct dav_object *object;
	struct closure *list;
	size_t count;
};

static void
add(struct taking *taking, const struct closure *closure)
{
	const size_t count = taking->count, size = sizeof *closure;

	if (count == TAKE_MOST)
		return;
	if ((count & (count - 1)) == 0)
		taking->list = arena_grow(taking->at->arena, taking->list, count * size,
				(count ? count * 2 : 1) * size);
	taking->list[taking->count++] = *closure;
}

/* A span of one day, or whole days where start is NONE. */
static void
add_span(struct taking *taking, const struct ical_event *event, int first, int last, int start,
		int until)
{
	struct arena *const arena = taking->at->arena;
	struct closure closure;

	if (start != NONE && until <= start)
		return;
	record_blank(&closure_record, &closure);
	closure.provider = taking->at->calendar.provider;
	closure.chair = taking->at->calendar.chair;
	closure.first = first;
	closure.last = last;
	closure.start = start;
	closure.until_min = start == NONE ? NONE : until;
	closure.note = text_is_blank(event->summary) ? "busy" : arena_copy_bytes(arena,
			event->summary, text_fit(event->summary, NOTE_CELLS));
	closure.ref = arena_print(arena, TAKEN_REF "%" PRId64 ":%s:%d", taking->object->row.id,
			event->key, first);
	add(taking, &closure);
}

/* What takes up somebody's time, and surely; over midnight in parts. */
static enum code
take_event(void *context, const struct ical_event *event)
{
	struct taking *const taking = context;

	if (event->transparent || event->tentative)
		return OK;
	if (event->all_day) {
		add_span(taking, event, event->day, event->last, NONE, NONE);
	} else if (event->day == event->last) {
		add_span(taking, event, event->day, event->day, event->start, event->until);
	} else {
		add_span(taking, event, event->day, event->day, event->start, DAY_MINUTES);
		if (event->last > event->day + 1)
			add_span(taking, event, event->day + 1, event->last - 1, NONE, NONE);
		add_span(taking, event, event->last, event->last, 0, event->until);
	}
	return OK;
}

static void
hear_nothing(void *context, bool mended, int line, const char *field, const char *value,
		const char *words)
{
	(void)context, (void)mended, (void)line, (void)field, (void)value, (void)words;
}

static enum code
read_events(struct taking *taking, const char *text, int from, int to)
{
	const struct syncing *const at = taking->at;
	const struct ical_reading reading = { .from = from, .to = to, .take = take_event,
		.zone = setting_text(at->desk, at->arena, "zone", "UTC"), .report = hear_nothing,
		.context = taking };
	FILE *const stream = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	enum code code;

	if (!stream)	/* nothing is in it */
		return OK;
	code = ical_read_stream(stream, taking->object->url, &reading);
	fclose(stream);
	if (code == INPUT) {
		caldav_tell(at, "%s can't be read: %s", taking->object->url, error_text());
		error_clear();
		code = OK;
	}
	return code;
}

/* Of an object's closures: the one of that ref, taken off the list. */
static struct closure *
find_ref(struct closure *list, size_t count, const char *ref)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].ref && strcmp(list[i].ref, ref) == 0)
			return &list[i];
	return NULL;
}

static bool
is_same(const struct closure *a, const struct closure *b)
{
	return a->first == b->first && a->last == b->last && a->start == b->start &&
		a->until_min == b->until_min && strcmp(a->note ? a->note : "",
				b->note ? b->note : "") == 0;
}

/* Writes the closures that there are now; those that are gone, are taken away. */
static enum code
put_all(const struct syncing *at, const struct taking *taking, struct closure *before, size_t count)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < taking->count; i++) {
		struct closure *const now = &taking->list[i];
		struct closure *const old = find_ref(before, count, now->ref);

		if (old)
			now->row = old->row;
		if (!old || !is_same(old, now)) {
			at->count->taken++;
			code = closure_save(at->desk, now);
		}
		if (old)
			old->ref = NULL;
	}
	for (size_t i = 0; code == OK && i < count; i++)
		if (before[i].ref) {
			at->count->taken++;
			code = closure_remove(at->desk, &before[i]);
		}
	return code;
}

enum code
caldav_take(const struct syncing *at, const struct dav_object *object, const char *text)
{
	struct taking taking = { .at = at, .object = object };
	struct closure *before;
	size_t count;
	enum code code = text ? read_events(&taking, text, desk_today(at->desk), at->sync->to) : OK;

	if (code == OK)
		code = record_select(at->desk, at->arena, &closure_record, &before, &count,
				"WHERE ref LIKE $1 ORDER BY id", "t", arena_print(at->arena,
				TAKEN_REF "%" PRId64 ":%%", object->row.id));
	if (code != OK || (code = batch_begin(at->desk, NULL, NULL)) != OK)
		return code;
	code = right_take_in(at->desk, RIGHT_SEND);
	return batch_end(at->desk, code == OK ? put_all(at, &taking, before, count) : code);
}

/* As it stands there: from its first event to its last. */
static bool
closure_of(const struct taking *taking, struct closure *closure)
{
	struct closure as = *closure;

	if (taking->count == 0)
		return false;
	as.first = taking->list[0].first;
	as.last = taking->list[taking->count - 1].last;
	as.start = taking->list[0].start;
	as.until_min = taking->list[0].until_min;
	as.note = taking->list[0].note;
	if (is_same(&as, closure))
		return false;
	*closure = as;
	return true;
}

static enum code
in_batch(const struct syncing *at, struct closure *closure, bool gone)
{
	enum code code = batch_begin(at->desk, NULL, NULL);

	if (code != OK)
		return code;
	at->count->taken++;
	code = right_take_in(at->desk, RIGHT_SEND);
	if (code == OK)
		code = gone ? closure_remove(at->desk, closure) : closure_save(at->desk, closure);
	return batch_end(at->desk, code);
}

enum code
caldav_take_closure(const struct syncing *at, struct dav_object *object, const char *text)
{
	const int today = desk_today(at->desk);
	struct taking taking = { .at = at, .object = object };
	struct closure closure;
	enum code code = record_get(at->desk, at->arena, &closure_record, object->closure, &closure);

	if (code == NOT_FOUND) {
		error_clear();		/* it is gone here as well */
		return OK;
	}
	if (code != OK)
		return code;
	if (closure.row.rev != object->written) {
		caldav_tell(at, "\"%s\" was changed here and there: the book's stands",
				closure.note ? closure.note : "closed");
		object->written = NONE;
		return OK;
	}
	if (!text)
		return in_batch(at, &closure, true);
	code = read_events(&taking, text, today - CHANGED_DAYS, today + CHANGED_DAYS);
	if (code != OK || !closure_of(&taking, &closure))
		return code;
	code = in_batch(at, &closure, false);
	object->written = (int)closure.row.rev;
	return code;
}
