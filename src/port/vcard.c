/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Address books out: a card a patient, streamed.
 */
#include "port/vcard.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "book/patient.h"
#include "store/access.h"

#define OWN_UID "urn:x-chairtime:patient-"
#define LINE_OCTETS 75

const char *
vcard_uid(struct arena *arena, int64_t patient)
{
	return arena_print(arena, OWN_UID "%" PRId64, patient);
}

const char *
vcard_own_id(struct arena *arena, const char *uid)
{
	const size_t length = strlen(OWN_UID);
	long long id;

	if (!uid || strncmp(uid, OWN_UID, length) != 0 || !text_parse_int(uid + length, &id) || id < 1)
		return NULL;
	return arena_copy(arena, uid + length);
}

/* A value's text: \ , ; and line ends escaped. */
static void
add_text(struct buffer *line, const char *text)
{
	for (const char *at = text; *at; at++) {
		if (strchr("\\,;", *at))
			buffer_text(line, "\\");
		buffer_add(line, *at == '\n' || *at == '\r' ? " " : at, 1);
	}
}

/* A line folded at 75 octets, between characters. */
static void
put_line(FILE *stream, const char *line)
{
	size_t length = strlen(line), room = LINE_OCTETS;

	while (length > room) {
		size_t cut = room;

		while (cut > 1 && ((unsigned char)line[cut] & 0xC0) == 0x80)
			cut--;
		fprintf(stream, "%.*s\r\n ", (int)cut, line);
		line += cut;
		length -= cut;
		room = LINE_OCTETS - 1;
	}
	fprintf(stream, "%s\r\n", line);
}

static void
put_value(FILE *stream, const char *name, const char *text)
{
	struct buffer line = {0};

	buffer_text(&line, name);
	add_text(&line, text);
	put_line(stream, line.bytes);
	buffer_free(&line);
}

/* N and FN: "Ruiz, Elena" is Elena Ruiz; a name without a comma is taken whole. */
static void
put_name(FILE *stream, struct arena *arena, const char *name)
{
	const char *const comma = strchr(name, ',');
	const char *const given = comma ? comma + 1 + strspn(comma + 1, " ") : "";
	const char *const family = comma
		? arena_copy_bytes(arena, name, (size_t)(comma - name)) : name;
	struct buffer line = {0};

	put_value(stream, "FN:", comma ? arena_print(arena, "%s %s", given, family) : name);
	buffer_text(&line, "N:");
	add_text(&line, family);
	buffer_text(&line, ";");
	add_text(&line, given);
	buffer_text(&line, ";;;");
	put_line(stream, line.bytes);
	buffer_free(&line);
}

/* 3.0 has a plain text; 4.0 a URI, where the number can be one. */
static void
put_phone(FILE *stream, struct arena *arena, enum vcard_version version, const char *number)
{
	char *const digits = arena_copy(arena, number);
	char *end = digits;

	for (const char *at = number; *at; at++)
		if (isdigit((unsigned char)*at) || (*at == '+' && at == number))
			*end++ = *at;
		else if (*at == ' ' || *at == '-' || *at == '/')
			*end++ = '-';
	*end = '\0';
	if (version == VCARD_4 && *digits == '+')
		put_line(stream, arena_print(arena, "TEL;VALUE=uri:tel:%s", digits));
	else
		put_value(stream, "TEL:", number);
}

static void
put_reach(FILE *stream, struct arena *arena, enum vcard_version version,
		const struct patient_reach_line *reach)
{
	struct buffer line = {0};

	if (reach->kind == REACH_PHONE)
		put_phone(stream, arena, version, reach->value);
	else if (reach->kind == REACH_EMAIL)
		put_value(stream, "EMAIL:", reach->value);
	if (reach->kind != REACH_ADDRESS)
		return;
	buffer_text(&line, "ADR:;;");
	add_text(&line, reach->value);
	buffer_text(&line, ";;;;");
	put_line(stream, line.bytes);
	buffer_free(&line);
}

static enum code
put_card(struct desk *desk, struct arena *arena, const struct vcard_choice *choice, FILE *stream,
		const struct patient *patient)
{
	struct patient_reach_line *reaches;
	size_t count;
	const char *const name = text_clean(arena, patient->name);
	const enum code code = patient_reaches(desk, arena, patient->row.id, &reaches, &count);

	if (code != OK)
		return code;
	fprintf(stream, "BEGIN:VCARD\r\nVERSION:%s\r\n", choice->version == VCARD_4 ? "4.0" : "3.0");
	put_value(stream, "UID:", vcard_uid(arena, patient->row.id));
	put_name(stream, arena, name);
	if (patient->called)
		put_value(stream, "NICKNAME:", text_clean(arena, patient->called));
	if (choice->births && patient->birth && strlen(patient->birth) == 10)
		put_line(stream, choice->version == VCARD_4
			? arena_print(arena, "BDAY:%.4s%.2s%.2s", patient->birth, patient->birth + 5,
				patient->birth + 8)
			: arena_print(arena, "BDAY:%s", patient->birth));
	for (size_t i = 0; i < count; i++)
		if (!reaches[i].failed)
			put_reach(stream, arena, choice->version, &reaches[i]);
	return fputs("END:VCARD\r\n", stream) < 0
		? fail_writing("cards") : OK;
}

static enum code
put_cards(struct desk *desk, struct cursor *cursor, const struct vcard_choice *choice,
		FILE *stream, int64_t *count)
{
	struct patient patient;
	struct arena arena = {0};
	bool more;
	enum code code;

	while ((code = record_next(cursor, &patient, &more)) == OK && more) {
		code = put_card(desk, &arena, choice, stream, &patient);
		arena_reset(&arena);
		if (code != OK)
			break;
		++*count;
	}
	arena_free(&arena);
	return code;
}

static enum code
open_choice(struct desk *desk, struct cursor *cursor, const struct vcard_choice *choice)
{
	if (choice->patient)
		return record_open(desk, cursor, &patient_record, "where id = $1", "I",
			choice->patient);
	if (choice->household)
		return record_open(desk, cursor, &patient_record,
			"where household = $1 and state = 'active' order by id", "I", choice->household);
	return record_open(desk, cursor, &patient_record, "where state = 'active' order by id", "");
}

enum code
vcard_export(struct desk *desk, const struct vcard_choice *choice, FILE *stream, int64_t *count)
{
	struct cursor cursor;
	enum code code = access_export(desk, choice->patient, "vcf");

	*count = 0;
	if (code == OK)
		code = db_read(desk->db);
	if (code != OK)
		return code;
	code = open_choice(desk, &cursor, choice);
	if (code == OK)
		code = put_cards(desk, &cursor, choice, stream, count);
	record_close(&cursor);
	code = db_end(desk->db, code);
	if (code == OK && fflush(stream) != 0)
		code = fail_writing("cards");
	return code;
}
