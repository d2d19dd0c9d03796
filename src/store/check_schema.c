/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the store is made of against what this program makes: a trigger that another program took out, or a
 * constraint that it wrote otherwise, would let anything in unseen.
 */
#include <string.h>

#include "check.h"
#include "schema.h"

struct made {
	const char *name, *words;
};

struct list {
	struct arena *arena;
	struct made *rows;
	size_t count, room;
};

static void
note(void *context, const char *name, const char *words)
{
	struct list *const list = context;
	const size_t size = sizeof *list->rows;

	if (list->count == list->room) {
		const size_t larger = list->room ? list->room * 2 : 128;

		list->rows = arena_grow(list->arena, list->rows, list->room * size, larger * size);
		list->room = larger;
	}
	list->rows[list->count++] = (struct made){arena_copy(list->arena, name),
		arena_copy(list->arena, words)};
}

/* A store in memory that this program has just made. */
static enum code
list_meant(struct list *list)
{
	struct desk desk = {0};
	enum code code = db_open(&desk.db, ":memory:", DB_CREATE);

	if (code == OK)
		code = schema_migrate(&desk);
	if (code == OK)
		code = db_made(desk.db, note, list);
	db_close(desk.db);
	return code;
}

/* What somebody adds for reports of his own harms nothing; a trigger can. */
static void
report_added(struct check *check, const char *name)
{
	if (strncmp(name, "trigger ", 8) == 0)
		check_report(check, "%s was put in by another program: remove it", name);
}

static void
compare_lists(struct check *check, const struct list *meant, const struct list *stored)
{
	size_t i = 0, k = 0;

	while (i < meant->count || k < stored->count) {
		const int order = i == meant->count ? 1 : k == stored->count ? -1
			: strcmp(meant->rows[i].name, stored->rows[k].name);

		if (order < 0)
			check_report(check, "%s isn't there: another program removed it; bring back a "
					"backup", meant->rows[i].name);
		else if (order > 0)
			report_added(check, stored->rows[k].name);
		else if (strcmp(meant->rows[i].words, stored->rows[k].words) != 0)
			check_report(check, "%s isn't as this program makes it: another program "
					"altered it; bring back a backup", meant->rows[i].name);
		i += order <= 0;
		k += order >= 0;
	}
}

enum code
check_schema(struct check *check)
{
	struct list meant = {.arena = &check->arena}, stored = meant;
	enum code code = db_made(check->desk->db, note, &stored);

	if (code != OK || stored.count == 0)
		return code;
	code = list_meant(&meant);
	if (code == OK)
		compare_lists(check, &meant, &stored);
	return code;
}
