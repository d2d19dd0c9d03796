/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The practice of the fuzzers: a file that is copied.
 */
#include "fuzz_store.h"

#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/split.h"
#include "book/practice.h"
#include "cli/command.h"
#include "cli/rooms.h"
#include "recall/setup.h"
#include "store/change.h"

#define MEMORY "/dev/shm"

static char folder[PATH_MAX];
static char *image;		/* its file */
static size_t image_size;

static const char *const begun[] = {
	"patient add --name 'Ruiz, Elena' --phone 555-0142 --birth 1974-02-19 --email elena@example.org",
	"patient add --name 'Ruiz, Pablo' --phone 555-0142 --birth 2015-05-01 --household 1",
	"patient add --name 'Novák, Jan' --phone 555-0199",
	"patient add --name 'Müller, Grete' --phone 555-0233",
	"patient add --name 'Okafor, Chidi' --phone 555-0301 --birth 1990-07-09",
	"book --patient 1 --type cleaning --at 2026-11-24T11:00",
	"book --patient 2 --type exam --at 2026-11-24T15:00",
	"book --patient 3 --type filling --at 2026-11-24T14:00 --note 'sedation?'",
	"book --patient 4 --type exam --at 2026-11-25T09:00",
	"book --patient 5 --type crown --at 2026-11-26T09:00",
	"arrive 1", "confirm 2",
	"plan --patient 1 --type filling",
	"recall set 1 --type cleaning --due 2026-10-01",
	"recall set 3 --type exam --due 2026-11-20",
	"wait add --patient 5 --type exam",
	"ask 1 'Is fluoride safe?'", "promise 4 'Call back about the crown' --due 2026-11-24T16:00",
	"contact 3 --by call --outcome left_message",
	NULL
};

static int
unlink_one(const char *path, const struct stat *about, int kind, struct FTW *at)
{
	(void)about, (void)kind, (void)at;
	return remove(path);
}

static void
folder_gone(void)
{
	if (chdir("/") == 0)
		nftw(folder, unlink_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void
folder_new(void)
{
	const char *const given = getenv("TMPDIR");

	snprintf(folder, sizeof folder, "%s/chairtime-fuzz-XXXXXX",
			given ? given : access(MEMORY, W_OK) == 0 ? MEMORY : "/tmp");
	if (!mkdtemp(folder) || chdir(folder) != 0)
		abort();
	atexit(folder_gone);
	setenv("HOME", folder, 1);
	setenv("TMPDIR", folder, 1);
	setenv("PATH", folder, 1);
	setenv("PAGER", "nothing", 1);
	unsetenv("CHAIRTIME_POST");
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("XDG_STATE_HOME");
	unsetenv("XDG_DATA_HOME");
}

/* A failure outside of a test has nobody to catch it but the fuzzer. */
static void
needs(enum code code, const char *what)
{
	if (code == OK)
		return;
	fprintf(stderr, "%s: code %d: %s\n", what, (int)code, error_text());
	abort();
}

static long long
count(struct desk *desk, const char *sql)
{
	struct stmt *stmt = NULL;
	long long number = 0;
	bool more = false;

	needs(db_query(desk->db, &stmt, sql, ""), sql);
	needs(db_step(stmt, &more), sql);
	if (more)
		number = db_int(stmt, 0);
	db_done(stmt);
	return number;
}

static void
open_at(struct desk *desk, const char *name, enum db_mode mode)
{
	const struct desk_options options = { .where = "fuzz.db", .name = name, .mode = mode,
		.now = "2026-11-24T10:42", .practice = "Riverside Dental", .zone = "Europe/Berlin" };

	needs(desk_open(desk, &options, &chairtime_rooms), "open");
	needs(db_script(desk->db, "PRAGMA synchronous = OFF"), "synchronous");
}

static void
image_keep(void)
{
	FILE *const file = fopen("fuzz.db", "rb");

	if (!file || fseek(file, 0, SEEK_END) != 0 || (image_size = (size_t)ftell(file)) == 0 ||
	    !(image = malloc(image_size)) || fseek(file, 0, SEEK_SET) != 0 ||
	    fread(image, 1, image_size, file) != image_size)
		abort();
	fclose(file);
}

static enum code
founded(struct desk *desk)
{
	const enum code code = practice_found(desk, NULL);

	return code == OK ? recall_found(desk) : code;
}

static void
image_make(void)
{
	struct desk desk;

	setenv("CHAIRTIME_SEED", "1", 1);
	folder_new();
	open_at(&desk, "Founder", DB_CREATE);
	needs(batch_begin(&desk, NULL, NULL), "found");
	needs(batch_end(&desk, founded(&desk)), "found");
	for (size_t i = 0; begun[i]; i++)
		needs(fuzz_command(&desk, begun[i]), begun[i]);
	desk_close(&desk);
	image_keep();
}

void
fuzz_store_open(struct desk *desk)
{
	if (!image)
		image_make();
	error_clear();
	remove("fuzz.db-wal");
	remove("fuzz.db-shm");
	fuzz_file("fuzz.db", image, image_size);
	open_at(desk, "Front", DB_OPEN);
}

enum code
fuzz_store_again(void *context, const char *name, struct desk *desk)
{
	(void)context;
	open_at(desk, name, DB_OPEN);
	return OK;
}

void
fuzz_store_close(struct desk *desk)
{
	desk_close(desk);
	error_clear();
}

static void
tell(void *context, const char *sentence)
{
	(void)context;
	fprintf(stderr, "check: %s\n", sentence);
}

void
fuzz_store_holds(struct desk *desk)
{
	error_clear();
	if (count(desk, "select count(*) from appointment a join appointment b on a.chair = b.chair and"
			" a.day = b.day and a.id < b.id and a.start < b.start + b.minutes and"
			" b.start < a.start + a.minutes where a.chair_kind = 'treatment' and"
			" b.chair_kind = 'treatment' and a.state in ('booked', 'arrived', 'seated')"
			" and b.state in ('booked', 'arrived', 'seated')") > 0) {
		fprintf(stderr, "two visits overlap\n");
		abort();
	}
	if (count(desk, "select count(*) from change c where c.tbl = 'appointment' and c.before is null"
			" and c.undoes is null and not exists (select 1 from appointment a where"
			" a.id = c.row) and not exists (select 1 from change u where"
			" u.tbl = c.tbl and u.row = c.row and u.undoes is not null)") > 0) {
		fprintf(stderr, "a visit was lost\n");
		abort();
	}
}

/* The file itself is looked at each hundredth time: of all that a run cost it was 86 %. */
static bool
with_file(void)
{
	static unsigned times;

	return times++ % 100 == 0;
}

void
fuzz_store_checks(struct desk *desk)
{
	int64_t found = 0;

	fuzz_store_holds(desk);
	needs((with_file() ? store_check : store_check_records)(desk, tell, NULL, &found), "check");
	if (found)
		abort();
	error_clear();
}

enum code
fuzz_command(struct desk *desk, const char *line)
{
	FILE *const nowhere = fopen("/dev/null", "w");
	struct output out = { .file = nowhere, .notes = nowhere };
	struct arena arena = { 0 };
	size_t argc;
	char **const argv = split_words(&arena, line, &argc);
	enum code code;

	if (!nowhere)
		abort();
	code = argc ? command_run(desk, (int)argc, argv, &out) : OK;
	fclose(nowhere);
	arena_free(&arena);
	return code;
}

const char *
fuzz_file(const char *name, const void *bytes, size_t size)
{
	FILE *const file = fopen(name, "wb");

	if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
		abort();
	return name;
}
