/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The meaning of a text reply, by the words of data/replies.
 */
#include <string.h>

#include "base/embedded.h"
#include "base/text.h"
#include "post/reply.h"

#define WORDS_MOST 12		/* of a text that is understood */
#define POLITE (-1)		/* a word that means nothing */
#define UNKNOWN (-2)

static const struct {
	const char *name;
	int meaning;
} kinds[] = {
	{"yes", REPLY_YES}, {"no", REPLY_NO}, {"later", REPLY_LATER}, {"stop", REPLY_STOP},
	{"cancel", REPLY_CANCEL}, {"start", REPLY_START}, {"polite", POLITE},
};

/* Is `word` among those of a line, which have blanks between them? */
static bool
line_has(const char *line, size_t length, const char *word, size_t word_length)
{
	const char *const end = line + length;

	while (line < end) {
		const char *const blank = memchr(line, ' ', (size_t)(end - line));
		const size_t here = (size_t)((blank ? blank : end) - line);

		if (here == word_length && memcmp(line, word, word_length) == 0)
			return true;
		line += here + 1;
	}
	return false;
}

/* Is the section, whose codes and names stand in the line, one of the languages? */
static bool
section_counts(const char *line, size_t length, const char *languages)
{
	while (*languages) {
		const size_t word = strcspn(languages, " ");

		if (word && line_has(line, length, languages, word))
			return true;
		languages += word;
		languages += strspn(languages, " ");
	}
	return false;
}

static int
kind_of(const char *line, size_t length)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strlen(kinds[i].name) == length && memcmp(kinds[i].name, line, length) == 0)
			return kinds[i].meaning;
	return UNKNOWN;
}

/* What a word or phrase means in these languages; UNKNOWN where it means nothing, or two things. */
static int
meaning_of(const char *word, const char *languages)
{
	const struct embedded *const file = embedded_find("replies/words.txt");
	int found = UNKNOWN;
	bool counts = false;

	for (const char *line = file->text, *next; *line; line = next) {
		const size_t length = strcspn(line, "\n"), name = strcspn(line, " \n");
		const char *const words = line + name + (line[name] == ' ');
		const size_t rest = length - (size_t)(words - line);
		const int kind = kind_of(line, name);

		next = line + length + (line[length] == '\n');
		if (name == 8 && memcmp(line, "language", name) == 0)
			counts = section_counts(words, rest, languages);
		if (kind == UNKNOWN || (!counts && kind != REPLY_STOP) ||
				!line_has(words, rest, word, strlen(word)))
			continue;
		if (found != UNKNOWN && found != POLITE && found != kind && kind != POLITE)
			return UNKNOWN;
		if (found == UNKNOWN || found == POLITE)
			found = kind;
	}
	return found;
}

/* The meaning of the words at `words`, the longest phrase first; *taken of them. */
static int
phrase_meaning(struct arena *arena, const char *const *words, size_t count, const char *languages,
		size_t *taken)
{
	for (*taken = count < 4 ? count : 4; *taken > 0; --*taken) {
		const char *phrase = words[0];
		int meaning;

		for (size_t i = 1; i < *taken; i++)
			phrase = arena_print(arena, "%s_%s", phrase, words[i]);
		if ((meaning = meaning_of(phrase, languages)) != UNKNOWN)
			return meaning;
	}
	*taken = 1;
	return UNKNOWN;
}

/* "2": the number of an opening. */
static int
digit_of(const char *word)
{
	return word[0] >= '1' && word[0] <= '9' && word[1] == '\0' ? word[0] - '0' : 0;
}

/* One more meaning beside those before: the same, or a yes with the number that it chooses. */
static void
add_meaning(struct reply_words *reply, int meaning, bool *clear)
{
	if (meaning == POLITE || meaning == (int)reply->meaning)
		return;
	if (reply->meaning == REPLY_UNCLEAR || (reply->meaning == REPLY_YES &&
			meaning == REPLY_NUMBER))
		reply->meaning = (enum reply_meaning)meaning;
	else if (reply->meaning == REPLY_STOP)
		reply->more = true;
	else if (!(reply->meaning == REPLY_NUMBER && meaning == REPLY_YES))
		*clear = false;
}

static void
add_number(struct reply_words *reply, int number, bool *clear)
{
	if (reply->number && reply->number != number)
		*clear = false;
	reply->number = number;
	add_meaning(reply, REPLY_NUMBER, clear);
}

struct reply_words
reply_words_read(struct arena *arena, const char *text, const char *languages)
{
	struct reply_words reply = { .meaning = REPLY_UNCLEAR };
	const char *const folded = text_fold(arena, text), *cursor = folded, *word;
	const char *const folded_languages = text_fold(arena, languages);
	const char *words[WORDS_MOST + 1];
	size_t count = 0, taken;
	bool clear = true;

	while (count <= WORDS_MOST && (word = text_next_word(arena, &cursor)))
		words[count++] = word;
	for (size_t i = 0; i < count; i += taken) {
		const int number = digit_of(words[i]);
		const int meaning = number ? REPLY_NUMBER : phrase_meaning(arena, words + i,
				count - i, folded_languages, &taken);

		if (number)
			taken = 1, add_number(&reply, number, &clear);
		else if (meaning != UNKNOWN)
			add_meaning(&reply, meaning, &clear);
		else if (reply.meaning == REPLY_STOP)
			reply.more = true;
		else
			clear = false;
	}
	if (reply.meaning != REPLY_STOP && (!clear || count > WORDS_MOST))
		return (struct reply_words){ .meaning = REPLY_UNCLEAR };
	reply.more = reply.more || !clear;
	return reply;
}
