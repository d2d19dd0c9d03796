/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pages of HTML.
 */
#include "port/page.h"

#include <string.h>

/* Black on white, fit for paper as for a screen. */
static const char page_style[] =
	"body{font:15px/1.45 system-ui,sans-serif;color:#111;background:#fff;max-width:60rem;"
	"margin:2rem auto;padding:0 1rem}h1{font-size:1.5rem;margin:0 0 .2rem}"
	"h2{font-size:1.1rem;margin:1.6rem 0 .4rem}p{margin:.2rem 0 1rem}"
	"table{border-collapse:collapse;width:100%}th,td{padding:.25rem .6rem;text-align:left;"
	"border-bottom:1px solid #ccc;vertical-align:top}th{font-weight:600}"
	"td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}"
	"td.d{white-space:nowrap}.meets{color:#0a5d20}.below{color:#a01010}.dim{color:#555}"
	"@media print{body{margin:0;max-width:none}tr{break-inside:avoid}}";

void
page_text(struct buffer *buffer, const char *text)
{
	static const char special[] = "&<>\"'";
	static const char *const names[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};

	for (size_t length; text && *text; text += length) {
		length = strcspn(text, special);
		buffer_add(buffer, text, length);
		if (text[length])
			buffer_text(buffer, names[strchr(special, text[length++]) - special]);
	}
}

void
page_begin(struct buffer *buffer, const char *title, const char *lead)
{
	buffer_text(buffer, "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">\n<title>");
	page_text(buffer, title);
	buffer_print(buffer, "</title>\n<style>%s</style></head>\n<body>\n<h1>", page_style);
	page_text(buffer, title);
	buffer_text(buffer, "</h1>\n");
	if (!lead)
		return;
	buffer_text(buffer, "<p>");
	page_text(buffer, lead);
	buffer_text(buffer, "</p>\n");
}

void
page_end(struct buffer *buffer)
{
	buffer_text(buffer, "</body>\n</html>\n");
}

static const char *
class_of(const struct field *field)
{
	if (field->type == FIELD_DAY)
		return " class=\"d\"";
	return field->type == FIELD_INT || field->type == FIELD_ID || field->type == FIELD_REF
		? " class=\"n\"" : "";
}

void
page_table_begin(struct buffer *buffer, const struct columns *columns)
{
	buffer_text(buffer, "<table>\n<thead><tr>");
	for (size_t i = 0; i < columns->count; i++) {
		buffer_print(buffer, "<th%s>", class_of(columns->fields[i]));
		page_text(buffer, columns->fields[i]->label);
		buffer_text(buffer, "</th>");
	}
	buffer_text(buffer, "</tr></thead>\n<tbody>\n");
}

void
page_table_row(struct buffer *buffer, const struct columns *columns, const void *row)
{
	struct arena arena = {0};

	buffer_text(buffer, "<tr>");
	for (size_t i = 0; i < columns->count; i++) {
		buffer_print(buffer, "<td%s>", class_of(columns->fields[i]));
		page_text(buffer, field_text(&arena, columns->fields[i], row));
		buffer_text(buffer, "</td>");
	}
	buffer_text(buffer, "</tr>\n");
	arena_free(&arena);
}

void
page_table_end(struct buffer *buffer)
{
	buffer_text(buffer, "</tbody>\n</table>\n");
}
