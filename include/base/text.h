/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text is UTF-8. Widths are cells of a terminal, by utf8proc, a grapheme cluster at a time;
 * folding (no case, no accents, compatible forms) is what search and comparison use.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* True where `text` is well-formed UTF-8 without NUL inside. */
bool text_valid(const char *text, size_t length);

/* The length in bytes of the grapheme cluster at `text` (at least 1 unless at the NUL), and its
 * width in cells: 0 (a mark or joiner that stands alone), 1 or 2. Malformed bytes and control
 * characters are clusters of their own, with width 1. */
size_t text_cluster(const char *text, int *width);

/* Cells that the text takes, control characters as one each. */
int text_width(const char *text);

/* Bytes of the longest beginning of `text` that takes at most `cells`. */
size_t text_fit(const char *text, int cells);
/* Those of its next row of that width, broken at a blank where there is one. */
size_t text_row_length(const char *text, int cells);

/* What may reach a terminal or a message line: control characters (C0, C1, DEL; newlines too),
 * malformed bytes and bidirectional embeddings, overrides and isolates become one U+FFFD each. */
char *text_clean(struct arena *arena, const char *text);

/* Folded for search: compatibility-decomposed, case folded, accents and what is invisible
 * stripped, letters with a stroke without it (ł l, ø o, æ ae), Arabic's and Persian's twin letters
 * one, digits of any script ASCII, blanks of any kind one space and none at the ends. Malformed
 * bytes are left out. What is folded already stays as it is. */
char *text_fold(struct arena *arena, const char *text);

/* Without accents, points and other marks, case and letters else as they are: "Čapek": "Capek"; ł, ø
 * and the like without their stroke. */
char *text_unaccented(struct arena *arena, const char *text);

/* The next folded word at *cursor (letters and digits with their marks; anything else parts
 * words), moved on behind it; NULL at the end. */
char *text_next_word(struct arena *arena, const char **cursor);

/* The digits of a telephone number, of any script, as ASCII; nothing else. */
char *text_digits(struct arena *arena, const char *text);
/* The characters of an ASCII text backwards. */
char *text_reverse(struct arena *arena, const char *text);

bool text_is_blank(const char *text);		/* NULL, "" or only white space */
bool text_equal_nocase(const char *a, const char *b);	/* ASCII case only; for codes */
bool text_parse_int(const char *text, long long *out);	/* the whole text is one number */

#endif
