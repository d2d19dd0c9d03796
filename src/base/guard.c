/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The process itself: its umask, its core, its first descriptors.
 */
#include "base/guard.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <sodium.h>

static void
no_core(void)
{
	const struct rlimit none = {0, 0};

	(void)setrlimit(RLIMIT_CORE, &none);	/* programs that we run have none either */
#ifdef __linux__
	(void)prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L);	/* nor does a core go to a pipe */
#endif
}

/* open takes the lowest number that is free. */
static void
standard_are_open(void)
{
	int file;

	do
		file = open("/dev/null", O_RDWR | O_NOCTTY);
	while (file >= 0 && file <= STDERR_FILENO);
	if (file > STDERR_FILENO)
		close(file);
}

void
guard_process(void)
{
	umask(S_IRWXG | S_IRWXO);
	no_core();
	standard_are_open();
}

void
guard_wipe(void *secret, size_t size)
{
	sodium_memzero(secret, size);
}
