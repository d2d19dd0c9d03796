/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Backups brought back.
 */
#include "store/restore.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/crypt.h"
#include "base/newfile.h"
#include "db/db.h"

static void
note_damage(void *context, const char *sentence)
{
	bool *const damaged = context;

	(void)sentence;
	*damaged = true;
}

static enum code
copy_whole(const char *from, const char *to)
{
	struct db *db;
	bool damaged = false;
	enum code code = db_open(&db, from, DB_READ);

	if (code != OK)
		return code;
	code = db_integrity(db, note_damage, &damaged);
	if (code == OK && damaged)
		code = fail(STORE, "%s: this backup is damaged itself: take another", from);
	if (code == OK)
		code = db_backup(db, to);
	db_close(db);
	return code;
}

/* The clear text stands where the store will, which is clear too. */
static enum code
unlock(const char *from, const char *passphrase, const char *to)
{
	int number;
	FILE *out;
	enum code code;

	db_remove(to);		/* of one that was killed */
	number = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	out = number < 0 ? NULL : fdopen(number, "w");
	if (!out)
		return fail_writing(to);
	code = crypt_open(from, passphrase, out);
	if (fclose(out) != 0 && code == OK)
		code = fail_writing(to);
	return code;
}

enum code
restore_fetch(struct arena *arena, const char *from, const char *passphrase, const char *path,
		const char **beside)
{
	const char *const clear = passphrase ? arena_print(arena, "%s.unlocked", path) : NULL;
	enum code code;

	*beside = arena_print(arena, "%s.restoring", path);
	db_remove(*beside);	/* of one that was killed */
	if (access(from, R_OK) != 0)
		return fail(WORLD, "%s: can't be read: %s", from, strerror(errno));
	code = clear ? unlock(from, passphrase, clear) : OK;
	if (code == OK)
		code = copy_whole(clear ? clear : from, *beside);
	if (clear)
		db_remove(clear);
	if (code != OK)
		db_remove(*beside);
	return code;
}

/* A name that nothing has. */
static const char *
aside_name(struct arena *arena, const char *path, const char *stamp)
{
	const char *name = arena_print(arena, "%s.aside-%s", path, stamp);

	for (int i = 2; access(name, F_OK) == 0; i++)
		name = arena_print(arena, "%s.aside-%s.%d", path, stamp, i);
	return name;
}

/* What its write-ahead log still holds goes into the file itself; a damaged one stays as it is. */
static void
close_log(const char *path)
{
	struct db *db;
	int version;

	if (db_open(&db, path, DB_READ) != OK || db_version(db, &version) != OK)
		error_clear();
	db_close(db);
}

/* Under a second name. */
static enum code
link_aside(const char *path, const char *aside, bool needed)
{
	if (link(path, aside) == 0 || (!needed && errno == ENOENT))
		return OK;
	return fail(WORLD, "%s: can't be put aside as %s: %s", path, aside, strerror(errno));
}

enum code
restore_put(struct arena *arena, const char *beside, const char *path, const char *stamp,
		const char **aside)
{
	const char *const log = arena_print(arena, "%s-wal", path);
	enum code code;
	int user;

	*aside = NULL;
	if (access(path, F_OK) != 0)
		return file_settle(beside, path);
	close_log(path);
	user = db_user(path);
	if (user)
		return fail(BUSY, "%s: process %d has it open: close that desk first, what it books "
				"now would be lost", path, user);
	*aside = aside_name(arena, path, stamp);
	code = link_aside(log, arena_print(arena, "%s-wal", *aside), false);
	if (code == OK)
		code = link_aside(path, *aside, true);
	if (code != OK)
		return code;
	unlink(log);
	unlink(arena_print(arena, "%s-shm", path));
	return rename(beside, path) == 0 ? OK : fail(WORLD, "%s: can't be put in place: %s", path,
			strerror(errno));
}
