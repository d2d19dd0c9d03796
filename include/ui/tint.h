/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The colours of visit types or of providers, where the practice wants its visits coloured by these
 * (setting `colour`) and not by their state.
 */
#ifndef UI_TINT_H
#define UI_TINT_H

#include "book/appointment.h"
#include "ui/grid.h"

struct tints {
	struct visit_type *types;	/* by type, */
	size_t type_count;
	struct provider *providers;	/* or by provider; neither: by state alone */
	size_t provider_count;
};

enum code tints_load(struct desk *desk, struct arena *arena, struct tints *out);
enum tint tint_of(const struct tints *tints, const struct appointment_line *visit);

#endif
