/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Maps: what a settings file says of other programs' columns, checked against our fields and
 * against the files' headers before a row is read.
 */
#include "import_map.h"
#include "base/settings.h"
#include "base/text.h"

#include <string.h>
#include <sys/stat.h>

const struct import_kind *const import_kinds[] = {
	&provider_kind, &patient_kind, &appointment_kind, &recall_kind, NULL
};

/* What is being read, for sentences. */
struct map_reader {
	struct arena *arena;
	const char *path;
	struct import_map *map;
};

static const struct import_kind *
kind_named(const char *name)
{
	for (size_t i = 0; import_kinds[i]; i++)
		if (strcmp(import_kinds[i]->name, name) == 0)
			return import_kinds[i];
	return NULL;
}

static const struct import_special *
special_named(const struct import_kind *kind, const char *name)
{
	for (const struct import_special *special = kind->specials; special->name; special++)
		if (strcmp(special->name, name) == 0)
			return special;
	return NULL;
}

/* May a map fill it? Not what the program itself keeps. */
static const struct field *
open_field(const struct record *record, const char *name)
{
	const struct field *const field = record_field(record, name);

	if (!field || field->type == FIELD_ID || field->type == FIELD_REF
			|| (field->flags & (DERIVED | STEADY | ASKED)))
		return NULL;
	return field;
}

/* The names that a section may have, for the sentence that says one isn't among them. */
static const char *
names_of(struct arena *arena, const struct import_kind *kind)
{
	const char *names = NULL;

	for (size_t i = 0; i < kind->record->count; i++) {
		const char *const name = kind->record->fields[i].name;

		if (open_field(kind->record, name) && !special_named(kind, name))
			names = names ? arena_print(arena, "%s, %s", names, name) : name;
	}
	for (const struct import_special *special = kind->specials; special->name; special++)
		names = names ? arena_print(arena, "%s, %s", names, special->name) : special->name;
	return names;
}

/* The columns that a source names: one, or those in braces. */
static enum code
source_check(const struct map_reader *reader, struct map_field *field, const struct csv_file *csv)
{
	const char *open;

	if (!strchr(field->source, '{')) {
		field->column = csv_column(csv, field->source);
		return field->column >= 0 ? OK : fail(INPUT, "%s:%d: %s has no column '%s'",
				reader->path, field->line, csv_path(csv), field->source);
	}
	field->column = -1;
	for (open = strchr(field->source, '{'); open; open = strchr(open, '{')) {
		const char *const close = strchr(open, '}');
		const char *name;

		if (!close)
			return fail(INPUT, "%s:%d: '{' without '}'", reader->path, field->line);
		name = arena_copy_bytes(reader->arena, open + 1, (size_t)(close - open - 1));
		if (csv_column(csv, name) < 0)
			return fail(INPUT, "%s:%d: %s has no column '%s'", reader->path, field->line,
					csv_path(csv), name);
		open = close;
	}
	return OK;
}

static struct map_field *
field_named(struct map_file *file, const char *name, size_t length)
{
	for (size_t i = 0; i < file->count; i++)
		if (strlen(file->fields[i].name) == length
				&& strncmp(file->fields[i].name, name, length) == 0)
			return &file->fields[i];
	return NULL;
}

static enum code
field_read(const struct map_reader *reader, struct map_file *file, const struct setting_line *line)
{
	struct map_field *const field = &file->fields[file->count];

	if (field_named(file, line->key, strlen(line->key)))
		return fail(INPUT, "%s:%d: %s is given twice", reader->path, line->line, line->key);
	*field = (struct map_field){ .name = line->key, .source = line->value, .line = line->line };
	field->special = special_named(file->kind, line->key);
	if (!field->special)
		field->field = open_field(file->kind->record, line->key);
	if (!field->special && !field->field)
		return fail(INPUT, "%s:%d: a %s has no field '%s'; it has %s", reader->path, line->line,
				file->kind->name, line->key, names_of(reader->arena, file->kind));
	file->count++;
	return OK;
}

/* `FIELD.there = here`: of a field that has a line of its own, above or below. */
static enum code
word_read(const struct map_reader *reader, struct map_file *file, const struct setting_line *line)
{
	const char *const dot = strchr(line->key, '.');
	struct map_field *const field = field_named(file, line->key, (size_t)(dot - line->key));
	const size_t size = sizeof(*field->words);

	if (!field)
		return fail(INPUT, "%s:%d: %s translates a field that this section doesn't fill",
				reader->path, line->line, line->key);
	field->words = arena_grow(reader->arena, field->words, field->count * size,
			(field->count + 1) * size);
	field->words[field->count++] = (struct map_word){ dot + 1, line->value };
	return OK;
}

static enum code
section_lines_read(const struct map_reader *reader, const struct settings_section *section,
		struct map_file *file)
{
	enum code code = OK;

	file->fields = arena_take(reader->arena, section->count * sizeof(*file->fields));
	for (size_t i = 0; i < section->count && code == OK; i++)
		if (strcmp(section->lines[i].key, "file") != 0 && !strchr(section->lines[i].key, '.'))
			code = field_read(reader, file, &section->lines[i]);
	for (size_t i = 0; i < section->count && code == OK; i++)
		if (strchr(section->lines[i].key, '.'))
			code = word_read(reader, file, &section->lines[i]);
	return code;
}

/* A path in a map is seen from the map's folder. */
static const char *
beside(struct arena *arena, const char *map, const char *path)
{
	const char *const slash = strrchr(map, '/');

	if (path[0] == '/' || !slash)
		return path;
	return arena_print(arena, "%.*s/%s", (int)(slash - map), map, path);
}

/* What a map names is read twice, and nobody sits at its other end: a pipe or a device isn't waited for.
 * (Any file that who imports may read may be named, `..` and all: the map is theirs.) */
static enum code
path_check(const struct map_reader *reader, const struct settings_section *section, const char *path)
{
	struct stat about;

	if (stat(path, &about) == 0 && !S_ISREG(about.st_mode))
		return fail(INPUT, "%s:%d: [%s] names %s, which is no file but a %s", reader->path,
				section->line, section->kind, path,
				S_ISDIR(about.st_mode) ? "folder" : "pipe or device");
	return OK;
}

static enum code
file_read(const struct map_reader *reader, const struct settings_section *section,
		struct map_file *file)
{
	const char *const path = settings_value(section, "file");
	struct csv_file *csv;
	enum code code;

	if (!path && !reader->map->given)
		return fail(INPUT, "%s:%d: [%s] names no file", reader->path, section->line,
				section->kind);
	file->path = path ? beside(reader->arena, reader->path, path) : reader->map->given;
	file->line = section->line;
	if (path && (code = path_check(reader, section, file->path)) != OK)
		return code;
	if ((code = section_lines_read(reader, section, file)) != OK)
		return code;
	if ((code = csv_open_any(&csv, file->path, &reader->map->window)) != OK)
		return code;
	for (size_t i = 0; i < file->count && code == OK; i++)
		code = source_check(reader, &file->fields[i], csv);
	csv_close(csv);
	return code;
}

static enum code
type_read(const struct map_reader *reader, const struct settings_section *section)
{
	struct map_type *const type = &reader->map->types[reader->map->type_count];

	if (!section->name[0])
		return fail(INPUT, "%s:%d: [type] wants the visit type's code: [type exam]",
				reader->path, section->line);
	*type = (struct map_type){ .code = section->name, .minutes = NONE, .line = section->line };
	for (size_t i = 0; i < section->count; i++) {
		const struct setting_line *const line = &section->lines[i];
		long long minutes;

		if (strcmp(line->key, "recall") == 0) {
			type->recall = line->value;
		} else if (strcmp(line->key, "minutes") == 0) {
			if (!text_parse_int(line->value, &minutes) || minutes < 1 || minutes > 1440)
				return fail(INPUT, "%s:%d: minutes: '%s' isn't a number from 1 to 1440",
						reader->path, line->line, line->value);
			type->minutes = (int)minutes;
		} else {
			return fail(INPUT, "%s:%d: a type has minutes and recall, no '%s'",
					reader->path, line->line, line->key);
		}
	}
	reader->map->type_count++;
	return OK;
}

static enum code
section_read(const struct map_reader *reader, const struct settings_section *section,
		struct map_file *found[])
{
	size_t i;

	if (strcmp(section->kind, "type") == 0)
		return type_read(reader, section);
	for (i = 0; import_kinds[i]; i++)
		if (import_kinds[i] == kind_named(section->kind))
			break;
	if (!import_kinds[i])
		return fail(INPUT, "%s:%d: no section is called [%s]; there are [provider], [patient], "
				"[appointment], [recall] and [type CODE]", reader->path, section->line,
				section->kind);
	if (found[i])
		return fail(INPUT, "%s:%d: [%s] stands here twice", reader->path, section->line,
				section->kind);
	found[i] = arena_take(reader->arena, sizeof(*found[i]));
	found[i]->kind = import_kinds[i];
	return file_read(reader, section, found[i]);
}

enum code
import_map_read(struct arena *arena, const char *path, struct import_map *map)
{
	const struct map_reader reader = { arena, path, map };
	struct map_file *found[sizeof(import_kinds) / sizeof(*import_kinds)] = { NULL };
	struct settings settings;
	enum code code = settings_read(arena, path, &settings);

	if (code != OK)
		return code;
	map->types = arena_take(arena, settings.count * sizeof(*map->types));
	map->files = arena_take(arena, sizeof(found) / sizeof(*found) * sizeof(*map->files));
	for (size_t i = 0; i < settings.count && code == OK; i++)
		code = section_read(&reader, &settings.sections[i], found);
	for (size_t i = 0; import_kinds[i] && code == OK; i++)
		if (found[i])
			map->files[map->count++] = *found[i];
	if (code == OK && map->count == 0)
		code = fail(INPUT, "%s: no section with a file: is this a map of `import csv`?", path);
	return code;
}

/* Our own exports: the columns that go into a field, and into which. */
struct own_column {
	const char *column, *field;
};

static const struct own_column patient_columns[] = {
	{ "id", "id" }, { "ref", "ref" }, { "name", "name" }, { "called", "called" },
	{ "birth", "birth" }, { "sex", "sex" }, { "language", "language" }, { "channel", "channel" },
	{ "area", "area" }, { "state", "state" }, { "since", "since" }, { "household", "household" },
	{ "household_name", "household_name" }, { "called_first", "called_first" },
	{ "provider_name", "provider" }, { "condition", "condition" }, { "phone", "phone" },
	{ "email", "email" }, { "note", "note" }, { "uid", "ref" }, { "address", "address" },
	{ NULL, NULL },
};

static const struct own_column recall_columns[] = {
	{ "ref", "patient" }, { "patient", "patient_id" }, { "recall_type", "type" },
	{ "interval", "interval" }, { "hand_due", "hand_due" }, { "paused_until", "paused_until" },
	{ "stopped", "stopped" }, { "note", "note" }, { "plan", "plan" }, { NULL, NULL },
};

/* `needs`: the column that tells what export it is. */
static enum code
own_map(struct arena *arena, const char *path, const struct import_kind *kind,
		const struct own_column *columns, const char *needs, struct import_map *map)
{
	struct map_file *const file = arena_take(arena, sizeof(*file));
	struct csv_file *csv;
	size_t count = 0;
	enum code code = csv_open(&csv, path);

	if (code != OK)
		return code;
	while (columns[count].column)
		count++;
	*file = (struct map_file){ .kind = kind, .path = arena_copy(arena, path), .line = 1 };
	file->fields = arena_take(arena, count * sizeof(*file->fields));
	for (size_t i = 0; i < count; i++) {
		const char *const name = columns[i].field;

		if (csv_column(csv, columns[i].column) < 0)
			continue;
		file->fields[file->count++] = (struct map_field){
			.name = name, .source = columns[i].column,
			.column = csv_column(csv, columns[i].column),
			.special = special_named(kind, name),
			.field = open_field(kind->record, name),
		};
	}
	if (csv_column(csv, needs) < 0)
		code = fail(INPUT, "%s:1: no column '%s': is this an export of %ss?", path, needs,
				kind->name);
	csv_close(csv);
	*map = (struct import_map){ .files = file, .count = 1, .quoted = true };
	return code;
}

enum code
import_map_own(struct arena *arena, const char *path, struct import_map *map)
{
	return own_map(arena, path, &patient_kind, patient_columns, "name", map);
}

enum code
import_map_recalls(struct arena *arena, const char *path, struct import_map *map)
{
	return own_map(arena, path, &recall_kind, recall_columns, "recall_type", map);
}
