/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The fields of what is known of a CalDAV server.
 */
#include "post/caldav.h"

static const struct field calendar_fields[] = {
	FIELD_ROW(dav_calendar),
	FIELD(dav_calendar, url, "Address", FIELD_TEXT, 0),
	FIELD_REFERS(dav_calendar, provider, "Provider", "provider", OPTIONAL),
	FIELD_REFERS(dav_calendar, chair, "Chair", "chair", OPTIONAL),
	FIELD(dav_calendar, token, "Token", FIELD_TEXT, OPTIONAL),
};

const struct record dav_calendar_record = {
	"dav_calendar", "calendar there", sizeof(struct dav_calendar), calendar_fields,
	FIELD_COUNT(calendar_fields), false, NULL
};

/* A closure may be gone while it still stands there: no reference holds it. */
static const struct field object_fields[] = {
	FIELD_ROW(dav_object),
	FIELD_REFERS(dav_object, calendar, "Calendar", "dav_calendar", 0),
	FIELD(dav_object, url, "Address", FIELD_TEXT, 0),
	FIELD(dav_object, etag, "Etag", FIELD_TEXT, OPTIONAL),
	FIELD_REFERS(dav_object, appointment, "Visit", "appointment", OPTIONAL),
	FIELD(dav_object, closure, "Closure", FIELD_REF, OPTIONAL),
	FIELD(dav_object, written, "Written", FIELD_INT, OPTIONAL),
};

const struct record dav_object_record = {
	"dav_object", "object there", sizeof(struct dav_object), object_fields,
	FIELD_COUNT(object_fields), false, NULL
};
