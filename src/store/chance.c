/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The source of chance. With $CHAIRTIME_SEED it is a stream that follows from the seed, the desk,
 * the next change of the log and a count, so that the same work gives the same uids and salts
 * and no two processes draw the same; without, it is the system's.
 */
#include "chance.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "batch.h"

enum code
chance_make(struct desk *desk)
{
	const char *const seed = getenv("CHAIRTIME_SEED");
	struct buffer text = {0};

	if (sodium_init() < 0)
		return fail(WORLD, "the system has no source of chance");
	desk->seeded = seed && *seed;
	if (!desk->seeded)
		return OK;
	buffer_print(&text, "%zu:%s%zu:%s", strlen(seed), seed, strlen(desk->name), desk->name);
	crypto_generichash(desk->seed, sizeof desk->seed, (const unsigned char *)text.bytes,
			text.length, NULL, 0);
	buffer_free(&text);
	return OK;
}

/* Where in the stream the next piece is taken: within a batch by its own count, so that what was
 * drawn before it began makes no difference. */
static void
next_place(struct desk *desk, char *out, size_t size)
{
	struct batch *const batch = desk->batch;
	int64_t newest = 0;

	if (batch->depth > 0) {
		snprintf(out, size, "batch %lld %llu", (long long)batch->first,
				(unsigned long long)batch->drawn++);
		return;
	}
	if (db_value(desk->db, &newest, "SELECT max(id) FROM change", "") != OK)
		newest = -1;
	snprintf(out, size, "after %lld %llu", (long long)newest,
			(unsigned long long)desk->drawn++);
}

void
desk_random(struct desk *desk, void *bytes, size_t size)
{
	unsigned char *out = bytes;
	unsigned char piece[crypto_generichash_BYTES_MAX];
	char place[64];

	if (!desk->seeded) {
		randombytes_buf(bytes, size);
		return;
	}
	while (size > 0) {
		const size_t part = size < sizeof piece ? size : sizeof piece;

		next_place(desk, place, sizeof place);
		crypto_generichash(piece, sizeof piece, (const unsigned char *)place,
				strlen(place), desk->seed, sizeof desk->seed);
		memcpy(out, piece, part);
		out += part;
		size -= part;
	}
}

char *
desk_uuid(struct desk *desk, struct arena *arena)
{
	unsigned char bytes[16];
	char hex[33];

	desk_random(desk, bytes, sizeof bytes);
	bytes[6] = (unsigned char)((bytes[6] & 0x0F) | 0x40);	/* version 4 */
	bytes[8] = (unsigned char)((bytes[8] & 0x3F) | 0x80);	/* the variant of RFC 4122 */
	sodium_bin2hex(hex, sizeof hex, bytes, sizeof bytes);
	return arena_print(arena, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16,
			hex + 20);
}
