/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The practice's settings: a record like any other, found by name.
 */
#include "store/setting.h"

#include "base/text.h"
#include "batch.h"

static const struct field setting_fields[] = {
	FIELD_ROW(setting),
	FIELD(setting, name, "Name", FIELD_TEXT, 0),
	FIELD(setting, value, "Value", FIELD_TEXT, OPTIONAL)
};

static void
setting_settle(struct desk *desk, const void *old, void *row)
{
	(void)old;
	(void)row;
	desk->batch->settings_moved = true;
}

const struct record setting_record = {
	.table = "setting", .label = "setting", .size = sizeof(struct setting),
	.fields = setting_fields, .count = FIELD_COUNT(setting_fields), .settle = setting_settle
};

const char *
setting_text(struct desk *desk, struct arena *arena, const char *name, const char *otherwise)
{
	const char *value;

	if (db_text_value(desk->db, arena, &value, "SELECT value FROM setting WHERE name = $1",
			"t", name) != OK)
		return otherwise;
	return value ? value : otherwise;
}

int
setting_int(struct desk *desk, const char *name, int otherwise)
{
	struct arena arena = {0};
	const char *const text = setting_text(desk, &arena, name, NULL);
	long long value = otherwise;

	if (!text || !text_parse_int(text, &value) || value <= NONE || value > INT_MAX)
		value = otherwise;
	arena_free(&arena);
	return (int)value;
}

enum code
setting_put(struct desk *desk, const char *name, const char *value)
{
	struct arena arena = {0};
	struct setting setting;
	enum code code = record_first(desk, &arena, &setting_record, &setting, "WHERE name = $1",
			"t", name);

	if (code == NOT_FOUND) {
		record_blank(&setting_record, &setting);
		setting.name = name;
		code = OK;
	}
	setting.value = value;
	if (code == OK)
		code = record_put(desk, &setting_record, &setting);
	arena_free(&arena);
	return code;
}
