/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pushed screens by name, and the ways into them.
 */
#ifndef UI_PUSHED_H
#define UI_PUSHED_H

#include "ui/screen.h"

extern const struct screen page_screen, confirm_screen, prompt_screen, command_screen, find_screen,
	outbox_screen, closing_screen, card_screen, merge_screen, offers_screen, fits_screen, off_screen, calls_off_screen, patient_form_screen,
	visit_form_screen, care_form_screen, family_screen, goto_screen, week_screen, month_screen,
	people_screen, figures_screen, concern_form_screen,
	setup_form_screen, lock_screen, first_run_screen, print_screen, details_screen, quick_line_screen;

/* Asks what a new practice is made of, on a desk without a store. */
void first_run_show(struct ui *ui);
/* The page of help: the keys of the screen on top, and those that work everywhere. */
enum code help_open(struct ui *ui, void *state);
/* Looks for somebody, and shows whom Enter takes. */
enum code find_open(struct ui *ui, void *state);
/* Locks the screen, where somebody has a secret; else blanks it. */
enum code lock_now(struct ui *ui, void *state);
/* The `:` line. */
enum code command_open(struct ui *ui, void *state);
/* Runs a command as if it had been typed there: its output in a page of its own. */
enum code command_show(struct ui *ui, const char *title, int argc, char **argv);

/* A sheet that can be had on paper: what it is, and the command that makes it, which has the options
 * of paper (cli/paper.h). */
struct sheet_choice {
	const char *name, *command;
};
/* Asks which of them, and where to: on the screen, $PAGER, a file (`file` is offered), lp. Copied. */
void print_show(struct ui *ui, const char *title, const char *file,
		const struct sheet_choice *sheets, size_t count);

#endif
