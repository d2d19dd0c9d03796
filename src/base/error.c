/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The error that stands: one code and one sentence, until they are cleared.
 */
#include "base/error.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static enum code standing = OK;
static char sentence[1024];

/* A sentence that was cut short may end inside a character: takes its split bytes away. */
static void
drop_split_character(char *text, size_t length)
{
	size_t start = length;

	while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
		start--;
	if (start > 0 && (unsigned char)text[start - 1] >= 0xC0)
		text[start - 1] = '\0';
}

enum code
fail(enum code code, const char *format, ...)
{
	va_list values;
	int length;

	assert(code != OK);
	if (standing != OK)
		return code;
	standing = code;
	va_start(values, format);
	length = vsnprintf(sentence, sizeof sentence, format, values);
	va_end(values);
	if (length >= (int)sizeof sentence)
		drop_split_character(sentence, strlen(sentence));
	return code;
}

/* Places that take no more. */
static const struct {
	int number;
	const char *words;
} places[] = {
	{ENOSPC, "the disk is full: make room there"},
	{EDQUOT, "your quota on that disk is used up: remove what isn't needed there, or ask whoever "
		"gives it for more (quota -s shows it)"},
	{EFBIG, "no file may be so large there: see `ulimit -f`, and what its file system takes"},
	{EROFS, "that disk is read-only"},
	{EIO, "the disk fails: see the system's log, and write elsewhere"},
};

const char *
error_words(int number)
{
	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
		if (places[i].number == number)
			return places[i].words;
	return strerror(number);
}

enum code
fail_writing(const char *what)
{
	return fail(WORLD, "%s: can't be written: %s", what, error_words(errno));
}

const char *
error_text(void)
{
	return sentence;
}

enum code
error_code(void)
{
	return standing;
}

void
error_clear(void)
{
	standing = OK;
	sentence[0] = '\0';
}

int
code_exit_status(enum code code)
{
	switch (code) {
	case OK:
		return 0;
	case NOT_FOUND:
	case CLASH:
	case STALE:
	case DENIED:
		return 1;
	case USAGE:
	case INPUT:
		return 2;
	case BUSY:
	case STORE:
	case WORLD:
		return 3;
	}
	return 3;
}
