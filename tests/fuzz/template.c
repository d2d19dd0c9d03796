/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Templates that a practice writes: whatever its words are, they are refused or can be filled for a patient
 * of hers, as a text message too. The first byte is the occasion and the channel.
 */
#include "../support/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "../support/fuzz_store.h"
#include "base/arena.h"
#include "base/text.h"
#include "post/template.h"
#include "store/change.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct desk desk;
	struct arena arena = {0};
	struct template template;
	struct letter letter = {0};
	const struct filling filling = { .patient = 1, .sample = true, .start = 600 };
	const char *said, *text;

	if (!desk.db) {
		fuzz_store_open(&desk);
		fuzz_command(&desk, "set phone '555 0100'");
	}
	if (size < 2)
		return 0;
	record_blank(&template_record, &template);
	template.name = bytes[0] % 7;
	template.channel = bytes[0] / 7 % 3;
	template.language = bytes[0] & 0x80 ? "de" : "en";
	text = arena_copy_bytes(&arena, (const char *)bytes + 1, size - 1);
	template.text = text;
	template.subject = arena_copy_bytes(&arena, text, strlen(text) < 40 ? strlen(text) : 40);
	error_clear();
	if (batch_begin(&desk, NULL, NULL) != OK)
		abort();
	if (template_save(&desk, &arena, &template, &said) == OK) {
		const enum code code = template_fill_with(&desk, &arena, &template, &filling, &letter);

		if (code == OK && (!letter.text || !text_valid(letter.text, strlen(letter.text))))
			abort();
	} else if (!*error_text()) {
		abort();
	}
	error_clear();
	batch_end(&desk, INPUT);	/* the next one finds the store as it was */
	error_clear();
	arena_free(&arena);
	return 0;
}

FUZZ_MAIN("template", 60)
