/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Visits into a calendar file, for the patient to take along or to be sent: the name of the file is
 * asked.
 */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "ical/export.h"
#include "ui/shows.h"
#include "words.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define SUFFIX ".ics"

/* "~/meyer-anna.ics"; where there is no home, in the current folder. */
static const char *
preset(struct arena *arena, const char *name)
{
	struct buffer out = { 0 };
	const char *at = name, *word, *path;

	buffer_text(&out, getenv("HOME") ? HOME_PREFIX : "");
	for (size_t n = 0; (word = text_next_word(arena, &at)); n++)
		buffer_print(&out, "%s%s", n > 0 ? "-" : "", word);
	buffer_text(&out, SUFFIX);
	path = arena_copy(arena, out.bytes);
	buffer_free(&out);
	return path;
}

/* What was typed, with the suffix of calendars, so that no other file is written over. */
static const char *
named(struct arena *arena, const char *typed)
{
	const size_t length = strlen(typed), suffix = strlen(SUFFIX);

	if (length > suffix && text_equal_nocase(typed + length - suffix, SUFFIX))
		return typed;
	return arena_print(arena, "%s%s", typed, SUFFIX);
}

static enum code
write_file(struct ui *ui, const struct ical_choice *choice, const char *typed)
{
	struct arena *const arena = ui_arena(ui);
	const char *path;
	int64_t count;
	enum code code;

	if (text_is_blank(typed))
		return OK;
	path = named(arena, typed);
	code = ical_export_visits_file(ui_desk(ui), choice, path_at_home(arena, path), &count);
	if (code == OK)
		ui_say(ui, "%" PRId64 " visit%s in %s", count, count == 1 ? "" : "s", path);
	return code;
}

static enum code
write_visit(struct ui *ui, int64_t visit, const char *typed)
{
	const struct ical_choice choice = { .visit = visit, .from = NONE, .to = NONE };

	return write_file(ui, &choice, typed);
}

static enum code
write_patient(struct ui *ui, int64_t patient, const char *typed)
{
	const struct ical_choice choice = { .patient = patient, .from = desk_today(ui_desk(ui)),
		.to = NONE };

	return write_file(ui, &choice, typed);
}

enum code
calendar_of_visit(struct ui *ui, int64_t visit)
{
	struct appointment_line line;
	const enum code code = record_get(ui_desk(ui), ui_arena(ui), &appointment_line_record,
			visit, &line);

	if (code != OK)
		return code;
	if (!state_is_live(line.state))
		return fail(CLASH, "calendar: the visit is %s", visit_state_words[line.state]);
	ui_prompt(ui, "Calendar file", preset(ui_arena(ui), line.name), visit, write_visit);
	return OK;
}

/* Is there anything to write? */
static bool
has_coming(const struct appointment_line *visits, size_t count, int today)
{
	for (size_t i = 0; i < count; i++)
		if (state_is_live(visits[i].state) && visits[i].day >= today)
			return true;
	return false;
}

enum code
calendar_of_patient(struct ui *ui, int64_t patient)
{
	struct arena *const arena = ui_arena(ui);
	struct patient_line line;
	struct appointment_line *visits;
	size_t count;
	enum code code = record_get(ui_desk(ui), arena, &patient_line_record, patient, &line);

	if (code == OK)
		code = patient_visits(ui_desk(ui), arena, patient, 0, &visits, &count);
	if (code != OK)
		return code;
	if (!has_coming(visits, count, desk_today(ui_desk(ui))))
		return fail(NOT_FOUND, "calendar: %s has no visit to come", line.name);
	ui_prompt(ui, "Calendar file of all visits to come", preset(arena, line.name), patient,
			write_patient);
	return OK;
}
