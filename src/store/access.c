/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The log of who came in and who saw what.
 */
#include "store/access.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/buffer.h"
#include "check.h"
#include "log.h"
#include "right.h"
#include "store/change.h"

#define HOUR_LENGTH 13			/* of a stamp: "2026-11-24T15" */

const char *const access_words[] = {
	"signed_in", "failed", "card", "show", "export", "journal", NULL
};

static const struct field access_fields[] = {
	FIELD(access, id, "Access", FIELD_ID, 0),
	FIELD(access, at, "At", FIELD_STAMP, 0),
	FIELD(access, desk, "Desk", FIELD_TEXT, 0),
	FIELD(access, who, "Who", FIELD_TEXT, 0),
	FIELD_WORDS(access, act, "Act", access_words, 0),
	FIELD_REFERS(access, patient, "Patient", "patient", OPTIONAL),
	FIELD(access, detail, "Detail", FIELD_TEXT, OPTIONAL),
	FIELD(access, hash, "Hash", FIELD_TEXT, HIDDEN)
};

/* Not written by record_put: only ever appended to. */
const struct record access_record = {
	.table = "access", .label = "access", .size = sizeof(struct access),
	.fields = access_fields, .count = FIELD_COUNT(access_fields), .view = true
};

void
secret_digest(const char *proof, char out[SECRET_DIGEST_SIZE])
{
	unsigned char hash[32];

	crypto_generichash(hash, sizeof hash, (const unsigned char *)proof, strlen(proof), NULL, 0);
	sodium_bin2hex(out, SECRET_DIGEST_SIZE, hash, sizeof hash);
}

/* An item of what is hashed, as in the log of changes. */
static void
add_item(struct buffer *items, const char *text)
{
	if (text)
		buffer_print(items, "%zu:%s", strlen(text), text);
	else
		buffer_text(items, "-");
}

static void
access_hash(const struct access *access, const char *previous, struct buffer *items,
		char out[HASH_SIZE])
{
	unsigned char hash[32];

	buffer_reset(items);
	add_item(items, previous);
	buffer_print(items, "%lld ", (long long)access->id);
	add_item(items, access->at);
	add_item(items, access->desk);
	add_item(items, access->who);
	add_item(items, access->act == NONE ? NULL : access_words[access->act]);
	buffer_print(items, "%lld ", (long long)access->patient);
	add_item(items, access->detail);
	crypto_generichash(hash, sizeof hash, (const unsigned char *)items->bytes, items->length,
			NULL, 0);
	sodium_bin2hex(out, HASH_SIZE, hash, sizeof hash);
}

static enum code
append(struct desk *desk, struct db *db, struct access *access)
{
	char at[STAMP_SIZE], hash[HASH_SIZE];
	struct buffer items = {0};
	struct arena arena = {0};
	const char *previous = NULL;
	enum code code = db_value(db, &access->id, "SELECT max(id) FROM access", "");

	if (code == OK)
		code = db_text_value(db, &arena, &previous, "SELECT hash FROM access WHERE id = $1",
				"I", access->id);
	access->id++;
	access->at = desk_stamp(desk, at);
	access_hash(access, previous, &items, hash);
	if (code == OK)
		code = db_run(db, "INSERT INTO access (id, at, desk, who, act, patient, detail, hash) "
				"VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", "Itttt" "rtt", access->id,
				access->at, access->desk, access->who, access_words[access->act],
				access->patient, access->detail, hash);
	buffer_free(&items);
	arena_free(&arena);
	return code;
}

static enum code
append_in(struct desk *desk, struct db *db, struct access *access)
{
	const enum code code = db_begin(db);

	return code == OK ? db_end(db, append(desk, db, access)) : code;
}

enum code
access_note(struct desk *desk, const char *who, enum access_act act, int64_t patient,
		const char *detail)
{
	struct access access = { .desk = desk->name, .who = who ? who : desk->who, .act = (int)act,
		.patient = patient, .detail = detail };
	struct db *own;
	enum code code;

	assert(!batch_begun(desk));
	if (!desk->reads)
		return append_in(desk, desk->db, &access);
	code = db_open(&own, db_where(desk->db), DB_OPEN);
	if (code != OK)
		return code;
	code = append_in(desk, own, &access);
	db_close(own);
	return code;
}

/* Was the same card the last thing that was seen at this desk, in this hour? */
static enum code
seen_just_now(struct desk *desk, int64_t patient, bool *seen)
{
	struct arena arena = {0};
	struct access last;
	char now[STAMP_SIZE];
	enum code code = record_first(desk, &arena, &access_record, &last,
			"WHERE desk = $1 ORDER BY id DESC LIMIT 1", "t", desk->name);

	*seen = code == OK && last.act == ACCESS_CARD && last.patient == patient &&
		strcmp(last.who, desk->who) == 0 &&
		strncmp(last.at, desk_stamp(desk, now), HOUR_LENGTH) == 0;
	arena_free(&arena);
	return code == NOT_FOUND ? OK : code;
}

enum code
access_note_read(struct desk *desk, enum access_act act, int64_t patient, const char *detail)
{
	bool seen = false;
	enum code code = OK;

	if (setting_int(desk, "note_reads", 0) != 1)
		return OK;
	if (act == ACCESS_CARD)
		code = seen_just_now(desk, patient, &seen);
	return code != OK || seen ? code : access_note(desk, NULL, act, patient, detail);
}

enum code
access_export(struct desk *desk, int64_t patient, const char *detail)
{
	const enum code code = patient ? OK : right_check(desk, RIGHT_EXPORT);

	return code == OK ? access_note_read(desk, ACCESS_EXPORT, patient, detail) : code;
}

/* check */

static void
check_entry(struct check *check, const struct access *access, int64_t before, const char *previous)
{
	char hash[HASH_SIZE];

	if (access->id != before + 1)
		check_report(check, "the log of who saw what goes from %lld to %lld: what stood "
				"between was taken out; compare with a backup", (long long)before,
				(long long)access->id);
	access_hash(access, *previous ? previous : NULL, &check->sentence, hash);
	if (access->id == before + 1 && strcmp(hash, access->hash) != 0)
		check_report(check, "the log of who saw what breaks at %lld: it or the one before was "
				"altered; compare with a backup", (long long)access->id);
}

enum code
check_access(struct check *check)
{
	char previous[HASH_SIZE] = "";
	int64_t before = 0;
	struct cursor cursor;
	struct access access;
	bool more = true;
	enum code code = record_open(check->desk, &cursor, &access_record, "ORDER BY id", "");

	while (code == OK && (code = record_next(&cursor, &access, &more)) == OK && more) {
		check_entry(check, &access, before, previous);
		before = access.id;
		snprintf(previous, sizeof previous, "%s", access.hash);
	}
	record_close(&cursor);
	buffer_free(&check->sentence);
	return code;
}

enum code
check_secrets(struct check *check)
{
	char digest[SECRET_DIGEST_SIZE];
	struct stmt *stmt;
	bool row = true;
	enum code code = db_query(check->desk->db, &stmt, "SELECT id, name, secret, secret_digest "
			"FROM person ORDER BY id", "");

	while (code == OK && (code = db_step(stmt, &row)) == OK && row) {
		if (!db_null(stmt, 2))
			secret_digest(db_text(stmt, 2), digest);
		if (db_null(stmt, 2) != db_null(stmt, 3) ||
		    (!db_null(stmt, 2) && strcmp(digest, db_text(stmt, 3)) != 0))
			check_report(check, "person %lld: the secret of %.60s isn't the one that was "
					"set here: another program wrote it; set it again, or clear it "
					"(person secret)", (long long)db_int64(stmt, 0),
					db_text(stmt, 1));
	}
	db_done(stmt);
	return code;
}
