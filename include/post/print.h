/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Letters on paper: what waits in the outbox as a letter, print-ready as HTML (letters, postcards,
 * sheets of labels) or as a listing for a mail merge.
 */
#ifndef POST_PRINT_H
#define POST_PRINT_H

#include "base/buffer.h"
#include "store/desk.h"

/* A letter that waits. A listing. */
struct letter_line {
	int64_t id;			/* of the message */
	int64_t patient;
	const char *name, *address;	/* address: its lines with commas between, as it is kept */
	const char *date;		/* today, in the letter's language */
	const char *subject, *text;
};
extern const struct record letter_line_record;

/* Those that wait and are due, oldest first; whoever must not be written to now is left out, by
 * contact_rest. In the arena. */
enum code letters_load(struct desk *desk, struct arena *arena, struct letter_line **out,
		size_t *count);

enum paper { PAPER_LETTERS, PAPER_POSTCARDS, PAPER_LABELS };
extern const char *const paper_words[];
/* One page a letter (A4, the address in the window of an envelope), one a postcard (A6), or labels,
 * 21 to a sheet of A4 (63.5 by 38.1 mm). Everything from the store is escaped. */
void letters_html(struct desk *desk, struct arena *arena, enum paper paper,
		const struct letter_line *lines, size_t count, struct buffer *out);

/* The same into a file, which is there whole or not at all. WORLD where it can't be. */
enum code letters_write(struct desk *desk, struct arena *arena, enum paper paper,
		const struct letter_line *lines, size_t count, const char *path);

/* They were printed and posted: each is sent, and a contact. One batch. *said tells how many. */
enum code letters_printed(struct desk *desk, struct arena *arena, const struct letter_line *lines,
		size_t count, const char **said);

#endif
