/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A folder of calendars to subscribe to.
 */
#include "groups.h"

#include "cli/listings.h"
#include "ical/feed.h"

const struct listing feed_listing = {&feed_line_record, NULL,
	"kind name entries state file"};

static void
print_feed(void *context, const struct feed_line *line)
{
	output_row(context, line);
}

static enum code
feed(struct input *in)
{
	const struct feed_asked asked = {.folder = input_text(in, "DIR"),
		.from = input_day(in, "from"), .new_names = input_has(in, "new-names")};
	enum code code;

	output_begin(in->out, &feed_listing);
	code = feed_write(in->desk, &asked, print_feed, in->out);
	output_end(in->out);
	return code;
}

static const struct option feed_options[] = {
	{"DIR", OPTION_TEXT, POSITIONAL | REQUIRED, "DIR", "The folder that a web server hands out",
		NULL},
	{"from", OPTION_DAY, 0, "D", "Visits from this day on; else of four weeks back", NULL},
	{"new-names", OPTION_FLAG, 0, NULL,
		"New names for all: who knows the old ones reads nothing more", NULL},
};

const struct command feed_commands[] = {
	{"feed", "Writes calendars to subscribe to, of each chair, provider, the practice, recall",
		OPTIONS(feed_options), STORE_WRITE, LISTS, feed},
	{0}
};
