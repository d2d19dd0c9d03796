/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Folding: what search and comparison see of a text. By utf8proc's compatibility decomposition
 * and case folding (UAX 15, full C+F), then without accents, and with the letters of `letters`
 * replaced, which Unicode doesn't decompose but people type without their stroke.
 */
#include "base/text.h"
#include "base/arena.h"
#include "base/buffer.h"

#include <string.h>
#include <utf8proc.h>

#define DECOMPOSED_MAX 32	/* the longest decomposition of one character has 18 */

static const struct letter {
	utf8proc_int32_t codepoint;
	const char *folded;
} letters[] = {
	{0x00E6, "ae"},		/* æ */
	{0x00F0, "d"},		/* ð */
	{0x00F8, "o"},		/* ø */
	{0x00FE, "th"},		/* þ */
	{0x0111, "d"},		/* đ */
	{0x0127, "h"},		/* ħ */
	{0x0131, "i"},		/* ı */
	{0x0142, "l"},		/* ł */
	{0x014B, "n"},		/* ŋ */
	{0x0153, "oe"},		/* œ */
	{0x0167, "t"},		/* ŧ */
	{0x0629, "\xD9\x87"},	/* teh marbuta as heh */
	{0x0640, ""},		/* tatweel, which only stretches */
	{0x0649, "\xD9\x8A"},	/* alef maksura as yeh */
	{0x06A9, "\xD9\x83"},	/* Persian keheh as kaf */
	{0x06CC, "\xD9\x8A"},	/* Persian yeh as yeh */
};

struct folding {
	struct buffer text;
	bool blank;		/* blanks were seen behind the text so far */
};

static void
add_folded(struct folding *folding, const char *bytes, size_t length)
{
	if (folding->blank && length > 0)
		buffer_add(&folding->text, " ", 1);
	folding->blank = folding->blank && length == 0;
	buffer_add(&folding->text, bytes, length);
}

/* A mark that names are also written without: accents, points of Hebrew and Arabic, nuktas.
 * The vowel signs of Indic, Thai and Tibetan and the voicing of kana are letters in all but
 * name: their canonical combining classes are others. */
static bool
is_accent(const utf8proc_property_t *property)
{
	const int position = property->combining_class;

	if (property->category == UTF8PROC_CATEGORY_ME)
		return true;
	return property->category == UTF8PROC_CATEGORY_MN &&
	       (position == 1 || position == 7 || (position >= 10 && position <= 36) ||
		position >= 200);
}

/* The value of a decimal digit of any script: they stand in order, from the script's zero. */
static int
digit_value(utf8proc_int32_t codepoint)
{
	int before = 0;

	while (utf8proc_category(codepoint - before - 1) == UTF8PROC_CATEGORY_ND)
		before++;
	return before % 10;
}

static bool
is_blank_category(int category)
{
	return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
	       category == UTF8PROC_CATEGORY_ZP || category == UTF8PROC_CATEGORY_CC;
}

static const struct letter *
find_letter(utf8proc_int32_t codepoint)
{
	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
		if (letters[i].codepoint == codepoint)
			return &letters[i];
	return NULL;
}

static void
add_decomposed(struct folding *folding, utf8proc_int32_t codepoint)
{
	const utf8proc_property_t *const property = utf8proc_get_property(codepoint);
	const struct letter *const letter = find_letter(codepoint);
	utf8proc_uint8_t bytes[4];

	if (is_blank_category(property->category)) {
		folding->blank = folding->text.length > 0;
	} else if (letter) {
		add_folded(folding, letter->folded, strlen(letter->folded));
	} else if (property->category == UTF8PROC_CATEGORY_ND) {
		const char digit = (char)('0' + digit_value(codepoint));

		add_folded(folding, &digit, 1);
	} else if (!is_accent(property)) {
		add_folded(folding, (const char *)bytes,
			   (size_t)utf8proc_encode_char(codepoint, bytes));
	}
}

static void
add_character(struct folding *folding, utf8proc_int32_t codepoint)
{
	const utf8proc_option_t options =
		UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
	utf8proc_int32_t parts[DECOMPOSED_MAX];
	int boundclass = 0;
	const utf8proc_ssize_t count = utf8proc_decompose_char(codepoint, parts, DECOMPOSED_MAX,
							       options, &boundclass);

	for (utf8proc_ssize_t i = 0; i < count && i < DECOMPOSED_MAX; i++)
		add_decomposed(folding, parts[i]);
}

static char *
fold_any(struct arena *arena, const unsigned char *text, size_t length)
{
	struct folding folding = {0};
	utf8proc_int32_t codepoint;
	char *folded;

	while (length > 0) {
		const utf8proc_ssize_t taken =
			utf8proc_iterate(text, (utf8proc_ssize_t)length, &codepoint);
		const size_t passed = taken > 0 ? (size_t)taken : 1;

		if (taken > 0)
			add_character(&folding, codepoint);
		text += passed;
		length -= passed;
	}
	folded = arena_copy_bytes(arena, folding.text.length ? folding.text.bytes : "",
				  folding.text.length);
	buffer_free(&folding.text);
	return folded;
}

static char *
fold_ascii(struct arena *arena, const unsigned char *text, size_t length)
{
	char *const folded = arena_take(arena, length + 1);
	size_t end = 0;
	bool blank = false;

	for (size_t i = 0; i < length; i++) {
		const unsigned char byte = text[i];

		if (byte <= ' ' || byte == 0x7F) {
			blank = end > 0;
			continue;
		}
		if (blank)
			folded[end++] = ' ';
		blank = false;
		folded[end++] = (char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
	}
	return folded;
}

static char *
fold(struct arena *arena, const char *text, size_t length)
{
	const unsigned char *const bytes = (const unsigned char *)text;

	for (size_t i = 0; i < length; i++)
		if (bytes[i] >= 0x80)
			return fold_any(arena, bytes, length);
	return fold_ascii(arena, bytes, length);
}

char *
text_fold(struct arena *arena, const char *text)
{
	return fold(arena, text, strlen(text));
}

/* What a character is to a word. */
enum word_part { BEGINS, GOES_ON, PARTS };

static enum word_part
word_part(utf8proc_int32_t codepoint)
{
	switch (utf8proc_category(codepoint)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return BEGINS;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
	case UTF8PROC_CATEGORY_CF:	/* soft hyphens, joiners */
		return GOES_ON;
	default:
		return PARTS;
	}
}

/* Moves on behind the character at *text; a malformed byte parts words. */
static enum word_part
next_part(const char **text)
{
	utf8proc_int32_t codepoint;
	const utf8proc_ssize_t taken =
		utf8proc_iterate((const utf8proc_uint8_t *)*text, -1, &codepoint);

	*text += taken > 0 ? taken : 1;
	return taken > 0 ? word_part(codepoint) : PARTS;
}

char *
text_next_word(struct arena *arena, const char **cursor)
{
	const char *at = *cursor, *start;
	char *word;

	while (*at) {
		start = at;
		if (next_part(&at) != BEGINS)
			continue;
		for (*cursor = at; *at && next_part(&at) != PARTS;)
			*cursor = at;
		word = fold(arena, start, (size_t)(*cursor - start));
		if (*word)
			return word;
		at = *cursor;
	}
	*cursor = at;
	return NULL;
}

char *
text_digits(struct arena *arena, const char *text)
{
	char *const digits = arena_take(arena, strlen(text) + 1), *end = digits;
	utf8proc_int32_t codepoint;

	while (*text) {
		const utf8proc_ssize_t taken =
			utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &codepoint);

		if (taken > 0 && utf8proc_category(codepoint) == UTF8PROC_CATEGORY_ND)
			*end++ = (char)('0' + digit_value(codepoint));
		text += taken > 0 ? taken : 1;
	}
	return digits;
}
