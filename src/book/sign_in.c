/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Secrets: setting one, and proving who one is. Tries are counted before they are looked at, so that
 * nothing that is done meanwhile, at whatever desk, gives another for nothing; and by the machine's own
 * clock, which --now doesn't move.
 */
#include <sodium.h>
#include <string.h>

#include "base/text.h"
#include "book/person.h"
#include "book/role.h"
#include "store/access.h"
#include "store/change.h"

#define FREE_TRIES 2			/* wrong ones that nothing follows */
#define PAUSE_FIRST 10			/* seconds */
#define PAUSE_LONGEST 900

/* Setting */

static enum code
check_secret(const char *secret)
{
	size_t characters = 0;
	int width;

	for (const char *c = secret; *c; c += text_cluster(c, &width))
		characters++;
	if (characters < SECRET_LEAST || strlen(secret) > SECRET_LONGEST)
		return fail(INPUT, "secret: %s: a PIN of at least %d digits, or a passphrase",
				characters < SECRET_LEAST ? "it is too short" : "it is too long",
				SECRET_LEAST);
	return OK;
}

static enum code
check_role(struct desk *desk, const char *role)
{
	bool may;
	const enum code code = role_may(desk, role, RIGHT_LOOK, &may);

	if (code != OK || may)
		return code;
	return fail(INPUT, "role \"%s\": it has no right to look: take one that has (role list), or give "
			"it that (role allow)", role);
}

enum code
person_secret_check(struct desk *desk, const char *role, const char *secret)
{
	const enum code code = check_secret(secret);

	return code == OK ? check_role(desk, role) : code;
}

static enum code
forget_tries(struct desk *desk, int64_t person)
{
	return db_run(desk->db, "delete from sign_in where person = $1", "I", person);
}

/* The digest is logged, what proves the secret isn't. */
static enum code
write_secret(struct desk *desk, struct arena *arena, int64_t id, const char *proof)
{
	char digest[SECRET_DIGEST_SIZE];
	struct person person;
	enum code code = roles_found(desk);

	if (code == OK)
		code = record_get(desk, arena, &person_record, id, &person);
	if (code == OK && proof)
		code = check_role(desk, person.role);
	if (code != OK)
		return code;
	if (proof)
		secret_digest(proof, digest);
	person.secret_digest = proof ? digest : NULL;
	code = record_put(desk, &person_record, &person);
	person.secret = proof;
	if (code == OK)
		code = record_derive(desk, &person_record, &person);
	return code == OK ? forget_tries(desk, id) : code;
}

enum code
person_secret_set(struct desk *desk, int64_t person, const char *secret)
{
	char proof[crypto_pwhash_STRBYTES];
	struct arena arena = {0};
	enum code code = secret ? check_secret(secret) : OK;

	if (code == OK && secret && crypto_pwhash_str(proof, secret, strlen(secret),
			crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
		code = fail(WORLD, "secret: there is no memory to prove it by");
	if (code == OK)
		code = batch_begin(desk, "secret", arena_print(&arena, "{\"person\":%lld,\"set\":%s}",
				(long long)person, secret ? "true" : "false"));
	if (code == OK && secret && person == desk->person)
		right_lend(desk, RIGHT_PEOPLE);		/* her own */
	if (code == OK)
		code = batch_end(desk, write_secret(desk, &arena, person, secret ? proof : NULL));
	sodium_memzero(proof, sizeof proof);
	arena_free(&arena);
	return code;
}

/* Undo of her making doesn't take away somebody who can sign in. */
static enum code
check_gone(const struct written *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct person *const before = rows[i].before;

		if (rows[i].record == &person_record && !rows[i].after && before->secret_digest)
			return fail(CLASH, "%s: has a secret, so she isn't taken back: take that away "
					"first (person secret)", before->name);
	}
	return OK;
}

enum code
people_follow(struct desk *desk, const struct written *rows, size_t count)
{
	int64_t may;
	bool in_use;
	enum code code = check_gone(rows, count);

	if (code == OK)
		code = secrets_in_use(desk, &in_use);
	if (code != OK || !in_use)
		return code;
	code = db_value(desk->db, &may, "select count(*) from person p join role_right r "
			"on r.role = p.role where p.secret is not null and r.may in ('people', 'all')",
			"");
	if (code == OK && may == 0)
		code = fail(INPUT, "people: while anybody has a secret, somebody with one must be able "
				"to change people and rights: give a manager the first, and take hers "
				"away last");
	return code;
}

/* Proving */

int
sign_in_pause(int failed)
{
	int pause = PAUSE_FIRST;

	if (failed <= FREE_TRIES)
		return 0;
	for (int i = FREE_TRIES + 1; i < failed && pause < PAUSE_LONGEST; i++)
		pause *= 2;
	return pause < PAUSE_LONGEST ? pause : PAUSE_LONGEST;
}

/* Is the pause over that follows her wrong tries? One that ends later than it can (the clock was put
 * back) is as long as it would be from now. */
static bool
may_try(int failed, const char *until)
{
	char now[STAMP_SIZE], longest[STAMP_SIZE];

	desk_true_stamp(0, now);
	desk_true_stamp(sign_in_pause(failed), longest);
	return failed <= FREE_TRIES || strcmp(until, now) <= 0 || strcmp(until, longest) > 0;
}

static enum code
count_try(struct desk *desk, const struct person *person, int *failed)
{
	char until[STAMP_SIZE];
	struct arena arena = {0};
	const char *last = NULL;
	int64_t count = 0;
	enum code code = db_value(desk->db, &count, "select failed from sign_in where person = $1",
			"I", person->row.id);

	if (code == OK)
		code = db_text_value(desk->db, &arena, &last,
				"select until_at from sign_in where person = $1", "I",
				person->row.id);
	if (code == OK && last && !may_try((int)count, last))
		code = fail(DENIED, "%s: after %d wrong tries the next is heard %d seconds later: wait",
				person->name, (int)count, sign_in_pause((int)count));
	*failed = (int)count + 1;
	if (code == OK)
		code = db_run(desk->db, "insert into sign_in (person, failed, until_at) "
				"values ($1, $2, $3) on conflict (person) do update "
				"set failed = excluded.failed, until_at = excluded.until_at", "Iit",
				person->row.id, *failed,
				desk_true_stamp(sign_in_pause(*failed), until));
	arena_free(&arena);
	return code;
}

/* One write beside the log of changes, by a connection of its own where the desk only reads. */
static enum code
beside(struct desk *desk, enum code (*write)(struct desk *desk, const struct person *person,
		int *failed), const struct person *person, int *failed)
{
	struct desk writer = *desk;
	enum code code = desk->reads ? db_open(&writer.db, db_where(desk->db), DB_OPEN) : OK;

	if (code != OK)
		return code;
	code = db_begin(writer.db);
	if (code == OK)
		code = db_end(writer.db, write(&writer, person, failed));
	if (desk->reads)
		db_close(writer.db);
	return code;
}

static enum code
/* NOLINTNEXTLINE(readability-non-const-parameter): as the other of the two */
end_tries(struct desk *desk, const struct person *person, int *failed)
{
	(void)failed;
	return forget_tries(desk, person->row.id);
}

static enum code
fail_wrong(struct desk *desk, const struct person *person, int failed)
{
	const int pause = sign_in_pause(failed);
	const enum code code = access_note(desk, person->name, ACCESS_FAILED, 0, NULL);

	if (code != OK)
		return code;
	if (pause > 0)
		return fail(DENIED, "%s: that isn't the secret; the next try is heard in %d seconds",
				person->name, pause);
	return fail(DENIED, "%s: that isn't the secret", person->name);
}

static enum code
prove(struct desk *desk, const struct person *person, const char *secret)
{
	int failed;
	enum code code;

	if (!person->secret)
		return fail(DENIED, "%s: has no secret yet: whoever may change people sets one "
				"(person secret)", person->name);
	code = beside(desk, count_try, person, &failed);
	if (code != OK)
		return code;
	if (crypto_pwhash_str_verify(person->secret, secret, strlen(secret)) != 0)
		return fail_wrong(desk, person, failed);
	return beside(desk, end_tries, person, &failed);
}

/* Whom a name means. What was typed for a name isn't noted: it may have been the secret. */
static enum code
find_person(struct desk *desk, struct arena *arena, const char *name, bool in_use,
		struct person *person)
{
	const enum code code = person_find(desk, arena, name, person);

	if (code == NOT_FOUND && in_use)
		access_note(desk, "nobody of the practice", ACCESS_FAILED, 0, NULL);
	return code;
}

/* From now on she acts here, if her role may look at all. */
static enum code
take_seat(struct desk *desk, const struct person *person, bool proved, bool shown)
{
	const char *const who = desk->who;
	const int64_t before = desk->person;
	enum code code;

	desk->who = arena_copy(&desk->arena, person->name);
	desk->person = proved ? person->row.id : 0;
	code = right_check(desk, RIGHT_LOOK);
	if (code == OK && proved && shown)
		code = access_note(desk, NULL, ACCESS_SIGNED_IN, 0, NULL);
	if (code != OK) {
		desk->who = who;
		desk->person = before;
	}
	return code;
}

enum code
sign_in(struct desk *desk, const char *name, const char *secret, bool shown)
{
	struct arena arena = {0};
	struct person person;
	bool in_use;
	enum code code = secrets_in_use(desk, &in_use);

	if (code == OK)
		code = find_person(desk, &arena, name, in_use, &person);
	if (code == OK && in_use)
		code = prove(desk, &person, secret ? secret : "");
	if (code == OK)
		code = take_seat(desk, &person, in_use, shown);
	arena_free(&arena);
	return code;
}
