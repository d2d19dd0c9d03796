/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which files are made into rows, and a cell of one.
 */
#include "foreign_rows.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

void
rows_cell(FILE *out, bool first, const char *text)
{
	if (!first)
		fputc(',', out);
	fputc('"', out);
	for (const char *at = text ? text : ""; *at; at++) {
		if (*at == '"')
			fputc('"', out);
		fputc(*at, out);
	}
	fputc('"', out);
}

/* The first line of it that isn't blank. */
static bool
begins_with(const char *path, const char *word)
{
	char line[64] = "", *at = line;
	struct stat status;
	bool begins = false;
	FILE *stream;

	if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
		return false;
	stream = fopen(path, "rb");
	while (stream && fgets(line, sizeof line, stream)) {
		at = line + (strncmp(line, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0);
		at += strspn(at, " \t\r\n");
		if (*at)
			break;
	}
	begins = strncasecmp(at, word, strlen(word)) == 0;
	if (stream)
		fclose(stream);
	return begins;
}

enum code
foreign_rows(const char *path, const struct csv_window *window, FILE **out)
{
	const bool card = begins_with(path, "BEGIN:VCARD");
	enum code code;

	*out = NULL;
	if (!card && !(window && begins_with(path, "BEGIN:V")))
		return OK;
	*out = tmpfile();
	if (!*out)
		return fail(WORLD, "%s: no room for its rows: %s", path, error_words(errno));
	code = card ? vcard_rows(path, *out) : calendar_rows(path, window, *out);
	if (code == OK && (fflush(*out) != 0 || ferror(*out)))
		code = fail(WORLD, "%s: no room for its rows: %s", path, error_words(errno));
	if (code != OK) {
		fclose(*out);
		*out = NULL;
	} else {
		rewind(*out);
	}
	return code;
}
