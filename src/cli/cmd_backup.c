/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Backups, and bringing one back.
 */
#include "groups.h"

#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "asking.h"
#include "base/crypt.h"
#include "base/newfile.h"
#include "book/mark.h"
#include "cli/found.h"
#include "store/backup.h"
#include "store/restore.h"

/* Making one */

static bool
is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static void
print_removed(void *context, const char *path)
{
	print_note(context, "%s: removed, newer ones are kept", path);
}

/* Where a number of days, weeks or months is said, older ones go. */
static enum code
rotate(struct input *in, const char *folder)
{
	const struct backup_keep keep = {
		.days = input_number(in, "days", 0), .weeks = input_number(in, "weeks", 0),
		.months = input_number(in, "months", 0),
	};

	if (keep.days + keep.weeks + keep.months == 0)
		return OK;
	return backups_rotate(in->desk, folder, &keep, print_removed, in->out);
}

static bool
rotates(const struct input *in)
{
	return input_has(in, "days") || input_has(in, "weeks") || input_has(in, "months");
}

/* The folder for what is clear for a moment, of a store that is none of this host. */
static const char *
folder_here(struct input *in)
{
	const struct globals globals = {.db = NULL};
	char *const path = arena_copy(in->arena, store_path(in->arena, &globals));
	char *const slash = strrchr(path, '/');

	if (!slash || !db_is_file(path))
		return ".";
	*slash = '\0';
	return path;
}

static enum code
backup_to(struct input *in, const char *path, const char *passphrase)
{
	const char *const folder = folder_here(in);
	enum code code = passphrase ? folders_make(arena_print(in->arena, "%s/", folder)) : OK;

	if (code == OK)
		code = store_backup(in->desk, path, passphrase, folder);
	if (code != OK)
		return code;
	print_said(in->out, arena_print(in->arena, "%s: backed up and verified%s", path,
					passphrase ? ", encrypted" : ""));
	if (mark_backed_up(in->desk) != OK) {	/* the copy is good all the same */
		print_note(in->out, "that it was made couldn't be noted: %s", error_text());
		error_clear();
	}
	return OK;
}

static enum code
backup(struct input *in)
{
	const char *const where = input_text(in, "FILE");
	const bool folder = is_folder(where);
	const char *passphrase;
	enum code code;

	if (rotates(in) && !folder)
		return fail(USAGE, "backup: --days, --weeks and --months are about a folder's backups: "
				"%s is none", where);
	code = key_to_lock(in, &passphrase);
	if (code == OK)
		code = backup_to(in, folder ? backup_path(in->desk, in->arena, where,
				passphrase != NULL) : where, passphrase);
	return code == OK && folder ? rotate(in, where) : code;
}

static const struct option backup_options[] = {
	{"FILE", OPTION_TEXT, POSITIONAL | REQUIRED, "FILE",
		"Where to: a file that doesn't exist yet, or a folder, where it is named by the day",
		NULL},
	{"days", OPTION_NUMBER, 0, "N",
		"Of a folder's backups keep the newest of each of N days, and remove what none of these "
		"three keeps", NULL},
	{"weeks", OPTION_NUMBER, 0, "N", "Of each of N weeks", NULL},
	{"months", OPTION_NUMBER, 0, "N", "Of each of N months", NULL},
	LOCK_OPTIONS,
};

/* Looking at one */

static void
print_look(struct input *in, const char *where, const struct store_look *look)
{
	print_said(in->out, arena_print(in->arena, "%s: %s, %" PRId64 " patients, %" PRId64
			" visits, %" PRId64 " changes, the last at %s by %s", where,
			look->practice && *look->practice ? look->practice : "a practice without a name",
			look->patients, look->visits, look->changes, look->at ? look->at : "no time",
			look->who ? look->who : "nobody"));
}

static enum code
look_at(struct input *in, const char *path, struct store_look *look)
{
	struct db *db;
	enum code code = db_open(&db, path, DB_READ);

	if (code == OK)
		code = store_look(db, in->arena, look);
	db_close(db);
	return code;
}

/* How two books that are the same lie to each other; or that they aren't. */
static enum code
print_distance(struct input *in, const char *path, const struct store_look *backup,
		const struct store_look *now)
{
	struct db *db;
	bool held = false;
	enum code code = db_open(&db, path, DB_READ);

	if (code == OK)
		code = store_look_held(db, backup, &held);
	db_close(db);
	if (code != OK)
		return code;
	if (held && now->newest == backup->newest)
		print_said(in->out, "the same book, and nothing was changed since the backup");
	else if (held)
		print_said(in->out, arena_print(in->arena, "the same book: changes since the backup "
				"that aren't in it: %" PRId64, now->newest - backup->newest));
	else
		print_said(in->out, "another book, or one that went another way since");
	return OK;
}

/* What the backup holds, and what stands now; whether something does. */
static enum code
print_looks(struct input *in, const char *from, const char *beside, const char *path, bool *there)
{
	struct store_look backup, now;
	enum code code = look_at(in, beside, &backup);

	*there = access(path, F_OK) == 0;
	if (code != OK)
		return code;
	print_look(in, from, &backup);
	if (!*there)
		return OK;
	if (look_at(in, path, &now) != OK) {
		print_said(in->out, arena_print(in->arena, "now there stands: %s", error_text()));
		error_clear();
		return OK;
	}
	print_look(in, path, &now);
	return print_distance(in, path, &backup, &now);
}

/* Bringing one back */

static enum code
agreed(struct input *in, const char *path)
{
	if (input_has(in, "yes"))
		return OK;
	if (!somebody_is_there())
		return fail(USAGE, "restore: a store stands at %s: it will be put aside if you say --yes",
				path);
	return ask_yes(in->out, arena_print(in->arena, "Put %s aside, and the backup in its place?",
			path)) ? OK : fail(CLASH, "restore: nothing was done");
}

/* Opened and examined as it stands now. */
static enum code
examine_restored(struct input *in)
{
	struct globals globals = *in->globals;
	struct desk desk;
	enum code code;

	globals.unasked = true;		/* nothing of patients is shown */
	code = store_open(&desk, &globals, DB_OPEN, false);

	if (code != OK)
		return code;
	in->desk = &desk;
	code = practice_examine(in, NULL);
	in->desk = NULL;
	desk_close(&desk);
	return code;
}

static enum code
put_in_place(struct input *in, const char *beside, const char *path)
{
	struct desk clock;
	const struct desk_options options = {.now = in->globals->now};
	char day[DAY_SIZE];
	const char *aside, *stamp;
	enum code code = desk_blank(&clock, &options);

	if (code != OK)
		return code;
	stamp = arena_print(in->arena, "%sT%02d%02d", civil_format(day, desk_today(&clock)),
			desk_minute(&clock) / 60, desk_minute(&clock) % 60);
	desk_close(&clock);
	code = restore_put(in->arena, beside, path, stamp, &aside);
	if (code == OK && aside)
		print_said(in->out, arena_print(in->arena, "%s: what stood there is now %s", path,
				aside));
	return code == OK ? examine_restored(in) : code;
}

static enum code
restore_file(struct input *in, const char *from, const char *passphrase, const char *path)
{
	const char *beside;
	bool there;
	enum code code = folders_make(path);

	if (code == OK)
		code = restore_fetch(in->arena, from, passphrase, path, &beside);
	if (code != OK)
		return code;
	code = print_looks(in, from, beside, path, &there);
	if (code == OK && !input_has(in, "look") && there)
		code = agreed(in, path);
	if (code == OK && !input_has(in, "look"))
		code = put_in_place(in, beside, path);
	db_remove(beside);
	return code;
}

/* On a server it is moved into a practice that isn't there yet. */
static enum code
restore_rows(struct input *in, const char *from, const char *passphrase, const char *url)
{
	const char *const near = arena_print(in->arena, "%s/chairtime", folder_here(in));
	struct store_look look;
	const char *beside;
	enum code code = folders_make(near);

	if (code == OK)
		code = restore_fetch(in->arena, from, passphrase, near, &beside);
	if (code != OK)
		return code;
	code = look_at(in, beside, &look);
	if (code == OK)
		print_look(in, from, &look);
	if (code == OK && !input_has(in, "look"))
		code = practice_move(in, beside, url, false);
	db_remove(beside);
	return code == OK && !input_has(in, "look") ? examine_restored(in) : code;
}

static enum code
restore(struct input *in)
{
	const char *const from = input_text(in, "FILE");
	const char *const path = store_path(in->arena, in->globals);
	const char *passphrase;
	const enum code code = key_to_open(in, from, &passphrase);

	if (code != OK)
		return code;
	return db_is_file(path) ? restore_file(in, from, passphrase, path)
		: restore_rows(in, from, passphrase, path);
}

static const struct option restore_options[] = {
	{"FILE", OPTION_TEXT, POSITIONAL | REQUIRED, "FILE", "The backup", NULL},
	{"look", OPTION_FLAG, 0, NULL, "Only say what it holds, and what stands there now", NULL},
	{"yes", OPTION_FLAG, 0, NULL,
		"Don't ask whether the store that stands there shall be put aside", NULL},
	KEY_OPTIONS,
};

/* Opening what else was encrypted */

/* Looked through to its end first, so that nothing of an altered file comes out. */
static enum code
decrypt_to(struct input *in, const char *from, const char *passphrase)
{
	struct new_file file;
	enum code code;

	if (!input_has(in, "o")) {
		code = crypt_open(from, passphrase, NULL);
		return code == OK ? crypt_open(from, passphrase, in->out->file) : code;
	}
	code = new_file_open(&file, input_text(in, "o"));
	return code == OK ? new_file_close(&file, crypt_open(from, passphrase, file.stream)) : code;
}

static enum code
decrypt(struct input *in)
{
	const char *const from = input_text(in, "FILE");
	const char *passphrase;
	enum code code = key_to_open(in, from, &passphrase);

	if (code == OK && !passphrase)
		code = access(from, R_OK) == 0
			? fail(INPUT, "%s: it isn't encrypted by chairtime", from)
			: fail(WORLD, "%s: can't be read", from);
	return code == OK ? decrypt_to(in, from, passphrase) : code;
}

static const struct option decrypt_options[] = {
	{"FILE", OPTION_TEXT, POSITIONAL | REQUIRED, "FILE", "What was encrypted", NULL},
	{"o", OPTION_TEXT, 0, "FILE", "Into that file; else to standard output", NULL},
	KEY_OPTIONS,
};

const struct command backup_commands[] = {
	{"backup", "A consistent copy of the store, while desks go on working",
		OPTIONS(backup_options), STORE_WRITE, 0, backup},
	{"restore", "Puts a backup in the place of the store, which is put aside",
		OPTIONS(restore_options), STORE_MAKE, 0, restore},
	{"decrypt", "Opens an export or backup that was encrypted", OPTIONS(decrypt_options),
		STORE_NONE, 0, decrypt},
	{0}
};
