/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A disk that can lose its power.
 */
#include "power.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SECTOR 512
#define FILES_MOST 64
#define ERRORS_MOST 3

/* A write (or, without bytes, a new length) that isn't synced. */
struct unsynced {
	struct unsynced *next;
	sqlite3_int64 offset;
	int size;			/* -1: the file's length becomes `offset` */
	unsigned char bytes[];
};

/* What a disk holds for sure, and what may be on it. */
struct model {
	char *path;
	unsigned char *durable;
	sqlite3_int64 length;
	bool exists;			/* durably */
	unsigned char *ghost;		/* of a file of that name that was removed, while the folder isn't */
	sqlite3_int64 ghost_length;	/* synced: it may be there again; NULL: none */
	struct unsynced *first, **last;
};

struct held {
	sqlite3_file file;		/* first: SQLite gets it */
	struct model *model;		/* NULL: of a temporary file */
	sqlite3_file real[];
};

static sqlite3_vfs *below, vfs;
static struct model models[FILES_MOST];
static int count, until, calls, errors;
static enum power_fault ordered;
static bool pending, out;

/* Chance: its own, so that a seed tells the whole course. */
static unsigned long long chance_state;

static unsigned
chance(unsigned below_this)
{
	chance_state = chance_state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)(chance_state >> 33) % below_this;
}

/* The models */

static struct model *
model_of(const char *path)
{
	FILE *file;

	for (int i = 0; i < count; i++)
		if (strcmp(models[i].path, path) == 0)
			return &models[i];
	if (count == FILES_MOST)
		abort();
	models[count] = (struct model){ .path = strdup(path) };
	models[count].last = &models[count].first;
	file = fopen(path, "rb");
	if (file) {
		fseek(file, 0, SEEK_END);
		models[count].length = ftell(file);
		models[count].durable = malloc((size_t)models[count].length + 1);
		rewind(file);
		if (fread(models[count].durable, 1, (size_t)models[count].length, file) !=
				(size_t)models[count].length)
			abort();
		fclose(file);
		models[count].exists = true;
	}
	return &models[count++];
}

static void
resize(struct model *model, sqlite3_int64 length)
{
	model->durable = realloc(model->durable, (size_t)length + 1);
	if (length > model->length)
		memset(model->durable + model->length, 0, (size_t)(length - model->length));
	model->length = length;
}

static void
apply(struct model *model, const struct unsynced *write, int from, int size)
{
	if (write->size < 0) {
		resize(model, write->offset);
		return;
	}
	if (write->offset + from + size > model->length)
		resize(model, write->offset + from + size);
	memcpy(model->durable + write->offset + from, write->bytes + from, (size_t)size);
}

static void
forget(struct model *model)
{
	while (model->first) {
		struct unsynced *const write = model->first;

		model->first = write->next;
		free(write);
	}
	model->last = &model->first;
}

static void
note(struct model *model, const void *bytes, int size, sqlite3_int64 offset)
{
	struct unsynced *const write = malloc(sizeof *write + (size_t)(size > 0 ? size : 0));

	*write = (struct unsynced){ .offset = offset, .size = size };
	if (size > 0)
		memcpy(write->bytes, bytes, (size_t)size);
	*model->last = write;
	model->last = &write->next;
}

static void
lay_ghost(struct model *model)
{
	free(model->ghost);
	model->ghost = NULL;
}

/* A removal that nobody syncs. */
static void
leave_ghost(struct model *model)
{
	if (model->exists) {
		lay_ghost(model);
		model->ghost = model->durable;
		model->ghost_length = model->length;
		model->durable = NULL;
	}
	model->exists = false;
	model->length = 0;
}

/* The first sync of a file that was made syncs its folder too, and with it every removal there. */
static void
settle(struct model *model)
{
	for (int i = 0; !model->exists && i < count; i++)
		lay_ghost(&models[i]);
	for (const struct unsynced *write = model->first; write; write = write->next)
		apply(model, write, 0, write->size);
	forget(model);
	model->exists = true;
}

/* Some sectors of a write come to the disk. */
static void
tear(struct model *model, const struct unsynced *write)
{
	for (int from = 0; from < write->size; from += SECTOR)
		if (chance(2))
			apply(model, write, from, write->size - from < SECTOR
					? write->size - from : SECTOR);
}

/* Any part of what isn't synced, in any order. */
static void
lose(struct model *model)
{
	struct unsynced *writes[4096];
	size_t left = 0;

	for (struct unsynced *write = model->first; write && left < 4096; write = write->next)
		writes[left++] = write;
	while (left > 0) {
		const size_t i = chance((unsigned)left);
		const unsigned fate = chance(3);

		if (fate == 0)
			apply(model, writes[i], 0, writes[i]->size);
		else if (fate == 1)
			tear(model, writes[i]);
		writes[i] = writes[--left];
	}
	if (!model->exists && model->first && chance(2))
		model->exists = true;
	forget(model);
	if (!model->exists && model->ghost && chance(2)) {
		model->durable = model->ghost;
		model->length = model->ghost_length;
		model->ghost = NULL;
		model->exists = true;
	}
	lay_ghost(model);
}

/* Faults */

/* Does this call fail? */
static bool
fails(bool writes)
{
	if (out)
		return true;
	if (!pending || (!writes && ordered != POWER_IO_ERROR))
		return false;
	if (++calls < until)
		return false;
	if (ordered == POWER_CUT)
		return out = true;
	if (ordered == POWER_IO_ERROR && ++errors > ERRORS_MOST)
		return false;
	return true;
}

static int
write_error(void)
{
	return ordered == POWER_NO_ROOM && !out ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

/* The methods of a file */

static struct held *
held(sqlite3_file *file)
{
	return (struct held *)file;
}

static int
do_close(sqlite3_file *file)
{
	return held(file)->real->pMethods ? held(file)->real->pMethods->xClose(held(file)->real)
		: SQLITE_OK;
}

static int
do_read(sqlite3_file *file, void *bytes, int size, sqlite3_int64 offset)
{
	return fails(false) ? SQLITE_IOERR_READ
		: held(file)->real->pMethods->xRead(held(file)->real, bytes, size, offset);
}

static int
do_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
{
	if (fails(true)) {
		if (out && held(file)->model)	/* it was on its way */
			note(held(file)->model, bytes, size, offset);
		return write_error();
	}
	if (held(file)->model)
		note(held(file)->model, bytes, size, offset);
	return held(file)->real->pMethods->xWrite(held(file)->real, bytes, size, offset);
}

static int
do_truncate(sqlite3_file *file, sqlite3_int64 length)
{
	if (fails(true))
		return SQLITE_IOERR_TRUNCATE;
	if (held(file)->model)
		note(held(file)->model, NULL, -1, length);
	return held(file)->real->pMethods->xTruncate(held(file)->real, length);
}

static int
do_sync(sqlite3_file *file, int flags)
{
	(void)flags;
	if (fails(true))
		return SQLITE_IOERR_FSYNC;
	if (held(file)->model)
		settle(held(file)->model);
	return SQLITE_OK;
}

static int
do_size(sqlite3_file *file, sqlite3_int64 *length)
{
	return held(file)->real->pMethods->xFileSize(held(file)->real, length);
}

static int
do_lock(sqlite3_file *file, int level)
{
	return held(file)->real->pMethods->xLock(held(file)->real, level);
}

static int
do_unlock(sqlite3_file *file, int level)
{
	return held(file)->real->pMethods->xUnlock(held(file)->real, level);
}

static int
do_reserved(sqlite3_file *file, int *is)
{
	return held(file)->real->pMethods->xCheckReservedLock(held(file)->real, is);
}

static int
do_control(sqlite3_file *file, int what, void *with)
{
	return held(file)->real->pMethods->xFileControl(held(file)->real, what, with);
}

static int
do_sector(sqlite3_file *file)
{
	(void)file;
	return SECTOR;
}

/* It promises nothing. */
static int
do_promises(sqlite3_file *file)
{
	(void)file;
	return 0;
}

static int
do_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **out_map)
{
	return held(file)->real->pMethods->xShmMap(held(file)->real, page, size, extend, out_map);
}

static int
do_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
	return held(file)->real->pMethods->xShmLock(held(file)->real, offset, n, flags);
}

static void
do_shm_barrier(sqlite3_file *file)
{
	held(file)->real->pMethods->xShmBarrier(held(file)->real);
}

static int
do_shm_unmap(sqlite3_file *file, int remove)
{
	return held(file)->real->pMethods->xShmUnmap(held(file)->real, remove);
}

static const sqlite3_io_methods methods = {
	2, do_close, do_read, do_write, do_truncate, do_sync, do_size, do_lock, do_unlock, do_reserved,
	do_control, do_sector, do_promises, do_shm_map, do_shm_lock, do_shm_barrier, do_shm_unmap,
	NULL, NULL
};

/* The methods of the VFS */

static int
do_open(sqlite3_vfs *self, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
	const int lasting = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
	int result;

	(void)self;
	*held(file) = (struct held){0};
	if (out)
		return SQLITE_CANTOPEN;
	if (path && flags & lasting)
		held(file)->model = model_of(path);
	result = below->xOpen(below, path, held(file)->real, flags, out_flags);
	if (held(file)->real->pMethods)
		file->pMethods = &methods;
	return result;
}

static int
do_delete(sqlite3_vfs *self, const char *path, int sync)
{
	struct model *const model = model_of(path);
	int result;

	(void)self;
	if (fails(true))
		return SQLITE_IOERR_DELETE;
	result = below->xDelete(below, path, sync);
	if (result == SQLITE_OK) {
		forget(model);
		leave_ghost(model);
		if (sync)
			lay_ghost(model);
	}
	return result;
}

void
power_begin(unsigned seed)
{
	chance_state = seed * 2862933555777941757ULL + 3037000493ULL;
	if (below)
		return;
	below = sqlite3_vfs_find(NULL);
	vfs = *below;
	vfs.zName = "power";
	vfs.pNext = NULL;
	vfs.szOsFile = (int)sizeof(struct held) + below->szOsFile;
	vfs.xOpen = do_open;
	vfs.xDelete = do_delete;
	sqlite3_vfs_register(&vfs, 1);
}

void
power_fault_at(enum power_fault fault, int n)
{
	ordered = fault;
	until = n;
	calls = errors = 0;
	pending = true;
}

bool
power_is_out(void)
{
	return out;
}

int
power_calls(void)
{
	return calls;
}

static void
materialise(struct model *model)
{
	FILE *file;
	char shared[4096];

	lose(model);
	snprintf(shared, sizeof shared, "%s-shm", model->path);
	unlink(shared);
	unlink(model->path);
	if (!model->exists)
		return;
	file = fopen(model->path, "wb");
	if (!file || fwrite(model->durable, 1, (size_t)model->length, file) !=
			(size_t)model->length || fclose(file) != 0)
		abort();
}

void
power_back(void)
{
	for (int i = 0; out && i < count; i++)
		materialise(&models[i]);
	out = pending = false;
}
