/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers to invitations in the inbox of a server that hands them on (RFC 6638): taken like those that
 * come by mail, then removed. What isn't about a visit of ours is somebody's own, and left alone.
 */
#include <string.h>

#include "base/text.h"
#include "caldav_parts.h"
#include "ical/itip.h"

/* One that was acted on, or can't be any more, has been dealt with. */
static enum code
answer_take(const struct syncing *at, const struct dav_entry *entry, const char *text,
		const char *etag)
{
	struct itip itip;
	struct itip_result result = { .appointment = 0 };
	bool done;
	enum code code = itip_read(at->arena, text, strlen(text),
			setting_text(at->desk, at->arena, "zone", "UTC"), &itip);

	if (code == OK && (itip.method == ITIP_REPLY || itip.method == ITIP_COUNTER))
		code = itip_act(at->desk, at->arena, &itip, NULL, &result);
	if (code == INPUT) {
		error_clear();
		return OK;
	}
	if (code != OK || !result.appointment)
		return code;
	if (result.taken != TAKEN_BEFORE)
		caldav_tell(at, "%s", text_clean(at->arena, result.said));
	at->count->answers += result.taken != TAKEN_NOT && result.taken != TAKEN_BEFORE;
	return dav_delete(at->dav, at->arena, entry->url, etag ? etag : entry->etag, &done);
}

static enum code
entry_take(const struct syncing *at, const struct dav_entry *entry)
{
	const char *text, *etag;
	enum code code;

	if (strcmp(entry->url, at->dav->inbox) == 0)
		return OK;
	code = dav_get(at->dav, at->arena, entry->url, &text, &etag);
	if (code == CLASH) {
		caldav_tell(at, "%s", error_text());
		error_clear();
		return OK;
	}
	return code == OK && text ? answer_take(at, entry, text, etag) : code;
}

enum code
caldav_inbox(const struct syncing *all)
{
	struct arena arena = {0};
	struct syncing at = *all;
	struct dav_listing listing;
	bool unused;
	enum code code;

	if (!all->dav->inbox)
		return OK;
	at.arena = &arena;
	at.name = "answers";
	code = dav_changes(at.dav, &arena, at.dav->inbox, NULL, &listing, &unused);
	for (size_t i = 0; code == OK && i < listing.count; i++)
		code = entry_take(&at, &listing.entries[i]);
	arena_free(&arena);
	return code;
}
