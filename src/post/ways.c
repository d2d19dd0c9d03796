/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The settings file of the ways out: read, and refused where it would be unsafe.
 */
#include "post/ways.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/settings.h"
#include "base/split.h"
#include "base/text.h"
#include "address.h"
#include "mail.h"

#define SECONDS 60		/* for one message or request, unless told */
#define SECONDS_MOST 600

bool
way_is_there(const struct way *way)
{
	return way->url || way->program;
}

/* The file */

/* Whoever may write it says which programs run. */
static enum code
check_safe(const char *path, const struct stat *about)
{
	if (about->st_uid != geteuid() && about->st_uid != 0)
		return fail(DENIED, "%s: it belongs to somebody else, who would say which programs "
				"you run", path);
	if (about->st_mode & (S_IWGRP | S_IWOTH))
		return fail(DENIED, "%s: others may write it, and it says which programs you run: "
				"chmod 600 %s", path, path);
	return OK;
}

static const char *
default_path(struct arena *arena)
{
	const char *const own = getenv("CHAIRTIME_POST"), *const home = getenv("HOME");
	const char *const config = getenv("XDG_CONFIG_HOME");

	if (!text_is_blank(own))
		return own;
	if (!text_is_blank(config))
		return arena_print(arena, "%s/chairtime/post.conf", config);
	return arena_print(arena, "%s/.config/chairtime/post.conf", home ? home : ".");
}

/* One value, of which `field` is the place. */
static enum code
take_seconds(struct way *way, const char *path, const struct setting_line *line)
{
	long long seconds;

	if (!text_parse_int(line->value, &seconds) || seconds < 1 || seconds > SECONDS_MOST)
		return fail(INPUT, "%s:%d: seconds are from 1 to %d", path, line->line,
				SECONDS_MOST);
	way->seconds = (int)seconds;
	return OK;
}

static enum code
take_line(struct arena *arena, struct way *way, const char *path, const struct setting_line *line)
{
	const struct {
		const char *key, **place;
	} texts[] = {
		{"server", &way->url}, {"user", &way->user}, {"ca", &way->ca},
		{"password_file", &way->secret.file},
		{"password_command", &way->secret.command},
		{"password_credential", &way->secret.credential},
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (strcmp(line->key, texts[i].key) == 0) {
			*texts[i].place = line->value;
			return OK;
		}
	if (strcmp(line->key, "command") == 0) {
		way->program = (const char *const *)split_words(arena, line->value, NULL);
		return way->program[0] ? OK : fail(INPUT, "%s:%d: command: which program?", path,
				line->line);
	}
	if (strcmp(line->key, "seconds") == 0)
		return take_seconds(way, path, line);
	if (strcmp(line->key, "password") == 0)
		return fail(INPUT, "%s:%d: a password doesn't stand here: name a password_file of "
				"mode 0600, a password_command or a password_credential", path,
				line->line);
	return fail(INPUT, "%s:%d: there is no %s here", path, line->line, line->key);
}

/* "Riverside Dental <desk@riverside.example>" or the address alone. */
static enum code
take_from(struct arena *arena, struct post_ways *ways, const char *value, int number)
{
	const char *const open = strrchr(value, '<');
	size_t length = open ? (size_t)(open - value) : 0;

	ways->from = open ? arena_copy_bytes(arena, open + 1, strcspn(open + 1, ">")) : value;
	while (length && value[length - 1] == ' ')
		length--;
	if (length)
		ways->from_name = text_clean(arena, arena_copy_bytes(arena, value, length));
	return mail_address_good(ways->from) ? OK : fail(INPUT, "%s:%d: from: \"%s\" is no e-mail "
			"address", ways->path, number, ways->from);
}

static enum code
take_email(struct arena *arena, struct post_ways *ways, const struct setting_line *line)
{
	if (strcmp(line->key, "from") == 0)
		return take_from(arena, ways, line->value, line->line);
	if (strcmp(line->key, "reply_to") != 0)
		return take_line(arena, &ways->email, ways->path, line);
	ways->reply_to = line->value;
	return mail_address_good(line->value) ? OK : fail(INPUT, "%s:%d: reply_to: \"%s\" is no "
			"e-mail address", ways->path, line->line, line->value);
}

static enum code
take_section(struct arena *arena, struct post_ways *ways, const struct settings_section *section)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < section->count; i++) {
		const struct setting_line *const line = &section->lines[i];

		if (strcmp(section->kind, "email") == 0)
			code = take_email(arena, ways, line);
		else if (strcmp(section->kind, "text") == 0)
			code = take_line(arena, &ways->text, ways->path, line);
		else if (strcmp(section->kind, "caldav") == 0)
			code = take_line(arena, &ways->caldav, ways->path, line);
		else
			code = fail(INPUT, "%s:%d: [%s]: sections are email, text and caldav",
					ways->path, section->line, section->kind);
	}
	return code;
}

/* What was read as a whole */

bool
way_is_local(const char *url)
{
	static const char *const names[] = {"localhost", "127.0.0.1", "[::1]"};
	const char *const host = strstr(url, "://");

	for (size_t i = 0; host && i < sizeof names / sizeof *names; i++) {
		const size_t length = strlen(names[i]);

		if (strncmp(host + 3, names[i], length) == 0 &&
				(host[3 + length] == '\0' || strchr(":/", host[3 + length])))
			return true;
	}
	return false;
}

static bool
begins(const char *url, const char *scheme)
{
	return strncmp(url, scheme, strlen(scheme)) == 0;
}

static enum code
check_server(const char *path, const char *section, const struct way *way, bool mail)
{
	const char *const url = way->url;

	if (!url)
		return OK;
	if (memchr(url, '@', address_origin(url)))
		return fail(INPUT, "%s: [%s]: a user doesn't stand in the server's address: say "
				"user = and password_file =", path, section);
	if (mail ? begins(url, "smtp://") || begins(url, "smtps://") : begins(url, "https://"))
		return OK;
	if (!mail && begins(url, "http://") && way_is_local(url))
		return OK;
	return fail(INPUT, "%s: [%s]: server = %s", path, section, mail ?
			"smtp://HOST:587 (which must offer STARTTLS), or smtps://HOST" :
			"https://HOST/…: nothing goes unencrypted to another machine");
}

static enum code
check_ways(const struct post_ways *ways)
{
	enum code code = check_server(ways->path, "email", &ways->email, true);

	if (code == OK)
		code = check_server(ways->path, "caldav", &ways->caldav, false);
	if (code == OK && way_is_there(&ways->email) && !ways->from)
		code = fail(INPUT, "%s: [email]: from = is missing: the address that e-mails come "
				"from", ways->path);
	if (code == OK && ways->text.url)
		code = fail(INPUT, "%s: [text]: text messages go out by a command, not a server",
				ways->path);
	return code;
}

enum code
ways_read(struct arena *arena, const char *path, struct post_ways *out)
{
	struct settings settings;
	struct stat about;
	enum code code;

	*out = (struct post_ways){ .path = path ? path : default_path(arena),
		.email.seconds = SECONDS, .text.seconds = SECONDS, .caldav.seconds = SECONDS };
	if (!path && stat(out->path, &about) != 0 && errno == ENOENT)
		return OK;
	if ((code = settings_read(arena, out->path, &settings)) != OK)
		return code;
	if (stat(out->path, &about) == 0 && (code = check_safe(out->path, &about)) != OK)
		return code;
	for (size_t i = 0; code == OK && i < settings.count; i++)
		code = take_section(arena, out, &settings.sections[i]);
	return code == OK ? check_ways(out) : code;
}
