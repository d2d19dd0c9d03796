/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Setting up recall, beside recall.h: what an edited type would move, and which visits satisfy which
 * types.
 */
#ifndef RECALL_SETUP_H
#define RECALL_SETUP_H

#include "book/quick.h"
#include "recall/recall.h"

/* What writing an edited type (recall_type_put) would move: "" where its interval is as it was, or it
 * is new. */
enum code recall_type_ask(struct desk *desk, struct arena *arena, const struct recall_type *row,
		const char **said);

/* The codes of the recall types that a visit type satisfies, with blanks between; "" none. */
enum code visit_type_satisfies(struct desk *desk, struct arena *arena, int64_t type,
		const char **codes);
/* Sets them, from codes or names with blanks or commas between. */
enum code visit_type_satisfy(struct desk *desk, struct arena *arena, int64_t type,
		const char *codes);

/* A quick line that names no type means what its patient is due for, as on the screens: sets it. */
enum code recall_preset(struct desk *desk, struct arena *arena, struct quick *quick);

#endif
