/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Address books (vCard 3.0, RFC 2426; 4.0, RFC 6350), so that the practice's telephone knows who
 * calls. They come in as rows of `import` (port/import.h) and go out patient by patient.
 */
#ifndef PORT_VCARD_H
#define PORT_VCARD_H

#include <stdint.h>
#include <stdio.h>

#include "store/desk.h"

enum vcard_version { VCARD_3, VCARD_4 };

/* Writes the active patients, or those of one household or one alone (0: any), a card each, by id:
 * name, telephone numbers, e-mail and postal addresses, no more; birth date only where `births`. What
 * failed (a wrong number) is left out. *count of them. */
struct vcard_choice {
	int64_t patient, household;
	enum vcard_version version;
	bool births;
};
enum code vcard_export(struct desk *desk, const struct vcard_choice *choice, FILE *stream,
		int64_t *count);

/* The UID of a patient's card, and the id in one that is ours; NULL where it isn't. In the arena. */
const char *vcard_uid(struct arena *arena, int64_t patient);
const char *vcard_own_id(struct arena *arena, const char *uid);

/* Cards as CSV rows: for the importer, and its fuzzer. */
void vcard_rows_stream(FILE *stream, FILE *out);

#endif
