/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An address book (vCard 3.0, RFC 2426, and 4.0, RFC 6350) as rows of patients: one a card.
 */
#include "foreign_rows.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/civil.h"
#include "base/content.h"
#include "base/text.h"
#include "port/vcard.h"

/* A card on its way. Numbers and addresses stand one a line. */
struct card {
	FILE *out;
	struct arena *arena;
	int line;
	const char *uid, *name, *called, *birth, *sex, *language, *address, *note, *version;
	struct buffer phones, emails;
	bool parts;			/* the name is from N: "Ruiz, Elena" */
};

static void
put_card(struct card *card, const char *finding, const char *words)
{
	const char *const id = vcard_own_id(card->arena, card->uid);
	const char *const cells[] = {
		id ? NULL : card->uid, id, card->name, card->called, card->birth, card->sex, card->language,
		card->phones.bytes, card->emails.bytes, card->address, card->note,
		finding, finding ? "VCARD" : NULL, finding ? card->name : NULL, words,
	};

	rows_cell(card->out, true, arena_print(card->arena, "%d", card->line));
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		rows_cell(card->out, false, cells[i]);
	fputs("\r\n", card->out);
}

static const char *
clean(struct card *card, const char *value)
{
	char *const text = content_text(card->arena, value);

	for (char *at = text; *at; at++)
		if (*at == '\n' || *at == '\r' || *at == '\t')
			*at = ' ';
	return text_clean(card->arena, text);
}

/* Parts of a structured value that aren't empty, joined. */
static const char *
joined(struct card *card, const char *value, const char *between)
{
	const char *cursor = value, *part, *text = NULL;

	while ((part = content_part(card->arena, &cursor, ';')))
		if (!text_is_blank(part))
			text = text ? arena_print(card->arena, "%s%s%s", text, between,
				clean(card, part)) : clean(card, part);
	return text;
}

/* N: family; given; additional; prefixes; suffixes. */
static void
name_take(struct card *card, const char *value)
{
	const char *cursor = value;
	const char *const family = content_part(card->arena, &cursor, ';');
	const char *const given = content_part(card->arena, &cursor, ';');
	const char *const more = content_part(card->arena, &cursor, ';');

	if (text_is_blank(family) || text_is_blank(given))
		return;
	card->name = clean(card, arena_print(card->arena, "%s, %s%s%s", family, given,
		text_is_blank(more) ? "" : " ", text_is_blank(more) ? "" : more));
	card->parts = true;
}

/* 19740219, 1974-02-19, 1974; a date without its year is none. */
static void
birth_take(struct card *card, const char *value)
{
	char day[DAY_SIZE];
	int at;
	size_t digits = strspn(value, "0123456789");

	if (digits == 8 && (value[8] == '\0' || value[8] == 'T'))
		card->birth = arena_print(card->arena, "%.4s-%.2s-%.2s", value, value + 4, value + 6);
	else if (digits == 4 && value[4] == '-')
		card->birth = arena_copy_bytes(card->arena, value, 10);
	else if (digits == 4 && !value[4])
		card->birth = arena_copy(card->arena, value);
	if (card->birth && strlen(card->birth) == 10)
		card->birth = civil_parse(card->birth, &at)
			? arena_copy(card->arena, civil_format(day, at)) : NULL;
}

static void
sex_take(struct card *card, const char *value)
{
	if (*value == 'F' || *value == 'f')
		card->sex = "female";
	else if (*value == 'M' || *value == 'm')
		card->sex = "male";
	else if (*value == 'O' || *value == 'o')
		card->sex = "other";
}

static void
reach_take(struct card *card, struct buffer *reaches, const char *value, const char *scheme)
{
	const size_t length = strlen(scheme);
	const char *const bare = strncasecmp(value, scheme, length) == 0 ? value + length : value;
	const char *const text = clean(card, bare);

	if (!text_is_blank(text))
		buffer_print(reaches, "%s%s", reaches->length ? "\n" : "", text);
}

static void
line_take(struct card *card, const struct content_line *line)
{
	const char *const value = line->value;

	if (content_is(line, "UID"))
		card->uid = clean(card, value);
	else if (content_is(line, "VERSION"))
		card->version = arena_copy(card->arena, value);
	else if (content_is(line, "FN") && !card->parts)
		card->name = clean(card, value);
	else if (content_is(line, "N"))
		name_take(card, value);
	else if (content_is(line, "NICKNAME"))
		card->called = clean(card, value);
	else if (content_is(line, "BDAY"))
		birth_take(card, value);
	else if (content_is(line, "GENDER"))
		sex_take(card, value);
	else if (content_is(line, "LANG"))
		card->language = clean(card, value);
	else if (content_is(line, "TEL"))
		reach_take(card, &card->phones, value, "tel:");
	else if (content_is(line, "EMAIL"))
		reach_take(card, &card->emails, value, "mailto:");
	else if (content_is(line, "ADR") && !card->address)
		card->address = joined(card, value, ", ");
	else if (content_is(line, "NOTE") && !card->note)
		card->note = clean(card, value);
}

static void
card_end(struct card *card)
{
	if (card->version && strcmp(card->version, "3.0") != 0 && strcmp(card->version, "4.0") != 0)
		put_card(card, "refused", "its version is neither 3.0 nor 4.0");
	else if (text_is_blank(card->name))
		put_card(card, "refused", "nobody's name is on it");
	else {
		if (text_is_blank(card->uid))
			card->uid = arena_print(card->arena, "%s %s", card->name,
				card->phones.bytes ? card->phones.bytes : "");
		put_card(card, NULL, NULL);
	}
}

static void
card_begin(struct card *card, int line)
{
	struct buffer phones = card->phones, emails = card->emails;

	arena_reset(card->arena);
	buffer_reset(&phones);
	buffer_reset(&emails);
	*card = (struct card){.out = card->out, .arena = card->arena, .line = line,
		.phones = phones, .emails = emails};
}

void
vcard_rows_stream(FILE *stream, FILE *out)
{
	struct arena arena = {0};
	struct card card = {.out = out, .arena = &arena};
	struct content *const content = content_new(stream);
	struct content_line line;
	bool open = false;

	fputs("line,uid,id,name,called,birth,sex,language,phone,email,address,note,"
		"finding,field,value,words\r\n", out);
	while (content_next(content, &line)) {
		if (content_is(&line, "BEGIN") && text_equal_nocase(line.value, "VCARD")) {
			card_begin(&card, line.line);
			open = true;
		} else if (open && content_is(&line, "END") &&
			   text_equal_nocase(line.value, "VCARD")) {
			card_end(&card);
			open = false;
		} else if (open && !line.broken) {
			line_take(&card, &line);
		}
	}
	if (open)
		put_card(&card, "refused", "hasn't ended where the file does");
	content_free(content);
	buffer_free(&card.phones);
	buffer_free(&card.emails);
	arena_free(&arena);
}

enum code
vcard_rows(const char *path, FILE *out)
{
	FILE *const stream = fopen(path, "rb");

	if (!stream)
		return fail(WORLD, "%s: can't be read: %s", path, strerror(errno));
	vcard_rows_stream(stream, out);
	fclose(stream);
	return OK;
}
