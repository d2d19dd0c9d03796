/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The alphabet of text messages (3GPP TS 23.038): 160 characters, or 153 of each of several; 70 and
 * 67 where one isn't in it.
 */
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "post/template.h"

#define ONE_PLAIN 160
#define EACH_PLAIN 153
#define ONE_WIDE 70
#define EACH_WIDE 67

/* What it has beside ASCII's letters, digits and the signs below; then what counts two. */
static const char *const letters[] = { "£", "¥", "è", "é", "ù", "ì", "ò", "Ç", "Ø", "ø", "Å", "å",
	"Δ", "Φ", "Γ", "Λ", "Ω", "Π", "Ψ", "Σ", "Θ", "Ξ", "Æ", "æ", "ß", "É", "¤", "¡", "Ä", "Ö",
	"Ñ", "Ü", "§", "¿", "ä", "ö", "ñ", "ü", "à", NULL };
static const char signs[] = "@$_!\"#%&'()*+,-./:;<=>? \n\r";
static const char twice[] = "^{}\\[~]|";

static const struct {
	const char *sign, *plain;
} plainer[] = {
	{ "’", "'" }, { "‘", "'" }, { "‚", "'" }, { "`", "'" }, { "´", "'" }, { "“", "\"" },
	{ "”", "\"" }, { "„", "\"" }, { "«", "\"" }, { "»", "\"" }, { "–", "-" }, { "—", "-" },
	{ "−", "-" }, { "…", "..." }, { "·", "-" }, { "•", "-" }, { "\xC2\xA0", " " },
	{ "\xE2\x80\xAF", " " }, { "\xE2\x80\x89", " " }, { "\t", " " },
};

static bool
is_same(const char *cluster, size_t length, const char *text)
{
	return strlen(text) == length && memcmp(cluster, text, length) == 0;
}

/* How much a character counts in the alphabet; 0: it isn't in it. */
static int
weight(const char *cluster, size_t length)
{
	const char c = cluster[0];

	if (length == 1 && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			(c >= '0' && c <= '9') || strchr(signs, c)))
		return 1;
	if ((length == 1 && strchr(twice, c)) || is_same(cluster, length, "€"))
		return 2;
	for (size_t i = 0; letters[i]; i++)
		if (is_same(cluster, length, letters[i]))
			return 1;
	return 0;
}

/* The nearest that the alphabet has; NULL: there is none. */
static const char *
nearest(struct arena *arena, const char *cluster, size_t length)
{
	const char *const bare = text_unaccented(arena, arena_copy_bytes(arena, cluster, length));

	for (size_t i = 0; i < sizeof plainer / sizeof *plainer; i++)
		if (is_same(cluster, length, plainer[i].sign))
			return plainer[i].plain;
	return *bare && weight(bare, strlen(bare)) ? bare : NULL;
}

/* UTF-16 counts: what lies beyond 0xFFFF is two. */
static int
wide_count(const char *text)
{
	int count = 0;

	for (const unsigned char *c = (const unsigned char *)text; *c; c++)
		count += (*c & 0xC0) == 0x80 ? 0 : *c >= 0xF0 ? 2 : 1;
	return count;
}

static int
parts(int characters, int one, int each)
{
	return characters <= one ? 1 : (characters + each - 1) / each;
}

int
text_message_fit(struct arena *arena, const char *text, const char **out, int *characters)
{
	struct buffer plain = { 0 };
	bool fits = true;
	int width;

	*characters = 0;
	for (size_t length; *text && (length = text_cluster(text, &width)); text += length) {
		const char *const other = weight(text, length) ? NULL :
			nearest(arena, text, length);
		const char *const bytes = other ? other : text;
		const size_t size = other ? strlen(other) : length;

		fits = fits && (other || weight(text, length));
		*characters += other ? (int)size : weight(text, length);
		buffer_add(&plain, bytes, size);
	}
	*out = arena_copy(arena, plain.length ? plain.bytes : "");
	buffer_free(&plain);
	if (fits)
		return parts(*characters, ONE_PLAIN, EACH_PLAIN);
	*characters = wide_count(*out);
	return parts(*characters, ONE_WIDE, EACH_WIDE);
}
