/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Printing a listing whole, and what an act made or changed.
 */
#include "acts.h"

#include <inttypes.h>

enum code
print_all(struct input *in, const struct listing *listing, const char *tail)
{
	void *rows;
	size_t count;
	const enum code code = record_select(in->desk, in->arena, listing->record, &rows, &count,
			tail, "");

	if (code == OK)
		print_rows(in->out, listing, rows, count);
	return code;
}

static enum code
print_whole(struct input *in, const struct listing *listing, int64_t id)
{
	void *const row = arena_take(in->arena, listing->record->size);
	const enum code code = record_get(in->desk, in->arena, listing->record, id, row);

	if (code == OK)
		print_record(in->out, listing, row);
	return code;
}

enum code
print_made(struct input *in, const struct listing *listing, int64_t id)
{
	if (in->out->format == FORMAT_JSON)
		return print_whole(in, listing, id);
	fprintf(in->out->file, "%" PRId64 "\n", id);
	return OK;
}

enum code
print_changed(struct input *in, const struct listing *listing, int64_t id, const char *said)
{
	if (in->out->format == FORMAT_JSON)
		return print_whole(in, listing, id);
	print_said(in->out, said);
	return OK;
}
