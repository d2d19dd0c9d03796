/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of mail against any bytes. */
#include "../support/fuzz.h"

#include <assert.h>
#include <string.h>

#include "../../src/ical/mail.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena = {0};
	struct mail mail;

	mail_read(&arena, (const char *)bytes, size, &mail);
	assert(!mail.from || strchr(mail.from, '@'));
	assert(!mail.bounced || strchr(mail.bounced, '@'));
	assert(!mail.calendar || mail.calendar_length <= size);
	arena_free(&arena);
	return 0;
}

FUZZ_MAIN("mail", 60)
