/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Backups, and bringing one back.
 */
#include "groups.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "book/mark.h"
#include "cli/found.h"
#include "store/change.h"

static enum code
backup(struct input *in)
{
	const enum code code = store_backup(in->desk, input_text(in, "FILE"));

	if (code != OK)
		return code;
	print_said(in->out, arena_print(in->arena, "%s: backed up and verified",
					input_text(in, "FILE")));
	if (mark_backed_up(in->desk) != OK) {	/* the copy is good all the same */
		print_note(in->out, "that it was made couldn't be noted: %s", error_text());
		error_clear();
	}
	return OK;
}

static const struct option backup_options[] = {
	{"FILE", OPTION_TEXT, POSITIONAL | REQUIRED, "FILE", "Where to; it must not exist yet",
		NULL},
};

static enum code
copy_back(const char *from, const char *path)
{
	struct db *db;
	enum code code;

	if (access(from, R_OK) != 0)
		return fail(WORLD, "%s: can't be read: %s", from, strerror(errno));
	code = db_open(&db, from, DB_READ);
	if (code != OK)
		return code;
	code = folders_make(path);
	if (code == OK)
		code = db_backup(db, path);
	db_close(db);
	return code;
}

/* A copy of the backup in the place of the store that is meant, then examined. */
static enum code
restore(struct input *in)
{
	const char *const from = input_text(in, "FILE");
	const char *const path = store_path(in->arena, in->globals);
	struct desk desk;
	enum code code = db_is_file(path) ? copy_back(from, path) : practice_move(in, from, path);

	if (code == OK)
		code = store_open(&desk, in->globals, DB_OPEN, false);
	if (code != OK)
		return code;
	in->desk = &desk;
	code = practice_examine(in, NULL);
	in->desk = NULL;
	desk_close(&desk);
	return code;
}

static const struct option restore_options[] = {
	{"FILE", OPTION_TEXT, POSITIONAL | REQUIRED, "FILE",
		"The backup; the store must not exist yet",
		NULL},
};

const struct command backup_commands[] = {
	{"backup", "A consistent copy of the store, while desks go on working",
		OPTIONS(backup_options), STORE_WRITE, 0, backup},
	{"restore", "Puts a backup in the place of a store that isn't there",
		OPTIONS(restore_options), STORE_MAKE, 0, restore},
	{0}
};
