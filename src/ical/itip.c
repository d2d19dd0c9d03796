/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading an iTIP object.
 */
#include "ical/itip.h"

#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "base/text.h"
#include "ical/write.h"
#include "moment.h"
#include "value.h"

/* What the walk leaves behind. */
struct found {
	struct arena *arena;
	struct foreigns zones;
	struct itip *itip;
	bool event;
};

static enum itip_answer
answer_of(const char *partstat)
{
	if (!partstat)
		return ANSWER_NONE;
	if (text_equal_nocase(partstat, "ACCEPTED"))
		return ANSWER_ACCEPTED;
	if (text_equal_nocase(partstat, "DECLINED"))
		return ANSWER_DECLINED;
	return text_equal_nocase(partstat, "TENTATIVE") ? ANSWER_TENTATIVE : ANSWER_NONE;
}

static enum itip_method
method_of(const char *word)
{
	if (!*word)
		return ITIP_NONE;
	if (text_equal_nocase(word, "REPLY"))
		return ITIP_REPLY;
	if (text_equal_nocase(word, "COUNTER"))
		return ITIP_COUNTER;
	return text_equal_nocase(word, "DECLINECOUNTER") ? ITIP_DECLINECOUNTER : ITIP_OTHER;
}

static const char *
stamp_of_when(struct arena *arena, const struct when *when)
{
	struct icaltimetype time;
	char stamp[STAMP_SIZE];

	if (!when->value || !value_time(when->value, strlen(when->value), &time))
		return NULL;
	return arena_copy(arena, stamp_format(stamp, wall_seconds(time)));
}

static void
take_times(struct found *found, const struct component *component)
{
	struct itip *const itip = found->itip;
	struct moment start, end;
	long seconds;

	itip->day = itip->start = itip->minutes = NONE;
	if (!moment_of(&found->zones, &component->start, &start) || start.wall.is_date)
		return;
	moment_local(&start, &itip->day, &itip->start);
	if (moment_of(&found->zones, &component->end, &end))
		itip->minutes = (int)(moment_minutes(&end) - moment_minutes(&start));
	else if (component->duration.value && value_duration(component->duration.value,
			strlen(component->duration.value), &seconds))
		itip->minutes = (int)(seconds / 60);
}

static enum code
take_first(void *context, struct arena *arena, const struct component *component)
{
	struct found *const found = context;
	struct itip *const itip = found->itip;

	(void)arena;
	if (found->event || !text_equal_nocase(component->name, "VEVENT"))
		return OK;
	found->event = true;
	itip->uid = component->uid ? ical_line(found->arena, component->uid) : NULL;
	itip->sequence = component->sequence;
	itip->stamp = stamp_of_when(found->arena, &component->stamp);
	if (component->guest_count) {
		itip->attendee = arena_copy(found->arena, component->guests->address);
		itip->answer = answer_of(component->guests->answer);
	}
	if (component->comment)
		itip->comment = ical_line(found->arena, component->comment);
	take_times(found, component);
	return OK;
}

/* No VTIMEZONE behind the event: a second walk would find it, and programs put it before. */
static enum code
walk_text(struct found *found, FILE *stream)
{
	struct walk walk = {.zones = &found->zones, .component = take_first, .context = found};
	const enum code code = walk_calendar(stream, &walk);

	found->itip->method = method_of(walk.method);
	return code;
}

enum code
itip_read(struct arena *arena, const char *text, size_t length, const char *zone,
		struct itip *out)
{
	struct found found = {.arena = arena, .itip = out,
		.zones = {.arena = arena, .practice = zone}};
	FILE *stream;
	enum code code = libical_load();

	*out = (struct itip){.day = NONE, .start = NONE, .minutes = NONE};
	if (code != OK)
		return code;
	if (length == 0)
		return fail(INPUT, "calendar: is empty");
	stream = fmemopen((void *)(uintptr_t)text, length, "r");
	if (!stream)
		return fail(WORLD, "calendar: out of memory");
	code = walk_text(&found, stream);
	fclose(stream);
	if (code == OK && (!found.event || text_is_blank(out->uid)))
		code = fail(INPUT, "calendar: no event with a UID in it");
	return code;
}
