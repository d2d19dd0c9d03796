/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Columns: which fields of a record are shown.
 */
#include "port/rows.h"

#include <assert.h>
#include <string.h>

static struct columns
all_shown(struct arena *arena, const struct record *record)
{
	struct columns out = {arena_take(arena, record->count * sizeof *out.fields), 0};

	for (size_t i = 0; i < record->count; i++)
		if (!(record->fields[i].flags & (HIDDEN | ASKED)))
			out.fields[out.count++] = &record->fields[i];
	return out;
}

struct columns
columns_of(struct arena *arena, const struct record *record, const char *names)
{
	struct columns out = {NULL, 0};
	char *list, *state;

	if (!names)
		return all_shown(arena, record);
	out.fields = arena_take(arena, record->count * sizeof *out.fields);
	list = arena_copy(arena, names);
	for (char *name; (name = strtok_r(list, " ", &state)); list = NULL) {
		assert(out.count < record->count);
		out.fields[out.count] = record_field(record, name);
		assert(out.fields[out.count]);
		out.count++;
	}
	return out;
}
