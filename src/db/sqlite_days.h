/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What reports ask of days in SQL, made known to SQLite. On PostgreSQL the same functions stand in
 * data/schema/postgres/0013-days.sql. Days, stamps and intervals are the texts of the store; null of
 * null, and of what is none.
 *
 *	day_after(day, interval)	day_after('2026-08-31', '6m+1d') = '2027-03-01'
 *	day_before(day, interval)	the day from which on that is not after the interval
 *	day_weekday(day)		'mon' … 'sun'
 *	day_stamp(day, minute)		UTC of that wall time of the practice
 *	stamp_day(stamp)		the practice's day of it
 */
#ifndef DB_SQLITE_DAYS_H
#define DB_SQLITE_DAYS_H

struct sqlite3;

/* A result code of SQLite. */
int sqlite_days_add(struct sqlite3 *sqlite);

#endif
