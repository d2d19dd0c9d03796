/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Templates of messages: what they say, what they become, changing them.
 */
#include "groups.h"

#include "cli/listings.h"

#include <string.h>

#include "base/text.h"
#include "post/template.h"

const struct listing template_listing = {
	&template_line_record, NULL, "name language channel id text"
};

static enum code
list(struct input *in)
{
	struct template_line *rows;
	size_t count;
	const enum code code = templates_load(in->desk, in->arena, &rows, &count);

	if (code == OK)
		print_rows(in->out, &template_listing, rows, count);
	return code;
}

/* The one that NAME, --by and --language mean. */
static enum code
meant(struct input *in, struct template *out)
{
	const enum message_channel channel = input_has(in, "by") ?
		(enum message_channel)input_word(in, "by") : MESSAGE_TEXT;

	return template_find(in->desk, in->arena, (enum template_name)input_word(in, "NAME"),
			channel, input_text(in, "language"), out);
}

/* Each line of it, cleaned. */
static void
print_lines(struct input *in, const char *text)
{
	while (*text) {
		const size_t length = strcspn(text, "\n");

		fprintf(in->out->file, "%s\n", text_clean(in->arena,
				arena_copy_bytes(in->arena, text, length)));
		text += length + (text[length] == '\n');
	}
}

static void
print_letter(struct input *in, const struct letter *letter, int channel)
{
	if (letter->subject)
		print_said(in->out, letter->subject);
	print_lines(in, letter->text);
	if (channel == MESSAGE_TEXT)
		print_note(in->out, "%d characters, %d text%s", letter->characters, letter->texts,
				letter->texts == 1 ? "" : "s");
}

/* As it is written; for somebody, or as a sample, as it would go out. */
static enum code
show(struct input *in)
{
	const struct filling filling = { .patient = input_id(in, "patient"), .start = NONE,
		.sample = !input_has(in, "patient") };
	struct template template;
	struct letter letter = { 0 };
	enum code code = meant(in, &template);

	if (code != OK)
		return code;
	if (input_has(in, "raw")) {
		letter = (struct letter){ .subject = template.subject, .text = template.text };
		print_letter(in, &letter, NONE);
		print_note(in->out, "fields: %s", template_fields(in->arena,
				(enum template_name)template.name));
		return OK;
	}
	code = template_fill_with(in->desk, in->arena, &template, &filling, &letter);
	if (code == OK)
		print_letter(in, &letter, template.channel);
	return code;
}

#define NAME_OPTION {"NAME", OPTION_WORD, POSITIONAL | REQUIRED, "NAME", "Which occasion", \
	template_words}
#define BY_OPTION {"by", OPTION_WORD, 0, "text|email|letter", "The channel; else text", \
	message_channel_words}
#define LANGUAGE_OPTION {"language", OPTION_TEXT, 0, "L", \
	"Its language: en, de …; else the practice's (set language)", NULL}

static const struct option show_options[] = {
	NAME_OPTION, BY_OPTION, LANGUAGE_OPTION,
	{"patient", OPTION_PATIENT, 0, "P", "As it would go to that patient", NULL},
	{"raw", OPTION_FLAG, 0, NULL, "With its {fields}, and which there are", NULL},
};

/* Of another language than there is yet: a new one. */
static enum code
set(struct input *in)
{
	const char *const language = input_text(in, "language"), *said = NULL;
	struct template template;
	enum code code = meant(in, &template);

	if (code != OK)
		return code;
	if (language)
		template.language = language;
	if (input_has(in, "subject"))
		template.subject = input_text(in, "subject");
	template.text = input_text(in, "text");
	code = template_write(in->desk, in->arena, &template, &said);
	if (code == OK)
		print_said(in->out, said);
	return code;
}

static const struct option set_options[] = {
	NAME_OPTION, BY_OPTION, LANGUAGE_OPTION,
	{"text", OPTION_TEXT, REQUIRED, "S", "Its words, with {fields}", NULL},
	{"subject", OPTION_TEXT, 0, "S", "Of an e-mail or letter; else as it is", NULL},
};

static enum code
reset(struct input *in)
{
	const char *said = NULL;
	struct template template;
	enum code code = meant(in, &template);

	if (code == OK)
		code = template_reset(in->desk, in->arena, &template, &said);
	if (code == OK)
		print_said(in->out, said);
	return code;
}

static const struct option reset_options[] = { NAME_OPTION, BY_OPTION, LANGUAGE_OPTION };

const struct command template_commands[] = {
	{"template list", "What messages say, by occasion, language and channel", NULL, 0, STORE_READ,
		LISTS, list},
	{"template show", "A message as it would go out", OPTIONS(show_options), STORE_READ, 0,
		show},
	{"template set", "Changes what a message says", OPTIONS(set_options), STORE_WRITE, 0, set},
	{"template reset", "Gives a message the program's own words again", OPTIONS(reset_options),
		STORE_WRITE, 0, reset},
	{0}
};
