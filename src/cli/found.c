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

struct filling {
	const struct founding *asked;
	bool made;			/* the store is ours: it was made, and is being filled */
};

/* In the first batch of the store. */
static enum code
fill(struct desk *desk, void *context)
{
	struct filling *const filling = context;
	enum code code;

	filling->made = true;
	code = practice_found(desk, filling->asked);
	return code == OK ? recall_found(desk) : code;
}

enum code
practice_make(struct desk *desk, const struct globals *globals, const char *name,
		const char *zone, const struct founding *asked, bool runs)
{
	struct arena arena = {0};
	char system[ZONE_SIZE];
	const char *const path = store_path(&arena, globals);
	struct filling filling = {asked, false};
	const struct desk_options options = {
		.where = path, .name = globals->desk, .now = globals->now, .practice = name,
		.zone = zone ? zone : zone_system(system, sizeof system), .mode = DB_CREATE,
		.fill = fill, .context = &filling, .runs = runs,
	};
	enum code code = asked ? founding_check(asked) : OK;

	if (code == OK && text_is_blank(name))
		code = fail(INPUT, "the practice's name: it is empty");
	if (code == OK)
		code = folders_make(path);
	if (code == OK)
		code = desk_open(desk, &options, &chairtime_rooms);
	if (code != OK && filling.made)
		db_remove(path);	/* half-filled it would look like a practice */
	arena_free(&arena);
	return code;
}
