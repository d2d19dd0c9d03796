/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A patient in a list: name, birth date, number, next visit, what is due.
 */
#ifndef UI_PATIENT_ROW_H
#define UI_PATIENT_ROW_H

#include "book/patient.h"
#include "ui/grid.h"

/* Where the number stands in a row between x and `until`. */
int patient_row_phone(int x, int until);
void patient_row_head(struct grid *grid, int y, int x, int until);
/* Draws it in the row between x and `until`. */
void patient_row_draw(const struct patient_line *patient, int today, struct grid *grid, int y,
		int x, int until);

#endif
