/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Waiting while another desk writes: who waits for the right to write asks again after a short random
 * pause. SQLite is not fair, chance is. Private to src/db.
 */
#ifndef DB_SQLITE_PAUSES_H
#define DB_SQLITE_PAUSES_H

#include <stdint.h>

struct pauses {
	uint64_t chance;
	int64_t until;			/* monotonic, in ms: then it is given up */
};

/* No two desks' are the same. */
void pauses_begin(struct pauses *pauses);
/* SQLite's busy handler, `context` the pauses: waits a little; 0 gives up. `tries` are those before. */
int pauses_wait(void *context, int tries);

#endif
