/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The screens as the program sees them: run them on a desk until the user leaves.
 */
#ifndef UI_UI_H
#define UI_UI_H

#include <stdbool.h>

#include "book/practice.h"
#include "store/desk.h"

/* What the first run asks of a practice. */
struct new_practice {
	const char *name, *zone;
	struct founding founding;
};

struct ui_options {
	const char *script;		/* --script: a file of keys; NULL: the real terminal */
	const char *size;		/* --size: "80x24"; NULL: that */
	bool last_only;			/* --show last */
	/* Opens another desk on the same store for `desk NAME` in a script; closed by ui_run. */
	enum code (*open)(void *context, const char *name, struct desk *out);
	/* Of a desk without a store (desk_blank): makes it, and opens the desk anew in *desk; after a
	 * failure that is blank again. `where` is the store that will be made. */
	enum code (*found)(void *context, const struct new_practice *asked, struct desk *desk);
	const char *where;
	const char *who;		/* who it may be, where the practice asks; NULL: asked too */
	void *context;
};

/* Runs the screens; on a desk without a store its first run, which ends without one where the user
 * leaves it. USAGE where the size isn't one; errors of terminals and scripts
 * (terminal.h). */
enum code ui_run(struct desk *desk, const struct ui_options *options);

#endif
