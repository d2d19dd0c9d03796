/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recalls on their way in: what another program, or our own export, knows of a patient's recall of a
 * type. Due days follow from the visits; what was set by hand is taken.
 */
#include "import_map.h"

#include "base/text.h"
#include "recall/recall.h"

/* The match reads these. */
static enum code
nothing_set(struct import_row *row, const char *text)
{
	(void)row;
	(void)text;
	return OK;
}

static const struct import_special recall_specials[] = {
	{ "patient", nothing_set },	/* the ref of whose it is */
	{ "patient_id", nothing_set },	/* our own id, where there is no ref */
	{ "type", nothing_set },	/* the code of a recall type */
	{ NULL, NULL },
};

/* Whose it is, by ref, else by id; 0: nobody's, and the row is refused. */
static enum code
patient_find_by(struct import_row *row, int64_t *patient)
{
	const char *const ref = row_named_text(row, "patient"), *const id = row_named_text(row,
			"patient_id");
	long long number;
	enum code code = OK;

	*patient = 0;
	if (!text_is_blank(ref))
		code = db_value(row->job->desk->db, patient, "select id from patient where ref = $1",
				"t", ref);
	else if (id && text_parse_int(id, &number))
		code = db_value(row->job->desk->db, patient, "select id from patient where id = $1",
				"I", (int64_t)number);
	if (code == OK && !*patient)
		row_refuse(row, "patient", text_is_blank(ref) ? id : ref, "there is no such patient");
	return code;
}

static enum code
type_find_by(struct import_row *row, int64_t *type)
{
	const char *const text = row_named_text(row, "type");
	struct recall_type found;
	enum code code = NOT_FOUND;

	*type = 0;
	if (!text_is_blank(text))
		code = recall_type_find(row->job->desk, row->arena, text, &found);
	if (code == NOT_FOUND || code == INPUT) {
		row_refuse(row, "type", text, "no recall type has this code");
		error_clear();
		return OK;
	}
	*type = found.row.id;
	return code;
}

/* A patient has one of each type. */
static enum code
recall_match(struct import_row *row)
{
	struct recall *const recall = row->row;
	int64_t patient, type = 0;
	enum code code = patient_find_by(row, &patient);

	if (code == OK && patient)
		code = type_find_by(row, &type);
	if (code != OK || !type)
		return code;
	code = record_first(row->job->desk, row->arena, &recall_record, recall,
			"where patient = $1 and recall_type = $2", "II", patient, type);
	if (code != NOT_FOUND)
		return code;
	record_blank(&recall_record, recall);
	recall->patient = patient;
	recall->recall_type = type;
	return OK;
}

/* What was set by hand holds from the visit before on. */
static enum code
recall_finish(struct import_row *row)
{
	struct recall *const recall = row->row;
	struct interval parsed;

	if (recall->interval && !interval_parse(recall->interval, &parsed)) {
		row_mend(row, "interval", recall->interval, "no interval (6m, 6m+1d): the type's");
		recall->interval = NULL;
	}
	if (recall->hand_due == NONE && recall->stopped == NONE && !recall->note)
		return OK;
	return recall_previous(row->job->desk, row->arena, recall->patient, recall->recall_type,
			&recall->set_for);
}

const struct import_kind recall_kind = {
	.name = "recall",
	.record = &recall_record,
	.specials = recall_specials,
	.match = recall_match,
	.finish = recall_finish,
};
