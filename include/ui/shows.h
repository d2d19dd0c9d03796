/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The ways from one screen to another: what there is to be shown, by name.
 */
#ifndef UI_SHOWS_H
#define UI_SHOWS_H

#include "ui/screen.h"

extern const struct screen day_screen, calls_screen, patients_screen, care_screen,
	charter_screen, setup_screen;

/* The Day screen, its cursor on a visit of that day; or on a slot. */
void day_show(struct ui *ui, int at, int64_t visit);
void day_show_slot(struct ui *ui, struct slot slot);
/* The same at a chair (0: where it was), on a visit there (0: none). */
void day_show_at(struct ui *ui, int at, int64_t chair, int64_t visit);

/* The outbox, on top. */
void outbox_show(struct ui *ui);

/* What is still open on closing the day, on top. */
void closing_show(struct ui *ui);

/* A patient's card, on top. */
void card_show(struct ui *ui, int64_t patient);

/* What is known of a patient, to be changed: numbers, home, who speaks for them, when they can't come,
 * consent, alerts. */
void details_show(struct ui *ui, int64_t patient);

/* One card of two of the same person, of which `keep` stays: a look, then Enter; away 0: it is looked
 * for. */
enum code merge_show(struct ui *ui, int64_t keep, int64_t away);

/* Looking for somebody by name, number or birth date. `found` gets whom Enter takes (after the
 * search is gone); NULL: shows a visit of today, else the card. */
void find_show(struct ui *ui, enum code (*found)(struct ui *ui, int64_t patient));
/* The same; where nobody is found, Enter gives what was typed to `other`: whoever calls may be no
 * patient. */
void find_show_any(struct ui *ui, enum code (*found)(struct ui *ui, int64_t patient),
		enum code (*other)(struct ui *ui, const char *name));

/* The numbered openings for a new visit of a patient (type 0: the one most likely wanted: most
 * overdue recall, planned, last), or for moving a visit. From that slot on, where `from` isn't
 * NULL. */
enum code offers_for_patient(struct ui *ui, int64_t patient, const struct slot *from);
enum code offers_for_visit(struct ui *ui, int64_t visit);
/* Of the openings just shown: what is done, in the same batch, when one has been taken. */
void offers_then(struct ui *ui, enum code (*then)(struct ui *ui, int64_t patient));

/* The quick line, beginning as `typed`, with live openings below; those from that slot on first,
 * where `from` isn't NULL and the line doesn't say otherwise. */
void quick_line_show(struct ui *ui, const char *typed, const struct slot *from);

/* Takes a visit in hand at the first opening that fits it, on the Day screen. */
enum code carry_visit(struct ui *ui, int64_t visit);

/* Do they share time? An opening over a visit's own time is no place to move it to. */
bool slots_overlap(const struct slot *a, const struct slot *b);

/* The household of a patient, to be booked together. NOT_FOUND where there is nobody else. */
enum code family_show(struct ui *ui, int64_t patient);

/* Asks what a visit needs beforehand, and from whom. */
enum code need_show(struct ui *ui, int64_t visit);

/* Why a visit leaves the book, and what becomes of it. */
enum code off_show(struct ui *ui, int64_t visit);

/* Why a patient wants no more calls, or can't be called any more; `about`: what a call with that end
 * would have been about. Copied. */
enum code no_more_show(struct ui *ui, int64_t patient, const struct call_reason *about);

/* Asks what that patient says, and notes it: a question, complaint, promise or opinion. */
enum code question_show(struct ui *ui, int64_t patient);
/* The same of a caller who is no patient. */
enum code question_of_caller(struct ui *ui, const char *name);

/* Forms. */
enum code patient_form_new(struct ui *ui, const char *typed);
enum code patient_form_edit(struct ui *ui, int64_t patient);
enum code visit_form_show(struct ui *ui, int64_t visit);
enum code note_show(struct ui *ui, int64_t visit);

/* Asks for a file's name and writes a calendar: of a visit; of all visits of a patient to come. */
enum code calendar_of_visit(struct ui *ui, int64_t visit);
enum code calendar_of_patient(struct ui *ui, int64_t patient);

/* Asks when who is expected today comes instead: she rang that she will be late. */
enum code coming_show(struct ui *ui, int64_t visit);

/* Whom a free stretch would suit. */
enum code fits_show(struct ui *ui, struct slot gap);
/* Onto the waiting list: for an earlier time of a visit, or for what she most likely comes for. */
enum code wait_with_visit(struct ui *ui, int64_t visit);
enum code wait_without_visit(struct ui *ui, int64_t patient);

/* One step of a visit (arrive, seat …), said on the message line. */
enum code visit_do(struct ui *ui, int64_t visit, enum step step);
/* Who is in the chair waits for the dentist's check; again: it was made. */
enum code visit_check(struct ui *ui, int64_t visit);

#endif
