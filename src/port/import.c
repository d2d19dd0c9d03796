/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The job: each file of the map in turn, each row matched, filled, checked and put, in one batch.
 */
#include "import_map.h"
#include "base/text.h"
#include "recall/recall.h"
#include "store/change.h"

#include <string.h>

#define YEARS_BACK 10		/* of a calendar's events, where it isn't said */
#define YEARS_AHEAD 2

static const char **
ref_of(const struct import_row *row)
{
	const struct field *const field = record_field(row->file->kind->record, "ref");

	return (const char **)((char *)row->row + field->offset);
}

static bool
is_stored(const struct import_row *row)
{
	return ((const struct row *)row->row)->rev != 0;
}

/* The stored row by the ref of the file; a kind without one in this row by its own rule. */
static enum code
row_match(struct import_row *row)
{
	const struct import_kind *const kind = row->file->kind;
	const char *const ref = row_named_text(row, "ref");
	enum code code = OK;

	record_blank(kind->record, row->row);
	if (!text_is_blank(ref)) {
		code = record_first(row->job->desk, row->arena, kind->record, row->row,
				"where ref = $1", "t", ref);
		if (code == NOT_FOUND) {
			record_blank(kind->record, row->row);
			code = csv_is_foreign(row->csv) && kind->match ? kind->match(row) : OK;
			if (!is_stored(row))
				*ref_of(row) = arena_copy(row->arena, ref);
		}
	} else if (kind->match) {
		code = kind->match(row);
		if (code == NOT_FOUND)
			code = OK;
	}
	return code;
}

static void
row_keep_stored(struct import_row *row)
{
	const size_t size = row->file->kind->record->size;
	void *const stored = arena_take(row->arena, size);

	memcpy(stored, row->row, size);
	row->stored = stored;
}

static enum code
row_put(struct import_row *row)
{
	const struct import_kind *const kind = row->file->kind;
	const int64_t rev = ((const struct row *)row->row)->rev;
	enum code code = record_put(row->job->desk, kind->record, row->row);

	if (code == OK && kind->after)
		code = kind->after(row);
	if (code != OK)
		return code;
	if (!row->stored) {
		row->count->taken++;
		seen_add(row->job, &row->job->seen, ((struct row *)row->row)->id, csv_line(row->csv));
	} else if (((const struct row *)row->row)->rev != rev) {
		row->count->updated++;
	} else {
		row->count->unchanged++;
	}
	return OK;
}

/* A row is one line of its file, and known again by its ref: of two lines with the same ref one
 * would be lost without a word, and one without its ref would come in anew at each import. */
static void
row_check_ref(struct import_row *row)
{
	const struct row *const stored = row->row;
	const char *const ref = row_named_text(row, "ref");
	const int line = is_stored(row) ? seen_line(&row->job->seen, stored->id) : 0;

	if (csv_cells(row->csv) > csv_columns(row->csv))
		row_refuse(row, NULL, NULL, "it has more cells than the header has columns");
	else if (line && !csv_is_foreign(row->csv))
		row_refuse(row, ref ? "ref" : "id", ref, "line %d of this file is the same one", line);
	else if (ref && text_is_blank(ref) && !row->job->map->quoted)
		row_refuse(row, "ref", NULL, "it is empty: a row is known again by it");
}

static void
job_defer(struct import_job *job, int line)
{
	if (job->deferred_count == job->deferred_room) {
		const size_t room = job->deferred_room ? 2 * job->deferred_room : 64;

		job->deferred = arena_grow(job->arena, job->deferred,
				job->deferred_room * sizeof(int), room * sizeof(int));
		job->deferred_room = room;
	}
	job->deferred[job->deferred_count++] = line;
}

/* What a calendar or address book couldn't give stands in a row of its own; was this one? It is told
 * once, however many sections the file serves. */
static bool
row_is_finding(struct import_row *row)
{
	const struct csv_file *const csv = row->csv;
	const int column = csv_is_foreign(csv) ? csv_column(csv, "finding") : -1;
	const char *const finding = column < 0 ? "" : csv_cell(csv, (size_t)column);
	const char *const field = csv_cell(csv, (size_t)column + 1);
	const char *const value = csv_cell(csv, (size_t)column + 2);
	const char *const words = csv_cell(csv, (size_t)column + 3);

	if (!*finding)
		return false;
	row->refused = true;
	if (row->job->map->count > 1 && row->file->kind != &appointment_kind)
		return true;
	row->refused = false;
	if (strcmp(finding, import_what_words[IMPORT_REFUSED]) == 0)
		row_refuse(row, field, value, "%s", words);
	else
		row_mend(row, field, value, "%s", words);
	row->count->refused += row->refused;
	row->count->mended += row->mended;
	return true;
}

static enum code
row_take(struct import_row *row)
{
	enum code code = row_is_finding(row) ? OK : row_match(row);

	if (code != OK || row->refused || row->mended)
		return code;
	row_check_ref(row);
	if (is_stored(row) && !row->refused) {
		seen_add(row->job, &row->job->seen, ((struct row *)row->row)->id, csv_line(row->csv));
		if (!row->job->options->update) {
			row->count->unchanged++;
			return OK;
		}
		row_keep_stored(row);
	}
	if (!row->refused)
		code = row_fill(row);
	if (code == OK && row->deferred) {
		job_defer(row->job, csv_line(row->csv));
		return OK;
	}
	if (code == OK && !row->refused && row->file->kind->finish)
		code = row->file->kind->finish(row);
	row->count->refused += row->refused;
	row->count->mended += row->mended && !row->refused;
	return code == OK && !row->refused ? row_put(row) : code;
}

static bool
line_is_among(const int *lines, size_t count, int line)
{
	size_t low = 0, high = count;

	while (low < high) {
		const size_t middle = (low + high) / 2;

		if (lines[middle] == line)
			return true;
		if (lines[middle] < line)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/* One way through a file: all rows, or those of `lines` alone. */
static enum code
file_pass(struct import_job *job, const struct map_file *file, struct import_count *count,
		const int *lines, size_t line_count)
{
	const struct import_options *const options = job->options;
	struct arena arena = { 0 };
	struct csv_file *csv;
	bool more;
	enum code code = csv_open_any(&csv, file->path, &job->map->window);

	if (code != OK)
		return code;
	while ((code = csv_next(csv, &more)) == OK && more) {
		struct import_row row = { .job = job, .file = file, .count = count, .csv = csv,
			.arena = &arena };

		if (lines && !line_is_among(lines, line_count, csv_line(csv)))
			continue;
		count->rows += !lines;
		row.row = arena_take(&arena, file->kind->record->size);
		code = row_take(&row);
		arena_reset(&arena);
		if (code != OK)
			break;
		if (options->progress && !lines && count->rows % 256 == 0)
			options->progress(options->context, count->file, csv_progress(csv));
	}
	csv_close(csv);
	arena_free(&arena);
	return code;
}

static const char *
base_name(const char *path)
{
	const char *const slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* All rows, then those that waited for a later one, until no pass gets any further. */
static enum code
file_take(struct import_job *job, const struct map_file *file)
{
	struct import_count *const count = &job->report->counts[job->report->count++];
	enum code code;

	*count = (struct import_count){ .kind = file->kind->name, .file = base_name(file->path) };
	job->deferred_count = 0;
	job->last_pass = false;
	job->seen = (struct import_seen){ 0 };
	code = file_pass(job, file, count, NULL, 0);
	while (code == OK && job->deferred_count > 0) {
		const size_t waiting = job->deferred_count;
		int *const lines = arena_take(job->arena, waiting * sizeof(int));

		memcpy(lines, job->deferred, waiting * sizeof(int));
		job->deferred_count = 0;
		code = file_pass(job, file, count, lines, waiting);
		job->last_pass = job->deferred_count == waiting;
	}
	return code;
}

/* A done visit of this type satisfies that recall type: written unless it stands already. */
static enum code
type_satisfies(struct import_job *job, int64_t type, int64_t recall_type)
{
	struct visit_type_recall row;
	enum code code = record_first(job->desk, job->arena, &visit_type_recall_record, &row,
			"where type = $1 and recall_type = $2", "II", type, recall_type);

	if (code != NOT_FOUND)
		return code;
	record_blank(&visit_type_recall_record, &row);
	row.type = type;
	row.recall_type = recall_type;
	return record_put(job->desk, &visit_type_recall_record, &row);
}

/* The recall types that a type of the map satisfies: codes, blanks between. */
static enum code
type_recalls(struct import_job *job, const struct map_type *type, int64_t id)
{
	const char *codes = type->recall ? type->recall : "";
	enum code code = OK;

	while (code == OK && *(codes += strspn(codes, " ,"))) {
		const size_t length = strcspn(codes, " ,");
		struct recall_type recall_type;

		code = recall_type_find(job->desk, job->arena,
				arena_copy_bytes(job->arena, codes, length), &recall_type);
		if (code == OK)
			code = type_satisfies(job, id, recall_type.row.id);
		codes += length;
	}
	return code;
}

/* A type of the map that the store doesn't have; `update` gives one that is there these minutes. */
static enum code
type_take(struct import_job *job, const struct map_type *wanted)
{
	struct visit_type type;
	enum code code = record_first(job->desk, job->arena, &visit_type_record, &type,
			"where code = $1", "t", wanted->code);
	const bool there = code == OK;

	if (code != OK && code != NOT_FOUND)
		return code;
	if (there && !job->options->update)
		return OK;
	if (!there) {
		record_blank(&visit_type_record, &type);
		type.code = type.name = wanted->code;
		type.minutes = 30;
	}
	if (wanted->minutes != NONE)
		type.minutes = wanted->minutes;
	type.pattern = pattern_for(job->arena, there ? type.pattern : NULL, type.minutes);
	code = record_put(job->desk, &visit_type_record, &type);
	return code == OK ? type_recalls(job, wanted, type.row.id) : code;
}

static enum code
job_run(struct import_job *job)
{
	enum code code = OK;

	for (size_t i = 0; i < job->map->type_count && code == OK; i++)
		code = type_take(job, &job->map->types[i]);
	for (size_t i = 0; i < job->map->count && code == OK; i++)
		code = file_take(job, &job->map->files[i]);
	return code;
}

const char *
import_detail(struct arena *arena, const char *path)
{
	struct buffer buffer = { 0 };
	const char *detail;

	buffer_text(&buffer, "{\"file\":");
	json_text(&buffer, base_name(path));
	buffer_text(&buffer, "}");
	detail = arena_copy(arena, buffer.bytes);
	buffer_free(&buffer);
	return detail;
}

static enum code
import_run(struct desk *desk, struct arena *arena, const char *path, const struct import_map *map,
		const struct import_options *options, struct import_report *report)
{
	struct import_job job = { .desk = desk, .arena = arena, .options = options, .map = map,
		.report = report };
	enum code code;

	*report = (struct import_report){ 0 };
	report->counts = arena_take(arena, map->count * sizeof(*report->counts));
	code = batch_begin(desk, "import", import_detail(arena, path));
	if (code != OK)
		return code;
	code = job_run(&job);
	if (options->dry_run)
		return batch_drop(desk, code);
	code = batch_end(desk, code);
	if (code == OK)
		db_settle(desk->db);
	return code;
}

enum code
import_by_map(struct desk *desk, struct arena *arena, const char *path,
		const struct import_options *options, struct import_report *report)
{
	const int today = desk_today(desk);
	struct import_map map = { .given = options->file, .window = {
		.from = options->from == NONE ? today - YEARS_BACK * 366 : options->from,
		.to = options->to == NONE ? today + YEARS_AHEAD * 366 : options->to,
		.today = today, .zone = setting_text(desk, arena, "zone", "UTC") } };
	enum code code = import_map_read(arena, path, &map);

	return code == OK ? import_run(desk, arena, path, &map, options, report) : code;
}

enum code
import_patients(struct desk *desk, struct arena *arena, const char *path,
		const struct import_options *options, struct import_report *report)
{
	struct import_map map;
	enum code code = import_map_own(arena, path, &map);

	return code == OK ? import_run(desk, arena, path, &map, options, report) : code;
}

enum code
import_recalls(struct desk *desk, struct arena *arena, const char *path,
		const struct import_options *options, struct import_report *report)
{
	struct import_map map;
	const enum code code = import_map_recalls(arena, path, &map);

	return code == OK ? import_run(desk, arena, path, &map, options, report) : code;
}
