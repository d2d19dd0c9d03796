/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bare_ics STORE FROM UNTIL OUT: the live visits of those days as a calendar with alarms, by hand:
 * rows through SQLite's own C interface, lines by fprintf, nothing escaped or folded (the texts
 * here need neither). The yardstick of `export ics`. Prints the number of visits.
 */
#include <string.h>
#include <unistd.h>

#include "bare.h"

static const char head[] =
	"BEGIN:VCALENDAR\r\nPRODID:-//chairtime//bench//EN\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\n"
	"METHOD:PUBLISH\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/London\r\n"
	"BEGIN:STANDARD\r\nDTSTART:19961027T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
	"TZNAME:GMT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\n"
	"BEGIN:DAYLIGHT\r\nDTSTART:19810329T010000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
	"TZNAME:BST\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n";

static const char query[] =
	"select a.uid, a.sequence, a.day, a.start, a.minutes, "
	"coalesce(t.public_name, 'Dental visit'), c.name, p.name, a.made_at, a.confirmed "
	"from appointment a "
	"join patient p on p.id = a.patient join visit_type t on t.id = a.type "
	"join chair c on c.id = a.chair where a.day between ? and ? "
	"and a.state in ('booked', 'arrived', 'seated', 'done') order by a.day, a.start, a.id";

static const char *
text(sqlite3_stmt *row, int column)
{
	return (const char *)sqlite3_column_text(row, column);
}

static void
write_time(FILE *out, const char *name, const char *day, int minute)
{
	fprintf(out, "%s;TZID=Europe/London:%.4s%.2s%.2sT%02d%02d00\r\n", name, day, day + 5,
			day + 8, minute / 60, minute % 60);
}

static void
write_visit(FILE *out, sqlite3_stmt *row)
{
	const char *const made = text(row, 8);
	const int start = sqlite3_column_int(row, 3);

	fprintf(out, "BEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20261124T100000Z\r\n", text(row, 0));
	write_time(out, "DTSTART", text(row, 2), start);
	write_time(out, "DTEND", text(row, 2), start + sqlite3_column_int(row, 4));
	fprintf(out, "SEQUENCE:%d\r\nCREATED:%.4s%.2s%.2sT%.2s%.2s%.2sZ\r\nSUMMARY:%s\r\n"
			"LOCATION:%s\r\nSTATUS:%s\r\nTRANSP:OPAQUE\r\nCLASS:PRIVATE\r\n",
			sqlite3_column_int(row, 1), made, made + 5, made + 8, made + 11, made + 14,
			made + 17, text(row, 5), text(row, 6),
			strcmp(text(row, 9), "yes") == 0 ? "CONFIRMED" : "TENTATIVE");
	fprintf(out, "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:%s\r\nTRIGGER:-P1D\r\n"
			"END:VALARM\r\nEND:VEVENT\r\n", text(row, 5));
}

static long
write_all(FILE *out, sqlite3 *db, const char *from, const char *until)
{
	sqlite3_stmt *const rows = bare_prepare(db, query);
	long count = 0;
	int result;

	bare_bind(rows, "tt", from, until);
	fputs(head, out);
	while ((result = sqlite3_step(rows)) == SQLITE_ROW) {
		write_visit(out, rows);
		count++;
	}
	bare_ask(db, result, query);
	sqlite3_finalize(rows);
	fputs("END:VCALENDAR\r\n", out);
	return count;
}

int
main(int count, char **arguments)
{
	sqlite3 *db;
	FILE *out;
	long visits;

	if (count != 5) {
		fprintf(stderr, "usage: bare_ics STORE FROM UNTIL OUT\n");
		return 2;
	}
	db = bare_open(arguments[1]);
	out = fopen(arguments[4], "w");
	if (!out) {
		perror(arguments[4]);
		return 3;
	}
	visits = write_all(out, db, arguments[2], arguments[3]);
	if (fflush(out) != 0 || fsync(fileno(out)) != 0 || fclose(out) != 0) {
		perror(arguments[4]);
		return 3;
	}
	sqlite3_close(db);
	printf("%ld\n", visits);
	return 0;
}
