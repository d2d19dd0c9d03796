/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of an entry. A patient's calendar is read over shoulders, a staff member's on a
 * telephone that gets lost: see the privacy rule in ical/write.h.
 */
#include "words.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "base/text.h"

#define INITIALS 3

const char *
ical_line(struct arena *arena, const char *text)
{
	char *const copy = arena_copy(arena, text);
	char *end = copy;

	for (const char *at = copy; *at; at++) {
		if (!isspace((unsigned char)*at))
			*end++ = *at;
		else if (end > copy && end[-1] != ' ')
			*end++ = ' ';
	}
	if (end > copy && end[-1] == ' ')
		end--;
	*end = '\0';
	return text_clean(arena, copy);
}

/* Appends the first letters of the words from `at` to `end`, a full stop after each. */
static void
add_initials(struct buffer *out, const char *at, const char *end, int *left)
{
	int width;

	while (at < end && *left > 0) {
		at += strspn(at, " ");
		if (at >= end)
			return;
		buffer_add(out, at, text_cluster(at, &width));
		buffer_text(out, ".");
		--*left;
		at += strcspn(at, " ");
	}
}

/* "Ruiz, Elena" and "Elena Ruiz" are both E.R. */
const char *
ical_initials(struct arena *arena, const char *name, int64_t id)
{
	const char *const line = ical_line(arena, name);
	const char *const comma = strchr(line, ',');
	struct buffer out = {0};
	int left = INITIALS;
	const char *initials;

	if (comma)
		add_initials(&out, comma + 1, line + strlen(line), &left);
	add_initials(&out, line, comma ? comma : line + strlen(line), &left);
	buffer_print(&out, "%s#%" PRId64, out.length ? " " : "", id);
	initials = arena_copy(arena, out.bytes);
	buffer_free(&out);
	return initials;
}

const char *
visit_at_practice(const struct ical_calendar *calendar, struct arena *arena, const char *what)
{
	return ical_line(arena, arena_print(arena, "%s at %s", what ? what : "Dental visit",
		calendar->practice));
}

/* How somebody is called at home: "Ruiz, Elena" is Elena. */
static const char *
first_name(struct arena *arena, const struct appointment_line *visit)
{
	const char *const comma = strchr(visit->name, ',');

	if (visit->called)
		return visit->called;
	return comma ? ical_line(arena, comma + 1) : visit->name;
}

const char *
visit_summary(const struct ical_calendar *calendar, struct arena *arena,
		const struct appointment_line *visit)
{
	if (calendar->audience == FOR_PATIENT && calendar->household)
		return ical_line(arena, arena_print(arena, "%s: %s", first_name(arena, visit),
			visit_at_practice(calendar, arena, visit->public_name)));
	if (calendar->audience == FOR_PATIENT)
		return visit_at_practice(calendar, arena, visit->public_name);
	if (calendar->names)
		return ical_line(arena, arena_print(arena, "%s: %s", visit->name, visit->type_name));
	return ical_initials(arena, visit->name, visit->patient);
}

const char *
practice_place(const struct ical_calendar *calendar, struct arena *arena)
{
	if (!calendar->address)
		return ical_line(arena, calendar->practice);
	return ical_line(arena, arena_print(arena, "%s, %s", calendar->practice, calendar->address));
}

const char *
practice_call(const struct ical_calendar *calendar, struct arena *arena)
{
	return ical_line(arena, arena_print(arena, "If you can't come, please call %s.",
		calendar->phone));
}
