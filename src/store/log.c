/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The log and its chain: every change holds the hash of the one before, so that nothing in it can
 * be altered, left out or put in unseen.
 */
#include "log.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "batch.h"

static const struct field change_fields[] = {
	FIELD(change, id, "Change", FIELD_ID, 0),
	FIELD(change, batch, "Batch", FIELD_ID, 0),
	FIELD(change, at, "At", FIELD_STAMP, 0),
	FIELD(change, desk, "Desk", FIELD_TEXT, 0),
	FIELD(change, who, "Who", FIELD_TEXT, 0),
	FIELD(change, tbl, "Table", FIELD_TEXT, 0),
	FIELD(change, row, "Row", FIELD_ID, 0),
	FIELD(change, rev, "Rev", FIELD_ID, 0),
	FIELD(change, before, "Before", FIELD_TEXT, OPTIONAL | LONG),
	FIELD(change, after, "After", FIELD_TEXT, OPTIONAL | LONG),
	FIELD(change, undoes, "Undoes", FIELD_REF, OPTIONAL),
	FIELD(change, salt, "Salt", FIELD_TEXT, OPTIONAL | HIDDEN),
	FIELD(change, digest, "Digest", FIELD_TEXT, HIDDEN),
	FIELD(change, hash, "Hash", FIELD_TEXT, HIDDEN)
};

/* Not written by record_put: only ever appended to, by log_append. */
const struct record change_record = {
	.table = "change", .label = "change", .size = sizeof(struct change),
	.fields = change_fields, .count = FIELD_COUNT(change_fields), .view = true
};

/* In an order of which the last three stand alone. */
static const char *const kinds[] = { "import", "send", "secret", "erase", "migrate", "seal", NULL };

bool
kind_is(const char *tbl)
{
	return word_index(kinds, tbl) != NONE;
}

bool
kind_stands_alone(const char *kind)
{
	return word_index(kinds + 3, kind) != NONE;
}

bool
kind_may_be_undone(const char *kind)
{
	return strcmp(kind, "import") == 0;
}

bool
kind_leaves_redo(const char *kind)
{
	return strcmp(kind, "send") == 0;
}

/* An item of what is hashed: its length in bytes and a colon before it; null is a dash. */
static void
add_text(struct buffer *items, const char *text)
{
	size_t length;

	if (!text) {
		buffer_add(items, "-", 1);
		return;
	}
	length = strlen(text);
	json_int(items, (long long)length);
	buffer_add(items, ":", 1);
	buffer_add(items, text, length);
}

static void
add_number(struct buffer *items, int64_t value)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%lld", (long long)value);
	add_text(items, digits);
}

static void
hash_items(const struct buffer *items, char out[HASH_SIZE])
{
	unsigned char hash[32];

	crypto_generichash(hash, sizeof hash, (const unsigned char *)items->bytes, items->length,
			NULL, 0);
	sodium_bin2hex(out, HASH_SIZE, hash, sizeof hash);
}

void
change_digest(const struct change *change, struct buffer *scratch, char out[HASH_SIZE])
{
	buffer_reset(scratch);
	add_text(scratch, change->salt);
	add_text(scratch, change->before);
	add_text(scratch, change->after);
	hash_items(scratch, out);
}

void
change_hash(const struct change *change, const char *previous, struct buffer *scratch,
		char out[HASH_SIZE])
{
	buffer_reset(scratch);
	add_text(scratch, previous);
	add_number(scratch, change->id);
	add_number(scratch, change->batch);
	add_text(scratch, change->at);
	add_text(scratch, change->desk);
	add_text(scratch, change->who);
	add_text(scratch, change->tbl);
	add_number(scratch, change->row);
	add_number(scratch, change->rev);
	if (change->undoes)
		add_number(scratch, change->undoes);
	else
		add_text(scratch, NULL);
	add_text(scratch, change->digest);
	hash_items(scratch, out);
}

enum code
log_write(struct desk *desk, const struct change *change)
{
	static const char sql[] =
		"INSERT INTO change (id, batch, at, desk, who, tbl, row, rev, before, after, "
		"undoes, salt, digest, hash) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

	return db_run_later(desk->db, sql, "IItttt" "IItt" "rttt", change->id, change->batch, change->at,
			change->desk, change->who, change->tbl, change->row, change->rev,
			change->before, change->after, change->undoes, change->salt,
			change->digest, change->hash);
}

/* Fills in what the batch and chance know, hashes and appends. */
static enum code
append(struct desk *desk, struct change *change)
{
	struct batch *const batch = desk->batch;
	char salt[SALT_SIZE], digest[HASH_SIZE], hash[HASH_SIZE];
	unsigned char chance[16];
	enum code code;

	desk_random(desk, chance, sizeof chance);
	sodium_bin2hex(salt, sizeof salt, chance, sizeof chance);
	change->id = batch->next;
	change->batch = batch->first;
	change->at = batch->at;
	change->desk = desk->name;
	change->who = desk->who;
	change->salt = salt;
	change_digest(change, &batch->items, digest);
	change->digest = digest;
	change_hash(change, *batch->hash ? batch->hash : NULL, &batch->items, hash);
	change->hash = hash;
	code = log_write(desk, change);
	change->salt = change->digest = change->hash = NULL;
	if (code != OK)
		return code;
	memcpy(batch->hash, hash, sizeof hash);
	batch->next++;
	return OK;
}

enum code
log_open_kind(struct desk *desk)
{
	struct batch *const batch = desk->batch;
	struct change change = { .tbl = batch->kind, .after = batch->detail };

	if (!batch->kind || batch->next > batch->first)
		return OK;
	return append(desk, &change);
}

enum code
log_append(struct desk *desk, struct change *change)
{
	const enum code code = log_open_kind(desk);

	assert(change->tbl && (change->before || change->after));
	return code == OK ? append(desk, change) : code;
}

const char *
log_name_writer(const struct desk *desk, struct arena *arena, const struct change *change)
{
	char clock[CLOCK_SIZE], date[DAY_SIZE];
	time_t instant;
	int day, minute;

	if (!stamp_parse(change->at, &instant))
		return arena_print(arena, "%s at %s", change->who, change->at);
	zone_local(instant, &day, &minute);
	clock_format(clock, minute);
	if (day == desk_today(desk))
		return arena_print(arena, "%s at %s", change->who, clock);
	return arena_print(arena, "%s on %s at %s", change->who, civil_format(date, day), clock);
}

const char *
row_last_writer(struct desk *desk, struct arena *arena, const char *tbl, int64_t row)
{
	struct change change;
	const enum code code = record_first(desk, arena, &change_record, &change,
			"WHERE tbl = $1 AND row = $2 ORDER BY id DESC LIMIT 1", "tI", tbl, row);

	return code == OK ? log_name_writer(desk, arena, &change) : "another program";
}
