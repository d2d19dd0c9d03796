/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Seals: the ends of both logs, of changes and of who saw what, noted elsewhere. Whoever can write the
 * store can write a whole chain anew, and then it holds in itself; against a head that was kept
 * elsewhere it doesn't. A head is "ID:HASH" of the newest change, and where anybody was noted to have
 * come in or seen something, ",ID:HASH" of the newest of those behind it.
 */
#include <stdlib.h>
#include <string.h>

#include "check.h"

#define ID_DIGITS 18
#define LOGS 2

/* The logs in the order of their heads. */
static const struct {
	const char *name, *entry;
	const char *newest, *hash;	/* queries: of the newest id, and of the hash of one */
} logs[LOGS] = {
	{ "log", "change", "SELECT max(id) FROM change", "SELECT hash FROM change WHERE id = $1" },
	{ "log of who saw what", "entry", "SELECT max(id) FROM access",
		"SELECT hash FROM access WHERE id = $1" },
};

/* An end of a log, as it was sealed. */
struct head {
	int64_t id;
	char hash[HASH_SIZE];
};

/* The end of the log of who saw what, behind that of the changes. */
static enum code
add_access(struct desk *desk, struct arena *arena, const char **head)
{
	const char *hash = NULL;
	int64_t id = 0;
	enum code code = db_value(desk->db, &id, logs[1].newest, "");

	if (code == OK && id)
		code = db_text_value(desk->db, arena, &hash, logs[1].hash, "I", id);
	if (code == OK && hash)
		*head = arena_print(arena, "%s,%lld:%s", *head, (long long)id, hash);
	return code;
}

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
	code = db_text_value(desk->db, arena, &hash, logs[0].hash, "I", id);
	if (code != OK)
		return code;
	*head = arena_print(arena, "%lld:%s", (long long)id, hash);
	return add_access(desk, arena, head);
}

/* "1234:" and 64 digits, behind which *text is then. */
static bool
head_parse(const char **text, struct head *out)
{
	const size_t digits = strspn(*text, "0123456789");
	const char *const hash = *text + digits + 1;

	if (digits == 0 || digits > ID_DIGITS || (*text)[digits] != ':' ||
	    strspn(hash, "0123456789abcdef") != HASH_SIZE - 1)
		return false;
	out->id = strtoll(*text, NULL, 10);
	memcpy(out->hash, hash, HASH_SIZE - 1);
	out->hash[HASH_SIZE - 1] = 0;
	*text = hash + HASH_SIZE - 1;
	return true;
}

/* One head, or both; how many, 0 where it is no seal. */
static int
heads_parse(const char *text, struct head heads[LOGS])
{
	int count = 0;

	do {
		if (count == LOGS || !head_parse(&text, &heads[count]))
			return 0;
		count++;
	} while (*text++ == ',');
	return text[-1] ? 0 : count;
}

/* What is wrong with the entry that a head names. */
static void
compare_head(struct check *check, int log, const struct head *sealed, int64_t newest,
		const char *stored)
{
	if (newest < sealed->id)
		check_report(check, "the %s ends at %s %lld, and was sealed at %s %lld: it was cut "
				"short, or an older backup was put in its place", logs[log].name,
				logs[log].entry, (long long)newest, logs[log].entry,
				(long long)sealed->id);
	else if (!stored || strcmp(stored, sealed->hash) != 0)
		check_report(check, "%s %lld isn't the one that was sealed: the %s was written anew; "
				"compare with a backup from before", logs[log].entry,
				(long long)sealed->id, logs[log].name);
}

static enum code
check_head(struct check *check, int log, const struct head *sealed)
{
	const char *stored = NULL;
	int64_t newest = 0;
	enum code code = db_value(check->desk->db, &newest, logs[log].newest, "");

	if (code == OK)
		code = db_text_value(check->desk->db, &check->arena, &stored, logs[log].hash, "I",
				sealed->id);
	if (code == OK)
		compare_head(check, log, sealed, newest, stored);
	return code;
}

enum code
store_check_seal(struct desk *desk, const char *head, check_found *found, void *context,
		int64_t *count)
{
	struct check check = { .desk = desk, .found = found, .context = context };
	struct head heads[LOGS];
	const int sealed = heads_parse(head, heads);
	enum code code = OK;

	if (!sealed)
		return fail(INPUT, "--seal \"%s\": what `journal seal` printed is wanted, a number, a "
				"colon and 64 digits, perhaps twice with a comma between", head);
	for (int log = 0; code == OK && log < sealed; log++)
		code = check_head(&check, log, &heads[log]);
	*count = check.count;
	arena_free(&check.arena);
	return code;
}
