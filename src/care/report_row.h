/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a report's row lies in memory; its days. Private to src/care.
 */
#ifndef CARE_REPORT_ROW_H
#define CARE_REPORT_ROW_H

#define REPORT_SLOT 8			/* bytes of a column: an int or a pointer */

#define FIRST_DAY "1900-01-01"		/* without a bound; days can be added to them */
#define LAST_DAY "9998-12-31"

struct report;

/* What makes a column that is no sum; NULL: it is one. */
const char *report_makes(const struct report *report, const char *column);
/* The last day of a day's month. */
int report_month_end(int day);

#endif
