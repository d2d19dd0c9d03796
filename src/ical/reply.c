/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files and mailboxes of answers.
 */
#include "ical/reply.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "ical/write.h"
#include "mail.h"
#include "spool.h"
#include "store/desk.h"

#define MESSAGE_MOST (8 * 1024 * 1024)	/* bytes of one */

static const struct field reply_line_fields[] = {
	{"file", "File", FIELD_TEXT, offsetof(struct reply_line, file), 0, NULL, NULL},
	{"message", "Message", FIELD_INT, offsetof(struct reply_line, message), OPTIONAL, NULL, NULL},
	{"from", "From", FIELD_TEXT, offsetof(struct reply_line, from), OPTIONAL, NULL, NULL},
	{"appointment", "Visit", FIELD_REF, offsetof(struct reply_line, appointment), OPTIONAL, NULL,
		"appointment"},
	{"patient", "Patient", FIELD_REF, offsetof(struct reply_line, patient), OPTIONAL, NULL,
		"patient"},
	{"result", "Result", FIELD_TEXT, offsetof(struct reply_line, result), 0, NULL, NULL},
	{"words", "What", FIELD_TEXT, offsetof(struct reply_line, words), 0, NULL, NULL},
};

const struct record reply_line_record = {
	.table = "reply", .label = "reply", .size = sizeof(struct reply_line),
	.fields = reply_line_fields, .count = FIELD_COUNT(reply_line_fields), .view = true
};

struct replies {
	struct desk *desk;
	struct arena *arena;
	const char *zone;
	const char *path;
	int message;			/* of a mailbox in one file; NONE */
	void (*found)(void *context, const struct reply_line *line);
	void *context;
};

static void
tell(struct replies *replies, struct reply_line line)
{
	line.file = replies->path;
	line.message = replies->message;
	replies->found(replies->context, &line);
}

static enum code
take_calendar(struct replies *replies, const char *text, size_t length, const char *from)
{
	struct itip itip;
	struct itip_result result;
	enum code code = itip_read(replies->arena, text, length, replies->zone, &itip);

	if (code == INPUT) {
		tell(replies, (struct reply_line){.from = from, .result = "refused",
			.words = arena_copy(replies->arena, error_text())});
		error_clear();
		return OK;
	}
	if (code == OK)
		code = itip_act(replies->desk, replies->arena, &itip, from, &result);
	if (code != OK)
		return code;
	tell(replies, (struct reply_line){.from = from ? from : itip.attendee,
		.appointment = result.appointment, .patient = result.patient,
		.result = itip_taken_words[result.taken],
		.words = ical_line(replies->arena, result.said)});
	return OK;
}

static enum code
take_bounce(struct replies *replies, const char *address)
{
	bool known;
	const enum code code = itip_bounced(replies->desk, replies->arena, address, &known);

	if (code != OK)
		return code;
	tell(replies, (struct reply_line){.from = address, .result = known ? "bounced" : "refused",
		.words = known ? "takes no mail: marked" : "takes no mail, and is nobody's here"});
	return OK;
}

static enum code
take_mail(struct replies *replies, const char *text, size_t length)
{
	struct mail mail;

	mail_read(replies->arena, text, length, &mail);
	if (mail.bounced)
		return take_bounce(replies, mail.bounced);
	if (mail.calendar)
		return take_calendar(replies, mail.calendar, mail.calendar_length, mail.from);
	tell(replies, (struct reply_line){.from = mail.from, .result = "none",
		.words = "no answer to an invitation in it"});
	return OK;
}

static enum code
take_too_long(struct replies *replies)
{
	tell(replies, (struct reply_line){.result = "refused", .words = "longer than 8 MB: left out"});
	return OK;
}

/* A mailbox in one file: each message begins with a line "From …" behind an empty one. */
static enum code
take_mbox(struct replies *replies, FILE *stream)
{
	struct buffer message = {0};
	char *line = NULL;
	size_t room = 0;
	ssize_t length;
	bool empty = true, begun = false;
	enum code code = OK;

	replies->message = 0;
	while (code == OK && (length = getline(&line, &room, stream)) >= 0) {
		if (empty && strncmp(line, "From ", 5) == 0) {
			if (begun)
				code = message.length > MESSAGE_MOST ? take_too_long(replies)
					: take_mail(replies, message.bytes, message.length);
			buffer_reset(&message);
			begun = true;
			replies->message++;
			continue;
		}
		empty = strcmp(line, "\n") == 0 || strcmp(line, "\r\n") == 0;
		if (message.length <= MESSAGE_MOST)
			buffer_add(&message, line, (size_t)length);
	}
	if (code == OK && begun && message.length)
		code = message.length > MESSAGE_MOST ? take_too_long(replies)
			: take_mail(replies, message.bytes, message.length);
	free(line);
	buffer_free(&message);
	return code;
}

static enum code
take_whole(struct replies *replies, FILE *stream, bool calendar)
{
	struct buffer text = {0};
	char piece[16384];
	size_t length;
	enum code code;

	buffer_add(&text, "", 0);
	while (text.length <= MESSAGE_MOST && (length = fread(piece, 1, sizeof piece, stream)) > 0)
		buffer_add(&text, piece, length);
	if (text.length > MESSAGE_MOST)
		code = take_too_long(replies);
	else
		code = calendar ? take_calendar(replies, text.bytes, text.length, NULL)
			: take_mail(replies, text.bytes, text.length);
	buffer_free(&text);
	return code;
}

/* What a file is, by how it begins. */
static enum code
take_file(struct replies *replies, const char *path)
{
	FILE *stream;
	char begin[16] = "";
	enum code code = spool_open(path, &stream);

	if (code != OK)
		return code;
	replies->path = arena_copy(replies->arena, path);
	replies->message = NONE;
	for (size_t i = 0; i < 5; i++) {
		const int c = getc(stream);

		if (c == EOF)
			break;
		begin[i] = (char)c;
	}
	rewind(stream);
	if (strcmp(begin, "From ") == 0)
		code = take_mbox(replies, stream);
	else
		code = take_whole(replies, stream, strncasecmp(begin, "BEGIN", 5) == 0);
	spool_close(stream);
	return code;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The files of a folder, by name, in the arena. */
static char **
names_in(struct arena *arena, DIR *folder, size_t *count)
{
	char **names = NULL;
	const struct dirent *entry;

	*count = 0;
	while ((entry = readdir(folder))) {
		if (entry->d_name[0] == '.')
			continue;
		if ((*count & (*count - 1)) == 0)
			names = arena_grow(arena, names, *count * sizeof *names,
				(*count ? 2 * *count : 1) * sizeof *names);
		names[(*count)++] = arena_copy(arena, entry->d_name);
	}
	if (*count)
		qsort(names, *count, sizeof *names, by_name);
	return names;
}

static enum code
take_folder(struct replies *replies, const char *path)
{
	DIR *const folder = opendir(path);
	char **names;
	size_t count;
	enum code code = OK;

	if (!folder)
		return errno == ENOENT ? OK : fail(WORLD, "%s: can't be read: %s", path,
				strerror(errno));
	names = names_in(replies->arena, folder, &count);
	closedir(folder);
	for (size_t i = 0; i < count && code == OK; i++) {
		struct stat status;
		const char *const file = arena_print(replies->arena, "%s/%s", path, names[i]);

		if (stat(file, &status) == 0 && S_ISREG(status.st_mode))
			code = take_file(replies, file);
	}
	return code;
}

/* A Maildir has new and cur; any other folder, files of its own. */
static enum code
take_path(struct replies *replies, const char *path)
{
	struct stat status;
	const char *const fresh = arena_print(replies->arena, "%s/new", path);
	enum code code;

	if (stat(path, &status) != 0 || !S_ISDIR(status.st_mode))
		return take_file(replies, path);
	if (stat(fresh, &status) != 0)
		return take_folder(replies, path);
	code = take_folder(replies, arena_print(replies->arena, "%s/cur", path));
	return code == OK ? take_folder(replies, fresh) : code;
}

enum code
reply_read(struct desk *desk, struct arena *arena, const char *path,
		void (*found)(void *context, const struct reply_line *line), void *context)
{
	struct replies replies = {.desk = desk, .arena = arena, .message = NONE, .found = found,
		.context = context, .zone = setting_text(desk, arena, "zone", "UTC")};

	return take_path(&replies, path);
}
