/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The synchronisation as a whole: whose calendars there are, and each in turn.
 */
#include "post/caldav.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "caldav_parts.h"
#include "store/change.h"

void
caldav_tell(const struct syncing *at, const char *format, ...)
{
	char sentence[512];
	va_list values;

	if (!at->sync->told)
		return;
	va_start(values, format);
	vsnprintf(sentence, sizeof sentence, format, values);
	va_end(values);
	at->sync->told(at->sync->context, arena_print(at->arena, "%s: %s", at->name, sentence));
}

enum code
caldav_note(const struct syncing *at, const struct record *record, void *row)
{
	const enum code code = batch_begin(at->desk, "send", NULL);

	return code == OK ? batch_end(at->desk, record_put(at->desk, record, row)) : code;
}

enum code
caldav_forget(const struct syncing *at, struct dav_object *object)
{
	const enum code code = batch_begin(at->desk, "send", NULL);

	return code == OK ? batch_end(at->desk, record_remove(at->desk, &dav_object_record, object))
			  : code;
}

const char *
visit_url(const struct syncing *at, const char *uid)
{
	return arena_print(at->arena, "%s%s.ics", at->calendar.url, uid);
}

const char *
visit_uid(const struct syncing *at, const char *uid)
{
	return arena_print(at->arena, "%s.%" PRId64, uid, at->calendar.row.id);
}

const char *
closure_url(const struct syncing *at, int64_t closure)
{
	return arena_print(at->arena, "%sclosure-%" PRId64 ".ics", at->calendar.url, closure);
}

/* A calendar that was deleted there is made again: nothing is known of what is in it, and what came
 * from it goes with it. */
static enum code
forget_objects(struct syncing *at)
{
	struct dav_object *rows;
	size_t count;
	enum code code = record_select(at->desk, at->arena, &dav_object_record, &rows, &count,
			"WHERE calendar = $1 ORDER BY id", "I", at->calendar.row.id);

	for (size_t i = 0; code == OK && i < count; i++) {
		if (!rows[i].appointment && !rows[i].closure)
			code = caldav_take(at, &rows[i], NULL);
		if (code == OK)
			code = caldav_forget(at, &rows[i]);
	}
	at->calendar.token = NULL;
	return code;
}

/* The row of the calendar, and the calendar there: each made where it is missing. */
static enum code
find_calendar(struct syncing *at, const struct dav_listing *there, const char *url)
{
	struct dav_calendar *const calendar = &at->calendar;
	const int64_t provider = calendar->provider, chair = calendar->chair;
	bool exists = false;
	enum code code = record_first(at->desk, at->arena, &dav_calendar_record, calendar,
			"WHERE url = $1", "t", url);

	for (size_t i = 0; i < there->count; i++)
		exists = exists || strcmp(there->entries[i].url, url) == 0;
	if (code == NOT_FOUND) {
		record_blank(&dav_calendar_record, calendar);
		*calendar = (struct dav_calendar){ .url = url, .provider = provider,
			.chair = chair };
		code = OK;
	}
	if (code == OK && !exists) {
		code = dav_make(at->dav, at->arena, url, at->name);
		if (code == OK && calendar->row.id)
			code = forget_objects(at);
	}
	return code == OK ? caldav_note(at, &dav_calendar_record, calendar) : code;
}

static enum code
sync_one(const struct syncing *all, const struct dav_listing *there, const char *kind, int64_t id,
		const char *name)
{
	struct arena arena = {0};
	struct syncing at = *all;
	const char *url;
	enum code code;

	at.arena = &arena;
	at.name = name;
	at.reported_before = at.count->reported;
	at.calendar.provider = strcmp(kind, "provider") == 0 ? id : 0;
	at.calendar.chair = strcmp(kind, "chair") == 0 ? id : 0;
	url = id ? arena_print(&arena, "%schairtime-%s-%" PRId64 "/", at.dav->home, kind, id)
		 : arena_print(&arena, "%schairtime-%s/", at.dav->home, kind);
	code = find_calendar(&at, there, url);
	if (code == OK)
		code = caldav_pull(&at);
	if (code == OK)
		code = caldav_push(&at);
	at.count->calendars += code == OK;
	arena_free(&arena);
	return code;
}

static enum code
sync_all(const struct syncing *at)
{
	struct dav_listing there;
	struct provider *providers;
	struct chair *chairs;
	size_t provider_count, chair_count;
	enum code code;

	if ((code = dav_calendars(at->dav, at->arena, &there)) != OK ||
	    (code = providers_load(at->desk, at->arena, &providers, &provider_count)) != OK ||
	    (code = chairs_load(at->desk, at->arena, &chairs, &chair_count)) != OK ||
	    (code = caldav_inbox(at)) != OK)
		return code;
	code = sync_one(at, &there, "practice", 0, at->desk->practice);
	for (size_t i = 0; code == OK && i < provider_count; i++)
		code = sync_one(at, &there, "provider", providers[i].row.id, providers[i].name);
	for (size_t i = 0; code == OK && i < chair_count; i++)
		code = sync_one(at, &there, "chair", chairs[i].row.id, chairs[i].name);
	return code;
}

enum code
caldav_sync(struct desk *desk, const struct caldav_sync *sync, struct caldav_count *out)
{
	struct arena arena = {0};
	struct dav dav;
	const struct syncing at = { .desk = desk, .arena = &arena, .sync = sync, .dav = &dav,
		.count = out };
	enum code code;

	*out = (struct caldav_count){0};
	if (desk->demo)
		return fail(DENIED, "sync caldav: this is a practice run, from which nothing is "
				"ever sent");
	if (!sync->ways->caldav.url)
		return fail(INPUT, "sync caldav: no server is set: %s wants a section [caldav] with "
				"server =", sync->ways->path);
	code = dav_open(&arena, &sync->ways->caldav, &dav);
	if (code == OK)
		code = sync_all(&at);
	dav_close(&dav);
	arena_free(&arena);
	return code;
}
