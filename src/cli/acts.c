/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Printing a listing whole, and what an act made or changed.
 */
#include "acts.h"

#include <inttypes.h>

#include "book/moving.h"
#include "cli/listings.h"
#include "store/change.h"

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

static struct opening_line
line_of(const struct opening *opening)
{
	return (struct opening_line){
		.day = opening->slot.day, .start = opening->slot.start,
		.minutes = opening->slot.minutes,
		.chair = opening->slot.chair, .chair_name = opening->chair_name,
		.provider = opening->provider, .provider_name = opening->provider_name,
		.why = opening->why,
	};
}

void
print_openings(struct input *in, const struct opening *openings, size_t count)
{
	output_begin(in->out, &opening_listing);
	for (size_t i = 0; i < count; i++) {
		const struct opening_line line = line_of(&openings[i]);

		output_row(in->out, &line);
	}
	output_end(in->out);
}

enum code
note_to_move(struct input *in)
{
	struct to_move_line *lines;
	size_t count = 0;
	enum code code = OK;

	if (batch_id(in->desk))
		code = visits_marked(in->desk, in->arena, batch_id(in->desk), &lines, &count);
	for (size_t i = 0; code == OK && i < count; i++)
		print_note(in->out, "to be moved: %s, %s, visit %lld%s%s (%s)",
			   time_said(in->arena, lines[i].day, lines[i].start, desk_today(in->desk)),
			   lines[i].name, (long long)lines[i].row.id, lines[i].phone ? ", " : "",
			   lines[i].phone ? lines[i].phone : "", lines[i].to_move);
	return code;
}
