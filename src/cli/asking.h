/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a command asks a person, and where keys come from.
 */
#ifndef CLI_ASKING_H
#define CLI_ASKING_H

#include "cli/command.h"

/* Is somebody there who could answer? */
bool somebody_is_there(void);
/* Asks on the terminal; anything but y or yes is no. */
bool ask_yes(struct output *out, const char *question);

/* A secret typed at the terminal itself, wherever standard input comes from, unseen; or the line that comes
 * next from an open file (`typing`: it is a terminal, whose keys edit it), read byte by byte, so that
 * what follows is left. In the arena, for the caller to wipe. DENIED without a terminal, or at C-c. */
enum code ask_unseen(struct arena *arena, const char *question, const char **out);
enum code read_secret_line(struct arena *arena, int file, bool typing, const char **out);

/* The options of a command that encrypts or opens what is encrypted, behind its own. */
#define KEY_OPTIONS \
	{"key-file", OPTION_TEXT, 0, "FILE", \
		"The passphrase is the first line of that file, which nobody else may read", NULL}, \
	{"key-command", OPTION_TEXT, 0, "COMMAND", "That program prints it", NULL}, \
	{"key-credential", OPTION_TEXT, 0, "NAME", "It is a credential of systemd", NULL}
#define LOCK_OPTIONS \
	{"encrypt", OPTION_FLAG, 0, NULL, \
		"Encrypted; the passphrase is asked for where none of these gives it", NULL}, \
	KEY_OPTIONS

/* The passphrase to encrypt with, by LOCK_OPTIONS: NULL where nothing was asked to be encrypted. */
enum code key_to_lock(struct input *in, const char **passphrase);
/* The same for what goes to the file of -o: USAGE where there is none. */
enum code key_for_output(struct input *in, const char **passphrase);
/* The passphrase that opens `path`, by KEY_OPTIONS, else asked for: NULL where it isn't encrypted. */
enum code key_to_open(struct input *in, const char *path, const char **passphrase);

#endif
