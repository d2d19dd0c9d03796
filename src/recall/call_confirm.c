/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cut-off of confirmations: a visit that isn't confirmed by then is told to the desk.
 */
#include "call_parts.h"

#define CONFIRM_BY (15 * 60)	/* of the open day before */

/* The moment by which a visit of `day` is to be confirmed. */
static enum code
cutoff_of(struct desk *desk, int day, int *cut_day, int *cut_minute)
{
	const enum code code = practice_open_day(desk, day, -1, cut_day);

	*cut_minute = setting_int(desk, "confirm_by", CONFIRM_BY);
	if (code == OK && *cut_day == NONE)
		*cut_day = day - 1;
	return code;
}

enum code
confirm_is_late(struct desk *desk, int day, bool *late)
{
	const int today = desk_today(desk);
	int cut_day, cut_minute;
	const enum code code = cutoff_of(desk, day, &cut_day, &cut_minute);

	*late = code == OK && (cut_day < today ||
			(cut_day == today && desk_minute(desk) >= cut_minute));
	return code;
}

/* What was booked today was agreed today. */
static enum code
unconfirmed_of(struct desk *desk, int day, int64_t *count)
{
	char words[DAY_SIZE], midnight[STAMP_SIZE];

	return db_value(desk->db, count, "SELECT count(*) FROM appointment WHERE day = $1"
			" AND state = 'booked' AND confirmed <> 'yes'"
			" AND (made_at < $2 OR confirmed = 'no')", "tt", civil_format(words, day),
			stamp_format(midnight, zone_instant(desk_today(desk), 0)));
}

enum code
unconfirmed_late(struct desk *desk, int *count)
{
	int64_t found = 0;
	int day;
	bool late = false;
	enum code code = practice_open_day(desk, desk_today(desk), 1, &day);

	if (code == OK && day != NONE)
		code = confirm_is_late(desk, day, &late);
	if (code == OK && late)
		code = unconfirmed_of(desk, day, &found);
	*count = (int)found;
	return code;
}
