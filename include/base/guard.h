/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a process that holds patients' names does first, so that nobody else on the machine sees
 * them: files that it makes are its owner's alone, and its memory never lies in a core file.
 */
#ifndef BASE_GUARD_H
#define BASE_GUARD_H

#include <stddef.h>

/* Once, before anything is opened: umask 077; no core file, and no other process of the same user
 * may look into this one's memory (Linux); standard input, output and error are open, so that no
 * file of ours can take their place and be written to as if it were a terminal. */
void guard_process(void);

/* Overwrites a secret that isn't wanted any more, in a way that the compiler can't leave out. */
void guard_wipe(void *secret, size_t size);

#endif
