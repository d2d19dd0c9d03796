/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Habits, from the visits of two years.
 */
#include "book/habits.h"

#include <stdlib.h>

#define MONTHS_BACK 24
#define LAST_VISITS 10
#define LATE_FROM 10		/* minutes */
#define PRONE_FROM 3		/* of the last ten */
#define MISSES_FROM 3
#define SOONER_STEP 5
#define SOONER_MOST 20

static int
by_minutes(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* The lateness in the middle, as minutes to come sooner. */
static int
sooner_of(int *late, int count)
{
	int minutes;

	if (count < PRONE_FROM)
		return 0;
	qsort(late, (size_t)count, sizeof *late, by_minutes);
	minutes = (late[count / 2] + SOONER_STEP - 1) / SOONER_STEP * SOONER_STEP;
	return minutes > SOONER_MOST ? SOONER_MOST : minutes;
}

enum code
patient_habits(struct desk *desk, int64_t patient, struct habits *out)
{
	int late[LAST_VISITS];
	char since[DAY_SIZE];
	struct stmt *stmt;
	bool more;
	enum code code = db_query(desk->db, &stmt,
			"SELECT state, arrived - coalesce(told_start, start) FROM appointment"
			" WHERE patient = $1 AND day >= $2 AND state IN ('done', 'missed')"
			" ORDER BY day DESC, id DESC", "It", patient, civil_format(since,
			civil_add_months(desk_today(desk), -MONTHS_BACK)));

	*out = (struct habits){0};
	while (code == OK && (code = db_step(stmt, &more)) == OK && more) {
		const bool came = word_index(visit_state_words, db_text(stmt, 0)) == VISIT_DONE;

		out->missed += !came;
		if (!came || db_null(stmt, 1) || out->arrived == LAST_VISITS)
			continue;
		out->arrived++;
		if (db_int(stmt, 1) >= LATE_FROM)
			late[out->late++] = db_int(stmt, 1);
	}
	db_done(stmt);
	out->misses = out->missed >= MISSES_FROM;
	out->sooner = sooner_of(late, out->late);
	return code;
}

const char *
habits_missed_said(struct arena *arena, const struct habits *habits)
{
	return habits->misses ? arena_print(arena, "has missed %d visits", habits->missed) : NULL;
}

const char *
habits_late_said(struct arena *arena, const struct habits *habits)
{
	return habits->sooner ? arena_print(arena, "often late (%d of %d): please come %d minutes"
			" sooner", habits->late, habits->arrived, habits->sooner) : NULL;
}
