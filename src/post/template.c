/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Templates: the practice's own before the program's, and what is checked of one that is saved.
 */
#include "post/template.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/embedded.h"
#include "base/text.h"
#include "store/change.h"
#include "template_parts.h"

#define FOLDER "templates/"
#define SUBJECT "Subject: "

const char *const template_words[] = { "reminder", "confirmation", "recall", "reactivation",
	"missed", "late", "offer", "cancellation", "gone", NULL };

static const struct field template_row_fields[] = {
	FIELD_ROW(template),
	FIELD_WORDS(template, name, "Name", template_words, 0),
	FIELD(template, language, "Language", FIELD_TEXT, 0),
	FIELD_WORDS(template, channel, "Channel", message_channel_words, 0),
	FIELD(template, subject, "Subject", FIELD_TEXT, OPTIONAL),
	FIELD(template, text, "Text", FIELD_TEXT, LONG),
};

static const struct field template_line_fields[] = {
	{ "id", "Id", FIELD_ID, offsetof(struct template_line, id), 0, NULL, NULL },
	FIELD_WORDS(template_line, name, "Name", template_words, 0),
	FIELD(template_line, language, "Language", FIELD_TEXT, 0),
	FIELD_WORDS(template_line, channel, "Channel", message_channel_words, 0),
	FIELD(template_line, subject, "Subject", FIELD_TEXT, OPTIONAL),
	FIELD(template_line, text, "Text", FIELD_TEXT, LONG),
};

const struct record template_record = {
	"template", "template", sizeof(struct template), template_row_fields,
	FIELD_COUNT(template_row_fields), false, NULL
};
const struct record template_line_record = {
	"templates", "template", sizeof(struct template_line), template_line_fields,
	FIELD_COUNT(template_line_fields), true, NULL
};

/* "de" of "de", "de-AT", "German" and "Deutsch"; what isn't known stands for itself. */
static const char *
language_code(struct arena *arena, const char *language)
{
	static const struct {
		const char *name, *code;
	} names[] = { { "english", "en" }, { "german", "de" }, { "deutsch", "de" } };
	const char *const folded = text_fold(arena, language);

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i].name, folded) == 0)
			return names[i].code;
	return arena_copy_bytes(arena, folded, strcspn(folded, "-_ ."));
}

/* The part of a file that is for a channel: from below its heading up to the next one. */
static const char *
section_of(struct arena *arena, const char *file, const char *channel)
{
	const char *const heading = arena_print(arena, "\n[%s]\n", channel);
	const char *const begin = strstr(file, heading), *body, *end;
	size_t length;

	if (!begin)
		return NULL;
	body = begin + strlen(heading);
	end = strstr(body, "\n[");
	length = end ? (size_t)(end - body) : strlen(body);
	while (length > 0 && body[length - 1] == '\n')
		length--;
	return arena_copy_bytes(arena, body, length);
}

/* The program's own; false: there is none. */
static bool
own_find(struct arena *arena, int name, int channel, const char *language, struct template *out)
{
	const struct embedded *const file = embedded_find(arena_print(arena, FOLDER "%s.%s.txt",
			template_words[name], language));
	const char *text = file ? section_of(arena, file->text, message_channel_words[channel]) :
		NULL;
	size_t length;

	if (!text)
		return false;
	record_blank(&template_record, out);
	out->name = name;
	out->channel = channel;
	out->language = arena_copy(arena, language);
	if (strncmp(text, SUBJECT, strlen(SUBJECT)) == 0) {
		length = strcspn(text, "\n");
		out->subject = arena_copy_bytes(arena, text + strlen(SUBJECT),
				length - strlen(SUBJECT));
		text += length + strspn(text + length, "\n");
	}
	out->text = text;
	return true;
}

static enum code
language_find(struct desk *desk, struct arena *arena, int name, int channel, const char *language,
		struct template *out)
{
	const enum code code = record_first(desk, arena, &template_record, out,
			"WHERE name = $1 AND language = $2 AND channel = $3", "ttt",
			template_words[name], language, message_channel_words[channel]);

	if (code != NOT_FOUND)
		return code;
	return own_find(arena, name, channel, language, out) ? OK : NOT_FOUND;
}

enum code
template_find(struct desk *desk, struct arena *arena, enum template_name name,
		enum message_channel channel, const char *language, struct template *out)
{
	const char *const home = setting_text(desk, arena, "language", "en");
	const char *const codes[] = { language_code(arena, language ? language : home),
		language_code(arena, home), "en" };
	enum code code = NOT_FOUND;

	for (size_t i = 0; i < sizeof codes / sizeof *codes && code == NOT_FOUND; i++)
		code = language_find(desk, arena, (int)name, (int)channel, codes[i], out);
	if (code == NOT_FOUND)
		return fail(NOT_FOUND, "template %s: there is none for %s", template_words[name],
				message_channel_words[channel]);
	return code;
}

struct lines {
	struct template_line *list;
	size_t count;
};

static void
line_add(struct arena *arena, struct lines *lines, const struct template *template)
{
	const size_t size = sizeof *lines->list;

	lines->list = arena_grow(arena, lines->list, lines->count * size, (lines->count + 1) * size);
	lines->list[lines->count++] = (struct template_line){ .id = template->row.id,
		.name = template->name, .language = template->language,
		.channel = template->channel, .subject = template->subject, .text = template->text };
}

static bool
is_listed(const struct lines *lines, const struct template *template)
{
	for (size_t i = 0; i < lines->count; i++)
		if (lines->list[i].name == template->name &&
				lines->list[i].channel == template->channel &&
				strcmp(lines->list[i].language, template->language) == 0)
			return true;
	return false;
}

/* "templates/recall.de.txt" */
static void
own_add(struct arena *arena, struct lines *lines, int name, const struct embedded *file)
{
	const char *const language = file->name + strlen(FOLDER) + strlen(template_words[name]) + 1;
	const char *const code = arena_copy_bytes(arena, language, strcspn(language, "."));
	struct template template;

	for (int channel = MESSAGE_TEXT; channel <= MESSAGE_LETTER; channel++)
		if (own_find(arena, name, channel, code, &template) && !is_listed(lines, &template))
			line_add(arena, lines, &template);
}

enum code
templates_load(struct desk *desk, struct arena *arena, struct template_line **out, size_t *count)
{
	struct lines lines = { 0 };
	struct template *rows;
	size_t stored;
	const enum code code = record_select(desk, arena, &template_record, &rows, &stored,
			"ORDER BY name, language, id", "");

	for (size_t i = 0; code == OK && i < stored; i++)
		line_add(arena, &lines, &rows[i]);
	for (int name = 0; code == OK && template_words[name]; name++) {
		const char *const prefix = arena_print(arena, FOLDER "%s.", template_words[name]);
		const struct embedded *file = embedded_first(prefix);

		for (; file && file->name && strncmp(file->name, prefix, strlen(prefix)) == 0;
				file++)
			own_add(arena, &lines, name, file);
	}
	*out = lines.list;
	*count = lines.count;
	return code;
}

/* Saving one */

/* What is never said to a patient, folded; nor is any treatment or provider named. */
static const char *const unsaid[] = { "missed", "overdue", "owe", "debt", "versaumt", "uberfallig",
	"schulden", NULL };

static bool
has_words(const char *text, const char *words)
{
	const size_t length = strlen(words);

	for (const char *at = text; length && (at = strstr(at, words)); at += length) {
		const bool begins = at == text || !((unsigned char)at[-1] >= 0x80 ||
				(at[-1] >= 'a' && at[-1] <= 'z'));
		const char after = at[length];

		if (begins && !((unsigned char)after >= 0x80 || (after >= 'a' && after <= 'z')))
			return true;
	}
	return false;
}

/* A visit to the practice is no treatment: these names give nothing away. */
#define NAMES "SELECT name FROM visit_type WHERE code NOT IN ('check', 'child', 'newpatient')" \
	" UNION SELECT name FROM provider UNION SELECT short FROM provider" \
	" WHERE short IS NOT NULL ORDER BY 1"

static enum code
names_check(struct desk *desk, struct arena *arena, const char *folded)
{
	struct stmt *stmt;
	bool more;
	enum code code = db_query(desk->db, &stmt, NAMES, "");

	while (code == OK && (code = db_step(stmt, &more)) == OK && more)
		if (has_words(folded, text_fold(arena, db_text(stmt, 0))))
			code = fail(INPUT, "template: \"%s\" names a treatment or a person",
					db_text(stmt, 0));
	db_done(stmt);
	return code;
}

static enum code
words_check(struct desk *desk, struct arena *arena, const struct template *template)
{
	const char *const folded = text_fold(arena, arena_print(arena, "%s %s",
			template->subject ? template->subject : "", template->text));

	for (size_t i = 0; unsaid[i]; i++)
		if (has_words(folded, unsaid[i]))
			return fail(INPUT, "template: \"%s\" is never said to a patient", unsaid[i]);
	return names_check(desk, arena, folded);
}

enum code
template_check(struct desk *desk, struct arena *arena, const struct template *template)
{
	enum code code;

	if (text_is_blank(template->text) || text_is_blank(template->language))
		return fail(INPUT, "template: it needs a language and words");
	if (template->channel != MESSAGE_TEXT && text_is_blank(template->subject))
		return fail(INPUT, "template: an e-mail or letter needs a subject");
	if ((code = fields_check(arena, template, template->text)) != OK ||
	    (template->subject && (code = fields_check(arena, template, template->subject)) != OK))
		return code;
	if (!strstr(template->text, "{phone}"))
		return fail(INPUT, "template: it gives no way to answer: put {phone} in it");
	return words_check(desk, arena, template);
}

static const char *
saved_said(struct arena *arena, const struct template *template, const struct letter *letter)
{
	const char *const what = arena_print(arena, "%s, %s, %s", template_words[template->name],
			message_channel_words[template->channel], template->language);

	if (template->channel != MESSAGE_TEXT)
		return arena_print(arena, "%s: saved", what);
	return arena_print(arena, "%s: saved, about %d characters, %d text%s", what,
			letter->characters, letter->texts, letter->texts == 1 ? "" : "s");
}

enum code
template_save(struct desk *desk, struct arena *arena, struct template *template, const char **said)
{
	const struct filling sample = { .start = NONE, .sample = true };
	struct letter letter;
	enum code code;

	template->language = language_code(arena, template->language ? template->language : "");
	if ((code = template_check(desk, arena, template)) != OK ||
	    (code = template_fill_with(desk, arena, template, &sample, &letter)) != OK ||
	    (code = batch_begin(desk, NULL, NULL)) != OK)
		return code;
	code = batch_end(desk, record_put(desk, &template_record, template));
	if (code == OK && said)
		*said = saved_said(arena, template, &letter);
	return code;
}

enum code
template_write(struct desk *desk, struct arena *arena, struct template *template, const char **said)
{
	const char *const code_of = language_code(arena, template->language);
	struct template there;
	const enum code code = language_find(desk, arena, template->name, template->channel,
			code_of, &there);

	if (code != OK && code != NOT_FOUND)
		return code;
	template->row = code == OK ? there.row : (struct row){ 0 };
	return template_save(desk, arena, template, said);
}

enum code
template_reset(struct desk *desk, struct arena *arena, const struct template *template,
		const char **said)
{
	enum code code;

	if (!template->row.id)
		return fail(NOT_FOUND, "template %s: it is the program's own",
				template_words[template->name]);
	if ((code = batch_begin(desk, NULL, NULL)) != OK)
		return code;
	code = batch_end(desk, record_remove(desk, &template_record, template));
	if (code == OK && said)
		*said = arena_print(arena, "%s, %s, %s: the program's own again",
				template_words[template->name],
				message_channel_words[template->channel], template->language);
	return code;
}
