/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The day of a patient's next visit and the day she is due, as of today.
 */
#include "patient_line.h"

/* The day in the first column of the first row, NONE where there is none. */
static enum code
ask_day(struct desk *desk, const char *sql, int64_t patient, int *day)
{
	char today[DAY_SIZE];
	struct stmt *stmt;
	bool row;
	enum code code = db_query(desk->db, &stmt, sql, "rt", patient,
				  civil_format(today, desk_today(desk)));

	*day = NONE;
	if (code == OK && (code = db_step(stmt, &row)) == OK && row && !db_null(stmt, 0) &&
	    !civil_parse(db_text(stmt, 0), day))
		*day = NONE;
	db_done(stmt);
	return code;
}

enum code
patient_lines_ask(struct desk *desk, struct patient_line *lines, size_t count)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < count; i++) {
		code = ask_day(desk, "select min(day) from appointment where patient = $1 "
			       "and day >= $2 and state in ('booked', 'arrived', 'seated')",
			       lines[i].row.id, &lines[i].next_visit);
		if (code == OK)
			code = ask_day(desk, "select min(due) from recall_list where patient = $1 "
				       "and stopped is null and (next_visit is null or "
				       "next_visit < $2)", lines[i].row.id, &lines[i].due);
	}
	return code;
}
