/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The people who work at the practice's desks, and the secret by which each proves who she is: a PIN or
 * a passphrase. Where nobody has one, nobody is asked.
 */
#ifndef BOOK_PERSON_H
#define BOOK_PERSON_H

#include "store/desk.h"

#define SECRET_LEAST 4			/* characters */
#define SECRET_LONGEST 512		/* bytes */

struct person {
	struct row row;
	const char *name, *initials;	/* "Kim Novak", "KN" */
	const char *role;		/* whose rights she has (book/role.h); without secrets in the
					 * practice's own words: "reception" */
	const char *secret_digest;	/* what the log says of her secret; NULL: none */
	const char *secret;		/* what proves it (argon2id), in no image and no listing */
};
extern const struct record person_record;

/* As they are listed: whether there is a secret, not what proves it. */
struct person_line {
	struct row row;
	const char *name, *initials, *role;
	int secret, failed;		/* failed: wrong tries since she signed in last */
};
extern const struct record person_line_record;

/* Without initials those of the name, in the arena. INPUT without a name or role; CLASH where another
 * has that name. One batch. */
enum code person_save(struct desk *desk, struct arena *arena, struct person *person);
enum code person_find(struct desk *desk, struct arena *arena, const char *text,
		struct person *out);

/* Could that be the secret of somebody in that role? INPUT as below. */
enum code person_secret_check(struct desk *desk, const char *role, const char *secret);
/* Sets somebody's secret, or takes it away (NULL). With the first one the usual roles are written, where
 * there are none. INPUT for one that is too short, for a role without rights, and where nobody with a
 * secret would be left who may change people. Her own may be set by whoever has signed in. One batch,
 * which isn't taken back. */
enum code person_secret_set(struct desk *desk, int64_t person, const char *secret);

/*
 * Signs in at this desk: from then on `who` is her name, and her role's rights hold. Where nobody has a
 * secret it is but her name (NULL secret). DENIED for a wrong one, for somebody without one, for a role
 * that may not look, and before the pause is over that follows the third wrong try and grows with each;
 * the tries are counted in the store, whatever desk they are made at. `shown`: it is noted in the log of
 * who came in; wrong tries are always.
 */
enum code sign_in(struct desk *desk, const char *name, const char *secret, bool shown);
/* Seconds to wait after so many wrong tries. */
int sign_in_pause(int failed);

/* Consequence: somebody with a secret can still change people and rights, and nobody with one is gone. */
enum code people_follow(struct desk *desk, const struct written *rows, size_t count);

#endif
