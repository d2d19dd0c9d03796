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

static enum code
write_visit(const struct ical_calendar *calendar, const struct appointment_line *visit,
		const char *changed, FILE *stream)
{
	struct ical *ical;
	const enum code code = ical_open(&ical, calendar, stream);

	return code == OK ? ical_close(ical, ical_visit(ical, visit, changed)) : code;
}

/* Its VTIMEZONE is that of its own year. */
static enum code
visit_text(struct desk *desk, struct arena *arena, struct ical_calendar *calendar,
		const struct appointment_line *visit, const char **text)
{
	const char *changed;
	char *written = NULL;
	size_t length = 0;
	FILE *stream;
	enum code code = visit_changed(desk, arena, visit->row.id, &changed);

	if (code != OK)
		return code;
	calendar->first = calendar->last = visit->day;
	stream = open_memstream(&written, &length);
	if (!stream)
		return fail(WORLD, "calendar: out of memory");
	code = write_visit(calendar, visit, changed, stream);
	fclose(stream);
	if (code == OK)
		*text = arena_copy_bytes(arena, written, length);
	free(written);
	return code;
}

enum code
ical_invitation(struct desk *desk, struct arena *arena, int64_t visit, enum ical_method method,
		const char *email, const char *name, const char **text)
{
	struct ical_calendar calendar;
	struct appointment_line line;
	const enum code code = load_visit(desk, arena, visit, method == METHOD_REQUEST, &line);

	if (code != OK)
		return code;
	ical_calendar_load(desk, arena, FOR_PATIENT, &calendar);
	if (!calendar.email)
		return fail(INPUT, "email: the practice has no address that could be answered to: "
			"chairtime set email ADDRESS");
	calendar.method = method;
	calendar.guest = email;
	calendar.guest_name = name;
	return visit_text(desk, arena, &calendar, &line, text);
}

enum code
ical_object(struct desk *desk, struct arena *arena, int64_t visit, enum ical_audience audience,
		const char **text)
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
	return visit_text(desk, arena, &calendar, &line, text);
}
