/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing feeds. The name of each calendar is a setting of the store ("feed chair 3"): a UUID, so
 * that it stays, can't be guessed, and one can be forgotten without the others.
 */
#include "ical/feed.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/newfile.h"
#include "book/practice.h"
#include "ical/export.h"
#include "store/change.h"
#include "store/right.h"
#include "store/setting.h"

#include "made.h"

#define WEEKS_BACK 4
#define PREFIX "feed "

static const struct field feed_line_fields[] = {
	FIELD(feed_line, kind, "Kind", FIELD_TEXT, 0),
	{"id", "Id", FIELD_REF, offsetof(struct feed_line, id), OPTIONAL, NULL, NULL},
	FIELD(feed_line, name, "Name", FIELD_TEXT, OPTIONAL),
	FIELD(feed_line, file, "File", FIELD_TEXT, 0),
	FIELD(feed_line, entries, "Entries", FIELD_INT, OPTIONAL),
	FIELD(feed_line, state, "State", FIELD_TEXT, 0),
};

const struct record feed_line_record = {
	.table = "feed", .label = "feed", .size = sizeof(struct feed_line),
	.fields = feed_line_fields, .count = FIELD_COUNT(feed_line_fields), .view = true
};

struct feeds {
	struct desk *desk;
	const struct feed_asked *asked;
	struct arena arena;
	int from;
	void (*found)(void *context, const struct feed_line *line);
	void *context;
	struct feed_line *lines;	/* what there is to be */
	struct made *files;		/* what each was made from */
	size_t count;
	struct making making;
};

/* What there is to be. */

static void
add_line(struct feeds *feeds, const char *kind, int64_t id, const char *name)
{
	feeds->files[feeds->count] = (struct made){.kind = kind, .id = id};
	feeds->lines[feeds->count++] = (struct feed_line){.kind = kind, .id = id, .name = name,
		.entries = NONE};
}

static enum code
list_calendars(struct feeds *feeds)
{
	struct chair *chairs = NULL;
	struct provider *providers = NULL;
	size_t chair_count = 0, provider_count = 0, most;
	enum code code = chairs_load(feeds->desk, &feeds->arena, &chairs, &chair_count);

	if (code == OK)
		code = providers_load(feeds->desk, &feeds->arena, &providers, &provider_count);
	if (code != OK)
		return code;
	most = chair_count + provider_count + 2;
	feeds->lines = arena_take(&feeds->arena, most * sizeof *feeds->lines);
	feeds->files = arena_take(&feeds->arena, most * sizeof *feeds->files);
	add_line(feeds, "practice", 0, feeds->desk->practice);
	for (size_t i = 0; i < chair_count; i++)
		add_line(feeds, "chair", chairs[i].row.id, chairs[i].name);
	for (size_t i = 0; i < provider_count; i++)
		add_line(feeds, "provider", providers[i].row.id, providers[i].name);
	add_line(feeds, "recall", 0, NULL);
	return OK;
}

/* Names. */

static const char *
setting_of(struct feeds *feeds, const struct feed_line *line)
{
	if (!line->id)
		return arena_print(&feeds->arena, PREFIX "%s", line->kind);
	return arena_print(&feeds->arena, PREFIX "%s %" PRId64, line->kind, line->id);
}

static const char *
path_of(struct feeds *feeds, const char *file)
{
	return arena_print(&feeds->arena, "%s/%s", feeds->asked->folder, file);
}

/* Each calendar has its name; a new one is chance. */
static enum code
name_lines(struct feeds *feeds)
{
	enum code code = OK;

	for (size_t i = 0; i < feeds->count && code == OK; i++) {
		struct feed_line *const line = &feeds->lines[i];
		const char *const setting = setting_of(feeds, line);

		line->file = feeds->asked->new_names ? NULL
			: setting_text(feeds->desk, &feeds->arena, setting, NULL);
		if (line->file)
			continue;
		line->file = arena_print(&feeds->arena, "%s.ics",
			desk_uuid(feeds->desk, &feeds->arena));
		code = setting_put(feeds->desk, setting, line->file);
	}
	return code;
}

static bool
is_named(const struct feeds *feeds, const char *file)
{
	for (size_t i = 0; i < feeds->count; i++)
		if (strcmp(feeds->lines[i].file, file) == 0)
			return true;
	return false;
}

/* A name that was ours and is none any more: its file goes. */
static void
remove_file(struct feeds *feeds, const struct setting *old)
{
	const struct feed_line line = {.kind = old->name + strlen(PREFIX), .file = old->value,
		.entries = NONE, .state = "removed"};

	if (strchr(old->value, '/') || is_named(feeds, old->value))
		return;
	if (unlink(path_of(feeds, old->value)) == 0)
		feeds->found(feeds->context, &line);
}

static enum code
name_all(struct feeds *feeds)
{
	struct setting *old;
	size_t count;
	enum code code = record_select(feeds->desk, &feeds->arena, &setting_record, &old, &count,
			"where name >= $1 and name < $2 order by name", "tt", PREFIX, "feed!");

	if (code == OK)
		code = batch_begin(feeds->desk, NULL, NULL);
	if (code == OK) {
		right_lend(feeds->desk, RIGHT_SETUP);	/* of settings their names alone */
		code = batch_end(feeds->desk, name_lines(feeds));
	}
	for (size_t i = 0; i < count && code == OK; i++)
		if (old[i].value)
			remove_file(feeds, &old[i]);
	return code;
}

/* Files. */

static enum code
write_calendar(struct feeds *feeds, const struct feed_line *line, FILE *stream, int64_t *entries)
{
	const bool chair = strcmp(line->kind, "chair") == 0;
	const struct ical_choice choice = {.chair = chair ? line->id : 0,
		.provider = chair ? 0 : line->id, .from = feeds->from, .to = NONE, .feed = true};
	const struct ical_recalls recalls = {.due_by = desk_today(feeds->desk), .feed = true};
	struct ical_recall_count count;
	enum code code;

	if (strcmp(line->kind, "recall") != 0)
		return ical_export_visits(feeds->desk, &choice, stream, entries);
	code = ical_export_recalls(feeds->desk, &recalls, stream, &count);
	*entries = count.written;
	return code;
}

static enum code
write_file(struct feeds *feeds, struct feed_line *line, const char *path)
{
	const bool fresh = access(path, F_OK) != 0;
	struct new_file file;
	int64_t entries = 0;
	enum code code = new_file_open(&file, path);

	if (code != OK)
		return code;
	code = write_calendar(feeds, line, file.stream, &entries);
	if (code == OK && !fresh && new_file_is_same(&file)) {
		line->state = "same";
		new_file_close(&file, CLASH);	/* no failure: what was there stays, untouched */
	} else {
		line->state = fresh ? "new" : "changed";
		code = new_file_close(&file, code);
	}
	line->entries = (int)entries;
	return code;
}

static enum code
write_line(struct feeds *feeds, struct feed_line *line, struct made *file)
{
	const char *const path = path_of(feeds, line->file);
	enum code code = OK;

	if (made_stands(file, path)) {
		line->state = "same";
		line->entries = file->entries;
	} else {
		code = write_file(feeds, line, path);
		if (code == OK)
			made_note(&feeds->making, file, path, line->entries);
	}
	if (code == OK)
		feeds->found(feeds->context, line);
	return code;
}

static enum code
write_all(struct feeds *feeds)
{
	enum code code = making_begin(&feeds->making, feeds->desk, &feeds->arena,
			feeds->asked->folder, feeds->from, feeds->files, feeds->count);

	for (size_t i = 0; i < feeds->count && code == OK; i++)
		code = write_line(feeds, &feeds->lines[i], &feeds->files[i]);
	return code == OK ? making_save(&feeds->making) : code;
}

enum code
feed_write(struct desk *desk, const struct feed_asked *asked,
		void (*found)(void *context, const struct feed_line *line), void *context)
{
	struct feeds feeds = {.desk = desk, .asked = asked, .found = found, .context = context,
		.from = asked->from == NONE ? desk_today(desk) - 7 * WEEKS_BACK : asked->from};
	enum code code = right_check(desk, RIGHT_EXPORT);

	if (code == OK && mkdir(asked->folder, 0700) != 0 && errno != EEXIST)
		code = fail(WORLD, "%s: can't be made: %s", asked->folder, strerror(errno));
	if (code == OK)
		code = list_calendars(&feeds);
	if (code == OK)
		code = name_all(&feeds);
	if (code == OK)
		code = write_all(&feeds);
	arena_free(&feeds.arena);
	return code;
}
