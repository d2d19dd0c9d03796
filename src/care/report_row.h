/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a report's row lies in memory; the days of one without bounds. Private to src/care.
 */
#ifndef CARE_REPORT_ROW_H
#define CARE_REPORT_ROW_H

#define REPORT_SLOT 8			/* bytes of a column: an int or a pointer */

#define FIRST_DAY "1900-01-01"		/* without a bound; days can be added to them */
#define LAST_DAY "9998-12-31"

#endif
