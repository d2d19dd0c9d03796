/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An attempt to reach somebody, logged by a key, for the screens that have the keys.
 */
#ifndef UI_ATTEMPT_H
#define UI_ATTEMPT_H

#include "recall/calls.h"
#include "ui/screen.h"

/* What an attempt is about: a visit, in whatever state; or a patient without one: her most urgent
 * recall that is due (`recalls` by urgent), else nothing known. */
struct call_reason attempt_about_visit(const struct appointment_line *visit, int today);
struct call_reason attempt_about_patient(const struct patient_line *patient,
		const struct recall_line *recalls, size_t count, int today);

/* Logs it, as a call with this one reason. */
enum code attempt_log(struct ui *ui, struct call_reason about, const struct call_end *end);

/* Asks until when it is not now; what was typed as an outcome: a day (not until) or a time (call
 * at). INPUT where it is neither. */
void attempt_ask_later(struct ui *ui, enum code (*accept)(struct ui *, int64_t, const char *));
enum code attempt_later(struct ui *ui, const char *text, struct call_end *end);

#endif
