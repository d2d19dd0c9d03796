/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is reported of an import, as listings; and findings of one sort together.
 */
#include "port/import.h"

#include <string.h>

#define LINES_SHOWN 5

const char *const import_what_words[] = { "mended", "refused", "warning", "made", NULL };

static const struct field finding_fields[] = {
	FIELD_WORDS(import_finding, what, "What", import_what_words, 0),
	FIELD(import_finding, file, "File", FIELD_TEXT, OPTIONAL),
	FIELD(import_finding, line, "Line", FIELD_INT, OPTIONAL),
	FIELD(import_finding, field, "Field", FIELD_TEXT, OPTIONAL),
	FIELD(import_finding, value, "Value", FIELD_TEXT, OPTIONAL),
	FIELD(import_finding, words, "Why", FIELD_TEXT, LONG),
};

const struct record import_finding_record = {
	.table = "import_finding", .label = "finding", .size = sizeof(struct import_finding),
	.fields = finding_fields, .count = FIELD_COUNT(finding_fields), .view = true,
};

static const struct field count_fields[] = {
	FIELD(import_count, kind, "Record", FIELD_TEXT, 0),
	FIELD(import_count, file, "File", FIELD_TEXT, 0),
	FIELD(import_count, rows, "Rows", FIELD_INT, 0),
	FIELD(import_count, taken, "Taken", FIELD_INT, 0),
	FIELD(import_count, updated, "Updated", FIELD_INT, 0),
	FIELD(import_count, unchanged, "There already", FIELD_INT, 0),
	FIELD(import_count, mended, "Mended", FIELD_INT, 0),
	FIELD(import_count, refused, "Refused", FIELD_INT, 0),
};

const struct record import_count_record = {
	.table = "import_count", .label = "count", .size = sizeof(struct import_count),
	.fields = count_fields, .count = FIELD_COUNT(count_fields), .view = true,
};

static const struct field group_fields[] = {
	FIELD_WORDS(import_group, what, "What", import_what_words, 0),
	FIELD(import_group, file, "File", FIELD_TEXT, OPTIONAL),
	FIELD(import_group, field, "Field", FIELD_TEXT, OPTIONAL),
	FIELD(import_group, value, "Value", FIELD_TEXT, OPTIONAL),
	FIELD(import_group, rows, "Rows", FIELD_INT, 0),
	FIELD(import_group, lines, "Lines", FIELD_TEXT, OPTIONAL),
	FIELD(import_group, words, "Why", FIELD_TEXT, LONG),
};

const struct record import_group_record = {
	.table = "import_group", .label = "finding", .size = sizeof(struct import_group),
	.fields = group_fields, .count = FIELD_COUNT(group_fields), .view = true,
};

static bool
same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool
belongs(const struct import_group *group, const struct import_finding *finding)
{
	if (group->what != finding->what || finding->what == IMPORT_REFUSED
			|| !same(group->file, finding->file) || !same(group->field, finding->field))
		return false;
	if (finding->what == IMPORT_WARNING)
		return true;
	return same(group->value, finding->value) && same(group->words, finding->words);
}

static void
group_take(struct arena *arena, struct import_group *group, const struct import_finding *finding)
{
	group->rows++;
	if (finding->line == NONE)
		return;
	if (!group->lines)
		group->lines = arena_print(arena, "%d", finding->line);
	else if (group->rows <= LINES_SHOWN)
		group->lines = arena_print(arena, "%s, %d", group->lines, finding->line);
	else if (group->rows == LINES_SHOWN + 1)
		group->lines = arena_print(arena, "%s …", group->lines);
}

void
import_report_group(struct arena *arena, const struct import_report *report,
		struct import_group **out, size_t *count)
{
	struct import_group *const groups = arena_take(arena, report->found * sizeof(*groups));
	size_t used = 0, at;

	for (size_t i = 0; i < report->found; i++) {
		const struct import_finding *const finding = &report->findings[i];

		for (at = 0; at < used && !belongs(&groups[at], finding); at++)
			;
		if (at == used)
			groups[used++] = (struct import_group){ .what = finding->what,
				.file = finding->file, .field = finding->field,
				.value = finding->value, .words = finding->words };
		group_take(arena, &groups[at], finding);
	}
	*out = groups;
	*count = used;
}
