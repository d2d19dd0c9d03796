/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers to invitations come in.
 */
#include "groups.h"

#include "cli/listings.h"
#include "ical/reply.h"

const struct listing reply_listing = {&reply_line_record, NULL,
	"result from words file message"};

static void
print_reply(void *context, const struct reply_line *line)
{
	output_row(context, line);
}

static enum code
reply_files(struct input *in)
{
	const char *cursor = input_text(in, "FILE"), *path;
	enum code code = OK;

	output_begin(in->out, &reply_listing);
	while (code == OK && (path = input_next(in, &cursor)))
		code = reply_read(in->desk, in->arena, path, print_reply, in->out);
	output_end(in->out);
	return code;
}

static const struct option reply_options[] = {
	{"FILE", OPTION_TEXT, POSITIONAL | REST | MANY | REQUIRED, "FILE",
		"Calendars, mails, mailboxes or Maildirs; - is standard input", NULL},
};

const struct command reply_commands[] = {
	{"reply", "Takes answers to invitations: confirms visits, notes calls, marks addresses",
		OPTIONS(reply_options), STORE_WRITE, LISTS, reply_files},
	{0}
};
