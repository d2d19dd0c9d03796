/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a practice's recall begins with (desk.md section 4): types, cadences, and which visits
 * satisfy them. Everything here is administrative; a practice changes what it likes.
 */
#include "recall/recall.h"

static const struct {
	const char *code, *name, *interval;
	bool everyone;
	const char *excludes, *rides_with;
} types[] = {
	{ "exam", "Examination", "6m", true, NULL, NULL },
	{ "cleaning", "Cleaning", "6m+1d", false, NULL, NULL },
	{ "perio", "Gum maintenance", "4m+1d", false, "cleaning", NULL },
	{ "bitewings", "Bitewing X-rays", "12m+1d", false, NULL, "cleaning" },
	{ "panoramic", "Panoramic X-ray", "36m+1d", false, NULL, NULL },
	{ "fullmouth", "Full-mouth X-rays", "36m+1d", false, NULL, NULL },
	{ "implant", "Implant review", "12m", false, NULL, NULL },
	{ "ortho", "Orthodontic review", "6w", false, NULL, NULL },
};

/* The last three are the reactivation at 12, 18 and 24 months. */
static const struct {
	int days, channel;
} steps[] = {
	{ -21, CHANNEL_EMAIL }, { -7, CHANNEL_TEXT }, { 0, CHANNEL_CALL }, { 14, CHANNEL_CALL },
	{ 45, CHANNEL_CALL }, { 90, CHANNEL_CALL }, { 120, CHANNEL_LETTER },
	{ 365, CHANNEL_CALL }, { 548, CHANNEL_LETTER }, { 730, CHANNEL_CALL },
};

/* A dentist looks in at a cleaning and at gum maintenance, so both are examinations too. */
static const struct {
	const char *visit_type, *recall_type;
} satisfied[] = {
	{ "exam", "exam" }, { "newpatient", "exam" }, { "cleaning", "cleaning" },
	{ "cleaning", "exam" }, { "child", "cleaning" }, { "child", "exam" },
	{ "perio", "perio" }, { "perio", "exam" },
};

/* The id of a code in a table of types, 0 where there is none. */
static enum code
id_of(struct desk *desk, const char *sql, const char *type_code, int64_t *id)
{
	*id = 0;
	return type_code ? db_value(desk->db, id, sql, "t", type_code) : OK;
}

static enum code
recall_type_id(struct desk *desk, const char *type_code, int64_t *id)
{
	return id_of(desk, "SELECT id FROM recall_type WHERE code = $1", type_code, id);
}

static enum code
cadence_found(struct desk *desk, int64_t recall_type)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < sizeof steps / sizeof steps[0]; i++) {
		struct cadence row;

		record_blank(&cadence_record, &row);
		row.recall_type = recall_type;
		row.days = steps[i].days;
		row.channel = steps[i].channel;
		code = record_put(desk, &cadence_record, &row);
	}
	return code;
}

static enum code
types_found(struct desk *desk)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < sizeof types / sizeof types[0]; i++) {
		struct recall_type row;

		record_blank(&recall_type_record, &row);
		row.code = types[i].code;
		row.name = types[i].name;
		row.interval = types[i].interval;
		row.everyone = types[i].everyone;
		if ((code = recall_type_id(desk, types[i].excludes, &row.excludes)) == OK &&
		    (code = recall_type_id(desk, types[i].rides_with, &row.rides_with)) == OK &&
		    (code = record_put(desk, &recall_type_record, &row)) == OK)
			code = cadence_found(desk, row.row.id);
	}
	return code;
}

static enum code
satisfied_found(struct desk *desk)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < sizeof satisfied / sizeof satisfied[0]; i++) {
		struct visit_type_recall row;

		record_blank(&visit_type_recall_record, &row);
		if ((code = id_of(desk, "SELECT id FROM visit_type WHERE code = $1",
				satisfied[i].visit_type, &row.type)) != OK ||
		    (code = recall_type_id(desk, satisfied[i].recall_type,
				&row.recall_type)) != OK)
			return code;
		if (row.type)
			code = record_put(desk, &visit_type_recall_record, &row);
	}
	return code;
}

enum code
recall_found(struct desk *desk)
{
	const enum code code = types_found(desk);

	return code == OK ? satisfied_found(desk) : code;
}
