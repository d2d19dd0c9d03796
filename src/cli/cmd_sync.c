/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Calendars on a server, brought together with the book.
 */
#include "groups.h"

#include "post/caldav.h"

#define SYNC_BACK 28		/* days before today on which visits are kept there */
#define SYNC_AHEAD 400

static void
told(void *context, const char *sentence)
{
	print_note(context, "%s", sentence);
}

static const char *
synced_said(struct arena *arena, const struct caldav_count *count)
{
	const char *const answers = !count->answers ? "" : arena_print(arena, "; %d answer%s taken",
			count->answers, count->answers == 1 ? "" : "s");

	return arena_print(arena, "%d calendars: %d written, %d deleted there; %d taken from there, "
			"%d reported, %d left to the next time%s", count->calendars, count->written,
			count->deleted, count->taken, count->reported, count->refused, answers);
}

static enum code
sync_caldav(struct input *in)
{
	const int today = desk_today(in->desk);
	struct post_ways ways;
	struct caldav_count count;
	struct caldav_sync sync = {
		.ways = &ways, .told = told, .context = in->out,
		.from = input_has(in, "from") ? input_day(in, "from") : today - SYNC_BACK,
		.to = input_has(in, "to") ? input_day(in, "to") : today + SYNC_AHEAD,
	};
	enum code code = ways_read(in->arena, input_text(in, "with"), &ways);

	if (code == OK)
		code = caldav_sync(in->desk, &sync, &count);
	if (code == OK)
		print_said(in->out, synced_said(in->arena, &count));
	return code;
}

static const struct option sync_options[] = {
	{"from", OPTION_DAY, 0, "D", "Visits from that day on; else of the last 28 days", NULL},
	{"to", OPTION_DAY, 0, "D", "And up to that day; else of the next 400 days", NULL},
	{"with", OPTION_TEXT, 0, "FILE", "The settings of servers and commands; else "
		"$CHAIRTIME_POST, else post.conf in $XDG_CONFIG_HOME/chairtime", NULL},
};

const struct command sync_commands[] = {
	{"sync caldav", "Brings the calendars of practice, providers and chairs on a CalDAV server "
		"together with the book", OPTIONS(sync_options), STORE_WRITE, 0, sync_caldav},
	{0}
};
