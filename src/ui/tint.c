/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * By what a visit is coloured.
 */
#include "ui/tint.h"

#include "base/text.h"
#include "book/practice.h"

#include <string.h>

enum code
tints_load(struct desk *desk, struct arena *arena, struct tints *out)
{
	const char *const by = setting_text(desk, arena, "colour", "state");

	*out = (struct tints){ 0 };
	if (strcmp(by, "type") == 0)
		return record_select(desk, arena, &visit_type_record, &out->types, &out->type_count,
				"order by id", "");
	if (strcmp(by, "provider") == 0)
		return record_select(desk, arena, &provider_record, &out->providers,
				&out->provider_count, "order by id", "");
	return OK;
}

static enum tint
tint_named(const char *colour)
{
	const int word = colour ? word_index(colour_words, colour) : NONE;

	return word == NONE ? TINT_NONE : (enum tint)(word + 1);
}

enum tint
tint_of(const struct tints *tints, const struct appointment_line *visit)
{
	for (size_t i = 0; i < tints->type_count; i++)
		if (strcmp(tints->types[i].code, visit->type) == 0)
			return tint_named(tints->types[i].colour);
	for (size_t i = 0; i < tints->provider_count; i++)
		if (tints->providers[i].row.id == visit->provider)
			return tint_named(tints->providers[i].colour);
	return TINT_NONE;
}
