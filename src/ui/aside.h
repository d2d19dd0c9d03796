/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Work put aside while somebody else is served: whom it was for, and a visit that was carried. Nine
 * fit. Each desk's are kept in a file of its own, so that they outlast a restart:
 * $XDG_STATE_HOME/chairtime (else ~/.local/state/chairtime), with no names in it.
 */
#ifndef UI_ASIDE_H
#define UI_ASIDE_H

#include "base/arena.h"
#include "book/appointment.h"

struct desk;
struct ui;

#define ASIDE_MOST 9

struct aside_item {
	int64_t patient;
	int64_t visit, rev, type, provider;	/* that was carried; visit 0: none was */
	struct slot slot;
	char name[64];			/* of the patient */
};

struct aside {
	struct aside_item items[ASIDE_MOST];	/* the newest last */
	size_t count;
};

/* Those of this desk, as they were left; none where there is no file, or no such patient any more. */
void aside_load(struct desk *desk, struct aside *aside);
/* WORLD where the file can't be written: they stand until the program ends. */
enum code aside_save(const struct desk *desk, const struct aside *aside);
/* "Meyer, Ruiz": family names, the newest first; "" where there are none. */
const char *aside_names(struct arena *arena, const struct aside *aside);

/* The key: puts what is in hand aside, on an empty hand takes the newest back. */
enum code aside_turn(struct ui *ui, void *state);

#endif
