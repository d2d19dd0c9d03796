/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bare_fill FILE VISITS PATIENTS: the rows of make_store, written by a bare loop through SQLite's
 * own C interface, into a copy of the store that make_store made with no patients and no visits.
 * What a row says needn't be true, but it is there, in its full length: digests, salts and uids
 * are chance, and what a recall is derived from is known, not asked. So this is less work than
 * any program can do, and the yardstick of make_store.
 */
#include <string.h>

#include "bare.h"
#include "big.h"

/* Of a patient, what its recalls are derived from. */
struct history {
	int examined, cleaned, next;	/* days, NONE */
	bool touched, cleans;
};

struct fill {
	sqlite3 *db;
	sqlite3_stmt *household, *patient, *word, *reach, *patient_reach, *recall, *appointment;
	sqlite3_stmt *change, *derive, *counter;
	long long types[BIG_TYPES], chairs[BIG_CHAIRS], providers[BIG_CHAIRS];
	long long change_id, batch, visit_id, recall_id;
	uint64_t chance;
	struct history *histories;	/* by patient */
	long *touched;			/* patients since the last commit */
	long touched_count, rows;
	char image[1024];
};

static void
hex(struct fill *fill, char *out, int digits)
{
	static const char letters[] = "0123456789abcdef";

	for (int i = 0; i < digits; i++) {
		if (i % 16 == 0)
			fill->chance = big_mix(fill->chance);
		out[i] = letters[fill->chance >> i % 16 * 4 & 15];
	}
	out[digits] = '\0';
}

static void
uuid(struct fill *fill, char out[37])
{
	hex(fill, out, 36);
	out[8] = out[13] = out[18] = out[23] = '-';
	out[14] = '4';
}

static void
put_change(struct fill *fill, const char *tbl, long long row)
{
	char salt[33], digest[65], hash[65];

	hex(fill, salt, 32);
	hex(fill, digest, 64);
	hex(fill, hash, 64);
	fill->change_id++;
	if (!fill->batch)
		fill->batch = fill->change_id;
	bare_bind(fill->change, "llttttll0t0ttt", fill->change_id, fill->batch,
			"2026-11-24T10:00:00Z", "bench", "bench", tbl, row, 1LL, fill->image, salt,
			digest, hash);
	bare_step(fill->db, fill->change);
}

/* Recalls */

static void
put_recall(struct fill *fill, long patient, long long type)
{
	fill->recall_id++;
	bare_bind(fill->recall, "lll", fill->recall_id, (long long)patient, type);
	bare_step(fill->db, fill->recall);
	snprintf(fill->image, sizeof fill->image, "{\"patient\":%ld,\"recall_type\":%lld}", patient,
			type);
	put_change(fill, "recall", fill->recall_id);
}

static void
derive(struct fill *fill, long patient, long long type, int previous, int next)
{
	char days[4][DAY_SIZE];
	const int due = previous == NONE ? NONE : previous + 182;

	civil_format(days[0], previous);
	civil_format(days[1], due);
	civil_format(days[2], next);
	civil_format(days[3], due == NONE ? NONE : due - 21);
	bare_bind(fill->derive, "ttttt" "ll", previous == NONE ? NULL : days[0],
			due == NONE ? NULL : days[1], next == NONE ? NULL : days[2],
			due == NONE ? "9999-12-31" : days[1], due == NONE ? "0001-01-01" : days[3],
			(long long)patient, type);
	bare_step(fill->db, fill->derive);
}

static void
derive_touched(struct fill *fill)
{
	for (long i = 0; i < fill->touched_count; i++) {
		const long patient = fill->touched[i];
		struct history *const history = &fill->histories[patient];

		if (history->cleaned != NONE && !history->cleans) {
			put_recall(fill, patient, 2);
			history->cleans = true;
		}
		derive(fill, patient, 1, history->examined, history->next);
		if (history->cleans)
			derive(fill, patient, 2, history->cleaned, history->next);
		history->touched = false;
	}
	fill->touched_count = 0;
}

static void
touch(struct fill *fill, const struct big_visit *visit)
{
	struct history *const history = &fill->histories[visit->patient];
	const bool cleaning = visit->type == BIG_CLEANING || visit->type == BIG_CHILD;

	if (visit->state == BIG_DONE && (cleaning || visit->type == BIG_EXAM))
		history->examined = visit->day;
	if (visit->state == BIG_DONE && cleaning)
		history->cleaned = visit->day;
	if (visit->state == BIG_BOOKED && visit->type != BIG_CROWN)
		history->next = visit->day;
	if (!history->touched)
		fill->touched[fill->touched_count++] = visit->patient;
	history->touched = true;
}

/* Commits */

static void
put_counters(struct fill *fill)
{
	bare_bind(fill->counter, "tl", "appointment", fill->visit_id);
	bare_step(fill->db, fill->counter);
	bare_bind(fill->counter, "tl", "recall", fill->recall_id);
	bare_step(fill->db, fill->counter);
}

static void
commit(struct fill *fill)
{
	derive_touched(fill);
	put_counters(fill);
	bare_run(fill->db, "COMMIT");
	fill->batch = 0;
	fill->rows = 0;
}

static void
count_row(struct fill *fill)
{
	if (++fill->rows < BIG_COMMIT)
		return;
	commit(fill);
	bare_run(fill->db, "BEGIN IMMEDIATE");
}

/* Patients */

static void
put_household(struct fill *fill, const struct big_patient *patient)
{
	bare_bind(fill->household, "lt", (long long)patient->household, patient->family);
	bare_step(fill->db, fill->household);
	snprintf(fill->image, sizeof fill->image, "{\"name\":\"%s\"}", patient->family);
	put_change(fill, "household", patient->household);
	count_row(fill);
}

static void
put_word(struct fill *fill, long patient, const char *word)
{
	bare_bind(fill->word, "tl", word, (long long)patient);
	bare_step(fill->db, fill->word);
}

/* The words that a search finds, folded: both names, the digits of telephone and birth date. */
static void
put_words(struct fill *fill, long n, const struct big_patient *patient)
{
	char forwards[24], backwards[24] = "<", birth[16], family[32], given[16];
	const size_t length = strlen(patient->phone);
	int digits = 0;

	for (size_t i = 0; i < length; i++)
		if (patient->phone[i] != ' ')
			forwards[digits++] = patient->phone[i];
	forwards[digits] = '\0';
	for (int i = 0; i < digits; i++)
		backwards[1 + i] = forwards[digits - 1 - i];
	backwards[1 + digits] = '\0';
	snprintf(birth, sizeof birth, "%.4s%.2s%.2s", patient->birth, patient->birth + 5,
			patient->birth + 8);
	snprintf(family, sizeof family, "%s", patient->family);
	snprintf(given, sizeof given, "%s", patient->given);
	family[0] |= 0x20;
	given[0] |= 0x20;
	put_word(fill, n, family);
	put_word(fill, n, given);
	put_word(fill, n, forwards);
	put_word(fill, n, backwards);
	put_word(fill, n, birth);
}

static void
put_reach(struct fill *fill, long n, const struct big_patient *patient)
{
	bare_bind(fill->reach, "lt", (long long)n, patient->phone);
	bare_step(fill->db, fill->reach);
	snprintf(fill->image, sizeof fill->image,
			"{\"kind\":\"phone\",\"value\":\"%s\",\"may_text\":1}", patient->phone);
	put_change(fill, "reach", n);
	count_row(fill);
	bare_bind(fill->patient_reach, "lll", (long long)n, (long long)n, (long long)n);
	bare_step(fill->db, fill->patient_reach);
	snprintf(fill->image, sizeof fill->image,
			"{\"patient\":%ld,\"reach\":%ld,\"position\":1}", n, n);
	put_change(fill, "patient_reach", n);
	count_row(fill);
}

static void
put_patient(struct fill *fill, long n)
{
	struct big_patient patient;

	big_patient(n, &patient);
	if (n == 1 || (n - 1) * 2 / 5 != (n - 2) * 2 / 5)
		put_household(fill, &patient);
	bare_bind(fill->patient, "lltt", (long long)n, (long long)patient.household, patient.name,
			patient.birth);
	bare_step(fill->db, fill->patient);
	snprintf(fill->image, sizeof fill->image, "{\"household\":%ld,\"called_first\":0,"
			"\"name\":\"%s\",\"birth\":\"%s\",\"state\":\"active\"}",
			patient.household, patient.name, patient.birth);
	put_change(fill, "patient", n);
	count_row(fill);
	put_reach(fill, n, &patient);
	put_words(fill, n, &patient);
	put_recall(fill, n, 1);
	derive(fill, n, 1, NONE, NONE);
	fill->histories[n] = (struct history){ .examined = NONE, .cleaned = NONE, .next = NONE };
}

/* Visits */

static void
write_image(struct fill *fill, const struct big_visit *visit, const char *uid, const char *day,
		int held, const char *made_at)
{
	int n = snprintf(fill->image, sizeof fill->image, "{\"uid\":\"%s\",\"sequence\":0,"
			"\"patient\":%ld,\"type\":%lld,\"provider\":%lld,\"chair\":%lld,"
			"\"chair_kind\":\"treatment\",\"day\":\"%s\",\"start\":%d,\"minutes\":%d,"
			"\"held\":%d,\"pattern\":\"%.*s\",\"state\":\"%s\","
			"\"confirmed\":\"%s\",", uid, visit->patient,
			fill->types[visit->type], fill->providers[visit->chair],
			fill->chairs[visit->chair], day, visit->start, visit->minutes, held,
			visit->minutes / 5, "XXXXXXXXXXXX", big_state_words[visit->state],
			visit->confirmed ? "yes" : "not_asked");

	if (visit->arrived != NONE)
		n += snprintf(fill->image + n, sizeof fill->image - (size_t)n,
				"\"arrived\":%d,\"seated\":%d,", visit->arrived, visit->seated);
	if (visit->done != NONE)
		n += snprintf(fill->image + n, sizeof fill->image - (size_t)n, "\"done\":%d,",
				visit->done);
	snprintf(fill->image + n, sizeof fill->image - (size_t)n,
			"\"made_at\":\"%s\",\"made_by\":\"bench\"}", made_at);
}

static void
bind_minute(sqlite3_stmt *stmt, int n, int minute)
{
	if (minute == NONE)
		sqlite3_bind_null(stmt, n);
	else
		sqlite3_bind_int(stmt, n, minute);
}

static void
put_visit(struct fill *fill, const struct big_visit *visit)
{
	char uid[37], day[DAY_SIZE], made_at[STAMP_SIZE], pattern[16];
	const int taken = visit->done == NONE ? visit->minutes : visit->done - visit->start;
	const int held = taken >= visit->minutes ? visit->minutes : (taken + 4) / 5 * 5;

	fill->visit_id++;
	uuid(fill, uid);
	civil_format(day, visit->day);
	civil_format(made_at, visit->made_day);
	strcat(made_at, "T09:00:00Z");
	snprintf(pattern, sizeof pattern, "%.*s", visit->minutes / 5, "XXXXXXXXXXXX");
	bare_bind(fill->appointment, "ltlllltllltttt", fill->visit_id, uid,
			(long long)visit->patient, fill->types[visit->type],
			fill->providers[visit->chair], fill->chairs[visit->chair], day,
			(long long)visit->start, (long long)visit->minutes, (long long)held,
			pattern, big_state_words[visit->state],
			visit->confirmed ? "yes" : "not_asked", made_at);
	bind_minute(fill->appointment, 15, visit->arrived);
	bind_minute(fill->appointment, 16, visit->seated);
	bind_minute(fill->appointment, 17, visit->done);
	bare_step(fill->db, fill->appointment);
	write_image(fill, visit, uid, day, held, made_at);
	put_change(fill, "appointment", fill->visit_id);
	touch(fill, visit);
	count_row(fill);
}

/* Beginning and end */

static void
prepare(struct fill *fill)
{
	fill->household = bare_prepare(fill->db, "insert into household (id, rev, name) "
			"values (?, 1, ?)");
	fill->patient = bare_prepare(fill->db, "insert into patient (id, rev, household, "
			"called_first, name, birth, state) values (?, 1, ?, 0, ?, ?, 'active')");
	fill->word = bare_prepare(fill->db, "insert or ignore into patient_word values (?, ?)");
	fill->reach = bare_prepare(fill->db, "insert into reach (id, rev, kind, value, may_text) "
			"values (?, 1, 'phone', ?, 1)");
	fill->patient_reach = bare_prepare(fill->db, "insert into patient_reach "
			"(id, rev, patient, reach, position) values (?, 1, ?, ?, 1)");
	fill->recall = bare_prepare(fill->db, "insert into recall (id, rev, patient, recall_type) "
			"values (?, 1, ?, ?)");
	fill->appointment = bare_prepare(fill->db, "insert into appointment (id, rev, uid, "
			"sequence, patient, type, provider, chair, chair_kind, day, start, "
			"minutes, held, pattern, state, confirmed, made_at, arrived, seated, "
			"done, made_by) values (?, 1, ?, 0, ?, ?, ?, ?, 'treatment', "
			"?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'bench')");
	fill->change = bare_prepare(fill->db, "insert into change (id, batch, at, desk, who, tbl, "
			"row, rev, before, after, undoes, salt, digest, hash) "
			"values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
	fill->derive = bare_prepare(fill->db, "update recall set previous = ?, due = ?, "
			"next_visit = ?, urgent = ?, act_on = ? where patient = ? "
			"and recall_type = ?");
	fill->counter = bare_prepare(fill->db, "insert into counter values (?, ?) "
			"on conflict (name) do update set value = excluded.value");
}

/* Ids of the rows that the store has already. */
static void
look_up(struct fill *fill)
{
	char sql[128];

	for (int i = 0; i < BIG_TYPES; i++) {
		snprintf(sql, sizeof sql, "select id from visit_type where code = '%s'",
				big_type_codes[i]);
		fill->types[i] = bare_value(fill->db, sql);
	}
	for (int i = 0; i < BIG_CHAIRS; i++) {
		snprintf(sql, sizeof sql, "select id from chair where kind = 'treatment' "
				"order by position limit 1 offset %d", i);
		fill->chairs[i] = bare_value(fill->db, sql);
		snprintf(sql, sizeof sql, "select id from provider order by id "
				"limit 1 offset %d", i);
		fill->providers[i] = bare_value(fill->db, sql);
	}
	fill->change_id = bare_value(fill->db, "select max(id) from change");
}

int
main(int count, char **arguments)
{
	struct fill fill = { .chance = 1 };
	struct big_visit visit = { 0 };
	struct big big;
	double begun;

	if (count != 4) {
		fprintf(stderr, "usage: bare_fill FILE VISITS PATIENTS\n");
		return 2;
	}
	big_start(&big, big_size(arguments[2]), big_size(arguments[3]));
	fill.histories = calloc((size_t)big.patients + 1, sizeof *fill.histories);
	fill.touched = calloc((size_t)big.patients + 1, sizeof *fill.touched);
	if (!fill.histories || !fill.touched)
		abort();
	begun = bare_seconds();
	fill.db = bare_open(arguments[1]);
	bare_run(fill.db, BIG_CACHE);
	prepare(&fill);
	look_up(&fill);
	bare_run(fill.db, "BEGIN IMMEDIATE");
	for (long n = 1; n <= big.patients; n++)
		put_patient(&fill, n);
	while (big_next(&big, &visit))
		put_visit(&fill, &visit);
	commit(&fill);
	printf("%.2f\n", bare_seconds() - begun);
	return 0;
}
