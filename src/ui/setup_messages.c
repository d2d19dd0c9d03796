/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Messages page of Set-up: what the practice says, with a preview while it is typed.
 */
#include "setup_messages.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "post/template.h"
#include "ui/typing.h"

struct message_form {
	struct row row;			/* id: the place in the list */
	int name, channel;
	const char *language;
	const char *whose;		/* wording: "ours", or the program's */
	const char *subject, *text;	/* a new line is \n */
	const char *label;		/* above the form */
};

static const struct field message_form_fields[] = {
	FIELD_ROW(message_form),
	FIELD_WORDS(message_form, name, "Occasion", template_words, 0),
	FIELD_WORDS(message_form, channel, "Channel", message_channel_words, 0),
	FIELD(message_form, language, "Language", FIELD_TEXT, 0),
	FIELD(message_form, whose, "Words", FIELD_TEXT, OPTIONAL),
	FIELD(message_form, subject, "Subject", FIELD_TEXT, OPTIONAL),
	FIELD(message_form, text, "Text", FIELD_TEXT, 0),
	FIELD(message_form, label, "Label", FIELD_TEXT, OPTIONAL),
};

const struct record message_form_record = {
	"message_form", "message", sizeof(struct message_form), message_form_fields,
	FIELD_COUNT(message_form_fields), true, NULL
};

const char *const message_hints[] = {
	"language", "en, de, cs …", "subject", "of an e-mail or letter",
	"text", "\\n: a new line; the {fields} stand below", NULL
};

/* Each `from` in the text becomes `to`. */
static const char *
replaced(struct arena *arena, const char *text, const char *from, const char *to)
{
	struct buffer out = { 0 };
	const char *at, *result;

	while ((at = strstr(text, from))) {
		buffer_add(&out, text, (size_t)(at - text));
		buffer_text(&out, to);
		text = at + strlen(from);
	}
	buffer_text(&out, text);
	result = arena_copy(arena, out.length ? out.bytes : "");
	buffer_free(&out);
	return result;
}

static int
by_occasion(const void *a, const void *b)
{
	const struct template_line *const x = a, *const y = b;

	if (x->name != y->name)
		return x->name - y->name;
	return x->channel != y->channel ? x->channel - y->channel : strcmp(x->language, y->language);
}

static struct message_form
form_of(struct arena *arena, const struct template_line *line, size_t at)
{
	return (struct message_form){ .row.id = (int64_t)at + 1, .name = line->name,
		.channel = line->channel, .language = line->language,
		.whose = line->id ? "ours" : "the program's", .subject = line->subject,
		.text = replaced(arena, line->text, "\n", "\\n"),
		.label = arena_print(arena, "%s, %s, %s", template_words[line->name],
				message_channel_words[line->channel], line->language) };
}

static enum code
forms_load(struct desk *desk, struct arena *arena, struct message_form **out, size_t *count)
{
	struct template_line *lines;
	const enum code code = templates_load(desk, arena, &lines, count);

	if (code != OK)
		return code;
	qsort(lines, *count, sizeof *lines, by_occasion);
	*out = arena_take(arena, (*count + 1) * sizeof **out);
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = form_of(arena, &lines[i], i);
	return OK;
}

enum code
messages_list(struct desk *desk, struct arena *arena, int64_t owner, void *rows, size_t *count)
{
	struct message_form *forms;
	const enum code code = forms_load(desk, arena, &forms, count);

	(void)owner;
	if (code == OK)
		*(struct message_form **)rows = forms;
	return code;
}

enum code
message_open(struct desk *desk, struct arena *arena, int64_t id, void *row)
{
	struct message_form *forms;
	size_t count;
	const enum code code = forms_load(desk, arena, &forms, &count);

	if (code != OK)
		return code;
	if (id == 0) {
		record_blank(&message_form_record, row);
		return OK;
	}
	if ((size_t)id > count)
		return fail(NOT_FOUND, "message: another desk has taken it away");
	if (strlen(forms[id - 1].text) >= TYPING_SIZE)
		return fail(INPUT, "message: it is too long for a form; chairtime template set");
	*(struct message_form *)row = forms[id - 1];
	return OK;
}

/* What is typed, as a template. */
static struct template
template_of(struct arena *arena, const struct message_form *form)
{
	return (struct template){ .name = form->name, .channel = form->channel,
		.language = form->language ? form->language : "", .subject = form->subject,
		.text = replaced(arena, form->text ? form->text : "", "\\n", "\n") };
}

static const char *
counted(struct arena *arena, const struct letter *letter)
{
	return arena_print(arena, "%d characters, %d text%s", letter->characters, letter->texts,
			letter->texts == 1 ? "" : "s");
}

enum code
message_preview(struct desk *desk, struct arena *arena, const void *row, const char **text)
{
	const struct filling sample = { .start = NONE, .sample = true };
	const struct message_form *const form = row;
	struct template template;
	struct letter letter;
	enum code code;

	*text = "";
	if (form->name == NONE || form->channel == NONE)
		return OK;
	template = template_of(arena, form);
	code = template_check(desk, arena, &template);
	if (code == OK)
		code = template_fill_with(desk, arena, &template, &sample, &letter);
	if (code == OK)
		*text = arena_print(arena, "%s%s%s\n\n%s", letter.subject ? letter.subject : "",
				letter.subject ? "\n\n" : "", letter.text, form->channel ==
				MESSAGE_TEXT ? counted(arena, &letter) : "");
	else
		*text = arena_print(arena, "! %s", error_text());
	error_clear();
	*text = arena_print(arena, "%s\n\nFields: %s", *text,
			template_fields(arena, (enum template_name)form->name));
	return OK;
}

enum code
message_write(struct desk *desk, struct arena *arena, void *row, const char **said)
{
	struct template template = template_of(arena, row);

	return template_write(desk, arena, &template, said);
}

enum code
message_take_away(struct desk *desk, struct arena *arena, int64_t owner, int64_t id,
		const char **said)
{
	struct message_form form = {0};
	struct template template = {0};
	enum code code = message_open(desk, arena, id, &form);

	(void)owner;
	if (code == OK)
		code = template_find(desk, arena, (enum template_name)form.name,
				(enum message_channel)form.channel, form.language, &template);
	return code == OK ? template_reset(desk, arena, &template, said) : code;
}
