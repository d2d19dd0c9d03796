/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Passwords: from a file that nobody else may read, a program that prints one, or systemd.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/guard.h"
#include "base/split.h"
#include "base/text.h"
#include "post/ways.h"
#include "program.h"

#define SECRET_MOST 1024	/* bytes of a password */
#define SECRET_SECONDS 30

/* Its first line. */
static enum code
take_line(struct arena *arena, const char *text, size_t length, const char *from, const char **out)
{
	size_t end = 0;

	while (end < length && text[end] && text[end] != '\n' && text[end] != '\r')
		end++;
	*out = arena_copy_bytes(arena, text, end);
	return end ? OK : fail(WORLD, "%s: no password is in it", from);
}

static enum code
read_open(struct arena *arena, int file, const char *path, bool strict, const char **out)
{
	char text[SECRET_MOST];
	struct stat about;
	ssize_t length;
	enum code code;

	if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode))
		return fail(WORLD, "%s: it is no file", path);
	if (strict && (about.st_mode & (S_IRWXG | S_IRWXO)))
		return fail(DENIED, "%s: others may read that password: chmod 600 %s", path, path);
	length = read(file, text, sizeof text);
	if (length < 0)
		return fail(WORLD, "%s: it can't be read", path);
	code = take_line(arena, text, (size_t)length, path, out);
	guard_wipe(text, sizeof text);
	return code;
}

static enum code
from_file(struct arena *arena, const char *path, bool strict, const char **out)
{
	const int file = open(path, O_RDONLY | O_CLOEXEC);
	enum code code;

	if (file < 0)
		return fail(WORLD, "%s: the password can't be read: no such file, or not for you",
				path);
	code = read_open(arena, file, path, strict, out);
	close(file);
	return code;
}

static enum code
from_command(struct arena *arena, const char *command, const char **out)
{
	const char *const *const words = (const char *const *)split_words(arena, command, NULL);
	struct buffer printed = {0};
	struct program_end end;
	enum code code;

	if (!words[0])
		return fail(INPUT, "password_command: which program?");
	code = program_run(words, NULL, 0, SECRET_SECONDS, &printed, &end);

	if (code != OK || end.status != 0)
		code = fail(WORLD, "%s: the program that should print the password %s", words[0],
				!end.began ? "couldn't be started" : "failed");
	else
		code = take_line(arena, printed.length ? printed.bytes : "", printed.length,
				words[0], out);
	if (printed.length)
		guard_wipe(printed.bytes, printed.room);
	buffer_free(&printed);
	return code;
}

static enum code
from_credential(struct arena *arena, const char *name, const char **out)
{
	const char *const folder = getenv("CREDENTIALS_DIRECTORY");

	if (!folder)
		return fail(WORLD, "credential %s: systemd gave none: it isn't "
				"run by a unit with LoadCredential=", name);
	return from_file(arena, arena_print(arena, "%s/%s", folder, name), false, out);
}

void
secret_wipe(const char **secret)
{
	if (*secret)
		guard_wipe((void *)(uintptr_t)*secret, strlen(*secret));
	*secret = NULL;
}

enum code
secret_read(struct arena *arena, const struct secret *secret, const char **out)
{
	*out = NULL;
	if (secret->file)
		return from_file(arena, secret->file, true, out);
	if (secret->command)
		return from_command(arena, secret->command, out);
	return secret->credential ? from_credential(arena, secret->credential, out) : OK;
}
