/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is reported of an import, as listings; and findings of one sort together.
 */
#include "port/import.h"

#include <stdlib.h>
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

static int
compare_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

/* 0: of one sort. */
static int
compare_sort(const struct import_finding *a, const struct import_finding *b)
{
	int order = a->what - b->what;

	if (order == 0)
		order = compare_text(a->file, b->file);
	if (order == 0)
		order = compare_text(a->field, b->field);
	if (order != 0 || a->what == IMPORT_WARNING)
		return order;
	order = compare_text(a->value, b->value);
	if (order == 0)
		order = compare_text(a->words, b->words);
	return order == 0 && a->what == IMPORT_REFUSED ? (a > b) - (a < b) : order;
}

/* By sort, then as they were found: the report's findings stand in one array. */
static int
compare_findings(const void *left, const void *right)
{
	const struct import_finding *const a = *(const struct import_finding *const *)left;
	const struct import_finding *const b = *(const struct import_finding *const *)right;
	const int order = compare_sort(a, b);

	return order ? order : (a > b) - (a < b);
}

/* A group with the first of its findings, until all are in the order of these. */
struct sorted_group {
	const struct import_finding *first;
	struct import_group group;
};

static int
compare_groups(const void *left, const void *right)
{
	const struct import_finding *const a = ((const struct sorted_group *)left)->first;
	const struct import_finding *const b = ((const struct sorted_group *)right)->first;

	return (a > b) - (a < b);
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
	const size_t n = report->found;
	const struct import_finding **const sorted = arena_take(arena, n * sizeof(*sorted));
	struct sorted_group *const groups = arena_take(arena, n * sizeof(*groups));
	size_t used = 0;

	for (size_t i = 0; i < n; i++)
		sorted[i] = &report->findings[i];
	qsort(sorted, n, sizeof(*sorted), compare_findings);
	for (size_t i = 0; i < n; i++) {
		const struct import_finding *const finding = sorted[i];

		if (i == 0 || compare_sort(sorted[i - 1], finding) != 0)
			groups[used++] = (struct sorted_group){ finding, { .what = finding->what,
				.file = finding->file, .field = finding->field,
				.value = finding->value, .words = finding->words } };
		group_take(arena, &groups[used - 1].group, finding);
	}
	qsort(groups, used, sizeof(*groups), compare_groups);
	*out = arena_take(arena, used * sizeof(**out));
	for (size_t i = 0; i < used; i++)
		(*out)[i] = groups[i].group;
	*count = used;
}
