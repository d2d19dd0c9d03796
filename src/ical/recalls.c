/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The export of the recall list: the lines of a household make one entry.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/newfile.h"
#include "ical/export.h"
#include "ical/write.h"
#include "recall/calls.h"
#include "store/access.h"
#include "store/right.h"

#include "changed.h"

/* A recall's place in the list: all that is kept of it until it is written. */
struct place {
	int64_t recall, household, patient;
	size_t at;
};

/* The places of one household (or of a patient without one), in the order of the list. */
struct home {
	const struct place *places;
	size_t count;
};

/* The lines of one that is being written. */
struct entry {
	const struct recall_line *lines;
	size_t count;
};

/* An export under way. */
struct export {
	struct desk *desk;
	const struct ical_recalls *which;
	struct arena arena, one;	/* of the whole, and of an entry */
	struct ical_calendar calendar;
	const char *store;		/* which store this is: the right half of its UIDs */
	struct rests *rests;
	struct place *places;
	size_t place_count;
	struct home *homes;
	size_t count;
};

static bool
same_home(const struct place *a, const struct place *b)
{
	return a->household == b->household && (a->household || a->patient == b->patient);
}

static int
compare(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int
by_home(const void *a, const void *b)
{
	const struct place *const p = a, *const q = b;
	int order = compare(p->household, q->household);

	if (order == 0 && !p->household)
		order = compare(p->patient, q->patient);
	return order ? order : compare((int64_t)p->at, (int64_t)q->at);
}

static int
by_place(const void *a, const void *b)
{
	const struct home *const p = a, *const q = b;

	return compare((int64_t)p->places->at, (int64_t)q->places->at);
}

static enum code
places_read(struct export *export)
{
	struct cursor cursor;
	struct recall_line line;
	bool more;
	enum code code = recall_due_open(export->desk, &cursor, export->which->due_by,
			export->which->type);

	while (code == OK && (code = record_next(&cursor, &line, &more)) == OK && more) {
		const size_t count = export->place_count, size = sizeof *export->places;

		if ((count & (count - 1)) == 0)
			export->places = arena_grow(&export->arena, export->places, count * size,
					(count ? count * 2 : 1) * size);
		export->places[export->place_count++] = (struct place){line.row.id,
			line.household, line.patient, count};
	}
	record_close(&cursor);
	return code;
}

/* The homes, in the order in which their first places stand in the list. */
static void
gather(struct export *export)
{
	struct place *const places = export->places;
	const size_t count = export->place_count;

	if (count)
		qsort(places, count, sizeof *places, by_home);
	export->homes = arena_take(&export->arena, (count + 1) * sizeof *export->homes);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || !same_home(&places[i - 1], &places[i]))
			export->homes[export->count++] = (struct home){&places[i], 0};
		export->homes[export->count - 1].count++;
	}
	qsort(export->homes, export->count, sizeof *export->homes, by_place);
}

static enum code
load(struct export *export)
{
	enum code code;

	ical_calendar_load(export->desk, &export->arena, FOR_STAFF, &export->calendar);
	export->calendar.name = arena_print(&export->arena, "Recall, %s", export->calendar.practice);
	if (export->which->feed)
		calendar_subscribe(export->desk, &export->arena, &export->calendar);
	code = places_read(export);
	if (code == OK)
		code = rests_read(export->desk, &export->arena, PURPOSE_INVITATION, &export->rests);
	if (code == OK)
		code = store_name(export->desk, &export->arena, &export->store);
	if (code == OK)
		gather(export);
	return code;
}

/* Begins what one state of the store answers. */
static enum code
export_open(struct export *export, struct desk *desk, const struct ical_recalls *which)
{
	enum code code = which->feed ? OK : right_check(desk, RIGHT_RECALL);

	*export = (struct export){.desk = desk, .which = which};
	if (code == OK && !which->feed)
		code = access_note_read(desk, ACCESS_EXPORT, 0, "calendar of recalls");
	if (code == OK)
		code = db_read(desk->db);
	return code == OK ? load(export) : code;
}

static enum code
export_close(struct export *export, enum code result)
{
	if (db_in_transaction(export->desk->db))
		result = db_end(export->desk->db, result);
	arena_free(&export->arena);
	arena_free(&export->one);
	return result;
}

/* The lines of a home. One of them who must not be contacted now holds back that line, not the
 * others'. */
static enum code
entry_read(struct export *export, const struct home *home, struct entry *entry)
{
	struct recall_line *const lines = arena_take(&export->one, home->count * sizeof *lines);
	size_t count = 0;
	enum code code = OK;

	for (size_t i = 0; code == OK && i < home->count; i++) {
		struct recall_line *const line = &lines[count];

		code = record_get(export->desk, &export->one, &recall_line_record,
				home->places[i].recall, line);
		if (code == OK && !rests_why(export->rests, line->patient, line->patient_state,
				line->household, PURPOSE_INVITATION))
			count++;
	}
	*entry = (struct entry){lines, count};
	return code;
}

static int
earliest_due(const struct entry *entry)
{
	int due = NONE;

	for (size_t i = 0; i < entry->count; i++) {
		const int day = entry->lines[i].due;

		if (day != NONE && (due == NONE || day < due))
			due = day;
	}
	return due;
}

static const char *
who(struct export *export, const struct recall_line *line)
{
	return export->calendar.names ? ical_line(&export->one, line->name)
				      : ical_initials(&export->one, line->name, line->patient);
}

/* "household-12", "patient-7" */
static const char *
home_name(struct export *export, const struct recall_line *line)
{
	return line->household
		? arena_print(&export->one, "household-%" PRId64, line->household)
		: arena_print(&export->one, "patient-%" PRId64, line->patient);
}

static bool
named_before(const struct entry *entry, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (entry->lines[i].patient == entry->lines[at].patient)
			return true;
	return false;
}

static const char *
summary_of(struct export *export, const struct entry *entry)
{
	const char *summary = NULL;

	for (size_t i = 0; i < entry->count; i++) {
		if (named_before(entry, i))
			continue;
		summary = arena_print(&export->one, "%s%s", summary
				? arena_print(&export->one, "%s; ", summary) : "Recall: ",
				who(export, &entry->lines[i]));
	}
	return summary;
}

/* A line for each recall: who and since when; where names may be told, for what and by which
 * number, too. */
static const char *
description_of(struct export *export, const struct entry *entry)
{
	struct buffer text = {0};
	const char *description;

	for (size_t i = 0; i < entry->count; i++) {
		const struct recall_line *const line = &entry->lines[i];
		char day[DAY_SIZE];

		buffer_print(&text, "%s%s: ", i ? "\n" : "", who(export, line));
		if (export->calendar.names)
			buffer_print(&text, "%s, ", ical_line(&export->one, line->recall_type_name));
		if (line->due == NONE)
			buffer_text(&text, "no visit yet");
		else
			buffer_print(&text, "due %s", civil_format(day, line->due));
		if (export->calendar.names && line->phone)
			buffer_print(&text, ", %s", ical_line(&export->one, line->phone));
	}
	description = arena_copy(&export->one, text.bytes);
	buffer_free(&text);
	return description;
}

/* An event in the past is seen by nobody: it comes to lie on today. */
static int
day_of(const struct export *export, const struct entry *entry)
{
	const int due = earliest_due(entry);

	if (export->which->todo)
		return due;
	return due == NONE || due < export->calendar.today ? export->calendar.today : due;
}

static enum code
put_entry(struct export *export, struct ical *ical, const struct entry *entry)
{
	const struct ical_reminder reminder = {
		.uid = arena_print(&export->one, "recall-%s@%s",
				home_name(export, entry->lines), export->store),
		.day = day_of(export, entry), .todo = export->which->todo,
		.summary = summary_of(export, entry), .description = description_of(export, entry),
	};

	return ical_reminder(ical, &reminder);
}

static enum code
put_file(struct export *export, const char *folder, const struct entry *entry)
{
	const char *const path = arena_print(&export->one, "%s/recall-%s.ics", folder,
			home_name(export, entry->lines));
	struct new_file file;
	struct ical *ical;
	enum code code = new_file_open(&file, path);

	if (code != OK)
		return code;
	code = ical_open(&ical, &export->calendar, file.stream);
	if (code == OK)
		code = ical_close(ical, put_entry(export, ical, entry));
	return new_file_close(&file, code);
}

/* Each entry that isn't resting: into `ical`, or where that is NULL into a file of its own. */
static enum code
put_entries(struct export *export, struct ical *ical, const char *folder,
		struct ical_recall_count *count)
{
	enum code code = OK;

	for (size_t i = 0; i < export->count && code == OK; i++) {
		struct entry entry;

		arena_reset(&export->one);
		code = entry_read(export, &export->homes[i], &entry);
		if (code != OK)
			break;
		if (entry.count == 0) {
			count->resting++;
			continue;
		}
		code = ical ? put_entry(export, ical, &entry) : put_file(export, folder, &entry);
		count->written += code == OK;
	}
	return code;
}

enum code
ical_export_recalls(struct desk *desk, const struct ical_recalls *which, FILE *stream,
		struct ical_recall_count *count)
{
	struct export export;
	struct ical *ical;
	enum code code = export_open(&export, desk, which);

	*count = (struct ical_recall_count){0};
	if (code == OK)
		code = ical_open(&ical, &export.calendar, stream);
	if (code == OK)
		code = ical_close(ical, put_entries(&export, ical, NULL, count));
	return export_close(&export, code);
}

enum code
ical_export_recall_folder(struct desk *desk, const struct ical_recalls *which, const char *folder,
		struct ical_recall_count *count)
{
	struct export export;
	enum code code;

	*count = (struct ical_recall_count){0};
	if (mkdir(folder, 0700) != 0 && errno != EEXIST)
		return fail(WORLD, "%s: can't be made: %s", folder, strerror(errno));
	code = export_open(&export, desk, which);
	if (code == OK)
		code = put_entries(&export, NULL, folder, count);
	return export_close(&export, code);
}
