/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a multistatus.
 */
#include "dav_listing.h"

#include <stdlib.h>
#include <string.h>

#include "address.h"
#include "base/text.h"
#include "store/record.h"
#include "xml.h"

/* What is kept of a server's words, and said to it again in a line of its own: NULL where it is empty, too
 * long, or would be more than a line. */
static const char *
kept(const char *text)
{
	const size_t length = text ? strlen(text) : 0;

	if (length == 0 || length > TEXT_MOST || !text_valid(text, length))
		return NULL;
	for (const char *at = text; *at; at++)
		if ((unsigned char)*at < ' ' || *at == 127)
			return NULL;
	return text;
}

const char *
etag_strong(const char *etag)
{
	if (etag && (strncmp(etag, "W/", 2) == 0 || strncmp(etag, "w/", 2) == 0))
		etag += 2;
	return kept(etag);
}

static void
take_entry(struct dav_entry *entry, const struct dav *dav, struct arena *arena, const char *base,
		const struct xml_tag *tag)
{
	const char *const name = tag->name, *const parent = tag->parent, *const text = tag->text;

	if (tag->opens) {
		if (strcmp(name, "calendar") == 0 && strcmp(parent, "resourcetype") == 0)
			entry->calendar = true;
		if (strcmp(name, "collection") == 0 && strcmp(parent, "resourcetype") == 0)
			entry->folder = true;
	} else if (strcmp(name, "href") == 0) {
		const char *const url = address_resolve(arena, dav->way->url, base, text);

		if (strcmp(parent, "response") == 0)
			entry->url = url;
		else if (strcmp(parent, "current-user-principal") == 0)
			entry->principal = url;
		else if (strcmp(parent, "calendar-home-set") == 0 && !entry->home)
			entry->home = url;
		else if (strcmp(parent, "schedule-inbox-URL") == 0)
			entry->inbox = url;
	} else if (strcmp(name, "status") == 0 && strcmp(parent, "response") == 0) {
		const char *const number = strchr(text, ' ');

		entry->status = number ? atoi(number) : 0;
	} else if (strcmp(name, "getetag") == 0) {
		entry->etag = etag_strong(text);
	} else if (strcmp(name, "displayname") == 0) {
		entry->name = text;
	} else if (strcmp(name, "sync-token") == 0) {
		entry->token = kept(text);
	}
}

void
listing_add(struct arena *arena, struct dav_listing *listing, const struct dav_entry *entry)
{
	const size_t count = listing->count, size = sizeof *entry;

	if (!kept(entry->url))
		return;
	if ((count & (count - 1)) == 0)
		listing->entries = arena_grow(arena, listing->entries, count * size,
				(count ? count * 2 : 1) * size);
	listing->entries[listing->count++] = *entry;
}

enum code
listing_read(const struct dav *dav, struct arena *arena, const char *base,
		const struct buffer *body, struct dav_listing *out)
{
	struct dav_entry entry = {0};
	struct xml_tag tag;
	struct xml xml;

	*out = (struct dav_listing){0};
	xml_begin(&xml, arena, body->bytes ? body->bytes : "", body->length);
	while (xml_next(&xml, &tag)) {
		if (tag.opens && strcmp(tag.name, "response") == 0)
			entry = (struct dav_entry){0};
		if (!tag.opens && strcmp(tag.name, "sync-token") == 0 &&
				strcmp(tag.parent, "multistatus") == 0)
			out->token = kept(tag.text);
		else
			take_entry(&entry, dav, arena, base, &tag);
		if (!tag.opens && strcmp(tag.name, "response") == 0)
			listing_add(arena, out, &entry);
	}
	return xml_whole(&xml) ? OK : fail(WORLD, "%s: the server's answer can't be understood: it "
			"ends in the middle, or is no XML", base);
}
