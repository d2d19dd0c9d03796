/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading XML as far as WebDAV's answers need it: tags by their local names (whatever prefix a
 * server likes), and the text before each. No entities but the five and numbers, no document
 * types. Private to src/post.
 */
#ifndef POST_XML_H
#define POST_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

#define XML_DEEP 32		/* elements within each other; deeper ones end the reading */

struct xml {
	struct arena *arena;		/* of names and texts */
	const char *at, *end;
	const char *names[XML_DEEP];	/* of the elements that are open, outermost first */
	size_t depth;
	bool any;			/* there was an element */
	bool closes;			/* the last tag was an empty element's: its end comes next */
};

struct xml_tag {
	bool opens;			/* else it closes */
	const char *name;		/* local */
	const char *parent;		/* "" outermost */
	const char *text;		/* since the tag before, decoded, without blanks around it */
};

void xml_begin(struct xml *xml, struct arena *arena, const char *text, size_t length);
/* The next tag; false at the end, and at what is no XML. */
bool xml_next(struct xml *xml, struct xml_tag *tag);
/* Behind that end: were all elements closed? False: it was cut off, or is no XML. */
bool xml_whole(const struct xml *xml);

#endif
