/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What tests of recall share.
 */
#include "recall.h"

#include "desk.h"
#include "recall/recall.h"
#include "unit.h"

#define MINUTES 30

void
recall_new(struct desk *desk)
{
	practice_new(desk);
	must(batch_begin(desk, NULL, NULL));
	must(batch_end(desk, recall_found(desk)));
}

int
day_of(const char *text)
{
	int day = NONE;

	if (*text && !civil_parse(text, &day))
		fail_msg("%s is no day", text);
	return day;
}

static int64_t
squeeze_column(struct desk *desk)
{
	int64_t id;

	must(db_value(desk->db, &id, "SELECT id FROM chair WHERE kind = 'squeeze'", ""));
	return id;
}

struct appointment
visit_put(struct desk *desk, int64_t patient, const char *type, const char *day, int start,
		int state)
{
	struct arena *const arena = &desk->arena;
	struct appointment row;
	struct visit_type visit_type;

	must(visit_type_find(desk, arena, type, &visit_type));
	record_blank(&appointment_record, &row);
	row.uid = desk_uuid(desk, arena);
	row.patient = patient;
	row.type = visit_type.row.id;
	row.chair = squeeze_column(desk);
	row.chair_kind = CHAIR_SQUEEZE;
	row.day = day_of(day);
	row.start = start;
	row.minutes = row.held = MINUTES;
	row.pattern = "XXXXXX";
	row.state = state;
	row.made_at = "2020-01-01T08:00:00Z";
	row.made_by = "Kim";
	put(desk, &appointment_record, &row);
	return row;
}
