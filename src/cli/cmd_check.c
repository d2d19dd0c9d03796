/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Examining a store, and the seal of its log.
 */
#include "groups.h"

#include <inttypes.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/disk.h"
#include "book/appointment.h"
#include "cli/found.h"
#include "recall/contact.h"
#include "store/change.h"

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

/* The log against a head that was kept elsewhere. */
static enum code
examine_seal(struct input *in, const char *head, int64_t *found)
{
	int64_t more = 0;
	const enum code code = store_check_seal(in->desk, head, print_finding, in->out, &more);

	*found += more;
	return code;
}

/* The store is made for its owner, or a folder's group; a copy or a backup program may have changed that. */
static void
note_others(struct input *in)
{
	const char *const where = db_where(in->desk->db);
	struct stat status;

	if (db_is_file(where) && stat(where, &status) == 0 && status.st_mode & S_IRWXO)
		print_note(in->out, "%s: everybody on this host may open it (mode %03o): chmod o= it",
				where, (unsigned)status.st_mode & 0777);
}

enum code
practice_examine(struct input *in, const char *head)
{
	const char *const warning = db_warning(in->desk->db);
	int64_t found = 0;
	const char *words;
	enum code code = store_check(in->desk, print_finding, in->out, &found);

	if (code == OK && head)
		code = examine_seal(in, head, &found);
	if (warning)
		print_note(in->out, "%s", warning);
	note_others(in);
	if (code != OK)
		return code;
	if (found > 0)
		return fail(STORE, "%s: findings: %" PRId64, db_where(in->desk->db), found);
	code = count_rows(in, &words);
	if (code == OK)
		print_said(in->out, arena_print(in->arena, "%s: nothing wrong", words));
	return code;
}

/* Whether whoever takes the disk has the book. */
static void
print_disk(struct input *in)
{
	static const char *const said[] = {
		[DISK_UNKNOWN] = "whether the disk of the store is encrypted can't be told",
		[DISK_CLEAR] = ("the disk of the store isn't encrypted as far as can be seen: whoever "
			"takes it can read the book; see ENCRYPTION in chairtime(7)"),
		[DISK_LOCKED] = "the disk of the store is encrypted",
	};
	const char *const where = db_where(in->desk->db), *by;
	enum disk_lock lock;

	if (!db_is_file(where)) {
		print_said(in->out, "whether the server's disk is encrypted can't be told from here");
		return;
	}
	lock = disk_lock_of(where, &by);
	print_said(in->out, lock == DISK_CLEAR ? said[lock]
			: arena_print(in->arena, "%s (%s)", said[lock], by));
}

static enum code
check(struct input *in)
{
	if (input_has(in, "disk") || isatty(fileno(in->out->file)))
		print_disk(in);
	if (input_has(in, "mend")) {
		const enum code code = store_mend(in->desk);

		if (code != OK)
			return code;
	}
	return practice_examine(in, input_text(in, "seal"));
}

static const struct option check_options[] = {
	{"seal", OPTION_TEXT, 0, "HEAD",
		"Also whether the log still is the one of which `journal seal` printed this", NULL},
	{"mend", OPTION_FLAG, 0, NULL,
		"First mend what follows from the rows and the log alone: what is derived, and counters",
		NULL},
	{"disk", OPTION_FLAG, 0, NULL,
		"Also say whether the disk is encrypted, which is said on a terminal anyway", NULL},
};

static enum code
seal(struct input *in)
{
	const char *head;
	const enum code code = store_seal(in->desk, in->arena, &head);

	if (code == OK)
		print_said(in->out, head);
	return code;
}

const struct command check_commands[] = {
	{"check", "Examines the store: its file, what it holds and its log", OPTIONS(check_options),
		STORE_WRITE, 0, check},
	{"journal seal", "Prints the ends of the log and of who saw what, to be kept elsewhere for check --seal", NULL, 0,
		STORE_WRITE, 0, seal},
	{0}
};
