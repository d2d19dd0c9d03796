/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Copies of a store, verified and where asked encrypted.
 */
#include "store/access.h"
#include "store/backup.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/crypt.h"
#include "base/newfile.h"
#include "store/change.h"
#include "store/move.h"

static void
count_damage(void *context, const char *sentence)
{
	int64_t *const count = context;

	(void)sentence;
	(*count)++;
}

static bool
looks_equal(const struct store_look *a, const struct store_look *b)
{
	return a->version == b->version && a->changes == b->changes && a->patients == b->patients &&
		a->visits == b->visits && a->newest == b->newest &&
		(a->hash == b->hash || (a->hash && b->hash && strcmp(a->hash, b->hash) == 0));
}

/* The copy is whole, and holds what the store held. */
static enum code
verify_copy(const char *path, const struct store_look *meant)
{
	struct arena arena = {0};
	struct store_look copied;
	struct db *copy;
	int64_t damage = 0;
	enum code code = db_open(&copy, path, DB_READ);

	if (code != OK)
		return code;
	code = db_integrity(copy, count_damage, &damage);
	if (code == OK)
		code = store_look(copy, &arena, &copied);
	if (code == OK && (damage > 0 || !looks_equal(&copied, meant)))
		code = fail(STORE, "%s: the copy isn't what the store holds: keep an older one, and "
				"run `chairtime check`", path);
	db_close(copy);
	arena_free(&arena);
	return code;
}

/* A file's pages, of the state that was looked at. */
static enum code
copy_file(struct desk *desk, const char *path, struct arena *arena, struct store_look *look)
{
	enum code code = db_read(desk->db);

	if (code != OK)
		return code;
	code = store_look(desk->db, arena, look);
	if (code == OK)
		code = db_backup(desk->db, path);
	return db_end(desk->db, code);
}

/* Of a store on a server: the practice moved into a file, which compares every row itself. */
static enum code
copy_rows(struct desk *desk, const char *path, struct arena *arena, struct store_look *look)
{
	const struct desk_options options = { .where = path, .name = desk->name,
		.mode = DB_CREATE };
	struct move move = {0};
	struct desk copy;
	enum code code = desk_open(&copy, &options, desk->rooms);

	if (code != OK)
		return code;
	code = store_move(desk, &copy, &move);
	if (code == OK)
		code = store_look(copy.db, arena, look);
	desk_close(&copy);
	if (code != OK)
		db_remove(path);
	return code;
}

/* A verified copy at `path`. */
static enum code
copy_clear(struct desk *desk, const char *path)
{
	struct arena arena = {0};
	struct store_look look;
	enum code code = db_is_file(db_where(desk->db)) ? copy_file(desk, path, &arena, &look)
		: copy_rows(desk, path, &arena, &look);

	if (code == OK) {
		code = verify_copy(path, &look);
		if (code != OK)
			db_remove(path);
	}
	arena_free(&arena);
	return code;
}

/* All bytes of a file into a stream. */
static enum code
pour(const char *path, FILE *out)
{
	FILE *const in = fopen(path, "rbe");
	char bytes[16384];
	size_t length;
	bool good = in != NULL;

	while (good && (length = fread(bytes, 1, sizeof bytes, in)) > 0)
		good = fwrite(bytes, 1, length, out) == length;
	good = good && !ferror(in);
	if (in)
		fclose(in);
	return good ? OK : fail(WORLD, "%s: can't be copied: %s", path, error_words(errno));
}

/* Encrypts a file that is read again afterwards. */
static enum code
lock_file(const char *clear, const char *path, const char *passphrase)
{
	struct new_file file;
	enum code code = new_file_open_locked(&file, path, passphrase);

	if (code != OK)
		return code;
	code = new_file_close(&file, pour(clear, file.stream));
	return code == OK ? crypt_open(path, passphrase, NULL) : code;
}

/* Where the clear text stands while an encrypted one is made: one name for each store, so that what a
 * killed backup left is found. */
static const char *
clear_path(struct desk *desk, struct arena *arena, const char *folder)
{
	const char *const where = db_where(desk->db);

	return db_is_file(where) ? arena_print(arena, "%s.copy", where)
		: arena_print(arena, "%s/chairtime.copy", folder);
}

static enum code
backup_locked(struct desk *desk, const char *path, const char *passphrase, const char *clear)
{
	enum code code;

	if (access(path, F_OK) == 0)
		return fail(CLASH, "%s: exists already", path);
	db_remove(clear);
	code = copy_clear(desk, clear);
	if (code == OK)
		code = lock_file(clear, path, passphrase);
	db_remove(clear);
	return code;
}

enum code
store_backup(struct desk *desk, const char *path, const char *passphrase, const char *folder)
{
	struct arena arena = {0};
	enum code code = access_export(desk, 0, "backup");

	if (code == OK)
		code = passphrase ? backup_locked(desk, path, passphrase,
				clear_path(desk, &arena, folder)) : copy_clear(desk, path);
	arena_free(&arena);
	return code;
}
