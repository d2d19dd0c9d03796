/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is at the command line. A secret is never an argument: others see those.
 */
#include "who.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "asking.h"
#include "base/text.h"
#include "book/person.h"
#include "post/ways.h"
#include "store/right.h"

static const char *
variable(const char *name)
{
	const char *const value = getenv(name);

	return text_is_blank(value) ? NULL : value;
}

enum code
secret_take(struct arena *arena, const char *path, const char *prompt, const char **out)
{
	const struct secret file = { .file = path };

	if (path && strcmp(path, "-") == 0)
		return read_secret_line(arena, STDIN_FILENO, false, out);
	return path ? secret_read(arena, &file, out) : ask_unseen(arena, prompt, out);
}

const char *
globals_who(const struct globals *globals)
{
	return globals->who ? globals->who : variable("CHAIRTIME_WHO");
}

static enum code
prove(struct desk *desk, const char *name, const char *path)
{
	struct arena arena = {0};
	const char *secret;
	enum code code = secret_take(&arena, path, arena_print(&arena, "Secret of %s", name),
			&secret);

	if (code == OK)
		code = sign_in(desk, name, secret, false);
	secret_wipe(&secret);
	arena_free(&arena);
	return code;
}

enum code
who_signs_in(struct desk *desk, const struct globals *globals)
{
	const char *const name = globals_who(globals);
	const char *const path = globals->secret_file ? globals->secret_file
			: variable("CHAIRTIME_SECRET_FILE");
	bool wanted;
	const enum code code = sign_in_wanted(desk, &wanted);

	if (code != OK)
		return code;
	if (!wanted)
		return name ? sign_in(desk, name, NULL, false) : OK;
	if (globals->unasked && !(name && path))
		return OK;
	if (!name)
		return fail(DENIED, "not allowed: this practice asks who you are: --who NAME, with "
				"--secret-file FILE or at a terminal");
	return prove(desk, name, path);
}
