/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One visit as a calendar text of its own: an invitation, its cancellation (RFC 5546), an object of
 * a CalDAV collection (RFC 4791, 4.1). Each holds one VEVENT with its VTIMEZONE.
 */
#ifndef ICAL_INVITE_H
#define ICAL_INVITE_H

#include "ical/write.h"

/*
 * The text that invites to a visit (METHOD_REQUEST: it must be live) or takes the invitation back
 * (METHOD_CANCEL: whatever its state). `email` is whom it goes to, `name` may be NULL. The MIME type
 * must name the same method: text/calendar; method=REQUEST; charset=UTF-8; component=VEVENT (RFC
 * 6047, 2.4). *text lies in the arena, with CRLF at line ends. NOT_FOUND where there is no such
 * visit, CLASH where it isn't live, INPUT where the practice's setting `email` is missing: nobody
 * could answer. May be called within a transaction.
 */
enum code ical_invitation(struct desk *desk, struct arena *arena, int64_t visit,
		enum ical_method method, const char *email, const char *name, const char **text);

/*
 * A live visit as an object to be kept in a collection, without METHOD, under a uid that it keeps for
 * life there. The same row gives the same bytes, whenever it is asked. Errors as above.
 */
enum code ical_object(struct desk *desk, struct arena *arena, int64_t visit,
		const char *uid, enum ical_audience audience, const char **text);

/*
 * A closure as an object of a collection, under a uid that it keeps for life.
 */
enum code ical_closure(struct desk *desk, struct arena *arena, const struct closure *closure,
		const char *uid, const char **text);

#endif
