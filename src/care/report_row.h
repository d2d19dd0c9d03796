/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a report's row lies in memory. Private to src/care.
 */
#ifndef CARE_REPORT_ROW_H
#define CARE_REPORT_ROW_H

#define REPORT_SLOT 8			/* bytes of a column: an int or a pointer */

#endif
