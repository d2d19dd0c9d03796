/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Backups in a folder: their names, and which of them are kept.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/civil.h"
#include "store/backup.h"

#define STAMP_LENGTH 17		/* 2026-11-24T090000 */
#define CLEAR_ENDING ".db"
#define LOCKED_ENDING ".db.locked"

struct backup {
	const char *name;
	int day;
};

struct backups {
	struct arena *arena;
	struct backup *rows;
	size_t count, room;
};

/* "practice" of …/practice.db; of a server the practice's name. */
static const char *
store_name(struct desk *desk, struct arena *arena)
{
	const char *const where = db_where(desk->db);
	const char *practice = NULL, *slash;
	size_t length;

	if (!db_is_file(where)) {
		db_url_without_practice(arena, where, &practice);
		return practice ? practice : "practice";
	}
	slash = strrchr(where, '/');
	slash = slash ? slash + 1 : where;
	length = strlen(slash);
	if (length > 3 && strcmp(slash + length - 3, ".db") == 0)
		length -= 3;
	return arena_copy_bytes(arena, slash, length);
}

const char *
backup_path(struct desk *desk, struct arena *arena, const char *folder, bool locked)
{
	char stamp[STAMP_SIZE], day[DAY_SIZE];
	const int minute = desk_minute(desk);

	desk_stamp(desk, stamp);
	return arena_print(arena, "%s/%s-%sT%02d%02d%.2s%s", folder, store_name(desk, arena),
			civil_format(day, desk_today(desk)), minute / 60, minute % 60, stamp + 17,
			locked ? LOCKED_ENDING : CLEAR_ENDING);
}

/* Is the file's name that of a backup of `store`, and of which day? */
static bool
name_parse(const char *name, const char *store, int *day)
{
	const size_t length = strlen(store);
	const char *const stamp = name + length + 1;
	char written[DAY_SIZE];

	if (strncmp(name, store, length) != 0 || name[length] != '-' ||
			strlen(stamp) < STAMP_LENGTH || stamp[10] != 'T' ||
			strspn(stamp + 11, "0123456789") != 6)
		return false;
	snprintf(written, sizeof written, "%.10s", stamp);
	return civil_parse(written, day) && (strcmp(stamp + STAMP_LENGTH, CLEAR_ENDING) == 0 ||
			strcmp(stamp + STAMP_LENGTH, LOCKED_ENDING) == 0);
}

static void
note(struct backups *backups, const char *name, int day)
{
	const size_t size = sizeof *backups->rows;

	if (backups->count == backups->room) {
		const size_t larger = backups->room ? backups->room * 2 : 32;

		backups->rows = arena_grow(backups->arena, backups->rows, backups->room * size,
				larger * size);
		backups->room = larger;
	}
	backups->rows[backups->count++] = (struct backup){arena_copy(backups->arena, name), day};
}

/* The newest first. */
static int
compare_names(const void *a, const void *b)
{
	return strcmp(((const struct backup *)b)->name, ((const struct backup *)a)->name);
}

static enum code
list(struct backups *backups, const char *folder, const char *store)
{
	DIR *const entries = opendir(folder);
	const struct dirent *entry;
	int day;

	if (!entries)
		return fail(WORLD, "%s: the folder can't be read: %s", folder, strerror(errno));
	while ((entry = readdir(entries)))
		if (name_parse(entry->d_name, store, &day))
			note(backups, entry->d_name, day);
	closedir(entries);
	if (backups->count)
		qsort(backups->rows, backups->count, sizeof *backups->rows, compare_names);
	return OK;
}

/* Numbers that are equal for days of the same week, and month. */
static int
week_of(int day)
{
	return (day - civil_weekday(day) + 7) / 7;
}

static int
month_of(int day)
{
	char text[DAY_SIZE];

	civil_format(text, day);
	return atoi(text) * 12 + atoi(text + 5);
}

static int
day_of(int day)
{
	return day;
}

/* Marks the newest of each of the newest `most` spans. */
static void
keep_spans(const struct backups *backups, bool *kept, int (*span_of)(int day), int most)
{
	int span = NONE;

	for (size_t i = 0; i < backups->count && most > 0; i++)
		if (i == 0 || span_of(backups->rows[i].day) != span) {
			span = span_of(backups->rows[i].day);
			kept[i] = true;
			most--;
		}
}

static enum code
remove_others(const struct backups *backups, const char *folder, const bool *kept,
		void (*removed)(void *context, const char *path), void *context)
{
	for (size_t i = 0; i < backups->count; i++) {
		const char *const path = arena_print(backups->arena, "%s/%s", folder,
				backups->rows[i].name);

		if (kept[i])
			continue;
		if (unlink(path) != 0)
			return fail(WORLD, "%s: can't be removed: %s", path, strerror(errno));
		removed(context, path);
	}
	return OK;
}

enum code
backups_rotate(struct desk *desk, const char *folder, const struct backup_keep *keep,
		void (*removed)(void *context, const char *path), void *context)
{
	struct arena arena = {0};
	struct backups backups = {.arena = &arena};
	bool *kept;
	enum code code = list(&backups, folder, store_name(desk, &arena));

	kept = arena_take(&arena, backups.count + 1);
	kept[0] = true;
	keep_spans(&backups, kept, day_of, keep->days);
	keep_spans(&backups, kept, week_of, keep->weeks);
	keep_spans(&backups, kept, month_of, keep->months);
	if (code == OK)
		code = remove_others(&backups, folder, kept, removed, context);
	arena_free(&arena);
	return code;
}
