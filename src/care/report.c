/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reports: reading the head of their files.
 */
#include "care/report.h"

#include <assert.h>
#include <string.h>

#include "base/embedded.h"
#include "base/text.h"
#include "head.h"
#include "report_row.h"

#define FOLDER "report/"
#define ENDING ".sql"
#define FIELDS_MOST 24

static const char *
name_of(struct arena *arena, const struct embedded *file)
{
	const size_t length = strlen(file->name) - strlen(FOLDER) - strlen(ENDING);

	return arena_copy_bytes(arena, file->name + strlen(FOLDER), length);
}

const char *
report_names(struct arena *arena)
{
	const struct embedded *file = embedded_first(FOLDER);
	const char *names = "";

	for (; file && file->name && strncmp(file->name, FOLDER, strlen(FOLDER)) == 0; file++)
		if (!strchr(file->name + strlen(FOLDER), '/'))
			names = arena_print(arena, "%s%s%s", names, *names ? ", " : "",
					name_of(arena, file));
	return names;
}

/* "visits" in the head of a table: "Visits". */
static const char *
label_of(struct arena *arena, const char *name)
{
	char *const label = arena_copy(arena, name);

	if (label[0] >= 'a' && label[0] <= 'z')
		label[0] = (char)(label[0] - 'a' + 'A');
	for (char *c = label; *c; c++)
		if (*c == '_')
			*c = ' ';
	return label;
}

/* "group text, visits int" */
static void
read_columns(struct arena *arena, char *columns, struct report *out)
{
	struct field *const fields = arena_take(arena, FIELDS_MOST * sizeof(*fields));
	size_t count = 0;
	char *column, *state;

	out->ungrouped = "";
	for (; (column = strtok_r(columns, ",", &state)); columns = NULL) {
		char *type;
		const char *const name = strtok_r(column, " ", &type);

		assert(name && count < FIELDS_MOST);
		fields[count] = (struct field){ .name = name, .label = label_of(arena, name),
			.type = strcmp(type, "int") == 0 ? FIELD_INT : FIELD_TEXT,
			.offset = count * REPORT_SLOT, .flags = OPTIONAL };
		if (count++ > 0)
			out->ungrouped = arena_print(arena, "%s%s%s", out->ungrouped,
					*out->ungrouped ? " " : "", name);
	}
	out->record = (struct record){ .table = out->name, .label = "figure",
		.size = count * REPORT_SLOT, .fields = fields, .count = count, .view = true };
}

static bool
gives(struct arena *arena, const char *sql, const char *what)
{
	const char *const given = head_line(arena, sql, "\n-- gives: ");

	return given && strcmp(given, what) == 0;
}

enum code
report_find(struct arena *arena, const char *name, struct report *out)
{
	const struct embedded *const file = embedded_find(arena_print(arena, FOLDER "%s" ENDING,
			name));
	char *columns;

	if (!file)
		return fail(NOT_FOUND, "report %s: there is none of that name, but %s", name,
				report_names(arena));
	*out = (struct report){ .name = name_of(arena, file), .sql = file->text,
		.help = head_line(arena, file->text, "-- "),
		.by = head_line(arena, file->text, "\n-- by: ") };
	out->table = head_line(arena, file->text, "\n-- table: ");
	out->of_day = head_line(arena, file->text, "\n-- of: ");
	out->makes = head_line(arena, file->text, "\n-- makes: ");
	out->waits = gives(arena, file->text, "waits");
	columns = arena_copy(arena, head_line(arena, file->text, "\n-- columns: "));
	assert(out->help && out->by && columns);
	read_columns(arena, columns, out);
	return OK;
}
