/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Loading libical.
 */
#include "libical.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#ifdef __APPLE__
#define LIBICAL_FILE "libical.3.dylib"
#else
#define LIBICAL_FILE "libical.so.3"
#endif

_Static_assert(ICAL_MAJOR_VERSION == 3, "the library that is loaded is that of the headers");

struct libical libical;

/* Where each function goes. */
static const struct {
	const char *name;
	size_t offset;
} functions[] = {
#define LIBICAL_ROW(name) { #name, offsetof(struct libical, name) },
	LIBICAL_FUNCTIONS(LIBICAL_ROW)
};

enum code
libical_load(void)
{
	static bool loaded;
	void *const library = loaded ? NULL : dlopen(LIBICAL_FILE, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	bool whole = true;

	if (loaded)
		return OK;
	if (!library)
		return fail(WORLD, LIBICAL_FILE " isn't on this machine: install it (libical3, libical)");
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
		void *const place = dlsym(library, functions[i].name);

		memcpy((char *)&libical + functions[i].offset, &place, sizeof place);
		whole = whole && place;
	}
	dlclose(library);
	loaded = whole;
	return whole ? OK : fail(WORLD, LIBICAL_FILE ": it is too old: version 3.0 is needed");
}
