/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Desks: opening a store, who sits there, and the clock.
 */
#include "desk.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "batch.h"
#include "chance.h"
#include "schema.h"

static const char *
variable(const char *name)
{
	const char *const value = getenv(name);

	return value && *value ? value : NULL;
}

static const char *
login(void)
{
	const struct passwd *const user = getpwuid(geteuid());

	return user && *user->pw_name ? user->pw_name : "desk";
}

/* login@tty where there is a terminal, so that two of a person's windows are two desks. */
static const char *
at_terminal(struct arena *arena, const char *user)
{
	static const char folder[] = "/dev/";
	const char *tty = ttyname(STDIN_FILENO);

	if (!tty)
		return user;
	if (strncmp(tty, folder, strlen(folder)) == 0)
		tty += strlen(folder);
	return arena_print(arena, "%s@%s", user, tty);
}

/* A desk that was named is the person too; else the person is the login. */
static void
name_desk(struct desk *desk, const char *asked)
{
	const char *const name = asked ? asked : variable("CHAIRTIME_DESK");

	desk->who = arena_copy(&desk->arena, name ? name : login());
	desk->name = name ? desk->who : at_terminal(&desk->arena, desk->who);
}

static enum code
set_zone(const char *zone)
{
	char system[64];

	if (!zone)
		zone = zone_system(system, sizeof system);
	if (zone_set(zone))
		return OK;
	return fail(INPUT, "zone \"%s\": unknown to this system: write it as in Europe/Berlin, or "
			"install the zone files (tzdata)", zone);
}

enum code
desk_read_settings(struct desk *desk)
{
	struct arena *const arena = &desk->arena;

	desk->practice = setting_text(desk, arena, "name", "");
	desk->demo = setting_int(desk, "demo", 0) == 1;
	return set_zone(setting_text(desk, arena, "zone", desk->zone));
}

/* A store that was made just now gets its practice. */
static enum code
write_settings(struct desk *desk, const struct desk_options *options)
{
	enum code code = batch_begin(desk, NULL, NULL);

	if (code != OK)
		return code;
	if (options->practice)
		code = setting_put(desk, "name", options->practice);
	if (code == OK && options->zone)
		code = setting_put(desk, "zone", options->zone);
	if (code == OK && options->fill)
		code = options->fill(desk, options->context);
	return batch_end(desk, code);
}

/* Freezes the clock where --now says. */
static enum code
set_clock(struct desk *desk, const char *now)
{
	int day, minute;

	if (!now)
		return OK;
	if (!moment_parse(now, &day, &minute))
		return fail(USAGE, "--now: \"%s\" is no moment: write 2026-11-24T09:00", now);
	desk_clock_set(desk, day, minute);
	return OK;
}

/* Lets a clock that was set run on from there, in the zone of the practice. */
static void
start_clock(struct desk *desk)
{
	const time_t now = zone_instant(desk->frozen_day, desk->frozen_minute);

	desk->clock_offset = (int64_t)now - (int64_t)time(NULL);
	desk->frozen = false;
}

/* The schema is brought up; to that end a store to be read alone is opened to be written. */
static enum code
bring_up(struct desk *desk, const struct desk_options *options)
{
	int version;
	enum code code = db_version(desk->db, &version);

	if (code != OK)
		return code;
	if (options->mode == DB_READ && version < schema_newest()) {
		db_close(desk->db);
		code = db_open(&desk->db, options->where, DB_OPEN);
	}
	return code == OK ? schema_migrate(desk) : code;
}

/* The schema, then what the store says of itself, then the clock in its zone. */
static enum code
settle_in(struct desk *desk, const struct desk_options *options)
{
	enum code code = bring_up(desk, options);

	if (code == OK)
		code = desk_read_settings(desk);
	if (code == OK && desk->frozen && options->runs)
		start_clock(desk);
	if (code == OK && options->mode == DB_CREATE)
		code = write_settings(desk, options);
	if (code == OK)
		code = db_data_version(desk->db, &desk->data_version);
	if (code == OK)
		code = db_value(desk->db, &desk->seen, "SELECT max(id) FROM change", "");
	return code;
}

enum code
desk_blank(struct desk *desk, const struct desk_options *options)
{
	enum code code;

	*desk = (struct desk){ .practice = "chairtime" };
	name_desk(desk, options->name);
	batch_make(desk);
	code = chance_make(desk);
	if (code == OK)
		code = set_clock(desk, options->now);
	if (code == OK)
		code = set_zone(options->zone);
	if (code == OK && desk->frozen && options->runs)
		start_clock(desk);
	if (code != OK)
		desk_close(desk);
	return code;
}

enum code
desk_open(struct desk *desk, const struct desk_options *options, const struct rooms *rooms)
{
	enum code code;

	*desk = (struct desk){ .rooms = rooms, .reads = options->mode == DB_READ };
	desk->zone = arena_copy(&desk->arena, options->zone);
	name_desk(desk, options->name);
	batch_make(desk);
	code = chance_make(desk);
	/* What the person may have put wrongly comes before a file is made. */
	if (code == OK)
		code = set_clock(desk, options->now);
	if (code == OK && options->mode == DB_CREATE)
		code = set_zone(options->zone);
	if (code == OK)
		code = db_open(&desk->db, options->where, options->mode);
	if (code == OK)
		code = settle_in(desk, options);
	if (code != OK)
		desk_close(desk);
	return code;
}

void
desk_close(struct desk *desk)
{
	while (desk->batch && batch_begun(desk))
		batch_end(desk, BUSY);
	db_close(desk->db);
	batch_free(desk);
	buffer_free(&desk->compose);
	arena_free(&desk->arena);
	*desk = (struct desk){0};
}

static void
read_clock(const struct desk *desk, int *day, int *minute)
{
	if (desk->frozen) {
		*day = desk->frozen_day;
		*minute = desk->frozen_minute;
		return;
	}
	zone_local(time(NULL) + (time_t)desk->clock_offset, day, minute);
}

int
desk_today(const struct desk *desk)
{
	int day, minute;

	read_clock(desk, &day, &minute);
	return day;
}

int
desk_minute(const struct desk *desk)
{
	int day, minute;

	read_clock(desk, &day, &minute);
	return minute;
}

char *
desk_stamp(const struct desk *desk, char out[STAMP_SIZE])
{
	if (desk->frozen)
		return stamp_format(out, zone_instant(desk->frozen_day, desk->frozen_minute));
	return stamp_format(out, time(NULL) + (time_t)desk->clock_offset);
}

char *
desk_true_stamp(int seconds, char out[STAMP_SIZE])
{
	return stamp_format(out, time(NULL) + (time_t)seconds);
}

void
desk_clock_set(struct desk *desk, int day, int minute)
{
	desk->frozen = true;
	desk->frozen_day = day;
	desk->frozen_minute = minute;
}

static void
move_frozen(struct desk *desk, int minutes)
{
	const int day_minutes = 24 * 60;
	int minute = desk->frozen_minute + minutes % day_minutes;
	int day = desk->frozen_day + minutes / day_minutes;

	if (minute < 0) {
		minute += day_minutes;
		day--;
	}
	desk_clock_set(desk, day + minute / day_minutes, minute % day_minutes);
}

void
desk_clock_move(struct desk *desk, int minutes)
{
	if (desk->frozen)
		move_frozen(desk, minutes);
	else
		desk->clock_offset += (int64_t)minutes * 60;
}

enum code
desk_newest(struct desk *desk, int64_t *change)
{
	return db_value(desk->db, change, "SELECT max(id) FROM change", "");
}

enum code
desk_news(struct desk *desk, bool *news)
{
	int64_t version, newest;
	enum code code = db_data_version(desk->db, &version);

	*news = false;
	if (code != OK || version == desk->data_version)
		return code;
	code = desk_newest(desk, &newest);
	if (code != OK)
		return code;
	desk->data_version = version;
	*news = newest > desk->seen;
	desk->seen = newest;
	return OK;
}

int64_t
desk_version(const struct desk *desk)
{
	return desk->data_version;
}

int
desk_wake(struct desk *desk)
{
	return desk->db ? db_wake(desk->db) : -1;
}
