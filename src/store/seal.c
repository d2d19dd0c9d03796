/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Seals: the end of the log, noted elsewhere. Whoever can write the store can write its whole chain
 * anew, and then it holds in itself; against a head that was kept elsewhere it doesn't.
 */
#include <stdlib.h>
#include <string.h>

#include "check.h"

#define ID_DIGITS 18

enum code
store_seal(struct desk *desk, struct arena *arena, const char **head)
{
	const char *hash;
	int64_t id;
	enum code code = batch_begin(desk, "seal", NULL);

	if (code == OK)
		code = batch_end(desk, OK);
	if (code != OK)
		return code;
	id = batch_id(desk);
	code = db_text_value(desk->db, arena, &hash, "SELECT hash FROM change WHERE id = $1", "I",
			id);
	if (code == OK)
		*head = arena_print(arena, "%lld:%s", (long long)id, hash);
	return code;
}

/* "1234:" and 64 digits */
static bool
head_parse(const char *head, int64_t *id, const char **hash)
{
	const size_t digits = strspn(head, "0123456789");

	if (digits == 0 || digits > ID_DIGITS || head[digits] != ':')
		return false;
	*id = strtoll(head, NULL, 10);
	*hash = head + digits + 1;
	return strlen(*hash) == HASH_SIZE - 1 &&
		strspn(*hash, "0123456789abcdef") == HASH_SIZE - 1;
}

/* What is wrong with the change that the head names. */
static void
compare_head(struct check *check, int64_t id, const char *sealed, int64_t newest, const char *stored)
{
	if (newest < id)
		check_report(check, "the log ends at change %lld, and was sealed at change %lld: it was "
				"cut short, or an older backup was put in its place",
				(long long)newest, (long long)id);
	else if (!stored || strcmp(stored, sealed) != 0)
		check_report(check, "change %lld isn't the one that was sealed: the log was written "
				"anew; compare with a backup from before", (long long)id);
}

enum code
store_check_seal(struct desk *desk, const char *head, check_found *found, void *context,
		int64_t *count)
{
	struct check check = { .desk = desk, .found = found, .context = context };
	const char *sealed, *stored = NULL;
	int64_t id, newest;
	enum code code;

	if (!head_parse(head, &id, &sealed))
		return fail(INPUT, "--seal \"%s\": what `journal seal` printed is wanted, a number, a "
				"colon and 64 digits", head);
	code = desk_newest(desk, &newest);
	if (code == OK)
		code = db_text_value(desk->db, &check.arena, &stored,
				"SELECT hash FROM change WHERE id = $1", "I", id);
	if (code == OK)
		compare_head(&check, id, sealed, newest, stored);
	*count = check.count;
	arena_free(&check.arena);
	return code;
}
