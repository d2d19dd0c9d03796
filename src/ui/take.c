/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Taking an opening, from whatever screen it was shown on.
 */
#include "take.h"

enum code
opening_take(struct ui *ui, const struct taking *what, const struct opening *opening,
		const char **said)
{
	const struct booking booking = { .patient = what->patient, .type = what->type,
		.provider = opening->provider, .checker = opening->checker, .slot = opening->slot,
		.replaces = what->replaces };
	struct appointment visit;
	enum code code;

	if (!what->visit)
		return appointment_book(ui_desk(ui), ui_arena(ui), &booking, &visit, said);
	code = record_get(ui_desk(ui), ui_arena(ui), &appointment_record, what->visit, &visit);
	return code != OK ? code : appointment_move(ui_desk(ui), ui_arena(ui), &visit,
			opening->slot, opening->provider, NULL, said);
}

size_t
key_digit(const char *key)
{
	return key[0] >= '1' && key[0] <= '9' && !key[1] ? (size_t)(key[0] - '0') : 0;
}
