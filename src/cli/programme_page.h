/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A programme as one page of HTML, fit to hang on a wall. Private to src/cli.
 */
#ifndef CLI_PROGRAMME_PAGE_H
#define CLI_PROGRAMME_PAGE_H

#include "care/programme.h"
#include "base/buffer.h"

struct programme_page {
	const char *title, *lead, *aim;	/* aim may be NULL */
	const struct programme_line *lines;
	size_t count;
	const struct programme_note *notes;
	size_t note_count;
};

void programme_page_write(struct buffer *buffer, const struct programme_page *page);

#endif
