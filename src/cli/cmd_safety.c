/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Safety: copies and examination.
 */
#include "groups.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "book/appointment.h"
#include "book/mark.h"
#include "cli/found.h"
#include "cli/rooms.h"
#include "recall/contact.h"
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

/* A finding is a line of what was asked for. */
static void
print_finding(void *context, const char *sentence)
{
	print_said(context, sentence);
}

/* How many rows there are of what people speak of: "12 changes, 3 patients". */
static enum code
count_rows(struct input *in, const char **words)
{
	static const struct {
		const struct record *record;
		const char *plural;
	} counted[] = {
		{&change_record, "changes"}, {&patient_record, "patients"},
		{&appointment_record, "visits"}, {&recall_record, "recalls"},
		{&contact_record, "contacts"},
	};
	enum code code = OK;

	*words = "";
	for (size_t i = 0; code == OK && i < sizeof counted / sizeof counted[0]; i++) {
		int64_t count;

		code = record_count(in->desk, counted[i].record, &count);
		*words = arena_print(in->arena, "%s%s%" PRId64 " %s", *words, i ? ", " : "", count,
				     counted[i].plural);
	}
	return code;
}

/* Examines a store; findings are printed. */
static enum code
examine(struct input *in)
{
	const char *const warning = db_warning(in->desk->db);
	int64_t found = 0;
	const char *words;
	enum code code = store_check(in->desk, print_finding, in->out, &found);

	if (warning)
		print_note(in->out, "%s", warning);
	if (code != OK)
		return code;
	if (found > 0)
		return fail(STORE, "%s: findings: %" PRId64, db_where(in->desk->db), found);
	code = count_rows(in, &words);
	if (code == OK)
		print_said(in->out, arena_print(in->arena, "%s: nothing wrong", words));
	return code;
}

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
	code = examine(in);
	in->desk = NULL;
	desk_close(&desk);
	return code;
}

static const struct option restore_options[] = {
	{"FILE", OPTION_TEXT, POSITIONAL | REQUIRED, "FILE",
		"The backup; the store must not exist yet",
		NULL},
};

const struct command safety_commands[] = {
	{"backup", "A consistent copy of the store, while desks go on working",
		OPTIONS(backup_options), STORE_WRITE, 0, backup},
	{"restore", "Puts a backup in the place of a store that isn't there",
		OPTIONS(restore_options), STORE_MAKE, 0, restore},
	{"check", "Examines the store: its file, what it holds and its log", NULL, 0, STORE_WRITE,
		0, examine},
	{0}
};
