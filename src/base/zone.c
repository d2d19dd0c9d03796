/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The practice's zone: the C library's own, set by name, and asked for its offsets.
 */
#include "base/civil.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DAY_SECONDS 86400

static const char *
zone_folder(void)
{
	const char *const folder = getenv("TZDIR");

	return folder && *folder ? folder : "/usr/share/zoneinfo";
}

char *
zone_path(const char *name, char out[ZONE_PATH_SIZE])
{
	if (!*name || *name == '/' || *name == '.' || strstr(name, "/.") ||
			snprintf(out, ZONE_PATH_SIZE, "%s/%s", zone_folder(), name) >= ZONE_PATH_SIZE)
		out[0] = '\0';
	return out;
}

/* True where the system has a zone file of that name (tzfile(5): it begins with "TZif"). */
static bool
zone_exists(const char *name)
{
	char path[ZONE_PATH_SIZE], magic[4];
	size_t got = 0;
	FILE *const file = fopen(zone_path(name, path), "rb");

	if (file) {
		got = fread(magic, 1, sizeof magic, file);
		fclose(file);
	}
	return got == sizeof magic && memcmp(magic, "TZif", sizeof magic) == 0;
}

/* The C library knows UTC without a file. */
bool
zone_known(const char *name)
{
	return strcmp(name, "UTC") == 0 || zone_exists(name);
}

bool
zone_set(const char *name)
{
	if (!zone_known(name))
		return false;
	if (setenv("TZ", name, 1) != 0)
		return false;
	tzset();
	return true;
}

static bool
take_zone(char *out, size_t size, const char *name)
{
	return zone_exists(name) && snprintf(out, size, "%s", name) < (int)size;
}

/* /etc/localtime is a link into the folder of zones. */
static bool
zone_of_link(char *out, size_t size)
{
	static const char folder[] = "zoneinfo/";
	char target[512];
	const ssize_t length = readlink("/etc/localtime", target, sizeof target - 1);
	const char *name;

	if (length < 0)
		return false;
	target[length] = '\0';
	name = strstr(target, folder);
	return name && take_zone(out, size, name + strlen(folder));
}

/* Debian's /etc/timezone has the name in a line. */
static bool
zone_of_file(char *out, size_t size)
{
	char line[256] = "";
	FILE *const file = fopen("/etc/timezone", "r");

	if (!file)
		return false;
	if (!fgets(line, sizeof line, file))
		line[0] = '\0';
	fclose(file);
	line[strcspn(line, " \t\r\n")] = '\0';
	return take_zone(out, size, line);
}

char *
zone_system(char *out, size_t size)
{
	const char *tz = getenv("TZ");

	if (tz && *tz == ':')
		tz++;
	if (tz && *tz ? !take_zone(out, size, tz)
		      : !zone_of_link(out, size) && !zone_of_file(out, size))
		snprintf(out, size, "UTC");
	return out;
}

/* Seconds that the zone's wall time is ahead of UTC at that instant. */
static long
zone_offset(time_t instant)
{
	struct tm wall;

	return localtime_r(&instant, &wall) ? wall.tm_gmtoff : 0;
}

void
zone_local(time_t instant, int *day, int *minute)
{
	const time_t wall = instant + zone_offset(instant);
	const time_t days = wall / DAY_SECONDS - (wall % DAY_SECONDS < 0);

	*day = (int)days;
	*minute = (int)(wall - days * DAY_SECONDS) / 60;
}

time_t
zone_instant(int day, int minute)
{
	const time_t wall = (time_t)day * DAY_SECONDS + (time_t)minute * 60;
	const long before = zone_offset(wall - DAY_SECONDS);
	const long after = zone_offset(wall + DAY_SECONDS);
	const long ahead = before > after ? before : after;
	const long behind = before > after ? after : before;

	/* The larger offset is the earlier instant: of an hour that occurs twice, the first. */
	if (zone_offset(wall - ahead) == ahead)
		return wall - ahead;
	if (zone_offset(wall - behind) == behind)
		return wall - behind;
	return wall - before;
}
