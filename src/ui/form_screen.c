/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is the same on every screen that is a form.
 */
#include "ui/form.h"
#include "ui/screen.h"

bool
form_screen_key(struct ui *ui, void *state, const char *key)
{
	(void)ui;
	return form_key(state, key);
}

bool
form_screen_unsaved(const void *state)
{
	return ((const struct form *)state)->changed;
}

bool
form_screen_ready(struct ui *ui, struct form *form)
{
	if (form_refuse(form) == form->count)
		return true;
	form->changed = true;
	ui_say(ui, "One field can't be taken as it is");
	return false;
}

static enum code
drop(struct ui *ui, void *state)
{
	(void)state;
	ui_pop(ui);
	return OK;
}

enum code
form_screen_leave(struct ui *ui, void *state)
{
	if (form_screen_unsaved(state))
		ui_confirm(ui, "Leave the form? What was typed would be lost.", "y", "lose it",
				drop);
	else
		ui_pop(ui);
	return OK;
}
