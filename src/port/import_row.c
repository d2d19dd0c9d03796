/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One row on its way in: what the map says of each field, put into the struct, and what had to be
 * mended or refused on the way.
 */
#include "import_map.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static struct import_finding *
finding_add(struct import_job *job)
{
	struct import_report *const report = job->report;
	const size_t size = sizeof(*report->findings);

	if (report->found == report->room) {
		const size_t room = report->room ? 2 * report->room : 64;

		report->findings = arena_grow(job->arena, report->findings, report->room * size,
				room * size);
		report->room = room;
	}
	return &report->findings[report->found++];
}

void
job_find(struct import_job *job, enum import_what what, const char *file, int line,
		const char *field, const char *value, const char *words)
{
	*finding_add(job) = (struct import_finding){
		.what = what, .file = file, .line = line,
		.field = arena_copy(job->arena, field), .value = arena_copy(job->arena, value),
		.words = words,
	};
}

static void
row_report(struct import_row *row, enum import_what what, const char *field, const char *value,
		const char *words)
{
	job_find(row->job, what, row->count->file, csv_line(row->csv), field, value, words);
}

/* vsprintf into the report's arena; a sentence is never longer than this. */
static const char *
sentence(struct import_job *job, const char *format, va_list values)
{
	char words[512];

	vsnprintf(words, sizeof(words), format, values);
	return arena_copy(job->arena, words);
}

void
row_refuse(struct import_row *row, const char *field, const char *value, const char *format, ...)
{
	va_list values;

	if (row->refused)
		return;
	va_start(values, format);
	row_report(row, IMPORT_REFUSED, field, value, sentence(row->job, format, values));
	va_end(values);
	row->refused = true;
}

void
row_mend(struct import_row *row, const char *field, const char *value, const char *format, ...)
{
	va_list values;

	va_start(values, format);
	row_report(row, IMPORT_MENDED, field, value, sentence(row->job, format, values));
	va_end(values);
	row->mended = true;
}

void
row_warn(struct import_row *row, const char *rule, const char *words)
{
	row_report(row, IMPORT_WARNING, rule, NULL, arena_copy(row->job->arena, words));
}

void
job_made(struct import_job *job, const char *what, const char *words)
{
	*finding_add(job) = (struct import_finding){
		.what = IMPORT_MADE,
		.line = NONE,
		.field = arena_copy(job->arena, what),
		.words = arena_copy(job->arena, words),
	};
}

/* Our own export's ' before what a spreadsheet would take for a formula. */
static const char *
unquoted(const struct import_row *row, const char *text)
{
	if (row->job->map->quoted && text[0] == '\'' && text[1] && strchr("=+-@\t\r'", text[1]))
		return text + 1;
	return text;
}

/* "Dr {dentist_id}" with the columns of this row. The map was checked: braces match. */
static const char *
expanded(struct import_row *row, const char *source)
{
	const char *text = "", *open;

	while ((open = strchr(source, '{'))) {
		const char *const close = strchr(open, '}');
		const char *const name = arena_copy_bytes(row->arena, open + 1,
				(size_t)(close - open - 1));

		text = arena_print(row->arena, "%s%.*s%s", text, (int)(open - source), source,
				csv_cell(row->csv, (size_t)csv_column(row->csv, name)));
		source = close + 1;
	}
	return arena_print(row->arena, "%s%s", text, source);
}

const char *
row_text(struct import_row *row, const struct map_field *field)
{
	const char *const text = field->column < 0 ? expanded(row, field->source)
			: unquoted(row, csv_cell(row->csv, (size_t)field->column));

	for (size_t i = 0; i < field->count; i++)
		if (strcmp(field->words[i].there, text) == 0)
			return field->words[i].here;
	return text;
}

const char *
row_named_text(struct import_row *row, const char *name)
{
	for (size_t i = 0; i < row->file->count; i++)
		if (strcmp(row->file->fields[i].name, name) == 0)
			return row_text(row, &row->file->fields[i]);
	return NULL;
}

/* yes and no in the words that programs write. */
static bool
flag_parse(const char *text, int *flag)
{
	static const char *const words[] = { "no", "yes", "0", "1", "false", "true", "n", "y", NULL };

	for (int i = 0; words[i]; i++) {
		if (text_equal_nocase(words[i], text)) {
			*flag = i % 2;
			return true;
		}
	}
	return false;
}

static bool
day_parse(const char *text, int *day)
{
	int minute;

	return civil_parse(text, day) || moment_parse(text, day, &minute);
}

/* The words that a field takes, for a sentence. */
static const char *
words_of(struct arena *arena, const char *const *words)
{
	const char *list = words[0];

	for (size_t i = 1; words[i]; i++)
		list = arena_print(arena, "%s, %s", list, words[i]);
	return list;
}

/* What isn't one of a field's words becomes none; a patient's state: inactive. */
static void
word_set(struct import_row *row, const struct field *field, const char *text)
{
	int *const value = (int *)((char *)row->row + field->offset);
	const int index = word_index(field->words, text);

	if (index != NONE) {
		*value = index;
	} else if (field->flags & OPTIONAL) {
		*value = NONE;
		row_mend(row, field->name, text, "not one of %s: none",
				words_of(row->arena, field->words));
	} else if (row->file->kind == &patient_kind && strcmp(field->name, "state") == 0) {
		*value = PATIENT_INACTIVE;
		row_mend(row, field->name, text, "not one of %s: inactive",
				words_of(row->arena, field->words));
	} else {
		row_refuse(row, field->name, text, "not one of %s",
				words_of(row->arena, field->words));
	}
}

static void
flag_set(struct import_row *row, const struct field *field, const char *text)
{
	int *const value = (int *)((char *)row->row + field->offset);

	if (!flag_parse(text, value))
		row_mend(row, field->name, text, "neither yes nor no: %s", *value ? "yes" : "no");
}

static void
day_set(struct import_row *row, const struct field *field, const char *text)
{
	int *const value = (int *)((char *)row->row + field->offset);

	if (!day_parse(text, value)) {
		*value = NONE;
		row_mend(row, field->name, text, "no date (YYYY-MM-DD): none");
	}
}

/* What the record's own reading of the text takes; else none, or no row. */
static void
plain_set(struct import_row *row, const struct field *field, const char *text)
{
	if (field_parse(row->arena, field, text, row->row) == OK)
		return;
	if (field->flags & OPTIONAL)
		row_mend(row, field->name, text, "%s: none", error_text());
	else
		row_refuse(row, field->name, text, "%s", error_text());
	error_clear();
}

static void
field_set(struct import_row *row, const struct field *field, const char *text)
{
	if (text_is_blank(text)) {
		if (field->flags & OPTIONAL)
			plain_set(row, field, "");
		else if (field->type == FIELD_TEXT)
			row_refuse(row, field->name, text, "it is empty");
		return;
	}
	switch (field->type) {
	case FIELD_WORD:
		word_set(row, field, text);
		break;
	case FIELD_FLAG:
		flag_set(row, field, text);
		break;
	case FIELD_DAY:
		day_set(row, field, text);
		break;
	default:
		plain_set(row, field, text);
	}
}

enum code
row_fill(struct import_row *row)
{
	enum code code = OK;

	for (size_t i = 0; i < row->file->count && code == OK && !row->refused; i++) {
		const struct map_field *const field = &row->file->fields[i];
		const char *const text = row_text(row, field);

		if (!field->special)
			field_set(row, field->field, text);
		else
			code = field->special->set(row, text);
	}
	return code;
}

int64_t *
keys_find(struct import_keys *keys, const char *key)
{
	for (size_t i = 0; i < keys->count; i++)
		if (strcmp(keys->keys[i].key, key) == 0)
			return &keys->keys[i].id;
	return NULL;
}

void
keys_add(struct import_job *job, struct import_keys *keys, const char *key, int64_t id)
{
	const size_t size = sizeof(*keys->keys);

	if (keys->count == keys->room) {
		const size_t room = keys->room ? 2 * keys->room : 16;

		keys->keys = arena_grow(job->arena, keys->keys, keys->room * size, room * size);
		keys->room = room;
	}
	keys->keys[keys->count++] = (struct import_key){ arena_copy(job->arena, key), id };
}
