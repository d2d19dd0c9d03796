/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The chain of the log: every change holds the digest of what it did and the hash of all before
 * it. A change that an erase blanked keeps its digest, and an erase names it.
 */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "image.h"

static int
compare_ids(const void *a, const void *b)
{
	const int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;

	return (one > other) - (one < other);
}

static void
note_erased(struct check *check, int64_t id)
{
	const size_t size = sizeof *check->erased;

	if (check->erased_count == check->erased_room) {
		const size_t larger = check->erased_room ? check->erased_room * 2 : 64;

		check->erased = arena_grow(&check->arena, check->erased,
				check->erased_room * size, larger * size);
		check->erased_room = larger;
	}
	check->erased[check->erased_count++] = id;
}

/* The detail of an erase: {"changes":[…]}. */
static enum code
read_erase(struct check *check, const char *detail)
{
	json_t *image, *id;
	size_t i;
	const enum code code = image_parse(detail, &image);

	if (code != OK)
		return code;
	json_array_foreach(json_object_get(image, "changes"), i, id)
		note_erased(check, json_integer_value(id));
	json_decref(image);
	return OK;
}

enum code
check_read_erased(struct check *check)
{
	struct stmt *stmt;
	bool row = true;
	enum code code = db_query(check->desk->db, &stmt,
			"SELECT after FROM change WHERE tbl = 'erase'", "");

	while (code == OK && (code = db_step(stmt, &row)) == OK && row)
		code = read_erase(check, db_text(stmt, 0));
	db_done(stmt);
	if (check->erased_count > 0)
		qsort(check->erased, check->erased_count, sizeof *check->erased, compare_ids);
	return code;
}

bool
check_is_erased(const struct check *check, int64_t change)
{
	return check->erased_count > 0 && bsearch(&change, check->erased, check->erased_count,
			sizeof *check->erased, compare_ids);
}

static void
check_digest(struct check *check, const struct change *change)
{
	const bool blank = !change->before && !change->after && !change->salt;
	char digest[HASH_SIZE];

	if (blank && check_is_erased(check, change->id))
		return;
	change_digest(change, &check->sentence, digest);
	if (blank)
		check_report(check, "change %lld of %s %lld was blanked, and no erase names it: "
				"another program did it; compare with a backup",
				(long long)change->id, change->tbl, (long long)change->row);
	else if (strcmp(digest, change->digest) != 0)
		check_report(check, "change %lld of %s %lld was altered after it was written: "
				"compare with a backup", (long long)change->id, change->tbl,
				(long long)change->row);
}

/* A change that isn't linked to the one before is said once: the next is held to its own words. */
static void
check_link(struct check *check, const struct change *change, int64_t before, const char *previous)
{
	char hash[HASH_SIZE];

	if (change->id != before + 1)
		check_report(check, "the log goes from change %lld to %lld: what stood between was "
				"taken out; compare with a backup", (long long)before,
				(long long)change->id);
	change_hash(change, *previous ? previous : NULL, &check->sentence, hash);
	if (change->id == before + 1 && strcmp(hash, change->hash) != 0)
		check_report(check, "the chain of the log breaks at change %lld of %s %lld: it or "
				"the one before was altered; compare with a backup",
				(long long)change->id, change->tbl, (long long)change->row);
}

enum code
check_chain(struct check *check)
{
	char previous[HASH_SIZE] = "";
	int64_t before = 0;
	struct cursor cursor;
	struct change change;
	bool more = true;
	enum code code = record_open(check->desk, &cursor, &change_record, "ORDER BY id", "");

	while (code == OK && (code = record_next(&cursor, &change, &more)) == OK && more) {
		check_digest(check, &change);
		check_link(check, &change, before, previous);
		before = change.id;
		snprintf(previous, sizeof previous, "%s", change.hash);
	}
	record_close(&cursor);
	buffer_free(&check->sentence);
	return code;
}
