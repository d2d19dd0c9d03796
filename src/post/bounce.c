/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An address that gives mail back: what was sent to it hasn't arrived.
 */
#include <string.h>

#include "post/follow.h"
#include "post/message.h"
#include "recall/contact.h"
#include "unheard.h"

#define BOUNCE_DAYS 3		/* within which a mail that can't be delivered comes back */

static enum code
messages_fail(struct desk *desk, struct arena *arena, int64_t reach, const char *since)
{
	struct message *rows;
	size_t count;
	enum code code = record_select(desk, arena, &message_record, &rows, &count,
			"WHERE reach = $1 AND channel = 'email' AND state IN ('sent', 'uncertain')"
			" AND coalesce(sent_at, due_at) >= $2 ORDER BY id", "It", reach, since);

	for (size_t i = 0; code == OK && i < count; i++) {
		rows[i].state = MESSAGE_FAILED;
		rows[i].error = "the mail came back";
		code = record_put(desk, &message_record, &rows[i]);
	}
	for (size_t i = 0; code == OK && i < count; i++)
		code = message_unheard(desk, arena, &rows[i]);
	return code;
}

/* They have reached nobody, and count for nothing. */
static enum code
contacts_fail(struct desk *desk, struct arena *arena, int64_t reach, const char *since)
{
	struct contact *rows;
	size_t count;
	enum code code = record_select(desk, arena, &contact_record, &rows, &count,
			"WHERE reach = $1 AND channel = 'email' AND direction = 'out' AND at >= $2"
			" AND outcome IS NULL ORDER BY id", "It", reach, since);

	for (size_t i = 0; code == OK && i < count; i++) {
		rows[i].outcome = OUTCOME_WRONG_NUMBER;
		code = record_put(desk, &contact_record, &rows[i]);
	}
	return code;
}

static bool
is_bounced(const struct reach *reach)
{
	return reach && reach->kind == REACH_EMAIL && reach->failed &&
		strcmp(reach->failed, "bounced") == 0;
}

enum code
bounces_follow(struct desk *desk, const struct written *rows, size_t count)
{
	struct arena arena = { 0 };
	char since[STAMP_SIZE];
	enum code code = OK;

	stamp_format(since, zone_instant(desk_today(desk) - BOUNCE_DAYS, desk_minute(desk)));
	for (size_t i = 0; desk->mode == MODE_WRITE && code == OK && i < count; i++) {
		const struct reach *const reach = rows[i].after;

		if (!is_bounced(reach) || is_bounced(rows[i].before))
			continue;
		code = messages_fail(desk, &arena, reach->row.id, since);
		if (code == OK)
			code = contacts_fail(desk, &arena, reach->row.id, since);
	}
	arena_free(&arena);
	return code;
}
