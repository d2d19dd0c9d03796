/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a quick line means where it doesn't say it.
 */
#include "recall/setup.h"

enum code
recall_preset(struct desk *desk, struct arena *arena, struct quick *quick)
{
	struct visit_type *const type = arena_take(arena, sizeof *type);
	struct wanted wanted;
	enum code code;

	if (quick->type || !quick->patient)
		return OK;
	code = recall_wanted(desk, arena, quick->patient->row.id, &wanted);
	if (code != OK || !wanted.type || wanted.planned)
		return code;
	code = record_get(desk, arena, &visit_type_record, wanted.type, type);
	quick->type = type;
	quick->search.type = wanted.type;
	return code;
}
