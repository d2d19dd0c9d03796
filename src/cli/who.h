/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is at the command line: --who, and the secret that proves it. Private to src/cli.
 */
#ifndef CLI_WHO_H
#define CLI_WHO_H

#include "cli/command.h"

/* Signs in who the globals or the environment name, where the practice asks for it. DENIED, with what to
 * do, where nobody is named or the secret can't be had; errors of sign_in. */
enum code who_signs_in(struct desk *desk, const struct globals *globals);

/* A secret in the arena: the first line of a file that nobody else may read, of standard input ("-"),
 * or (path NULL) typed at the terminal without being seen, asked for by `prompt`. The caller wipes it
 * (secret_wipe of post/ways.h). DENIED where there is no terminal, WORLD where it can't be read. */
enum code secret_take(struct arena *arena, const char *path, const char *prompt, const char **out);

#endif
