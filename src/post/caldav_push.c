/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From the book to the server: visits and closures that are new, changed or gone.
 */
#include <inttypes.h>

#include "book/appointment.h"
#include "caldav_parts.h"
#include "ical/invite.h"

#define LIVE "('booked', 'arrived', 'seated', 'done')"
/* Whose calendar it is: $2 a provider, $3 a chair, both 0 the practice. */
#define OF_OWNER(row) "(($2 <> 0 AND " row ".provider = $2) OR ($3 <> 0 AND " row ".chair = $3))"
#define OF_CLOSURE_OWNER "coalesce(c.provider, 0) = $2 AND coalesce(c.chair, 0) = $3"

/* Ids that a query gives; read whole, since each is followed by a request. */
static enum code
ids_read(const struct syncing *at, struct stmt *stmt, int64_t **out, size_t *count)
{
	size_t room = 0;
	bool more;
	enum code code;

	*out = NULL;
	*count = 0;
	while ((code = db_step(stmt, &more)) == OK && more) {
		if (*count == room) {
			const size_t larger = room ? room * 2 : 32;

			*out = arena_grow(at->arena, *out, room * sizeof **out,
					larger * sizeof **out);
			room = larger;
		}
		(*out)[(*count)++] = db_int64(stmt, 0);
	}
	db_done(stmt);
	return code;
}

/* Writes one, if it is there as we know it; notes it. */
static enum code
write_object(const struct syncing *at, struct dav_object *object, const char *text, int written)
{
	const char *etag;
	bool done;
	enum code code = dav_put(at->dav, at->arena, object->url, text, object->etag, &done, &etag);

	if (code == CLASH) {
		at->count->refused++;
		caldav_tell(at, "%s", error_text());
		error_clear();
		return OK;
	}
	if (code != OK)
		return code;
	if (!done) {
		at->count->refused++;
		caldav_tell(at, "%s was changed there meanwhile: it is left to the next time",
				object->url);
		return OK;
	}
	object->etag = etag;
	object->written = written;
	at->count->written++;
	return caldav_note(at, &dav_object_record, object);
}

static enum code
delete_object(const struct syncing *at, int64_t id)
{
	struct dav_object object;
	bool done = true;
	enum code code = record_get(at->desk, at->arena, &dav_object_record, id, &object);

	if (code == OK && object.etag)
		code = dav_delete(at->dav, at->arena, object.url, object.etag, &done);
	if (code != OK)
		return code;
	if (!done) {
		at->count->refused++;
		caldav_tell(at, "%s was changed there meanwhile: it is left to the next time",
				object.url);
		return OK;
	}
	at->count->deleted += object.etag != NULL;
	return caldav_forget(at, &object);
}

/* Of the calendar and a visit or closure; a new one where there is none yet. */
static enum code
object_for(const struct syncing *at, const char *tail, int64_t id, struct dav_object *out)
{
	const enum code code = record_first(at->desk, at->arena, &dav_object_record, out, tail, "II",
			at->calendar.row.id, id);

	if (code != NOT_FOUND)
		return code;
	record_blank(&dav_object_record, out);
	out->calendar = at->calendar.row.id;
	return OK;
}

static enum code
push_visit(const struct syncing *at, int64_t id)
{
	struct appointment visit;
	struct dav_object object;
	const char *text;
	enum code code;

	if ((code = record_get(at->desk, at->arena, &appointment_record, id, &visit)) != OK ||
	    (code = object_for(at, "WHERE calendar = $1 AND appointment = $2 ORDER BY id LIMIT 1",
			id, &object)) != OK ||
	    (code = ical_object(at->desk, at->arena, id, visit_uid(at, visit.uid), FOR_STAFF,
			&text)) != OK)
		return code;
	object.appointment = id;
	if (!object.url)
		object.url = visit_url(at, visit.uid);
	return write_object(at, &object, text, visit.sequence);
}

static enum code
push_closure(const struct syncing *at, int64_t id)
{
	struct closure closure;
	struct dav_object object;
	const char *text;
	enum code code;

	if ((code = record_get(at->desk, at->arena, &closure_record, id, &closure)) != OK ||
	    (code = object_for(at, "WHERE calendar = $1 AND closure = $2 ORDER BY id LIMIT 1", id,
			&object)) != OK ||
	    (code = ical_closure(at->desk, at->arena, &closure, arena_print(at->arena,
			"closure-%" PRId64 "-%" PRId64 "@chairtime", at->calendar.row.id, id),
			&text)) != OK)
		return code;
	object.closure = id;
	if (!object.url)
		object.url = closure_url(at, id);
	return write_object(at, &object, text, (int)closure.row.rev);
}

static enum code
each(const struct syncing *at, struct stmt *stmt, enum code (*act)(const struct syncing *at,
		int64_t id))
{
	int64_t *ids;
	size_t count;
	enum code code = ids_read(at, stmt, &ids, &count);

	for (size_t i = 0; code == OK && i < count; i++)
		code = act(at, ids[i]);
	return code;
}

static enum code
push_visits(const struct syncing *at)
{
	const struct dav_calendar *const calendar = &at->calendar;
	char from[DAY_SIZE], to[DAY_SIZE];
	struct stmt *stmt;
	enum code code = db_query(at->desk->db, &stmt, "SELECT a.id FROM appointment a"
			" LEFT JOIN dav_object o ON o.appointment = a.id AND o.calendar = $1"
			" WHERE " OF_OWNER("a") " AND a.day >= $4 AND a.day <= $5"
			" AND a.state IN " LIVE " AND (o.id IS NULL OR o.written IS NULL"
			" OR o.written <> a.sequence) ORDER BY a.day, a.start, a.id", "IIItt",
			calendar->row.id, calendar->provider, calendar->chair,
			civil_format(from, at->sync->from), civil_format(to, at->sync->to));

	return code == OK ? each(at, stmt, push_visit) : code;
}

static enum code
delete_visits(const struct syncing *at)
{
	const struct dav_calendar *const calendar = &at->calendar;
	struct stmt *stmt;
	enum code code = db_query(at->desk->db, &stmt, "SELECT o.id FROM dav_object o"
			" JOIN appointment a ON a.id = o.appointment WHERE o.calendar = $1"
			" AND (a.state NOT IN " LIVE " OR a.day IS NULL OR NOT coalesce("
			OF_OWNER("a") ", 1 = 0)) ORDER BY o.id", "III", calendar->row.id,
			calendar->provider, calendar->chair);

	return code == OK ? each(at, stmt, delete_object) : code;
}

static enum code
push_closures(const struct syncing *at)
{
	const struct dav_calendar *const calendar = &at->calendar;
	char today[DAY_SIZE];
	struct stmt *stmt;
	enum code code = db_query(at->desk->db, &stmt, "SELECT c.id FROM closure c"
			" LEFT JOIN dav_object o ON o.closure = c.id AND o.calendar = $1"
			" WHERE " OF_CLOSURE_OWNER " AND c.last >= $4"
			" AND (c.ref IS NULL OR c.ref NOT LIKE '" TAKEN_REF "%')"
			" AND (o.id IS NULL OR o.written IS NULL OR o.written <> c.rev)"
			" ORDER BY c.first, c.id", "IIIt", calendar->row.id, calendar->provider,
			calendar->chair, civil_format(today, desk_today(at->desk)));

	return code == OK ? each(at, stmt, push_closure) : code;
}

static enum code
delete_closures(const struct syncing *at)
{
	const struct dav_calendar *const calendar = &at->calendar;
	struct stmt *stmt;
	enum code code = db_query(at->desk->db, &stmt, "SELECT o.id FROM dav_object o"
			" WHERE o.calendar = $1 AND o.closure IS NOT NULL AND NOT EXISTS"
			" (SELECT 1 FROM closure c WHERE c.id = o.closure AND " OF_CLOSURE_OWNER ")"
			" ORDER BY o.id", "III", calendar->row.id, calendar->provider,
			calendar->chair);

	return code == OK ? each(at, stmt, delete_object) : code;
}

enum code
caldav_push(struct syncing *at)
{
	enum code code = delete_visits(at);

	if (code == OK)
		code = push_visits(at);
	if (code == OK)
		code = delete_closures(at);
	return code == OK ? push_closures(at) : code;
}
