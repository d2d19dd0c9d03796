/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The verbs: acts that mean the same on every screen, for the rows of its actions. Each is about the
 * subject of the screen on top (screen.h), whatever screen that is.
 */
#ifndef UI_ACTS_H
#define UI_ACTS_H

#include "ui/screen.h"

typedef enum code (act)(struct ui *ui, void *state);

/* Steps of the visit. */
act act_confirm, act_arrive, act_seat, act_done, act_check;
/* Where it stands: carried to the first opening that fits, numbered openings, out of the book. */
act act_move, act_openings, act_off;
/* She comes later today. */
act act_comes;
/* Why there is to be no more call: stopped, moved away, died … */
act act_no_more;
/* What is known of it or of the patient. */
act act_note, act_question, act_edit_visit, act_edit_patient, act_need;
/* What came of an attempt to reach the patient, about the subject's reason. */
act act_talked, act_left_message, act_rang, act_wrong_number, act_not_now;
/* Bookings beside the visit: another one, with the household. */
act act_book, act_family;
/* Onto the waiting list: for an earlier time of the visit, where it is to come; else for what the
 * patient most likely comes for. */
act act_wait;
/* Other places: the card, the day of the visit, calendar files of the visit or of all to come. */
act act_card, act_show_day, act_calendar_visit, act_calendar_patient;
/* Takes the top screen away. */
act act_back;

#endif
