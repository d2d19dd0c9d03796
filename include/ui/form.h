/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A form: every field at once. Tab, Down and Enter go on, BTab and Up back, Enter on the last
 * field or C-s saves (that is the screen's action: form_key leaves these keys to it), an error
 * stands beside its field while one types. It lives in the kept half of a screen's state.
 */
#ifndef UI_FORM_H
#define UI_FORM_H

#include "store/record.h"
#include "ui/screen.h"
#include "ui/typing.h"

struct form_field {
	const char *label;
	const char *hint;		/* beside the focused field: what is to be typed */
	/* May be NULL: why this text can't be taken, NULL where it can. */
	const char *(*check)(const char *text);
};

#define FORM_FIELDS 14

struct form {
	const struct form_field *fields;	/* NULL: not set up yet */
	size_t count;
	/* May be NULL: the fields of a record that are typed, and why a text can't be one's. */
	const struct field *const *of;
	const char *(*refuse)(const struct field *field, const char *text);
	struct typing inputs[FORM_FIELDS];
	const char *notes[FORM_FIELDS];		/* beside a field, may be NULL */
	const char *was[FORM_FIELDS];		/* as the row had it when the field was filled */
	const char *theirs[FORM_FIELDS];	/* what another desk made of it, where both did; NULL */
	size_t at;
	bool changed;				/* something was typed */
};

void form_open(struct form *form, const struct form_field *fields, size_t count);
/* False where the key is none of the form's: Esc, C-s, Enter on the last field, functions. */
bool form_key(struct form *form, const char *key);
/* Is it a secret, shown as a sign for each character? */
bool form_is_unseen(const struct form *form, size_t n);
/* The first field that can't be taken, focused; `count` where all can. */
size_t form_refuse(struct form *form);
/* A form over a row that other desks may change meanwhile. form_fill sets a field to what the row
 * has. form_news (by each load, with what it has now and who wrote it) notes beside a field "Kim at
 * 10:41: 555-0199" where it is another; true where any is. form_merge, before a save: takes theirs
 * where nothing was typed, keeps what was typed and theirs beside it where both did; false where
 * there is nothing to merge, so that it may be saved. */
void form_fill(struct ui *ui, struct form *form, const char *const *texts);
bool form_news(struct arena *arena, struct form *form, const char *const *now, const char *who);
bool form_merge(struct ui *ui, struct form *form, const char *const *now, const char *who);

/* Draws it from row y on, a field a row; gives the row after. */
int form_draw(const struct form *form, struct grid *grid, int y, int x);

/* A screen that is a form: its state begins with the struct form, these are its operations, and
 * its actions are FORM_ACTIONS. `save` begins with form_screen_ready: false where a field can't be
 * taken, which is said and focused. */
bool form_screen_key(struct ui *ui, void *state, const char *key);
bool form_screen_unsaved(const void *state);
enum code form_screen_leave(struct ui *ui, void *state);
bool form_screen_ready(struct ui *ui, struct form *form);

#define FORM_ACTIONS(save) \
	{ "Enter C-s", "save", 0, "Saves (Enter on the last field, C-s on any).", save }, \
	{ "Tab", "next field", HINT_ONLY, "Goes to the next field; BTab to the one before.", \
		NULL }, \
	{ "Esc", "back", 0, "Leaves the form; asks if something would be lost.", \
		form_screen_leave }, \
	ACTIONS_END

#endif
