/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing contacts inside a batch that is more than one contact. Private to src/recall.
 */
#ifndef RECALL_CONTACT_PUT_H
#define RECALL_CONTACT_PUT_H

#include "recall/contact.h"

/* As contact_log, in the caller's batch. `name`: who was called, in words; NULL: the patient. */
enum code contact_put(struct desk *desk, struct arena *arena, struct contact *contact,
		const char *name, const char **said);
/* The patient's first number or address that is good for the channel; 0: none. */
enum code contact_reach(struct desk *desk, int64_t patient, int channel, int64_t *reach);

#endif
