/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Letters on paper.
 */
#include "post/print.h"

#include <stdio.h>
#include <string.h>

#include "base/newfile.h"
#include "book/practice.h"
#include "post/template.h"
#include "recall/calls.h"
#include "sent.h"
#include "store/change.h"

const char *const paper_words[] = { "letters", "postcards", "labels", NULL };

static const struct field letter_fields[] = {
	{ "id", "Id", FIELD_ID, offsetof(struct letter_line, id), 0, NULL, NULL },
	FIELD_REFERS(letter_line, patient, "Patient", "patient", 0),
	FIELD(letter_line, name, "Name", FIELD_TEXT, 0),
	FIELD(letter_line, address, "Address", FIELD_TEXT, 0),
	FIELD(letter_line, date, "Date", FIELD_TEXT, 0),
	FIELD(letter_line, subject, "Subject", FIELD_TEXT, OPTIONAL),
	FIELD(letter_line, text, "Text", FIELD_TEXT, LONG),
};

const struct record letter_line_record = {
	"letters", "letter", sizeof(struct letter_line), letter_fields,
	FIELD_COUNT(letter_fields), true, NULL
};

/* "Ruiz, Elena" is "Elena Ruiz" on an envelope. */
static const char *
envelope_name(struct arena *arena, const char *name)
{
	const char *const comma = strchr(name, ',');

	if (!comma)
		return name;
	return arena_print(arena, "%s %.*s", comma + 1 + strspn(comma + 1, " "),
			(int)(comma - name), name);
}

static enum code
may_be_written(struct desk *desk, struct arena *arena, const struct message_line *line, bool *may)
{
	const struct approach approach = { .patient = line->patient, .message = line->row.id,
		.purpose = (enum purpose)line->purpose, .channel = CONTACT_LETTER,
		.reach = line->reach };
	const char *why;
	const enum code code = contact_rest(desk, arena, &approach, &why);

	*may = code == OK && !why;
	return code;
}

enum code
letters_load(struct desk *desk, struct arena *arena, struct letter_line **out, size_t *count)
{
	struct message_line *lines;
	char now[STAMP_SIZE];
	size_t waiting;
	bool may;
	enum code code = record_select(desk, arena, &message_line_record, &lines, &waiting,
			"WHERE state = 'waiting' AND channel = 'letter' AND due_at <= $1"
			" ORDER BY due_at, id", "t", desk_stamp(desk, now));

	*count = 0;
	if (code != OK)
		return code;
	*out = arena_take(arena, (waiting + 1) * sizeof **out);
	for (size_t i = 0; code == OK && i < waiting; i++) {
		code = may_be_written(desk, arena, &lines[i], &may);
		if (code == OK && may)
			(*out)[(*count)++] = (struct letter_line){ .id = lines[i].row.id,
				.patient = lines[i].patient,
				.name = envelope_name(arena, lines[i].name),
				.address = lines[i].reach_value,
				.date = template_date(desk, arena, lines[i].template,
					MESSAGE_LETTER, lines[i].patient, desk_today(desk)),
				.subject = lines[i].subject,
				.text = lines[i].text };
	}
	return code;
}

/* HTML */

static const char *const styles[] = {
	[PAPER_LETTERS] = "@page{size:A4;margin:0}.page{width:210mm;height:296mm;position:relative}"
		".from{position:absolute;left:25mm;top:20mm;font-size:8pt}"
		".to{position:absolute;left:25mm;top:50mm;width:85mm}"
		".body{position:absolute;left:25mm;top:105mm;width:160mm}"
		".date{position:absolute;right:25mm;top:92mm}",
	[PAPER_POSTCARDS] = "@page{size:148mm 105mm;margin:0}"
		".page{width:148mm;height:104mm;position:relative;font-size:9pt}"
		".from{position:absolute;left:8mm;top:6mm;font-size:7pt}"
		".to{position:absolute;left:84mm;top:45mm;width:58mm}"
		".body{position:absolute;left:8mm;top:14mm;width:68mm}.date{display:none}",
	[PAPER_LABELS] = "@page{size:A4;margin:0}"
		".sheet{width:210mm;height:296mm;box-sizing:border-box;padding:15.1mm 7.2mm;"
		"display:grid;grid-template-columns:repeat(3,63.5mm);column-gap:2.5mm;"
		"grid-auto-rows:38.1mm}.to{padding:5mm;font-size:9pt;overflow:hidden}",
};

#define LABELS_A_SHEET 21

static void
escaped(struct buffer *out, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '&':
			buffer_text(out, "&amp;");
			break;
		case '<':
			buffer_text(out, "&lt;");
			break;
		case '>':
			buffer_text(out, "&gt;");
			break;
		case '"':
			buffer_text(out, "&quot;");
			break;
		case '\n':
			buffer_text(out, "<br>\n");
			break;
		default:
			buffer_add(out, text, 1);
		}
	}
}

/* The name, then the address, a line for each part. */
static void
to_write(struct buffer *out, const struct letter_line *line)
{
	const char *part = line->address;

	buffer_text(out, "<div class=\"to\">");
	escaped(out, line->name);
	while (*part) {
		const size_t length = strcspn(part, ",\n");
		struct buffer one = { 0 };

		buffer_add(&one, part, length);
		buffer_text(out, "<br>\n");
		escaped(out, one.bytes);
		buffer_free(&one);
		part += length;
		part += strspn(part, ",\n ");
	}
	buffer_text(out, "</div>\n");
}

static void
page_write(struct desk *desk, struct arena *arena, struct buffer *out,
		const struct letter_line *line)
{
	buffer_text(out, "<section class=\"page\"><div class=\"from\">");
	escaped(out, desk->practice);
	buffer_text(out, " · ");
	escaped(out, setting_text(desk, arena, "address", ""));
	buffer_text(out, "</div>\n");
	to_write(out, line);
	buffer_text(out, "<div class=\"date\">");
	escaped(out, line->date);
	buffer_text(out, "</div>\n");
	buffer_text(out, "<div class=\"body\">");
	if (line->subject) {
		buffer_text(out, "<b>");
		escaped(out, line->subject);
		buffer_text(out, "</b><br><br>\n");
	}
	escaped(out, line->text);
	buffer_text(out, "</div></section>\n");
}

void
letters_html(struct desk *desk, struct arena *arena, enum paper paper,
		const struct letter_line *lines, size_t count, struct buffer *out)
{
	buffer_print(out, "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>%s</title>"
			"<style>body{margin:0;font:11pt serif}.page,.sheet{break-after:page}%s</style>"
			"</head><body>\n", paper_words[paper], styles[paper]);
	for (size_t i = 0; i < count; i++) {
		if (paper != PAPER_LABELS) {
			page_write(desk, arena, out, &lines[i]);
			continue;
		}
		if (i % LABELS_A_SHEET == 0)
			buffer_text(out, i ? "</section>\n<section class=\"sheet\">\n" :
					"<section class=\"sheet\">\n");
		to_write(out, &lines[i]);
	}
	buffer_text(out, paper == PAPER_LABELS && count > 0 ? "</section></body></html>\n" :
			"</body></html>\n");
}

enum code
letters_write(struct desk *desk, struct arena *arena, enum paper paper,
		const struct letter_line *lines, size_t count, const char *path)
{
	struct buffer html = { 0 };
	struct new_file file;
	const enum code code = new_file_open(&file, path);

	if (code != OK)
		return code;
	letters_html(desk, arena, paper, lines, count, &html);
	fwrite(html.bytes, 1, html.length, file.stream);
	buffer_free(&html);
	return new_file_close(&file, OK);
}

static enum code
mark_all(struct desk *desk, struct arena *arena, const struct letter_line *lines, size_t count)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < count; i++) {
		struct message message;

		code = record_get(desk, arena, &message_record, lines[i].id, &message);
		if (code == OK && message.state == MESSAGE_WAITING)
			code = message_sent(desk, arena, &message);
	}
	return code;
}

enum code
letters_printed(struct desk *desk, struct arena *arena, const struct letter_line *lines,
		size_t count, const char **said)
{
	enum code code = batch_begin(desk, NULL, NULL);

	if (code != OK)
		return code;
	code = batch_end(desk, mark_all(desk, arena, lines, count));
	if (code == OK && said)
		*said = arena_print(arena, "%zu letter%s printed and posted", count,
				count == 1 ? "" : "s");
	return code;
}
