/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Linked visits: a type that follows another comes so many days after it (a crown's seating after
 * its preparation). Of several the first is followed by the first, the second by the second: a
 * patient with two crowns has two pairs.
 */
#include "plan.h"

#define LIVE "state in ('booked', 'arrived', 'seated', 'done')"

/* The day in the first column of a query's first row, NONE without one. */
static enum code
day_asked(struct stmt *stmt, int *day)
{
	bool row = false;
	enum code code = db_step(stmt, &row);

	*day = NONE;
	if (code == OK && row && !db_null(stmt, 0) && !civil_parse(db_text(stmt, 0), day))
		code = fail(STORE, "a visit's day \"%s\" is none", db_text(stmt, 0));
	return code;
}

/* The first day on which a visit of this type may follow: by the first of those that it follows
 * behind which none stands yet. */
static enum code
bound_behind(struct desk *desk, const struct visit_type *type, int64_t patient, int64_t but,
		int *first)
{
	struct stmt *stmt = NULL;
	int64_t followed;
	int day = NONE;
	enum code code = db_value(desk->db, &followed,
		"select count(*) from appointment where patient = $1 and type = $2 and id <> $3"
		" and " LIVE " and day > (select min(p.day) from appointment p"
		" where p.patient = $1 and p.type = $4 and p.state in ('booked', 'arrived',"
		" 'seated', 'done'))", "rrIr", patient,
		type->row.id, but, type->follows);

	if (code == OK)
		code = db_query(desk->db, &stmt, "select day from appointment where patient = $1"
				" and type = $2 and " LIVE " order by day, id limit 1 offset $3",
				"rrI", patient, type->follows, followed);
	if (code == OK)
		code = day_asked(stmt, &day);
	db_done(stmt);
	*first = day == NONE ? NONE : day + (type->after_days == NONE ? 0 : type->after_days);
	return code;
}

/* The last day for a visit that one of this type follows: by the first of those to come that has
 * no other before it. */
static enum code
bound_before(struct desk *desk, const struct visit_type *follower, int64_t patient, int64_t but,
		int *last)
{
	struct stmt *stmt = NULL;
	char today[DAY_SIZE];
	int64_t others, past;
	int day = NONE;
	enum code code = db_value(desk->db, &others, "select count(*) from appointment"
		" where patient = $1 and type = $2 and id <> $3 and " LIVE, "rrI", patient,
		follower->follows, but);

	civil_format(today, desk_today(desk));
	if (code == OK)
		code = db_value(desk->db, &past, "select count(*) from appointment"
			" where patient = $1 and type = $2 and day < $3 and " LIVE, "rrt", patient,
			follower->row.id, today);
	if (code == OK)
		code = db_query(desk->db, &stmt, "select day from appointment where patient = $1"
			" and type = $2 and day >= $3 and " LIVE " order by day, id limit 1"
			" offset $4", "rrtI", patient, follower->row.id, today,
			others > past ? others - past : 0);
	if (code == OK)
		code = day_asked(stmt, &day);
	db_done(stmt);
	if (day != NONE)
		day -= follower->after_days == NONE ? 0 : follower->after_days;
	if (day != NONE && (*last == NONE || day < *last))
		*last = day;
	return code;
}

enum code
linked_days(struct desk *desk, struct arena *arena, const struct visit_type *type, int64_t patient,
		int64_t but, int *first, int *last)
{
	struct visit_type *followers;
	size_t count = 0;
	enum code code = OK;

	*first = *last = NONE;
	if (!patient)
		return OK;
	if (type->follows)
		code = bound_behind(desk, type, patient, but, first);
	if (code == OK)
		code = record_select(desk, arena, &visit_type_record, &followers, &count,
				     "where follows = $1 order by id", "r", type->row.id);
	for (size_t i = 0; code == OK && i < count; i++)
		code = bound_before(desk, &followers[i], patient, but, last);
	return code;
}
