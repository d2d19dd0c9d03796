/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From the server to the book: what others changed there. A visit's change is reported, to be
 * answered today; closures and people's own times are taken.
 */
#include <stdlib.h>
#include <string.h>

#include "book/appointment.h"
#include "caldav_parts.h"
#include "care/concern.h"
#include "ical/itip.h"
#include "store/change.h"
#include "store/right.h"

#define REPORTS_MOST 10		/* of one calendar at one time that are told one by one */

/* A question, due today: it is among the calls. */
static enum code
open_question(const struct syncing *at, int64_t patient, const char *text)
{
	struct concern concern;
	const char *said;
	enum code code = batch_begin(at->desk, NULL, NULL);

	if (code != OK)
		return code;
	record_blank(&concern_record, &concern);
	concern.kind = CONCERN_QUESTION;
	concern.patient = patient;
	concern.caller = patient ? NULL : at->name;
	concern.text = text;
	concern.about = "calendar";
	code = right_take_in(at->desk, RIGHT_SEND);
	if (code == OK)
		code = concern_open(at->desk, at->arena, &concern, desk_today(at->desk),
				23 * 60 + 59, &said);
	return batch_end(at->desk, code);
}

/* About the patient's visit; where somebody has emptied a calendar, or shifted all that is in it, the others
 * than the first are one question about the calendar. */
static enum code
report(const struct syncing *at, const struct appointment *visit, const char *what)
{
	const int before = at->count->reported - at->reported_before;
	const char *const when = time_said(at->arena, visit->day, visit->start,
			desk_today(at->desk));
	struct patient patient;
	enum code code = record_get(at->desk, at->arena, &patient_record, visit->patient, &patient);

	if (code == OK && before < REPORTS_MOST)
		code = open_question(at, visit->patient, arena_print(at->arena, "The visit of %s %s in "
				"the calendar of %s. The book is as it was: ask her or them, then move it "
				"here, or put it right there.", when, what, at->name));
	else if (code == OK && before == REPORTS_MOST)
		code = open_question(at, 0, arena_print(at->arena, "Many visits at once were changed "
				"or deleted in the calendar of %s, after the first %d that of %s %s. The "
				"book is as it was: ask what happened there. Deleted as a whole, the "
				"calendar is made anew, with all that belongs in it.", at->name,
				REPORTS_MOST, patient.name, when));
	if (code != OK)
		return code;
	at->count->reported++;
	if (before <= REPORTS_MOST)
		caldav_tell(at, "%s: the visit of %s %s there%s: it is among the calls", patient.name,
				when, what, before == REPORTS_MOST ? ", and others" : "");
	return OK;
}

/* How it differs from the book; NULL: it doesn't in what counts. */
static const char *
difference(const struct syncing *at, const struct appointment *visit, const char *text)
{
	const char *const zone = setting_text(at->desk, at->arena, "zone", "UTC");
	struct itip itip;

	if (itip_read(at->arena, text, strlen(text), zone, &itip) != OK) {
		error_clear();
		return "was changed to something that can't be read";
	}
	if (strcmp(itip.uid, visit_uid(at, visit->uid)) != 0)
		return "was replaced by something else";
	if (itip.day == visit->day && itip.start == visit->start &&
			(itip.minutes == visit->minutes || itip.minutes == NONE))
		return NULL;
	if (itip.day == NONE)
		return "has lost its time";
	if (itip.day == visit->day && itip.start == visit->start)
		return arena_print(at->arena, "was made %d minutes long", itip.minutes);
	return arena_print(at->arena, "was moved to %s", itip.start == NONE ?
			day_said(at->arena, itip.day, desk_today(at->desk)) :
			time_said(at->arena, itip.day, itip.start, desk_today(at->desk)));
}

/* Is it one that should be in this calendar? */
static bool
belongs(const struct syncing *at, const struct appointment *visit)
{
	const struct dav_calendar *const calendar = &at->calendar;

	return state_is_live(visit->state) &&
		((calendar->provider && calendar->provider == visit->provider) ||
		 (calendar->chair && calendar->chair == visit->chair));
}

static enum code
visit_changed_there(const struct syncing *at, struct dav_object *object, const char *text)
{
	struct appointment visit;
	const char *what = "was deleted";
	enum code code = record_get(at->desk, at->arena, &appointment_record, object->appointment,
			&visit);

	if (code != OK)
		return code;
	/* what changed here as well is written over: the newer word is ours */
	if (!belongs(at, &visit) || visit.sequence != object->written)
		return OK;
	if (text)
		what = difference(at, &visit, text);
	return what ? report(at, &visit, what) : OK;
}

static enum code
object_gone(const struct syncing *at, struct dav_object *object)
{
	enum code code = OK;

	if (object->appointment) {
		if (!object->etag)
			return OK;	/* known already */
		code = visit_changed_there(at, object, NULL);
		object->etag = NULL;
		return code == OK ? caldav_note(at, &dav_object_record, object) : code;
	}
	code = object->closure ? caldav_take_closure(at, object, NULL)
			       : caldav_take(at, object, NULL);
	return code == OK ? caldav_forget(at, object) : code;
}

/* One that we didn't know: a visit of ours under its own address was written by us, and not noted;
 * a copy of one elsewhere, from whichever of our calendars, is nobody's time. */
static enum code
recognise(const struct syncing *at, struct dav_object *object, const char *text)
{
	const char *const zone = setting_text(at->desk, at->arena, "zone", "UTC");
	struct appointment visit;
	struct itip itip;
	enum code code = itip_read(at->arena, text, strlen(text), zone, &itip);

	if (code != OK) {
		error_clear();		/* the reading of it says more */
		return OK;
	}
	code = record_first(at->desk, at->arena, &appointment_record, &visit, "WHERE uid = $1", "t",
			arena_copy_bytes(at->arena, itip.uid, strcspn(itip.uid, ".")));
	if (code == OK)
		object->appointment = visit.row.id;
	return code == NOT_FOUND ? OK : code;
}

static enum code
object_new(const struct syncing *at, struct dav_object *object, const char *text)
{
	enum code code = recognise(at, object, text);

	object->written = NONE;
	if (code == OK)
		code = caldav_note(at, &dav_object_record, object);
	if (code == OK && !object->appointment)
		code = caldav_take(at, object, text);
	return code;
}

static enum code
object_changed(const struct syncing *at, struct dav_object *object, const char *text)
{
	enum code code;

	if (object->appointment)
		code = visit_changed_there(at, object, text);
	else if (object->closure)
		code = caldav_take_closure(at, object, text);
	else
		code = caldav_take(at, object, text);
	return code == OK ? caldav_note(at, &dav_object_record, object) : code;
}

/* What can't be had now is asked for again the next time: then all that changed since the last is. */
static enum code
left_out(const struct syncing *at, bool *had)
{
	at->count->refused++;
	caldav_tell(at, "%s", error_text());
	error_clear();
	*had = false;
	return OK;
}

/* *had becomes false where it couldn't be. */
static enum code
pull_entry(const struct syncing *at, const struct dav_entry *entry, bool *had)
{
	struct dav_object object;
	const char *text, *etag;
	enum code code = record_first(at->desk, at->arena, &dav_object_record, &object,
			"WHERE calendar = $1 AND url = $2", "It", at->calendar.row.id, entry->url);
	const bool known = code == OK;

	if (code != OK && code != NOT_FOUND)
		return code;
	if (known && entry->etag && object.etag && strcmp(object.etag, entry->etag) == 0)
		return OK;		/* as we wrote it */
	if (entry->status == 404 || entry->status == 410)
		return known ? object_gone(at, &object) : OK;
	if (strcmp(entry->url, at->calendar.url) == 0)
		return OK;
	code = dav_get(at->dav, at->arena, entry->url, &text, &etag);
	if (code == CLASH)
		return left_out(at, had);
	if (code != OK || !text)
		return code == OK && known ? object_gone(at, &object) : code;
	if (!known) {
		record_blank(&dav_object_record, &object);
		object.calendar = at->calendar.row.id;
		object.url = entry->url;
	}
	/* the listing's: what changed after it will be listed again */
	object.etag = entry->etag ? entry->etag : etag;
	return known ? object_changed(at, &object, text) : object_new(at, &object, text);
}

static int
by_url(const void *a, const void *b)
{
	const struct dav_entry *const x = a, *const y = b;

	return strcmp(x->url, y->url);
}

/* Where the server lists all, what it doesn't list is gone. */
static enum code
pull_gone(const struct syncing *at, struct dav_listing *listing)
{
	struct dav_object *rows;
	size_t count;
	enum code code = record_select(at->desk, at->arena, &dav_object_record, &rows, &count,
			"WHERE calendar = $1 AND etag IS NOT NULL ORDER BY id", "I",
			at->calendar.row.id);

	if (listing->count)
		qsort(listing->entries, listing->count, sizeof *listing->entries, by_url);
	for (size_t i = 0; code == OK && i < count; i++) {
		const struct dav_entry key = { .url = rows[i].url };

		if (!listing->count || !bsearch(&key, listing->entries, listing->count,
				sizeof key, by_url))
			code = object_gone(at, &rows[i]);
	}
	return code;
}

enum code
caldav_pull(struct syncing *at)
{
	struct dav_listing listing;
	bool all, had = true;
	enum code code = dav_changes(at->dav, at->arena, at->calendar.url, at->calendar.token,
			&listing, &all);

	for (size_t i = 0; code == OK && i < listing.count; i++)
		code = pull_entry(at, &listing.entries[i], &had);
	if (code == OK && all)
		code = pull_gone(at, &listing);
	if (code != OK || !had)
		return code;
	at->calendar.token = listing.token;
	return caldav_note(at, &dav_calendar_record, &at->calendar);
}
