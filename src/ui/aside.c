/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is put aside, in its file: a line of numbers each.
 */
#include "aside.h"
#include "base/newfile.h"
#include "book/patient.h"
#include "store/desk.h"
#include "words.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FOLDER_MODE 0700

/* The folder of such files; NULL where there is no home. */
static const char *
folder(struct arena *arena)
{
	const char *const state = getenv("XDG_STATE_HOME"), *const home = getenv("HOME");

	if (state && *state)
		return arena_print(arena, "%s/chairtime", state);
	return home && *home ? arena_print(arena, "%s/.local/state/chairtime", home) : NULL;
}

/* Makes the folders above the last slash, as far as they are missing. */
static void
make_folders(const char *path)
{
	struct arena arena = { 0 };

	for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/'))
		mkdir(arena_copy_bytes(&arena, path, (size_t)(slash - path)), FOLDER_MODE);
	arena_free(&arena);
}

/* Letters and digits of the practice's and the desk's name. */
static const char *
file_path(struct arena *arena, const struct desk *desk)
{
	const char *const in = folder(arena);
	char *const path = in ? arena_print(arena, "%s/aside-%s-%s", in, desk->practice, desk->name)
			      : NULL;

	for (char *c = path ? path + strlen(in) + 1 : NULL; c && *c; c++)
		if (!isalnum((unsigned char)*c))
			*c = '-';
	return path;
}

static bool
item_read(const char *line, struct aside_item *item)
{
	*item = (struct aside_item){ 0 };
	return sscanf(line, "%" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64
			" %d %d %d", &item->patient, &item->visit, &item->rev, &item->type,
			&item->provider, &item->slot.chair, &item->slot.day, &item->slot.start,
			&item->slot.minutes) == 9;
}

/* Who has been removed since is left out. */
static bool
item_name(struct desk *desk, struct arena *arena, struct aside_item *item)
{
	struct patient patient;

	if (record_get(desk, arena, &patient_record, item->patient, &patient) != OK) {
		error_clear();
		return false;
	}
	snprintf(item->name, sizeof(item->name), "%.*s", (int)(sizeof(item->name) - 1),
			patient.name);
	return true;
}

void
aside_load(struct desk *desk, struct aside *aside)
{
	struct arena arena = { 0 };
	const char *const path = file_path(&arena, desk);
	FILE *const file = path ? fopen(path, "r") : NULL;
	char line[256];

	aside->count = 0;
	while (file && aside->count < ASIDE_MOST && fgets(line, sizeof(line), file))
		if (item_read(line, &aside->items[aside->count]) &&
		    item_name(desk, &arena, &aside->items[aside->count]))
			aside->count++;
	if (file)
		fclose(file);
	arena_free(&arena);
}

static void
item_write(const struct aside_item *item, FILE *out)
{
	fprintf(out, "%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64
			" %d %d %d\n", item->patient, item->visit, item->rev, item->type,
			item->provider, item->slot.chair, item->slot.day, item->slot.start,
			item->slot.minutes);
}

enum code
aside_save(const struct desk *desk, const struct aside *aside)
{
	struct arena arena = { 0 };
	const char *const path = file_path(&arena, desk);
	struct new_file file = {0};
	enum code code;

	if (path)
		make_folders(path);
	code = path ? new_file_open(&file, path)
		    : fail(WORLD, "there is no home folder to keep it in");
	if (code == OK) {
		for (size_t i = 0; i < aside->count; i++)
			item_write(&aside->items[i], file.stream);
		code = new_file_close(&file, OK);
	}
	arena_free(&arena);
	return code;
}

const char *
aside_names(struct arena *arena, const struct aside *aside)
{
	const char *names = "";

	for (size_t i = aside->count; i-- > 0;)
		names = arena_print(arena, "%s%s%s", names, *names ? ", " : "",
				name_family(arena, aside->items[i].name));
	return names;
}
