/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A full disk, a read-only one, a store that another program holds. The disks are small ones of
 * this test's own, mounted where only it sees them; where that isn't allowed it skips.
 */
#define _GNU_SOURCE
#include "../support/unit.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../support/toy.h"
#include "store/change.h"

static char folder[4096], path[4200];
static struct desk desk;

static bool
write_text(const char *name, const char *text)
{
	const int file = open(name, O_WRONLY);
	const bool done = file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text);

	if (file >= 0)
		close(file);
	return done;
}

/* A mount namespace of our own, with the rights to mount in it. */
static bool
unshare_mounts(void)
{
	char map[64];

	snprintf(map, sizeof map, "0 %d 1", (int)getuid());
	if (unshare(CLONE_NEWNS) == 0)
		return mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
	return unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 &&
		write_text("/proc/self/uid_map", map) &&
		mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

static bool
disk_mount(const char *options)
{
	static int count;
	char name[32];

	snprintf(name, sizeof name, "disk-%d", count++);
	snprintf(folder, sizeof folder, "%s", toy_path(name));
	snprintf(path, sizeof path, "%s/store.db", folder);
	return mkdir(folder, 0700) == 0 && mount("none", folder, "tmpfs", 0, options) == 0;
}

static enum code
put_patients(int count)
{
	char note[1001];
	struct toy_patient patient;
	enum code code = batch_begin(&desk, NULL, NULL);

	if (code != OK)
		return code;
	memset(note, 'x', sizeof note - 1);
	note[sizeof note - 1] = '\0';
	for (int i = 0; i < count && code == OK; i++) {
		record_blank(&toy_patient_record, &patient);
		patient.name = "Nov\xC3\xA1k";
		patient.note = note;
		code = record_put(&desk, &toy_patient_record, &patient);
	}
	return batch_end(&desk, code);
}

static void
note_finding(void *context, const char *sentence)
{
	(void)context;
	print_error("%s\n", sentence);
}

/* It says so, nothing is half there, and with room again the work goes on. */
static void
test_full(void **state)
{
	int64_t before, after, findings;
	enum code code = OK;

	(void)state;
	if (!disk_mount("size=2m"))
		skip();
	toy_open(&desk, path, "Kim", DB_CREATE);
	toy_stock(&desk);
	for (int i = 0; i < 1000 && code == OK; i++) {
		toy_ok(db_value(desk.db, &before, "SELECT count(*) FROM patient", ""));
		code = put_patients(20);
	}
	assert_int_equal(code, STORE);
	assert_non_null(strstr(error_text(), "disk is full"));
	error_clear();
	toy_ok(db_value(desk.db, &after, "SELECT count(*) FROM patient", ""));
	assert_int_equal(before, after);
	assert_int_equal(mount("none", folder, "tmpfs", MS_REMOUNT, "size=8m"), 0);
	toy_ok(put_patients(20));
	toy_ok(store_check(&desk, note_finding, NULL, &findings));
	assert_int_equal(findings, 0);
	desk_close(&desk);
	umount(folder);
}

/* It is told by a sentence, and the file is as it was. */
static void
test_read_only(void **state)
{
	const struct desk_options options = { .where = path, .mode = DB_OPEN };
	enum code code;

	(void)state;
	if (!disk_mount("size=2m"))
		skip();
	toy_open(&desk, path, "Kim", DB_CREATE);
	toy_stock(&desk);
	desk_close(&desk);
	assert_int_equal(mount("none", folder, "tmpfs", MS_REMOUNT | MS_RDONLY, NULL), 0);
	code = desk_open(&desk, &options, &toy_rooms);
	if (code == OK)
		code = put_patients(1);
	assert_int_equal(code, STORE);
	assert_non_null(strstr(error_text(), path));
	error_clear();
	desk_close(&desk);
	assert_int_equal(mount("none", folder, "tmpfs", MS_REMOUNT, "size=2m"), 0);
	toy_open(&desk, path, "Kim", DB_OPEN);
	toy_ok(put_patients(1));
	desk_close(&desk);
	umount(folder);
}

/* A desk that holds the store for longer than anyone waits: nothing is done, and it is said. */
static void
test_held(void **state)
{
	int ends[2];
	char byte = 0;
	pid_t child;

	(void)state;
	snprintf(path, sizeof path, "%s", toy_path("held.db"));
	toy_open(&desk, path, "Kim", DB_CREATE);
	toy_stock(&desk);
	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		struct db *holder;

		if (db_open(&holder, path, DB_OPEN) != OK || db_begin(holder) != OK ||
				write(ends[1], &byte, 1) != 1)
			_exit(1);
		pause();
	}
	assert_int_equal(read(ends[0], &byte, 1), 1);
	toy_code(put_patients(1), BUSY);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	toy_ok(put_patients(1));
	desk_close(&desk);
}

static int
set_up_disks(void **state)
{
	(void)state;
	error_clear();
	if (!unshare_mounts())
		print_message("# no mounts of our own: disks are skipped\n");
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_full), cmocka_unit_test(test_read_only),
		cmocka_unit_test(test_held),
	};

	return cmocka_run_group_tests(tests, set_up_disks, NULL);
}
