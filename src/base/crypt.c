/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Encrypted files.
 */
#define _GNU_SOURCE		/* fopencookie */
#include "base/crypt.h"

#include <errno.h>
#include <sodium.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MAGIC "chairtime locked 1\n"
#define MAGIC_SIZE (sizeof MAGIC - 1)
#define NUMBER_SIZE 8
#define CHECK_SIZE 16
#define HEAD_SIZE (MAGIC_SIZE + 2 * NUMBER_SIZE + crypto_pwhash_SALTBYTES + CHECK_SIZE)
#define STREAM_KEY crypto_secretstream_xchacha20poly1305_KEYBYTES
#define STREAM_HEAD crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define CHUNK 65536
#define MORE crypto_secretstream_xchacha20poly1305_ABYTES

/* Half a second on a small machine; a file made by a later program may ask for more, up to a limit, so
 * that no hostile file takes all there is. */
#define OPERATIONS 4
#define MEMORY (64UL << 20)
#define OPERATIONS_MOST 64
#define MEMORY_MOST (1UL << 30)

typedef crypto_secretstream_xchacha20poly1305_state stream_state;

struct writer {
	stream_state state;
	FILE *under;
	unsigned char head[HEAD_SIZE];
	bool begun;			/* the first chunk is out, and with it the head was bound */
	size_t filled;
	unsigned char plain[CHUNK], locked[CHUNK + MORE];
};

struct reader {
	stream_state state;
	const char *path;
	FILE *in, *out;
	unsigned char head[HEAD_SIZE];
	bool ended;			/* the chunk that is marked as the last was read */
	unsigned char plain[CHUNK], locked[CHUNK + MORE];
};

static void
put_number(unsigned char *out, uint64_t number)
{
	for (int i = 0; i < NUMBER_SIZE; i++)
		out[i] = (unsigned char)(number >> (8 * i));
}

static uint64_t
get_number(const unsigned char *in)
{
	uint64_t number = 0;

	for (int i = NUMBER_SIZE - 1; i >= 0; i--)
		number = number << 8 | in[i];
	return number;
}

static enum code
fail_memory(void)
{
	return fail(WORLD, "encryption: there is no memory for it (64 MB)");
}

/* The key that the head's numbers and salt make of a passphrase, and what tells a wrong one: the first
 * bytes are the stream's, the rest the check's. */
static enum code
make_key(const unsigned char *head, const char *passphrase, unsigned char key[STREAM_KEY + CHECK_SIZE])
{
	const unsigned char *const numbers = head + MAGIC_SIZE;
	const uint64_t operations = get_number(numbers), memory = get_number(numbers + NUMBER_SIZE);

	if (sodium_init() < 0)
		return fail(WORLD, "encryption: the system gives no chance (getrandom)");
	return crypto_pwhash(key, STREAM_KEY + CHECK_SIZE, passphrase, strlen(passphrase),
			numbers + (size_t)2 * NUMBER_SIZE, operations, (size_t)memory,
			crypto_pwhash_ALG_ARGON2ID13) == 0 ? OK : fail_memory();
}

/* Writing */

/* The head is bound to the first chunk. */
static bool
write_chunk(struct writer *writer, unsigned char tag)
{
	unsigned long long length;

	crypto_secretstream_xchacha20poly1305_push(&writer->state, writer->locked, &length,
			writer->plain, writer->filled, writer->begun ? NULL : writer->head,
			writer->begun ? 0 : sizeof writer->head, tag);
	writer->begun = true;
	writer->filled = 0;
	return fwrite(writer->locked, 1, (size_t)length, writer->under) == (size_t)length;
}

/* A full chunk waits for what comes next: it may be the last. */
static ssize_t
cookie_write(void *cookie, const char *bytes, size_t size)
{
	struct writer *const writer = cookie;

	for (size_t done = 0; done < size; ) {
		const size_t room = CHUNK - writer->filled;
		const size_t part = size - done < room ? size - done : room;

		if (room == 0) {
			if (!write_chunk(writer, 0))
				return 0;
			continue;
		}
		memcpy(writer->plain + writer->filled, bytes + done, part);
		writer->filled += part;
		done += part;
	}
	return (ssize_t)size;
}

static void
writer_free(struct writer *writer)
{
	sodium_memzero(writer, sizeof *writer);
	free(writer);
}

static int
cookie_close(void *cookie)
{
	struct writer *const writer = cookie;
	const bool written =
		write_chunk(writer, crypto_secretstream_xchacha20poly1305_TAG_FINAL) &&
		fflush(writer->under) == 0;

	writer_free(writer);
	return written ? 0 : EOF;
}

static enum code
writer_begin(struct writer *writer, const char *passphrase)
{
	unsigned char key[STREAM_KEY + CHECK_SIZE], stream_head[STREAM_HEAD];
	unsigned char *const numbers = writer->head + MAGIC_SIZE;
	enum code code;

	memcpy(writer->head, MAGIC, MAGIC_SIZE);
	put_number(numbers, OPERATIONS);
	put_number(numbers + NUMBER_SIZE, MEMORY);
	randombytes_buf(numbers + (size_t)2 * NUMBER_SIZE, crypto_pwhash_SALTBYTES);
	code = make_key(writer->head, passphrase, key);
	memcpy(writer->head + HEAD_SIZE - CHECK_SIZE, key + STREAM_KEY, CHECK_SIZE);
	if (code == OK)
		crypto_secretstream_xchacha20poly1305_init_push(&writer->state, stream_head, key);
	sodium_memzero(key, sizeof key);
	if (code == OK && (fwrite(writer->head, sizeof writer->head, 1, writer->under) != 1 ||
				fwrite(stream_head, sizeof stream_head, 1, writer->under) != 1))
		code = fail_writing("encryption");
	return code;
}

enum code
crypt_stream(FILE *under, const char *passphrase, FILE **out)
{
	const cookie_io_functions_t does = { .write = cookie_write, .close = cookie_close };
	struct writer *const writer = calloc(1, sizeof *writer);
	enum code code;

	*out = NULL;
	if (!writer)
		return fail_memory();
	writer->under = under;
	code = writer_begin(writer, passphrase);
	if (code == OK && !(*out = fopencookie(writer, "w", does)))
		code = fail_memory();
	if (code != OK)
		writer_free(writer);
	return code;
}

/* Reading */

bool
crypt_is_locked(const char *path)
{
	char magic[MAGIC_SIZE];
	FILE *const file = fopen(path, "rbe");
	const bool is = file && fread(magic, sizeof magic, 1, file) == 1 &&
		memcmp(magic, MAGIC, sizeof magic) == 0;

	if (file)
		fclose(file);
	return is;
}

static enum code
fail_altered(const struct reader *reader)
{
	return fail(STORE, "%s: it was altered since it was written: nothing of it was taken",
			reader->path);
}

static enum code
fail_short(const struct reader *reader)
{
	return fail(STORE, "%s: it was cut short, or altered at its end: nothing of it was taken", reader->path);
}

static enum code
read_head(struct reader *reader)
{
	const unsigned char *const numbers = reader->head + MAGIC_SIZE;

	if (fread(reader->head, sizeof reader->head, 1, reader->in) != 1)
		return fail_short(reader);
	if (memcmp(reader->head, MAGIC, MAGIC_SIZE) != 0)
		return fail(STORE, "%s: it isn't encrypted by chairtime", reader->path);
	if (get_number(numbers) > OPERATIONS_MOST || get_number(numbers) == 0 ||
			get_number(numbers + NUMBER_SIZE) > MEMORY_MOST ||
			get_number(numbers + NUMBER_SIZE) < crypto_pwhash_MEMLIMIT_MIN)
		return fail_altered(reader);
	return OK;
}

static enum code
reader_begin(struct reader *reader, const char *passphrase)
{
	unsigned char key[STREAM_KEY + CHECK_SIZE], stream_head[STREAM_HEAD];
	enum code code = read_head(reader);

	if (code == OK)
		code = make_key(reader->head, passphrase, key);
	if (code == OK && sodium_memcmp(key + STREAM_KEY, reader->head + HEAD_SIZE - CHECK_SIZE,
				CHECK_SIZE) != 0)
		code = fail(DENIED, "%s: the key is another: it can't be opened with it", reader->path);
	if (code == OK && fread(stream_head, sizeof stream_head, 1, reader->in) != 1)
		code = fail_short(reader);
	if (code == OK && crypto_secretstream_xchacha20poly1305_init_pull(&reader->state,
				stream_head, key) != 0)
		code = fail_altered(reader);
	sodium_memzero(key, sizeof key);
	return code;
}

/* One chunk: the first is bound to the head. */
static enum code
read_chunk(struct reader *reader, bool first)
{
	const size_t length = fread(reader->locked, 1, sizeof reader->locked, reader->in);
	unsigned long long size;
	unsigned char tag;

	if (ferror(reader->in))
		return fail(WORLD, "%s: can't be read: %s", reader->path, strerror(errno));
	if (length < MORE)
		return fail_short(reader);
	if (crypto_secretstream_xchacha20poly1305_pull(&reader->state, reader->plain, &size, &tag,
			reader->locked, length, first ? reader->head : NULL,
			first ? sizeof reader->head : 0) != 0)
		return length < sizeof reader->locked ? fail_short(reader) : fail_altered(reader);
	reader->ended = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
	if (reader->out && fwrite(reader->plain, 1, (size_t)size, reader->out) != (size_t)size)
		return fail(WORLD, "%s: what it holds can't be written: %s", reader->path,
				error_words(errno));
	return OK;
}

static enum code
read_all(struct reader *reader, const char *passphrase)
{
	enum code code = reader_begin(reader, passphrase);
	bool first = true;

	while (code == OK && !reader->ended) {
		code = read_chunk(reader, first);
		first = false;
	}
	if (code == OK && getc(reader->in) != EOF)
		code = fail_altered(reader);
	return code;
}

enum code
crypt_open(const char *path, const char *passphrase, FILE *out)
{
	struct reader *const reader = calloc(1, sizeof *reader);
	FILE *const in = fopen(path, "rbe");
	enum code code;

	if (!reader) {
		if (in)
			fclose(in);
		return fail_memory();
	}
	reader->path = path;
	reader->out = out;
	reader->in = in;
	code = in ? read_all(reader, passphrase)
		: fail(WORLD, "%s: can't be read: %s", path, strerror(errno));
	if (in)
		fclose(in);
	sodium_memzero(reader, sizeof *reader);
	free(reader);
	return code;
}
