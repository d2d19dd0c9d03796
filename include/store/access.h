/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who came in, and who saw what: a log of its own beside that of changes. It isn't replayed, undo
 * knows nothing of it and no desk reloads for it; it has a chain of its own, which `check` follows.
 * It holds ids and no names of patients.
 */
#ifndef STORE_ACCESS_H
#define STORE_ACCESS_H

#include "store/desk.h"

enum access_act { ACCESS_SIGNED_IN, ACCESS_FAILED, ACCESS_CARD, ACCESS_SHOW, ACCESS_EXPORT,
	ACCESS_JOURNAL };
extern const char *const access_words[];	/* NULL-terminated */

struct access {
	int64_t id;
	const char *at, *desk, *who;
	int act;			/* enum access_act */
	int64_t patient;		/* whose card or rows; 0: of everybody, or of nobody */
	const char *detail;		/* "csv patients"; NULL: nothing more to say */
	const char *hash;
};
extern const struct record access_record;

/* Notes that somebody (NULL: who is at this desk) came in, or was refused. Needs no batch, and none may
 * be begun. A desk that only reads writes it by a connection of its own. */
enum code access_note(struct desk *desk, const char *who, enum access_act act, int64_t patient,
		const char *detail);
/* Notes what is about to be read, where the practice wants that (setting note_reads): what then can't
 * be noted isn't to be read, so a failure stops the reading. The same card again within the hour,
 * with nothing else between at that desk, is noted once. */
enum code access_note_read(struct desk *desk, enum access_act act, int64_t patient,
		const char *detail);

/* At the door of what takes data out: of a patient, or (0) of many, which wants the right to export; then
 * noted as above. DENIED. */
enum code access_export(struct desk *desk, int64_t patient, const char *detail);

/* BLAKE2b of what proves a secret, in hexadecimal digits: what the log says of it. */
#define SECRET_DIGEST_SIZE 65
void secret_digest(const char *proof, char out[SECRET_DIGEST_SIZE]);

#endif
