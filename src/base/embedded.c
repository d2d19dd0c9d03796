/* SPDX-License-Identifier: GPL-3.0-or-later */
/* embedded: finding a built-in file by its name. The files themselves are made by data/embed. */
#include "base/embedded.h"

#include <string.h>

/* The index of the first row whose name isn't before NAME; embedded_count if all are. */
static size_t
lower_bound(const char *name)
{
	size_t low = 0, high = embedded_count;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (strcmp(embedded[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct embedded *
embedded_find(const char *name)
{
	const size_t i = lower_bound(name);

	return i < embedded_count && strcmp(embedded[i].name, name) == 0 ? &embedded[i] : NULL;
}

const struct embedded *
embedded_first(const char *prefix)
{
	const size_t i = lower_bound(prefix);

	return i < embedded_count && strncmp(embedded[i].name, prefix, strlen(prefix)) == 0
	    ? &embedded[i] : NULL;
}
