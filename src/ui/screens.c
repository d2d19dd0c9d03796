/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * All screens: those with tabs, in their order, and those that are pushed.
 */
#include "pushed.h"
#include "ui/shows.h"

const struct screen *const screens[] = { &day_screen, &calls_screen, &patients_screen, &care_screen,
	&charter_screen, &setup_screen, NULL };

const struct screen *const pushed_screens[] = {
	&week_screen, &month_screen, &goto_screen, &card_screen, &find_screen, &quick_line_screen,
	&merge_screen, &offers_screen, &family_screen, &fits_screen, &off_screen, &calls_off_screen,
	&patient_form_screen, &visit_form_screen, &care_form_screen, &people_screen,
	&figures_screen, &concern_form_screen, &setup_form_screen, &details_screen, &lock_screen,
	&first_run_screen, &prompt_screen,
	&outbox_screen, &closing_screen, &print_screen, &command_screen, &page_screen, &confirm_screen, NULL
};
