/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A folder of text messages that came in: each file is taken once.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/text.h"
#include "post/reply.h"

#define FILE_MOST 65536		/* bytes of a file that are read */

struct folder {
	struct desk *desk;
	struct arena *arena;
	const char *path;
	void (*found)(void *context, const struct text_reply *reply);
	void *context;
};

static enum code
move_file(const struct folder *folder, const char *from, const char *to, const char *name)
{
	const char *const old = arena_print(folder->arena, "%s/%s%s", folder->path, from, name);
	const char *const new = arena_print(folder->arena, "%s/%s%s", folder->path, to, name);

	return rename(old, new) == 0 ? OK : fail(WORLD, "%s: it can't be moved to %s: %s", old, new,
			strerror(errno));
}

static enum code
make_folder(const struct folder *folder, const char *name)
{
	const char *const path = arena_print(folder->arena, "%s/%s", folder->path, name);

	if (mkdir(path, 0700) == 0 || errno == EEXIST)
		return OK;
	return fail(WORLD, "%s: it can't be made: %s", path, strerror(errno));
}

/* The whole of a file, as far as it is read. */
static enum code
read_file(struct arena *arena, const char *path, char **text)
{
	FILE *const file = fopen(path, "re");
	size_t length;

	*text = arena_take(arena, FILE_MOST + 1);
	if (!file)
		return fail(WORLD, "%s: it can't be read: %s", path, strerror(errno));
	length = fread(*text, 1, FILE_MOST, file);
	(*text)[length] = '\0';
	fclose(file);
	return OK;
}

/* Takes the headers apart: "From: NUMBER" among them; *body is behind the empty line. */
static const char *
sender_of(struct arena *arena, char *text, char **body)
{
	const char *from = NULL;

	while (*text) {
		const size_t length = strcspn(text, "\n");
		size_t end = length;
		char *const next = text + length + (text[length] == '\n');

		while (end && (text[end - 1] == '\r' || text[end - 1] == ' '))
			end--;
		*body = next;
		if (end == 0)
			return from;
		if (end > 5 && strncasecmp(text, "From:", 5) == 0)
			from = arena_copy_bytes(arena, text + 5, end - 5);
		text = next;
	}
	return NULL;
}

static enum code
take_file(const struct folder *folder, const char *name, struct text_reply *reply)
{
	const char *const path = arena_print(folder->arena, "%s/taken/%s", folder->path, name);
	char *text, *body;
	const char *from;
	enum code code = read_file(folder->arena, path, &text);

	if (code != OK)
		return code;
	if (!text_valid(text, strlen(text)))
		return fail(INPUT, "%s: it isn't UTF-8", path);
	from = sender_of(folder->arena, text, &body);
	if (!from)
		return fail(INPUT, "%s: it doesn't begin with a line From: NUMBER, other such lines, "
				"and an empty one", path);
	return reply_text(folder->desk, folder->arena, from + strspn(from, " \t"), body, reply);
}

/* What can't be read is told and put aside; what the store refuses ends it all, and the file goes
 * back. */
static enum code
take_one(const struct folder *folder, const char *name)
{
	struct text_reply reply;
	enum code code = move_file(folder, "", "taken/", name);

	if (code != OK)
		return code;
	code = take_file(folder, name, &reply);
	if (code == INPUT) {
		reply = (struct text_reply){ .from = text_clean(folder->arena, name),
			.result = "bad", .said = arena_copy(folder->arena, error_text()) };
		error_clear();
		folder->found(folder->context, &reply);
		return move_file(folder, "taken/", "bad/", name);
	}
	if (code != OK) {
		move_file(folder, "taken/", "", name);
		return code;
	}
	folder->found(folder->context, &reply);
	return move_file(folder, "taken/", "done/", name);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The files of a folder by name; hidden ones and folders are left alone. */
static enum code
names_load(const struct folder *folder, const char *within, const char ***out, size_t *count)
{
	const char *const path = arena_print(folder->arena, "%s/%s", folder->path, within);
	DIR *const dir = opendir(path);
	const struct dirent *entry;
	struct stat about;

	*out = NULL;
	*count = 0;
	if (!dir)
		return fail(WORLD, "%s: no such folder, or not for you", path);
	while ((entry = readdir(dir))) {
		if (entry->d_name[0] == '.' || stat(arena_print(folder->arena, "%s/%s", path,
				entry->d_name), &about) != 0 || !S_ISREG(about.st_mode))
			continue;
		if ((*count & (*count - 1)) == 0)
			*out = arena_grow(folder->arena, *out, *count * sizeof **out,
					(*count ? *count * 2 : 1) * sizeof **out);
		(*out)[(*count)++] = arena_copy(folder->arena, entry->d_name);
	}
	closedir(dir);
	if (*count)
		qsort(*out, *count, sizeof **out, by_name);
	return OK;
}

/* What was being read when the machine stopped: it may have been acted on. */
static enum code
tell_uncertain(const struct folder *folder)
{
	const char **names;
	size_t count;
	enum code code = names_load(folder, "taken", &names, &count);

	for (size_t i = 0; code == OK && i < count; i++) {
		const struct text_reply reply = { .result = "uncertain",
			.from = text_clean(folder->arena, names[i]), .said = "it was being read when "
			"the machine stopped: look at the patient, then move the file out of taken/" };

		folder->found(folder->context, &reply);
	}
	return code;
}

enum code
reply_folder(struct desk *desk, struct arena *arena, const char *path,
		void (*found)(void *context, const struct text_reply *reply), void *context)
{
	const struct folder folder = { .desk = desk, .arena = arena, .path = path, .found = found,
		.context = context };
	const char **names;
	size_t count;
	enum code code = names_load(&folder, "", &names, &count);

	if (code == OK)
		code = make_folder(&folder, "taken");
	if (code == OK)
		code = make_folder(&folder, "done");
	if (code == OK)
		code = make_folder(&folder, "bad");
	if (code == OK)
		code = tell_uncertain(&folder);
	for (size_t i = 0; code == OK && i < count; i++)
		code = take_one(&folder, names[i]);
	return code;
}
