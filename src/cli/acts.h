/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What commands of several groups have in common.
 */
#ifndef CLI_ACTS_H
#define CLI_ACTS_H

#include "book/opening.h"
#include "cli/command.h"
#include "cli/output.h"

/* All rows of a listing, `tail` their order. */
enum code print_all(struct input *in, const struct listing *listing, const char *tail);

/* What was made, read back from its listing: the whole of it in JSON, else its id. */
enum code print_made(struct input *in, const struct listing *listing, int64_t id);

/* What was changed: the whole of it in JSON, else the sentence. */
enum code print_changed(struct input *in, const struct listing *listing, int64_t id,
		const char *said);

/* Tells beside a change of the set-up which visits can't stay where they are (`to-move` lists them). */
enum code note_to_move(struct input *in);

void print_openings(struct input *in, const struct opening *openings, size_t count);

#endif
