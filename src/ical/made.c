/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What feeds were made from. A change of the log bears on the calendars of visits unless it is of a kind that
 * never does; one of a visit bears on those of the chairs and providers that it was and is with. The recall
 * list hangs on nearly everything, and on the clock.
 */
#include "made.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/newfile.h"
#include "recall/calls.h"
#include "store/change.h"

/* After more changes than these it is as quick to make all anew. */
#define CHANGES_MOST 20000

/* What never stands in a calendar of visits: whatever isn't here does. */
static const char *const beside[] = {
	"alert", "answer", "commitment", "concern", "consent", "contact", "contact_person",
	"dav_calendar", "dav_object", "mark", "message", "need", "opinion", "patient_reach", "reach",
	"recall", "seal", "send", "template", "wait", NULL
};

/* What a file hangs on besides the log. The day stands for what else may have moved unseen, a library,
 * say: no file outlives it unmade. */
static const char *
basis_of(struct desk *desk, struct arena *arena, int from)
{
	const char *const zone = setting_text(desk, arena, "zone", "UTC");
	char first[DAY_SIZE], today[DAY_SIZE], rules[FILE_IDENTITY_SIZE], path[ZONE_PATH_SIZE];

	file_identity(zone_path(zone, path), rules);
	return arena_print(arena, "%s, %s from %s, %s %s", CHAIRTIME_VERSION,
			civil_format(today, desk_today(desk)), civil_format(first, from), zone, rules);
}

/* The newest change, whose hash tells of all before it. */
static enum code
read_newest(struct making *making)
{
	enum code code = desk_newest(making->desk, &making->newest);

	if (code == OK)
		code = db_text_value(making->desk->db, making->arena, &making->hash,
				"select hash from change where id = $1", "I", making->newest);
	if (code == OK && !making->hash)
		making->hash = "";
	return code;
}

/* A note of another log (a backup was taken back) or on another basis is none. */
static enum code
read_note(const struct making *making, struct made *file)
{
	struct stmt *stmt = NULL;
	bool row = false;
	enum code code = db_query(making->desk->db, &stmt, "select m.change, m.minute, m.identity,"
			" m.entries from feed_made m join change c on c.id = m.change and"
			" c.hash = m.hash where m.folder = $1 and m.kind = $2 and m.row = $3"
			" and m.basis = $4", "ttIt", making->folder, file->kind, file->id,
			making->basis);

	if (code == OK)
		code = db_step(stmt, &row);
	file->change = 0;
	if (code == OK && row) {
		file->change = db_int64(stmt, 0);
		file->minute = db_int(stmt, 1);
		file->identity = arena_copy(making->arena, db_text(stmt, 2));
		file->entries = db_int(stmt, 3);
	}
	db_done(stmt);
	return code;
}

/* Changes */

/* Where a visit is now; 0 and 0 where it is gone. */
static enum code
place_of(struct desk *desk, int64_t visit, int64_t *chair, int64_t *provider)
{
	struct stmt *stmt = NULL;
	bool row = false;
	enum code code = db_query(desk->db, &stmt,
			"select chair, provider from appointment where id = $1", "I", visit);

	*chair = *provider = 0;
	if (code == OK)
		code = db_step(stmt, &row);
	if (code == OK && row) {
		*chair = db_int64(stmt, 0);
		*provider = db_int64(stmt, 1);
	}
	db_done(stmt);
	return code;
}

/* Has an image of the log this reference? In a text of it the quotes would be escaped. */
static bool
image_refers(const char *image, const char *field, int64_t id)
{
	char member[32];
	const char *value;

	snprintf(member, sizeof member, "\"%s\":", field);
	value = image ? strstr(image, member) : NULL;
	return value && strtoll(value + strlen(member), NULL, 10) == id;
}

static bool
was_with(const struct change *change, const char *field, int64_t id, int64_t now)
{
	return id == now || image_refers(change->before, field, id) ||
	       image_refers(change->after, field, id);
}

/* A new patient, type, chair or provider stands in a calendar with the first visit that has it. */
static bool
is_beside(const struct change *change)
{
	if (!change->before && strcmp(change->tbl, "patient") == 0)
		return true;
	for (const char *const *table = beside; *table; table++)
		if (strcmp(*table, change->tbl) == 0)
			return true;
	return false;
}

static bool
touches(const struct change *change, const struct made *file, int64_t chair, int64_t provider)
{
	if (strcmp(file->kind, "recall") == 0)
		return true;
	if (is_beside(change))
		return false;
	if (strcmp(change->tbl, "appointment") != 0 || strcmp(file->kind, "practice") == 0)
		return true;
	return was_with(change, file->kind, file->id, strcmp(file->kind, "chair") == 0
			? chair : provider);
}

static enum code
take_change(const struct making *making, const struct change *change)
{
	int64_t chair = 0, provider = 0;
	enum code code = OK;

	if (strcmp(change->tbl, "appointment") == 0)
		code = place_of(making->desk, change->row, &chair, &provider);
	for (size_t i = 0; i < making->count && code == OK; i++) {
		struct made *const file = &making->files[i];

		if (file->change && file->change < change->id &&
				touches(change, file, chair, provider))
			file->change = 0;
	}
	return code;
}

/* The change that all files know which are known at all; the newest where none is. */
static int64_t
oldest(const struct making *making)
{
	int64_t change = making->newest;

	for (size_t i = 0; i < making->count; i++)
		if (making->files[i].change && making->files[i].change < change)
			change = making->files[i].change;
	return change;
}

static enum code
take_changes(const struct making *making)
{
	struct cursor cursor;
	struct change change;
	bool more;
	enum code code = record_open(making->desk, &cursor, &change_record,
			"where id > $1 order by id", "I", oldest(making));

	while (code == OK && (code = record_next(&cursor, &change, &more)) == OK && more)
		code = take_change(making, &change);
	record_close(&cursor);
	return code;
}

static void
forget_old(const struct making *making)
{
	for (size_t i = 0; i < making->count; i++)
		if (making->files[i].change < making->newest - CHANGES_MOST)
			making->files[i].change = 0;
}

/* Who was rung in vain is in the list again after some hours. */
static enum code
take_clock(const struct making *making)
{
	bool ended = false;
	enum code code = OK;

	for (size_t i = 0; i < making->count && code == OK; i++) {
		struct made *const file = &making->files[i];

		if (file->change && strcmp(file->kind, "recall") == 0) {
			code = rests_ended(making->desk, file->minute, &ended);
			file->change = ended ? 0 : file->change;
		}
	}
	return code;
}

enum code
making_begin(struct making *making, struct desk *desk, struct arena *arena, const char *folder,
		int from, struct made *files, size_t count)
{
	char *const real = realpath(folder, NULL);
	enum code code;

	*making = (struct making){.desk = desk, .arena = arena, .files = files, .count = count,
		.folder = arena_copy(arena, real ? real : folder),
		.basis = basis_of(desk, arena, from)};
	free(real);
	code = read_newest(making);
	for (size_t i = 0; i < count && code == OK; i++)
		code = read_note(making, &files[i]);
	if (code != OK)
		return code;
	forget_old(making);
	code = take_changes(making);
	return code == OK ? take_clock(making) : code;
}

bool
made_stands(const struct made *file, const char *path)
{
	char identity[FILE_IDENTITY_SIZE];

	file_identity(path, identity);
	return file->change && *identity && strcmp(identity, file->identity) == 0;
}

void
made_note(const struct making *making, struct made *file, const char *path, int entries)
{
	char identity[FILE_IDENTITY_SIZE];

	file_identity(path, identity);
	file->change = making->newest;
	file->minute = desk_minute(making->desk);
	file->identity = arena_copy(making->arena, identity);
	file->entries = entries;
	file->noted = true;
}

static enum code
write_note(const struct making *making, const struct made *file)
{
	return db_run(making->desk->db, "insert into feed_made (folder, kind, row, change, hash,"
			" minute, basis, identity, entries) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
			" on conflict (folder, kind, row) do update set change = excluded.change,"
			" hash = excluded.hash, minute = excluded.minute, basis = excluded.basis,"
			" identity = excluded.identity, entries = excluded.entries", "ttIItitti",
			making->folder, file->kind, file->id, making->newest, making->hash,
			file->minute, making->basis, file->identity, file->entries);
}

/* What stands is known of up to the newest change, too; that alone is worth no writing while it's near. */
static bool
is_worth_saving(const struct making *making)
{
	for (size_t i = 0; i < making->count; i++)
		if (making->files[i].noted ||
				making->files[i].change < making->newest - CHANGES_MOST / 20)
			return true;
	return false;
}

enum code
making_save(const struct making *making)
{
	enum code code;

	if (!is_worth_saving(making))
		return OK;
	code = db_begin(making->desk->db);
	if (code != OK)
		return code;
	for (size_t i = 0; i < making->count && code == OK; i++)
		code = write_note(making, &making->files[i]);
	return db_end(making->desk->db, code);
}
