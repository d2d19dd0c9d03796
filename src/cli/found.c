/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Founding a practice: the store's file, its settings, and what book and recall begin with.
 */
#include "cli/found.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "book/practice.h"
#include "cli/rooms.h"
#include "recall/recall.h"
#include "store/change.h"

#define ZONE_SIZE 64

enum code
folders_make(const char *path)
{
	struct arena arena = {0};
	char *const folder = arena_copy(&arena, db_is_file(path) ? path : ".");
	enum code code = OK;

	for (char *slash = folder; code == OK && (slash = strchr(slash + 1, '/')); ) {
		*slash = '\0';
		if (mkdir(folder, 0700) != 0 && errno != EEXIST)
			code = fail(WORLD, "%s: can't be made: %s", folder, strerror(errno));
		*slash = '/';
	}
	arena_free(&arena);
	return code;
}

bool
store_is_there(const char *path)
{
	struct db *db;
	const enum code code = db_open(&db, path, DB_READ);

	db_close(db);
	if (code != OK)
		error_clear();
	return code != NOT_FOUND;
}

static enum code
fill(struct desk *desk)
{
	enum code code = batch_begin(desk, NULL, NULL);

	if (code != OK)
		return code;
	code = practice_found(desk);
	if (code == OK)
		code = recall_found(desk);
	return batch_end(desk, code);
}

static enum code
make_at(struct desk *desk, const char *path, const struct globals *globals, const char *name,
		const char *zone)
{
	const struct desk_options options = {
		.where = path, .name = globals->desk, .now = globals->now, .practice = name,
		.zone = zone, .mode = DB_CREATE,
	};
	enum code code = folders_make(path);

	if (code == OK)
		code = desk_open(desk, &options, &chairtime_rooms);
	if (code != OK)
		return code;
	code = fill(desk);
	if (code != OK) {
		desk_close(desk);
		db_remove(path);	/* half-filled it would look like a practice */
	}
	return code;
}

enum code
practice_make(struct desk *desk, const struct globals *globals, const char *name,
		const char *zone)
{
	struct arena arena = {0};
	char system[ZONE_SIZE];
	enum code code;

	if (!zone)
		zone = zone_system(system, sizeof system);
	if (text_is_blank(name))
		code = fail(INPUT, "the practice's name: it is empty");
	else
		code = make_at(desk, store_path(&arena, globals), globals, name, zone);
	arena_free(&arena);
	return code;
}
