/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Migrations are the files data/schema/NNNN-name.sql, each followed by the engine's own of the
 * same number.
 */
#include "schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "batch.h"

#define FOLDER "schema/"

/* The number that a file directly in the folder begins with, 0 where there is none. */
static int
number_of(const char *name, const char *folder)
{
	const size_t length = strlen(folder);

	if (strncmp(name, folder, length) != 0 || strchr(name + length, '/'))
		return 0;
	return atoi(name + length);
}

int
schema_newest(void)
{
	int newest = 0;

	for (const struct embedded *file = embedded_first(FOLDER);
			file && file->name && strncmp(file->name, FOLDER, strlen(FOLDER)) == 0;
			file++) {
		const int number = number_of(file->name, FOLDER);

		if (number > newest)
			newest = number;
	}
	return newest;
}

static enum code
fail_newer(const struct db *db, int version)
{
	return fail(STORE, "%s: a newer chairtime wrote it (version %d, this one knows %d): it was "
			"left as it is; update this program", db_where(db), version,
			schema_newest());
}

enum code
schema_is_ours(struct db *db)
{
	int version;
	const enum code code = db_version(db, &version);

	if (code == OK && version != schema_newest())
		return fail(STORE, "%s: another chairtime has brought it to version %d: close and "
				"start again", db_where(db), version);
	return code;
}

/* Runs the files of that number in a folder. */
static enum code
run_folder(struct db *db, const char *folder, int number)
{
	enum code code = OK;

	for (const struct embedded *file = embedded_first(folder);
			file && file->name && strncmp(file->name, folder, strlen(folder)) == 0 &&
			code == OK; file++)
		if (number_of(file->name, folder) == number)
			code = db_script(db, file->text);
	return code;
}

static enum code
run_number(struct db *db, int number)
{
	char folder[64];
	enum code code = run_folder(db, FOLDER, number);

	snprintf(folder, sizeof folder, FOLDER "%s/", db_engine(db));
	if (code == OK)
		code = run_folder(db, folder, number);
	return code == OK ? db_set_version(db, number) : code;
}

/* In the log of a store that was in use, by a batch of its own. */
static enum code
log_migration(struct desk *desk, int number)
{
	struct batch *const batch = desk->batch;

	batch->kind = "migrate";
	batch->detail = arena_print(&batch->arena, "{\"version\":%d}", number);
	return log_open_kind(desk);
}

/* One step, where another desk hasn't taken it meanwhile. */
static enum code
step(struct desk *desk, int number, bool in_use)
{
	struct db *const db = desk->db;
	int version;
	enum code code = db_begin(db);

	if (code != OK)
		return code;
	code = db_version(db, &version);
	if (code == OK && version < number) {
		code = run_number(db, number);
		if (code == OK && in_use)
			code = batch_find_end(desk);
		if (code == OK && in_use)
			code = log_migration(desk, number);
	}
	return db_end(db, code);
}

static enum code
back_up(struct db *db, int number)
{
	enum code code = db_keep(db, number);

	/* Where the engine keeps only one, that of a migration which failed is as good. */
	if (code == CLASH) {
		error_clear();
		code = OK;
	}
	return code;
}

enum code
schema_migrate(struct desk *desk)
{
	const int newest = schema_newest();
	int version;
	enum code code = db_version(desk->db, &version);
	const bool in_use = version > 0;

	if (code != OK)
		return code;
	if (version > newest)
		return fail_newer(desk->db, version);
	if (in_use && version < newest)
		code = back_up(desk->db, newest);
	while (code == OK && version < newest)
		code = step(desk, ++version, in_use);
	return code;
}
