/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The steps of a recall type, changed one at a time: a day before or after due, and the channel.
 */
#include "recall/recall.h"
#include "store/change.h"

#define DAYS_MOST 3660		/* ten years on either side */

static const struct field cadence_line_fields[] = {
	FIELD_ROW(cadence_line),
	FIELD(cadence_line, recall_type, "Recall", FIELD_TEXT, 0),
	FIELD(cadence_line, days, "Days after due", FIELD_INT, 0),
	FIELD_WORDS(cadence_line, channel, "Channel", channel_words, 0),
};

const struct record cadence_line_record = {
	.table = "cadence_list", .label = "cadence", .size = sizeof(struct cadence_line),
	.fields = cadence_line_fields, .count = FIELD_COUNT(cadence_line_fields), .view = true,
};

enum code
cadence_load(struct desk *desk, struct arena *arena, int64_t type, struct cadence_line **out,
		size_t *count)
{
	if (!type)
		return record_select(desk, arena, &cadence_line_record, out, count,
				"ORDER BY type_id, days", "");
	return record_select(desk, arena, &cadence_line_record, out, count,
			"WHERE type_id = $1 ORDER BY days", "I", type);
}

/* "7 days before due", "on the due day", "14 days after due" */
static const char *
days_said(struct arena *arena, int days)
{
	if (days == 0)
		return "on the due day";
	return arena_print(arena, "%d day%s %s due", days < 0 ? -days : days,
			days == 1 || days == -1 ? "" : "s", days < 0 ? "before" : "after");
}

static enum code
step_find(struct desk *desk, struct arena *arena, int64_t type, int days, struct cadence *out)
{
	return record_first(desk, arena, &cadence_record, out,
			"WHERE recall_type = $1 AND days = $2", "Ii", type, days);
}

enum code
cadence_set(struct desk *desk, struct arena *arena, int64_t type, int days, enum channel channel,
		const char **said)
{
	struct recall_type row;
	struct cadence step;
	enum code code;

	if (days < -DAYS_MOST || days > DAYS_MOST)
		return fail(INPUT, "step: %d days are more than ten years", days);
	if ((code = record_get(desk, arena, &recall_type_record, type, &row)) != OK)
		return code;
	code = step_find(desk, arena, type, days, &step);
	if (code == NOT_FOUND) {
		record_blank(&cadence_record, &step);
		step.recall_type = type;
		step.days = days;
	} else if (code != OK) {
		return code;
	}
	step.channel = (int)channel;
	if ((code = batch_begin(desk, NULL, NULL)) != OK)
		return code;
	code = batch_end(desk, record_put(desk, &cadence_record, &step));
	if (code == OK && said)
		*said = arena_print(arena, "%s: %s %s", row.name, channel_words[channel],
				days_said(arena, days));
	return code;
}

enum code
cadence_drop(struct desk *desk, struct arena *arena, int64_t type, int days, const char **said)
{
	struct recall_type row;
	struct cadence step;
	enum code code = record_get(desk, arena, &recall_type_record, type, &row);

	if (code != OK)
		return code;
	code = step_find(desk, arena, type, days, &step);
	if (code == NOT_FOUND)
		return fail(NOT_FOUND, "%s: there is no step %s", row.name,
				days_said(arena, days));
	if (code != OK || (code = batch_begin(desk, NULL, NULL)) != OK)
		return code;
	code = batch_end(desk, record_remove(desk, &cadence_record, &step));
	if (code == OK && said)
		*said = arena_print(arena, "%s: no step %s any more", row.name,
				days_said(arena, days));
	return code;
}
