/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * CalDAV as requests.
 */
#include "dav.h"

#include <stddef.h>
#include <string.h>

#include "address.h"
#include "dav_listing.h"

#define LISTING_MOST (64u << 20)	/* bytes of an answer that are taken */
#define OBJECT_MOST (4u << 20)
#define REDIRECTIONS 4
#define PARTS 1000		/* in which changes are told, at most at one time, */
#define CHANGES_MOST 1000000	/* and of how many objects */

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
#define DAV_NAMES " xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\""
#define XML_TYPE "application/xml; charset=utf-8"

static enum code
fail_status(const char *url, const struct answer *answer)
{
	if (answer->status == 401)
		return fail(DENIED, "%s: the server doesn't let us in (401): are user and password "
				"right?", url);
	if (answer->status == 403)
		return fail(DENIED, "%s: the server forbids it (403): may this user do that there?",
				url);
	return fail(WORLD, "%s: the server says %ld", url, answer->status);
}

/* A question to be answered by a listing, which is empty after a failure; redirections are
 * followed. */
static enum code
ask(const struct dav *dav, struct arena *arena, const char *method, const char *url,
		const char *depth, const char *body, struct dav_listing *out, struct answer *answer)
{
	*out = (struct dav_listing){0};
	for (int i = 0; i < REDIRECTIONS; i++) {
		const struct request request = { .method = method, .url = url, .type = XML_TYPE,
			.depth = depth, .body = body, .most = LISTING_MOST, .pressed = true };
		enum code code = net_request(dav->net, arena, &request, answer);

		if (code != OK || answer->status / 100 != 3) {
			if (code == OK && answer->status == 207)
				code = listing_read(dav, arena, url, &answer->body, out);
			buffer_free(&answer->body);
			return code;
		}
		buffer_free(&answer->body);
		url = address_resolve(arena, dav->way->url, url, answer->place);
		if (!url)
			return fail(WORLD, "%s: the server sends us to another one: set server = to "
					"that, if it is right", dav->way->url);
	}
	return fail(WORLD, "%s: the server sends us round in circles", dav->way->url);
}

static enum code
propfind(const struct dav *dav, struct arena *arena, const char *url, const char *depth,
		const char *props, struct dav_listing *out, struct answer *answer)
{
	return ask(dav, arena, "PROPFIND", url, depth, arena_print(arena, XML_HEAD
			"<d:propfind" DAV_NAMES "><d:prop>%s</d:prop></d:propfind>\n", props), out,
			answer);
}

/* Discovery (RFC 6764) */

/* The first of what a listing says of one thing. */
static const char *
first_of(const struct dav_listing *listing, size_t offset)
{
	for (size_t i = 0; i < listing->count; i++) {
		const char *const *const url = (const void *)((const char *)&listing->entries[i] +
				offset);

		if (*url)
			return *url;
	}
	return NULL;
}

#define PRINCIPAL offsetof(struct dav_entry, principal)
#define HOME offsetof(struct dav_entry, home)
#define INBOX offsetof(struct dav_entry, inbox)
#define ASK_WHERE "<d:current-user-principal/><c:calendar-home-set/>" \
	"<c:schedule-inbox-URL/><d:resourcetype/>"

/* The address that was set, and the well-known one: that one first where only a host was set, since
 * there a server may show its web pages, or send whoever comes to a page to sign in. What neither
 * tells is the error of the first that has one. */
static enum code
find_principal(const struct dav *dav, struct arena *arena, struct dav_listing *listing)
{
	const char *const server = dav->way->url;
	const char *const path = server + address_origin(server);
	const char *const known = arena_print(arena, "%.*s/.well-known/caldav",
			(int)address_origin(server), server);
	const bool bare = strcmp(path, "") == 0 || strcmp(path, "/") == 0;
	const char *const places[] = { bare ? known : server, bare ? server : known };
	struct answer answer;
	enum code code = OK;

	for (size_t i = 0; i < 2; i++) {
		code = propfind(dav, arena, places[i], "0", ASK_WHERE, listing, &answer);
		if (code == OK && (first_of(listing, PRINCIPAL) || first_of(listing, HOME))) {
			error_clear();
			return OK;
		}
		if (code != OK && !answer.status)
			return code;		/* nobody is there */
		if (code == OK && answer.status == 401)
			return fail_status(places[i], &answer);
		if (code == OK && answer.status == 403)
			code = fail_status(places[i], &answer);
	}
	return code;
}

/* The inbox, too, is the principal's; of who can't say where his is, there is none. */
static enum code
find_home(struct dav *dav, struct arena *arena)
{
	struct dav_listing listing;
	struct answer answer;
	enum code code = find_principal(dav, arena, &listing);
	const char *const principal = first_of(&listing, PRINCIPAL);
	const char *home = first_of(&listing, HOME);

	dav->inbox = first_of(&listing, INBOX);
	if (code == OK && principal && (!home || !dav->inbox)) {
		code = propfind(dav, arena, principal, "0", ASK_WHERE, &listing, &answer);
		if (code == OK && !home && !first_of(&listing, HOME) && answer.status != 207)
			return fail_status(principal, &answer);
		home = home ? home : first_of(&listing, HOME);
		dav->inbox = first_of(&listing, INBOX);
	}
	if (code == OK && !home)
		return fail(INPUT, "%s: no calendars are found there (no principal with a "
				"calendar-home-set)", dav->way->url);
	dav->home = home ? address_folder(arena, home) : NULL;
	dav->inbox = dav->inbox ? address_folder(arena, dav->inbox) : NULL;
	return code;
}

enum code
dav_open(struct arena *arena, const struct way *way, struct dav *out)
{
	enum code code;

	*out = (struct dav){ .way = way };
	code = net_open(arena, way, &out->net);
	return code == OK ? find_home(out, arena) : code;
}

void
dav_close(struct dav *dav)
{
	net_close(dav->net);
}

/* Calendars */

enum code
dav_calendars(const struct dav *dav, struct arena *arena, struct dav_listing *out)
{
	struct answer answer;
	const enum code code = propfind(dav, arena, dav->home, "1",
			"<d:resourcetype/><d:displayname/><d:sync-token/>", out, &answer);
	size_t kept = 0;

	if (code != OK || answer.status != 207)
		return code == OK ? fail_status(dav->home, &answer) : code;
	for (size_t i = 0; i < out->count; i++)
		if (out->entries[i].calendar)
			out->entries[kept++] = out->entries[i];
	out->count = kept;
	return OK;
}

/* Text as it may stand in XML. */
static const char *
xml_escaped(struct arena *arena, const char *text)
{
	struct buffer out = {0};
	const char *escaped;

	for (; *text; text++) {
		if (*text == '&')
			buffer_text(&out, "&amp;");
		else if (*text == '<')
			buffer_text(&out, "&lt;");
		else if (*text == '>')
			buffer_text(&out, "&gt;");
		else if ((unsigned char)*text >= ' ')
			buffer_add(&out, text, 1);
	}
	escaped = arena_copy(arena, out.length ? out.bytes : "");
	buffer_free(&out);
	return escaped;
}

enum code
dav_make(const struct dav *dav, struct arena *arena, const char *url, const char *name)
{
	const struct request request = { .method = "MKCALENDAR", .url = url, .type = XML_TYPE,
		.most = OBJECT_MOST, .body = arena_print(arena, XML_HEAD "<c:mkcalendar" DAV_NAMES
			"><d:set><d:prop><d:displayname>%s</d:displayname>"
			"<c:supported-calendar-component-set><c:comp name=\"VEVENT\"/>"
			"</c:supported-calendar-component-set></d:prop></d:set></c:mkcalendar>\n",
			xml_escaped(arena, name)) };
	struct answer answer;
	enum code code = net_request(dav->net, arena, &request, &answer);

	buffer_free(&answer.body);
	if (code == OK && answer.status == 405)
		return fail(CLASH, "%s: it exists already", url);
	return code == OK && answer.status / 100 != 2 ? fail_status(url, &answer) : code;
}

/* All that is in one, by their etags: for servers that keep no account of changes. */
static enum code
list_all(const struct dav *dav, struct arena *arena, const char *url, struct dav_listing *out)
{
	struct answer answer;
	const enum code code = propfind(dav, arena, url, "1", "<d:getetag/><d:resourcetype/>"
			"<d:sync-token/>", out, &answer);
	size_t kept = 0;

	if (code != OK || answer.status != 207)
		return code == OK ? fail_status(url, &answer) : code;
	if (out->count == 0)	/* the calendar itself would be there */
		return fail(WORLD, "%s: the server doesn't say what is in it", url);
	for (size_t i = 0; i < out->count; i++)
		if (out->entries[i].folder || strcmp(out->entries[i].url, url) == 0)
			out->token = out->entries[i].token ? out->entries[i].token : out->token;
		else
			out->entries[kept++] = out->entries[i];
	out->count = kept;
	return OK;
}

/* What changed since `token`, or the first of it: then *more is true, and the listing's token is where
 * to go on (RFC 6578, 3.6). */
static enum code
list_changes(const struct dav *dav, struct arena *arena, const char *url, const char *token,
		struct dav_listing *out, bool *more, struct answer *answer)
{
	const enum code code = ask(dav, arena, "REPORT", url, NULL, arena_print(arena, XML_HEAD
			"<d:sync-collection" DAV_NAMES "><d:sync-token>%s</d:sync-token>"
			"<d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop>"
			"</d:sync-collection>\n", xml_escaped(arena, token)), out, answer);
	size_t kept = 0;

	*more = false;
	for (size_t i = 0; i < out->count; i++)
		if (out->entries[i].status == 507)
			*more = out->token != NULL;
		else
			out->entries[kept++] = out->entries[i];
	out->count = kept;
	return code;
}

enum code
dav_changes(const struct dav *dav, struct arena *arena, const char *url, const char *token,
		struct dav_listing *out, bool *all)
{
	struct dav_listing part;
	struct answer answer;
	bool more = true;
	enum code code = OK;

	*out = (struct dav_listing){ .token = token };
	*all = !token;
	if (!token)
		return list_all(dav, arena, url, out);
	for (int parts = 0; more && parts < PARTS; parts++) {
		code = list_changes(dav, arena, url, out->token, &part, &more, &answer);
		if (code != OK || answer.status != 207)
			break;
		for (size_t i = 0; i < part.count; i++)
			listing_add(arena, out, &part.entries[i]);
		if (more && (strcmp(part.token, out->token) == 0 || out->count > CHANGES_MOST))
			return fail(WORLD, "%s: the server never comes to the end of what changed", url);
		out->token = part.token;
	}
	if (code != OK || answer.status == 207)
		return code;
	if (answer.status == 401 || answer.status / 100 == 5)
		return fail_status(url, &answer);
	*all = true;			/* the token is too old, or means nothing to it */
	return list_all(dav, arena, url, out);
}

/* Objects */

/* Is it said of one object, so that the others may be another matter? */
static bool
of_this_alone(long status)
{
	return status == 500 || (status / 100 == 4 && status != 401 && status != 429);
}

enum code
dav_get(const struct dav *dav, struct arena *arena, const char *url, const char **text,
		const char **etag)
{
	const struct request request = { .method = "GET", .url = url, .most = OBJECT_MOST };
	struct answer answer;
	enum code code = net_request(dav->net, arena, &request, &answer);

	*text = *etag = NULL;
	if (code == OK && answer.status == 200) {
		*text = arena_copy_bytes(arena, answer.body.bytes ? answer.body.bytes : "",
				answer.body.length);
		*etag = etag_strong(answer.etag);
	} else if (code == OK && answer.status != 404 && answer.status != 410) {
		code = of_this_alone(answer.status) ? fail(CLASH, "%s: the server doesn't give it (%ld)",
				url, answer.status) : fail_status(url, &answer);
	}
	buffer_free(&answer.body);
	return code;
}

/* As it stands there now; *etag as it was where the server doesn't say. */
static enum code
etag_of(const struct dav *dav, struct arena *arena, const char *url, const char **etag)
{
	struct dav_listing listing;
	struct answer answer;
	const enum code code = propfind(dav, arena, url, "0", "<d:getetag/>", &listing, &answer);

	if (code == OK && listing.count)
		*etag = listing.entries[0].etag;
	return code;
}

/* A PUT or DELETE. A server all of whose etags are weak ones takes none as a condition, and says that
 * the object has changed: where it says beside that it is as we know it, it is done without. */
static enum code
change(const struct dav *dav, struct arena *arena, const struct request *request,
		struct answer *answer)
{
	struct request again = *request;
	const char *now = NULL;
	enum code code = net_request(dav->net, arena, request, answer);

	buffer_free(&answer->body);
	if (code != OK || answer->status != 412 || !request->if_match)
		return code;
	code = etag_of(dav, arena, request->url, &now);
	if (code != OK || !now || strcmp(now, request->if_match) != 0)
		return code;
	again.if_match = NULL;
	code = net_request(dav->net, arena, &again, answer);
	buffer_free(&answer->body);
	return code;
}

enum code
dav_put(const struct dav *dav, struct arena *arena, const char *url, const char *text,
		const char *etag, bool *done, const char **etag_now)
{
	const struct request request = { .method = "PUT", .url = url, .body = text,
		.type = "text/calendar; charset=utf-8; component=VEVENT", .most = OBJECT_MOST,
		.if_match = etag, .if_none_match = etag ? NULL : "*" };
	struct answer answer;
	enum code code = change(dav, arena, &request, &answer);

	*done = code == OK && answer.status / 100 == 2;
	*etag_now = etag_strong(answer.etag);
	if (code != OK || answer.status == 412 || (etag && answer.status == 404))
		return code;
	if (!*done && answer.status / 100 == 4 && answer.status != 401)
		return fail(CLASH, "%s: the server doesn't take it (%ld)", url, answer.status);
	if (!*done)
		return fail_status(url, &answer);
	return *etag_now ? OK : etag_of(dav, arena, url, etag_now);
}

enum code
dav_delete(const struct dav *dav, struct arena *arena, const char *url, const char *etag,
		bool *done)
{
	const struct request request = { .method = "DELETE", .url = url, .if_match = etag,
		.most = OBJECT_MOST };
	struct answer answer;
	const enum code code = change(dav, arena, &request, &answer);

	*done = code == OK && (answer.status / 100 == 2 || answer.status == 404 ||
			answer.status == 410);
	return code != OK || *done || answer.status == 412 ? code : fail_status(url, &answer);
}
