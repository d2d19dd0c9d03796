/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a line of the list of patients asks when it is read: it depends on today. */
#ifndef BOOK_PATIENT_LINE_H
#define BOOK_PATIENT_LINE_H

#include "book/patient.h"

/* Fills next_visit and due. */
enum code patient_lines_ask(struct desk *desk, struct patient_line *lines, size_t count);

#endif
