/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bare_book FILE COUNT: the rows of one booking, durably committed, through SQLite's own C
 * interface, COUNT times on the store that bare_fill made: a visit, its change, their counter and
 * the derived fields of two recalls. Prints the median in microseconds: the yardstick of
 * `ask book`.
 */
#include <string.h>

#include "bare.h"
#include "figure.h"

struct book {
	sqlite3 *db;
	sqlite3_stmt *appointment, *change, *counter, *derive;
	long long visit_id, change_id, chair, type, provider;
	long long patients;
	char day[16];
};

static const char image[] = "{\"uid\":\"00000000-0000-4000-8000-000000000000\",\"sequence\":0,"
	"\"patient\":12345,\"type\":2,\"provider\":3,\"chair\":3,\"chair_kind\":\"treatment\","
	"\"day\":\"2027-03-01\",\"start\":540,\"minutes\":30,\"held\":30,\"pattern\":\"XXXXXX\","
	"\"state\":\"booked\",\"confirmed\":\"not_asked\",\"made_at\":\"2026-11-24T10:00:00Z\","
	"\"made_by\":\"bench\"}";

static void
prepare(struct book *book)
{
	book->appointment = bare_prepare(book->db, "insert into appointment (id, rev, uid, "
			"sequence, patient, type, provider, chair, chair_kind, day, start, "
			"minutes, held, pattern, state, confirmed, made_at, made_by) values (?, 1, ?, "
			"0, ?, ?, ?, ?, 'treatment', ?, ?, 5, 5, 'X', 'booked', 'not_asked', "
			"'2026-11-24T10:00:00Z', 'bench')");
	book->change = bare_prepare(book->db, "insert into change (id, batch, at, desk, who, tbl, "
			"row, rev, after, salt, digest, hash) values (?, ?, "
			"'2026-11-24T10:00:00Z', 'bench', 'bench', 'appointment', ?, 1, ?, "
			"?, ?, ?)");
	book->counter = bare_prepare(book->db, "update counter set value = ? "
			"where name = 'appointment'");
	book->derive = bare_prepare(book->db, "update recall set next_visit = ? where patient = ?");
	book->visit_id = bare_value(book->db, "select max(id) from appointment");
	book->change_id = bare_value(book->db, "select max(id) from change");
	book->chair = bare_value(book->db, "select min(id) from chair where kind = 'treatment'");
	book->type = bare_value(book->db, "select id from visit_type where code = 'exam'");
	book->provider = bare_value(book->db, "select min(id) from provider");
	book->patients = bare_value(book->db, "select max(id) from patient");
}

/* The first of the years ahead that has nothing in it yet. */
static void
find_day(struct book *book)
{
	for (int year = 2030; year < 9999; year++) {
		char sql[128];

		snprintf(sql, sizeof sql, "select count(*) from appointment where day between "
				"'%d-01-01' and '%d-12-31'", year, year);
		if (bare_value(book->db, sql) == 0) {
			snprintf(book->day, sizeof book->day, "%d-01-01", year);
			return;
		}
	}
}

static void
book_one(struct book *book, int n)
{
	static const char digest[] = "0123456789abcdef0123456789abcdef"
		"0123456789abcdef0123456789abcdef";
	const long long patient = 1 + (long long)n * 7919 % book->patients;
	char uid[40];

	book->visit_id++;
	book->change_id++;
	snprintf(uid, sizeof uid, "%08x-0000-4000-8000-%012llx", (unsigned)n * 2654435761u,
			book->visit_id);
	snprintf(book->day + 5, sizeof book->day - 5, "%02d-%02d", 1 + n / 250 % 12,
			1 + n / 10 % 25);
	bare_run(book->db, "BEGIN IMMEDIATE");
	bare_bind(book->appointment, "ltllll" "tl", book->visit_id, uid, patient, book->type,
			book->provider, book->chair, book->day, 480LL + n % 10 * 5);
	bare_step(book->db, book->appointment);
	bare_bind(book->change, "lll" "tttt", book->change_id, book->change_id, book->visit_id,
			image, digest + 32, digest, digest);
	bare_step(book->db, book->change);
	bare_bind(book->counter, "l", book->visit_id);
	bare_step(book->db, book->counter);
	bare_bind(book->derive, "tl", book->day, patient);
	bare_step(book->db, book->derive);
	bare_run(book->db, "COMMIT");
}

int
main(int count, char **arguments)
{
	struct figure figure = { 0 };
	struct book book = { 0 };
	int times;

	if (count != 3 || (times = atoi(arguments[2])) <= 0) {
		fprintf(stderr, "usage: bare_book FILE COUNT\n");
		return 2;
	}
	book.db = bare_open(arguments[1]);
	prepare(&book);
	find_day(&book);
	for (int n = 0; n < times; n++) {
		figure_begin(&figure);
		book_one(&book, n);
		figure_end(&figure);
	}
	figure_print(&figure, "book");
	sqlite3_close(book.db);
	return 0;
}
