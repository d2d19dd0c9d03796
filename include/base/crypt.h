/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Encrypted files, for what leaves the machine: libsodium's secretstream with a key that argon2id makes of
 * a passphrase. Whoever knows the passphrase opens one anywhere; nothing else is needed.
 *
 *	the words "chairtime locked 1\n"
 *	operations and memory of argon2id, 8 bytes each, the lowest first; its salt, 16 bytes
 *	16 bytes by which a wrong key is told from an altered file
 *	the stream's header, 24 bytes, then chunks of 65536 bytes, each 17 longer; only the last is shorter
 *	and is marked as the last
 *
 * Every chunk is authenticated, with its place and with all that stands before the first: what was altered,
 * reordered, put in, taken out or cut short is found. Memory is flat but for what argon2id takes (64 MB).
 */
#ifndef BASE_CRYPT_H
#define BASE_CRYPT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"

/* A stream that encrypts what is written to it onto `under`, which stays open and the caller's. Its last
 * chunk is written when it is closed, and fclose() tells whether that was written. WORLD where the memory
 * for the key can't be had. */
enum code crypt_stream(FILE *under, const char *passphrase, FILE **out);

/* Is it such a file? False also where it can't be read. */
bool crypt_is_locked(const char *path);

/* Reads the file at `path` to its end, and writes what it holds to `out` (NULL: only looks whether it is
 * whole). DENIED where the passphrase is another, STORE where the file isn't what was written: what was
 * written to `out` by then is to be thrown away. WORLD where a file can't be read or written. */
enum code crypt_open(const char *path, const char *passphrase, FILE *out);

#endif
