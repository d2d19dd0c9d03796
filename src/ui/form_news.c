/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Forms over a row that another desk changes meanwhile: nothing typed is lost, nothing of theirs
 * written over unseen.
 */
#include "base/arena.h"
#include "ui/form.h"

#include <string.h>

static const char *
text_of(const char *text)
{
	return text ? text : "";
}

void
form_fill(struct ui *ui, struct form *form, const char *const *texts)
{
	for (size_t n = 0; n < form->count; n++) {
		typing_set(&form->inputs[n], texts[n]);
		form->was[n] = arena_copy(ui_keep(ui), text_of(texts[n]));
	}
}

/* Has the row another text there than it had? */
static bool
differs(const struct form *form, size_t n, const char *const *now)
{
	return strcmp(text_of(now[n]), text_of(form->was[n])) != 0;
}

static const char *
note(struct arena *arena, const char *who, const char *now)
{
	return arena_print(arena, "%s: %s", who, *text_of(now) ? now : "nothing");
}

bool
form_news(struct arena *arena, struct form *form, const char *const *now, const char *who)
{
	bool any = false;

	for (size_t n = 0; n < form->count; n++) {
		const bool other = differs(form, n, now);

		form->notes[n] = other ? note(arena, who, now[n]) : form->theirs[n];
		any = any || other;
	}
	return any;
}

bool
form_merge(struct ui *ui, struct form *form, const char *const *now, const char *who)
{
	bool any = false;

	for (size_t n = 0; n < form->count; n++) {
		struct typing *const input = &form->inputs[n];

		if (!differs(form, n, now))
			continue;
		any = true;
		if (strcmp(input->text, text_of(form->was[n])) == 0)
			typing_set(input, now[n]);
		else if (strcmp(input->text, text_of(now[n])) != 0)
			form->theirs[n] = note(ui_keep(ui), who, now[n]);
		form->was[n] = arena_copy(ui_keep(ui), text_of(now[n]));
	}
	return any;
}
