/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Letters on paper.
 */
#include "groups.h"

#include "cli/listings.h"
#include "post/print.h"

const struct listing letter_listing = {&letter_line_record, NULL, "id name address subject"};

static enum code
letters(struct input *in)
{
	struct letter_line *lines;
	const char *said = NULL;
	size_t count;
	const enum paper paper = input_has(in, "as") ? (enum paper)input_word(in, "as") :
		PAPER_LETTERS;
	enum code code = letters_load(in->desk, in->arena, &lines, &count);

	if (code == OK && input_has(in, "o"))
		code = letters_write(in->desk, in->arena, paper, lines, count, input_text(in, "o"));
	else if (code == OK)
		print_rows(in->out, &letter_listing, lines, count);
	if (code == OK && input_has(in, "printed"))
		code = letters_printed(in->desk, in->arena, lines, count, &said);
	if (code == OK)
		print_said(in->out, said);
	return code;
}

static const struct option letters_options[] = {
	{"o", OPTION_TEXT, 0, "FILE", "Print-ready into that file (HTML); else they are listed", NULL},
	{"as", OPTION_WORD, 0, "letters|postcards|labels", "With -o: what is to be printed", paper_words},
	{"printed", OPTION_FLAG, 0, NULL, "They are on their way: each counts as sent", NULL},
};

const struct command letters_commands[] = {
	{"letters", "Letters that wait to be printed", OPTIONS(letters_options), STORE_WRITE, LISTS,
		letters},
	{0}
};
