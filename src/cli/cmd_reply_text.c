/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text messages come back.
 */
#include "groups.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cli/listings.h"
#include "post/reply.h"

#define INPUT_MOST 65536

static void
print_reply(void *context, const struct text_reply *reply)
{
	output_row(context, reply);
}

/* "-" is standard input. */
static enum code
text_given(struct input *in, const char **text)
{
	char *read;
	size_t length;

	*text = input_text(in, "TEXT");
	if (strcmp(*text, "-") != 0)
		return OK;
	read = arena_take(in->arena, INPUT_MOST + 1);
	length = fread(read, 1, INPUT_MOST, stdin);
	*text = read;
	return text_valid(read, length) ? OK : fail(INPUT, "reply text: it isn't UTF-8");
}

static enum code
one(struct input *in)
{
	struct text_reply reply;
	const char *text;
	enum code code = text_given(in, &text);

	if (code == OK)
		code = reply_text(in->desk, in->arena, input_text(in, "from"), text, &reply);
	if (code == OK)
		output_row(in->out, &reply);
	return code;
}

static enum code
reply_texts(struct input *in)
{
	const char *const folder = input_text(in, "folder");
	enum code code;

	if (!folder == !input_has(in, "TEXT") || !folder == !input_has(in, "from"))
		return fail(USAGE, "reply text: either --from NUMBER and the TEXT, or --folder DIR");
	output_begin(in->out, &text_reply_listing);
	code = folder ? reply_folder(in->desk, in->arena, folder, print_reply, in->out) : one(in);
	output_end(in->out);
	return code;
}

static const struct option reply_options[] = {
	{"TEXT", OPTION_TEXT, POSITIONAL | REST, "TEXT", "What was written; - is standard input",
		NULL},
	{"from", OPTION_TEXT, 0, "NUMBER", "From which number", NULL},
	{"folder", OPTION_TEXT, 0, "DIR", "A folder of such messages, a file each: From: NUMBER, an "
		"empty line, the text; they are moved to done/ in it", NULL},
};

const struct command reply_text_commands[] = {
	{"reply text", "Takes answers that came as text messages: yes, no, a number, later, stop",
		OPTIONS(reply_options), STORE_WRITE, LISTS, reply_texts},
	{0}
};
