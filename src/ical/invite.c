/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A visit by itself, as text.
 */
#include "ical/invite.h"

#include <inttypes.h>
#include <stdlib.h>

#include "changed.h"

static enum code
load_visit(struct desk *desk, struct arena *arena, int64_t id, bool live,
		struct appointment_line *visit)
{
	const enum code code = record_get(desk, arena, &appointment_line_record, id, visit);

	if (code == OK && live && !state_is_live(visit->state))
		return fail(CLASH, "state: visit %" PRId64 " is %s: only live ones go into a calendar",
			id, visit_state_words[visit->state]);
	return code;
}

/* What is written by `write` (which ends what it has begun), as a text in the arena. */
static enum code
as_text(struct arena *arena, enum code (*write)(const void *context, FILE *stream),
		const void *context, const char **text)
{
	char *written = NULL;
	size_t length = 0;
	FILE *const stream = open_memstream(&written, &length);
	enum code code;

	if (!stream)
		return fail(WORLD, "calendar: out of memory");
	code = write(context, stream);
	fclose(stream);
	if (code == OK)
		*text = arena_copy_bytes(arena, written, length);
	free(written);
	return code;
}

struct visit_entry {
	const struct ical_calendar *calendar;
	const struct appointment_line *visit;
	const char *changed;
};

static enum code
write_visit(const void *context, FILE *stream)
{
	const struct visit_entry *const entry = context;
	struct ical *ical;
	const enum code code = ical_open(&ical, entry->calendar, stream);

	return code == OK ? ical_close(ical, ical_visit(ical, entry->visit, entry->changed)) : code;
}

/* Its VTIMEZONE is that of its own year. */
static enum code
visit_text(struct desk *desk, struct arena *arena, struct ical_calendar *calendar,
		const struct appointment_line *visit, const char **text)
{
	struct visit_entry entry = {calendar, visit, NULL};
	const enum code code = visit_changed(desk, arena, visit->row.id, &entry.changed);

	calendar->first = calendar->last = visit->day;
	return code == OK ? as_text(arena, write_visit, &entry, text) : code;
}

enum code
ical_invitation(struct desk *desk, struct arena *arena, int64_t visit, enum ical_method method,
		const char *email, const char *name, const char **text)
{
	struct ical_calendar calendar;
	struct appointment_line line;
	enum code code = load_visit(desk, arena, visit, method == METHOD_REQUEST, &line);

	if (code != OK)
		return code;
	ical_calendar_load(desk, arena, FOR_PATIENT, &calendar);
	if (!calendar.email)
		return fail(INPUT, "email: the practice has no address that could be answered to: "
			"chairtime set email ADDRESS");
	calendar.method = method;
	calendar.guest = email;
	calendar.guest_name = name;
	code = calendar_alarms_of(desk, arena, line.patient, &calendar);
	return code == OK ? visit_text(desk, arena, &calendar, &line, text) : code;
}

enum code
ical_object(struct desk *desk, struct arena *arena, int64_t visit, const char *uid,
		enum ical_audience audience, const char **text)
{
	struct ical_calendar calendar;
	struct appointment_line line;
	const enum code code = load_visit(desk, arena, visit, true, &line);

	if (code != OK)
		return code;
	ical_calendar_load(desk, arena, audience, &calendar);
	calendar.method = METHOD_NONE;
	calendar.name = "";
	calendar.steady = true;
	line.uid = uid;
	return visit_text(desk, arena, &calendar, &line, text);
}

struct span_entry {
	const struct ical_calendar *calendar;
	struct ical_span span;
};

static enum code
write_span(const void *context, FILE *stream)
{
	const struct span_entry *const entry = context;
	struct ical *ical;
	const enum code code = ical_open(&ical, entry->calendar, stream);

	return code == OK ? ical_close(ical, ical_span(ical, &entry->span)) : code;
}

enum code
ical_closure(struct desk *desk, struct arena *arena, const struct closure *closure,
		const char *uid, const char **text)
{
	struct ical_calendar calendar;
	const struct span_entry entry = {&calendar, {
		.uid = uid, .sequence = (int)closure->row.rev - 1, .first = closure->first,
		.last = closure->last, .start = closure->start, .until = closure->until_min,
		.summary = ical_line(arena, closure->note ? closure->note : "closed"),
	}};

	ical_calendar_load(desk, arena, FOR_STAFF, &calendar);
	calendar.method = METHOD_NONE;
	calendar.name = "";
	calendar.first = closure->first;
	calendar.last = closure->last;
	return as_text(arena, write_span, &entry, text);
}
