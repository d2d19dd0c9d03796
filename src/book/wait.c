/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The waiting list: who would come sooner.
 */
#include "book/appointment.h"
#include "store/change.h"

static const struct field wait_fields[] = {
	FIELD_ROW(wait),
	FIELD_REFERS(wait, patient, "Patient", "patient", 0),
	FIELD_REFERS(wait, appointment, "Visit", "appointment", OPTIONAL),
	FIELD_REFERS(wait, type, "Type", "visit_type", 0),
	FIELD(wait, first, "From", FIELD_DAY, OPTIONAL),
	FIELD(wait, last, "Until", FIELD_DAY, OPTIONAL),
	FIELD(wait, notice_min, "Notice", FIELD_INT, 0),
	FIELD(wait, note, "Note", FIELD_TEXT, OPTIONAL | LONG),
	FIELD(wait, since, "Since", FIELD_DAY, 0),
	FIELD(wait, ended, "Ended", FIELD_DAY, OPTIONAL),
};

/* She waits from the day on which she is put on the list; without a notice she could come at
 * once. */
static void
wait_settle(struct desk *desk, const void *old, void *row)
{
	struct wait *const wait = row;

	(void)old;
	if (wait->since == NONE)
		wait->since = desk_today(desk);
	if (wait->notice_min == NONE)
		wait->notice_min = 0;
}

const struct record wait_record = {
	.table = "wait", .label = "wait", .size = sizeof(struct wait), .fields = wait_fields,
	.count = FIELD_COUNT(wait_fields), .settle = wait_settle
};

/* She waits once for a visit of a type. */
static enum code
not_waiting_yet(struct desk *desk, struct arena *arena, const struct wait *wait,
		const struct patient *patient, const struct visit_type *type)
{
	struct wait other;
	const enum code code = record_first(desk, arena, &wait_record, &other,
			"where patient = $1 and type = $2 and ended is null and id <> $3 order by id",
			"rrI", wait->patient, wait->type, wait->row.id);

	if (code == OK)
		return fail(CLASH, "%s is on the waiting list already (%s, wait %lld)",
				patient->name, type->name, (long long)other.row.id);
	return code == NOT_FOUND ? OK : code;
}

/* The visit that she would give up is her own. */
static enum code
own_visit(struct desk *desk, struct arena *arena, const struct wait *wait)
{
	struct appointment visit;
	const enum code code = wait->appointment ? record_get(desk, arena, &appointment_record,
							      wait->appointment, &visit) : OK;

	return code == OK && wait->appointment && visit.patient != wait->patient
		? fail(INPUT, "wait: visit %lld is another patient's", (long long)wait->appointment)
		: code;
}

enum code
wait_add(struct desk *desk, struct arena *arena, struct wait *wait)
{
	struct patient patient;
	struct visit_type type;
	enum code code = record_get(desk, arena, &patient_record, wait->patient, &patient);

	if (code == OK)
		code = record_get(desk, arena, &visit_type_record, wait->type, &type);
	if (code == OK && wait->first != NONE && wait->last != NONE && wait->last < wait->first)
		code = fail(INPUT, "wait: its last day is before its first");
	if (code == OK)
		code = not_waiting_yet(desk, arena, wait, &patient, &type);
	if (code == OK)
		code = own_visit(desk, arena, wait);
	if (code == OK)
		code = batch_begin(desk, NULL, NULL);
	if (code != OK)
		return code;
	return batch_end(desk, record_put(desk, &wait_record, wait));
}

enum code
wait_end(struct desk *desk, struct arena *arena, int64_t id)
{
	struct wait wait;
	const enum code code = record_get(desk, arena, &wait_record, id, &wait);

	if (code != OK)
		return code;
	wait.ended = desk_today(desk);
	return record_put(desk, &wait_record, &wait);
}

enum code
wait_list(struct desk *desk, struct arena *arena, struct wait **out, size_t *count)
{
	return record_select(desk, arena, &wait_record, out, count,
			     "where ended is null order by since, id", "");
}
