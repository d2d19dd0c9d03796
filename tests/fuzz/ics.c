/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of calendars, and of answers in them, against any bytes. */
#include "../support/fuzz.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "ical/itip.h"
#include "ical/read.h"

static enum code
take(void *context, const struct ical_event *event)
{
	(void)context;
	assert(event->last > event->day || (event->last == event->day &&
		event->until >= event->start));
	assert(event->start >= 0 && event->start < 1440 && event->until >= 0 && event->until <= 1440);
	assert(event->uid && event->summary && event->location && event->key);
	return OK;
}

static void
report(void *context, bool mended, int line, const char *field, const char *value,
		const char *words)
{
	(void)context;
	(void)mended;
	(void)value;
	assert(line > 0 && field && words);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const struct ical_reading reading = {.from = civil_day(2024, 1, 1),
		.to = civil_day(2024, 12, 31), .zone = "Europe/Berlin", .take = take,
		.report = report};
	struct arena arena = {0};
	struct itip itip;
	FILE *stream;

	if (size == 0 || !(stream = fmemopen((void *)(uintptr_t)bytes, size, "r")))
		return 0;
	zone_set("Europe/Berlin");
	ical_read_stream(stream, "calendar", &reading);
	fclose(stream);
	itip_read(&arena, (const char *)bytes, size, "Europe/Berlin", &itip);
	arena_free(&arena);
	error_clear();
	return 0;
}

FUZZ_MAIN("ics", 60)
