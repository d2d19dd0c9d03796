/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cases behind a figure, as they are read. Private to src/care.
 */
#ifndef CARE_CASES_H
#define CARE_CASES_H

#include "care/measure.h"

/* What such a query begins with: of a case `c` with its patient `p`; behind it stand the visit, the
 * provider's name, the start, kept and the words. */
#define CASE_OF "c.day, c.patient, p.name, (select r.value from patient_reach pr" \
	" join reach r on r.id = pr.reach where pr.patient = c.patient and r.kind = 'phone'" \
	" and r.failed is null order by pr.position, pr.id limit 1)"

/* All that come, in the arena; the statement stays the caller's. */
enum code cases_read(struct arena *arena, struct stmt *stmt, struct case_line **out, size_t *count);

#endif
