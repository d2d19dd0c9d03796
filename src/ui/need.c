/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a visit needs beforehand: a kind, and from whom, in one line.
 */
#include "base/arena.h"
#include "base/text.h"
#include "book/flow.h"
#include "ui/shows.h"

#include <string.h>

/* The kind that a word begins; NONE where it begins none. */
static int
kind_of(struct arena *arena, const char *word)
{
	const char *const typed = text_fold(arena, word);

	for (int i = 0; *typed && need_kind_words[i]; i++)
		if (strncmp(need_kind_words[i], typed, strlen(typed)) == 0)
			return i;
	return NONE;
}

/* "lab Moore": the first word is the kind. */
static enum code
note_need(struct ui *ui, int64_t visit, const char *text)
{
	const size_t word = strcspn(text, " ");
	const char *const whom = text + word + strspn(text + word, " ");
	struct need need;
	enum code code;

	record_blank(&need_record, &need);
	need.appointment = visit;
	need.kind = kind_of(ui_arena(ui), arena_copy_bytes(ui_arena(ui), text, word));
	need.whom = *whom ? whom : NULL;
	if (need.kind == NONE)
		return fail(INPUT, "need: the first word says what: lab, xrays, letter, interpreter, "
				"clearance, consent, deposit or other");
	code = need_add(ui_desk(ui), &need);
	if (code == OK)
		ui_did(ui, arena_print(ui_arena(ui), "needs %s%s%s before the visit",
				need_kind_words[need.kind], *whom ? " from " : "", whom));
	return code;
}

enum code
need_show(struct ui *ui, int64_t visit)
{
	ui_prompt(ui, "Needs (lab, xrays, letter, consent … and from whom)", "", visit, note_need);
	return OK;
}
