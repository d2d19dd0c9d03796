/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two years of a clinic that nobody here wrote, a day at a time: visits are booked and end as they
 * did, and a worker whose luck is a fixed seed works the calls of each day. What the program says
 * and what the worker did goes into a journal, which due.py reads beside the raw CSV; this program
 * ends as that one, which prints the tests.
 *
 * Lines of the journal (R: a patient's ref; H: a home; lists with blanks between):
 *	home H R …			who lives together
 *	day D				the next lines are of this day
 *	died R, complaint R, answered R, inactive R, refused R
 *	due R …				recall_due of that day
 *	call H KINDS R …		a line of the calls: the kinds of its reasons, whose recalls
 *	counts TO_MAKE RECALL CONFIRM CARE MADE REACHED BOOKED		before the first call
 *	made H OUTCOME UNTIL R …	a call; R: whose recall it was about. OUTCOME stopped: for good
 *	end TO_MAKE … BOOKED		the counts after the last one
 *	again H KINDS			who is still on the list then
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "care/concern.h"
#include "cli/rooms.h"
#include "port/csv.h"
#include "port/import.h"
#include "recall/calls.h"
#include "store/change.h"

#define FIRST civil_day(2024, 1, 2)
#define LAST civil_day(2025, 12, 31)
#define DAYS 120		/* unless $REPLAY_DAYS says more: 29 Feb and a day of 23 hours are in it */
#define VISITS 8000
#define PATIENTS 2000
#define HOMES_OF 3		/* patients live together by threes, */
#define TOGETHER 900		/* up to this ref */
#define CALLS_A_DAY 24
#define TOLD "call"

struct visit {
	int64_t id, patient, type;
	int made, ends, day, start, minutes;	/* ends: the day on which it gets its last state */
	int state;
};

struct replay {
	struct desk desk;
	struct arena arena, today;
	FILE *journal;
	const char *shared;
	struct visit visits[VISITS];
	size_t count;
	int64_t patients[PATIENTS + 1];		/* by ref */
	int refs[10 * PATIENTS];		/* by id */
	int64_t chair;
	int64_t concern;			/* the complaint that is open; 0: none */
	uint32_t drawn;
};

static void
must(enum code code)
{
	if (code == OK)
		return;
	fprintf(stderr, "replay: %s\n", error_text());
	exit(EXIT_FAILURE);
}

/* 0 … below - 1, the same each time. */
static int
draw(struct replay *at, int below)
{
	at->drawn = at->drawn * 1664525u + 1013904223u;
	return (int)((at->drawn >> 8) % (uint32_t)below);
}

/* Patients and visit types come in by the importer; visits in their time. */
static void
map_write(const char *path, const char *shared)
{
	FILE *const map = fopen(path, "w");

	if (!map) {
		perror(path);
		exit(EXIT_FAILURE);
	}
	fprintf(map, "[patient]\nfile = %s/dental/patients.csv\nref = patient_id\n"
			"name = \"Patient {patient_id}\"\nbirth = birth_year\nstate = patient_status\n"
			"[type recall_examination]\nminutes = 30\nrecall = exam\n"
			"[type new_patient_examination]\nminutes = 45\nrecall = exam\n", shared);
	fclose(map);
}

static void
store_make(struct replay *at)
{
	const struct desk_options options = { .where = "replay.db", .name = "Front",
		.mode = DB_CREATE, .now = "2024-01-02T08:00", .practice = "Clinic",
		.zone = "Europe/Berlin" };
	const struct import_options import = { 0 };
	struct import_report report;

	setenv("CHAIRTIME_SEED", "1", 1);
	must(desk_open(&at->desk, &options, &chairtime_rooms));
	must(batch_begin(&at->desk, NULL, NULL));
	must(practice_found(&at->desk, NULL));
	must(batch_end(&at->desk, recall_found(&at->desk)));
	map_write("people.conf", at->shared);
	must(import_by_map(&at->desk, &at->arena, "people.conf", &import, &report));
	must(db_value(at->desk.db, &at->chair, "SELECT id FROM chair WHERE kind = 'squeeze'", ""));
}

static void
refs_load(struct replay *at)
{
	struct stmt *stmt;
	bool more;

	must(db_query(at->desk.db, &stmt, "SELECT id, ref FROM patient", ""));
	for (must(db_step(stmt, &more)); more; must(db_step(stmt, &more))) {
		at->patients[atoi(db_text(stmt, 1))] = db_int64(stmt, 0);
		at->refs[db_int64(stmt, 0)] = atoi(db_text(stmt, 1));
	}
	db_done(stmt);
}

static int
ref_of(const struct replay *at, int64_t patient)
{
	return at->refs[patient];
}

/* By threes; the last 1,100 live alone. */
static void
homes_make(struct replay *at)
{
	for (int ref = 1; ref <= TOGETHER; ref++) {
		const int first = ref - (ref - 1) % HOMES_OF;
		struct patient patient;

		if (ref == first)
			fprintf(at->journal, "home %d %d %d %d\n", first, first, first + 1, first + 2);
		if (ref == first)
			continue;
		must(record_get(&at->desk, &at->arena, &patient_record, at->patients[ref], &patient));
		must(patient_join(&at->desk, &patient, at->patients[first]));
	}
}

static int64_t
type_of(struct replay *at, const char *code)
{
	struct visit_type type;
	enum code found = record_first(&at->desk, &at->arena, &visit_type_record, &type,
			"WHERE code = $1", "t", code);

	if (found == NOT_FOUND) {
		record_blank(&visit_type_record, &type);
		type.code = type.name = code;
		type.minutes = 30;
		type.pattern = "XXXXXX";
		must(batch_begin(&at->desk, NULL, NULL));
		found = batch_end(&at->desk, record_put(&at->desk, &visit_type_record, &type));
	}
	must(found);
	return type.row.id;
}

static int
state_of(const char *status)
{
	if (strcmp(status, "completed") == 0)
		return VISIT_DONE;
	return strcmp(status, "no_show") == 0 ? VISIT_MISSED : VISIT_CANCELLED;
}

static const char *
cell(const struct csv_file *csv, const char *name)
{
	return csv_cell(csv, (size_t)csv_column(csv, name));
}

/* A visit that takes place ends on its day, before the first call; another one when it was called
 * off. */
static void
visit_read(struct replay *at, const struct csv_file *csv)
{
	struct visit *const visit = &at->visits[at->count++];
	int minute;

	visit->patient = at->patients[atoi(cell(csv, "patient_id"))];
	visit->type = type_of(at, arena_copy(&at->arena, cell(csv, "visit_type")));
	visit->state = state_of(cell(csv, "status"));
	visit->minutes = atoi(cell(csv, "planned_duration_min"));
	moment_parse(cell(csv, "booked_at"), &visit->made, &minute);
	moment_parse(cell(csv, "status_updated_at"), &visit->ends, &minute);
	moment_parse(cell(csv, "scheduled_start_at"), &visit->day, &visit->start);
	if (visit->state != VISIT_CANCELLED || visit->ends > visit->day)
		visit->ends = visit->day;
	if (visit->ends < visit->made)
		visit->ends = visit->made;
}

static void
visits_read(struct replay *at)
{
	const char *const path = arena_print(&at->arena, "%s/dental/appointments.csv", at->shared);
	struct csv_file *csv;
	bool more;

	must(csv_open(&csv, path));
	for (must(csv_next(csv, &more)); more && at->count < VISITS; must(csv_next(csv, &more)))
		visit_read(at, csv);
	csv_close(csv);
}

static void
visit_book(struct replay *at, struct visit *visit)
{
	char stamp[STAMP_SIZE];
	struct appointment row;

	record_blank(&appointment_record, &row);
	row.uid = desk_uuid(&at->desk, &at->today);
	row.patient = visit->patient;
	row.type = visit->type;
	row.chair = at->chair;
	row.chair_kind = CHAIR_SQUEEZE;
	row.day = visit->day;
	row.start = visit->start;
	row.minutes = row.held = visit->minutes;
	row.pattern = pattern_for(&at->today, NULL, visit->minutes);
	row.state = VISIT_BOOKED;
	row.made_at = desk_stamp(&at->desk, stamp);
	row.made_by = "Kim";
	must(record_put(&at->desk, &appointment_record, &row));
	visit->id = row.row.id;
}

static void
visit_end(struct replay *at, const struct visit *visit)
{
	struct appointment row;

	must(record_get(&at->desk, &at->today, &appointment_record, visit->id, &row));
	if (row.state != VISIT_BOOKED)
		return;			/* whoever has died had it cancelled */
	row.state = visit->state;
	must(record_put(&at->desk, &appointment_record, &row));
}

/* What was booked on the day, and what ended. */
static void
visits_live(struct replay *at, int day)
{
	must(batch_begin(&at->desk, NULL, NULL));
	for (size_t i = 0; i < at->count; i++)
		if (at->visits[i].made == day)
			visit_book(at, &at->visits[i]);
	for (size_t i = 0; i < at->count; i++)
		if (at->visits[i].ends == day)
			visit_end(at, &at->visits[i]);
	must(batch_end(&at->desk, OK));
}

static void
state_set(struct replay *at, int ref, int state)
{
	struct patient row;

	must(record_get(&at->desk, &at->today, &patient_record, at->patients[ref], &row));
	row.state = state;
	must(patient_edit(&at->desk, &row));
	fprintf(at->journal, "%s %d\n", state == PATIENT_DECEASED ? "died" : "inactive", ref);
}

/* One complaint at a time, open for a while. */
static void
complain(struct replay *at)
{
	const int ref = 1 + draw(at, PATIENTS);
	struct concern row;
	const char *said;

	if (at->concern) {
		const struct concern_answer answer = { .text = "we are sorry", .told_how = TOLD,
			.outcome = CONCERN_LEFT, .lesson = "answer sooner" };

		must(record_get(&at->desk, &at->today, &concern_record, at->concern, &row));
		must(concern_close(&at->desk, &at->today, &row, &answer, &said));
		fprintf(at->journal, "answered %d\n", ref_of(at, row.patient));
		at->concern = 0;
		return;
	}
	record_blank(&concern_record, &row);
	row.kind = CONCERN_COMPLAINT;
	row.patient = at->patients[ref];
	row.text = "had to wait";
	must(concern_open(&at->desk, &at->today, &row, NONE, NONE, &said));
	fprintf(at->journal, "complaint %d\n", ref);
	at->concern = row.row.id;
}

/* Says no to invitations, on the only number she has. */
static void
refuse(struct replay *at, int ref)
{
	char stamp[STAMP_SIZE];
	struct consent row;
	int64_t reach;

	must(db_value(at->desk.db, &reach, "SELECT reach FROM patient_reach WHERE patient = $1",
			"I", at->patients[ref]));
	must(batch_begin(&at->desk, NULL, NULL));
	if (!reach) {
		must(patient_reach_add(&at->desk, at->patients[ref], REACH_PHONE,
				arena_print(&at->today, "555-1%05d", ref)));
		must(db_value(at->desk.db, &reach, "SELECT reach FROM patient_reach"
				" WHERE patient = $1", "I", at->patients[ref]));
	}
	record_blank(&consent_record, &row);
	row.reach = reach;
	row.purpose = PURPOSE_INVITATION;
	row.at = desk_stamp(&at->desk, stamp);
	row.how = TOLD;
	must(batch_end(&at->desk, record_put(&at->desk, &consent_record, &row)));
	fprintf(at->journal, "refused %d\n", ref);
}

/* What else happens to people. */
static void
people_live(struct replay *at, int day)
{
	if (day % 41 == 0)
		state_set(at, 1 + draw(at, PATIENTS), PATIENT_DECEASED);
	if (day % 29 == 0)
		state_set(at, 1 + draw(at, PATIENTS), PATIENT_INACTIVE);
	if (day % 23 == 0)
		refuse(at, 1 + draw(at, PATIENTS));
	if (day % 11 == 0)
		complain(at);
}

static int64_t
home_of(const struct replay *at, const struct call *call)
{
	const int ref = ref_of(at, call->patient);

	return call->household ? ref - (ref - 1) % HOMES_OF : ref;
}

/* " recall,confirm" */
static void
kinds_write(FILE *journal, const struct call *call)
{
	for (size_t i = 0; i < call->count; i++)
		fprintf(journal, "%s%s", i ? "," : " ", call_reason_words[call->reasons[i].kind]);
}

static void
recalls_write(const struct replay *at, const struct call *call)
{
	for (size_t i = 0; i < call->count; i++)
		if (call->reasons[i].kind == REASON_RECALL)
			fprintf(at->journal, " %d", ref_of(at, call->reasons[i].patient));
	fputc('\n', at->journal);
}

static void
counts_write(struct replay *at, const char *word)
{
	const struct calls_options options = { .day = NONE };
	struct calls_counts counts;

	must(calls_count(&at->desk, &options, &counts));
	fprintf(at->journal, "%s %d %d %d %d %d %d %d\n", word, counts.to_make, counts.recall,
			counts.confirm, counts.care, counts.made, counts.reached, counts.booked);
}

/* The whole list, written as lines of that word; in the arena of the day. */
static struct call *
list_write(struct replay *at, const char *word, size_t *count)
{
	const struct calls_options options = { .day = NONE };
	struct call *const list = arena_take(&at->today, PATIENTS * sizeof *list);
	struct calls *calls;
	bool more = true;

	*count = 0;
	must(calls_open(&at->desk, &at->today, &options, &calls));
	while (must(calls_next(calls, &list[*count], &more)), more) {
		const struct call *const call = &list[(*count)++];

		fprintf(at->journal, "%s %lld", word, (long long)home_of(at, call));
		kinds_write(at->journal, call);
		recalls_write(at, call);
	}
	calls_close(calls);
	return list;
}

static void
due_write(struct replay *at, int day)
{
	struct recall_line *lines;
	size_t count;

	must(recall_due(&at->desk, &at->today, day, 0, &lines, &count));
	fputs("due", at->journal);
	for (size_t i = 0; i < count; i++)
		fprintf(at->journal, " %s", lines[i].ref);
	fputc('\n', at->journal);
}

/* One wants no more of it. */
static void
stop(struct replay *at, const struct call *call)
{
	static const enum stopped why[] = { STOPPED_ASKED, STOPPED_COST, STOPPED_UNHAPPY };
	const struct call_reason *const reason = &call->reasons[call->count - 1];
	const char *said;

	must(call_off(&at->desk, &at->today, reason->patient, why[draw(at, 3)], &said));
	fprintf(at->journal, "made %lld stopped - %d\n", (long long)home_of(at, call),
			ref_of(at, reason->patient));
}

static void
call_make_one(struct replay *at, const struct call *call, int day)
{
	static const int outcomes[] = { OUTCOME_NO_ANSWER, OUTCOME_NO_ANSWER, OUTCOME_NO_ANSWER,
		OUTCOME_LEFT_MESSAGE, OUTCOME_LEFT_MESSAGE, OUTCOME_TALKED, OUTCOME_TOLD,
		OUTCOME_OFF, OUTCOME_NOT_UNTIL, OUTCOME_CALL_AT, OUTCOME_WILL_CALL };
	const size_t which = (size_t)draw(at, 12);
	struct call_end end = { 0 };
	char until[DAY_SIZE] = "-";
	const char *said;

	if (which == sizeof outcomes / sizeof outcomes[0]) {
		if (call->reasons[call->count - 1].kind == REASON_RECALL)
			stop(at, call);
		return;
	}
	end.outcome = outcomes[which];
	if (end.outcome == OUTCOME_NOT_UNTIL || end.outcome == OUTCOME_CALL_AT)
		end.until = civil_format(until, day + 1 + draw(at, 60));
	must(call_log(&at->desk, &at->today, call, &end, &said));
	fprintf(at->journal, "made %lld %s %s", (long long)home_of(at, call),
			outcome_words[end.outcome], until);
	recalls_write(at, call);
}

/* From the top; and as many of the recalls alone behind them, wherever they are. */
static void
work(struct replay *at, const struct call *list, size_t count, int day)
{
	size_t made = 0;

	for (size_t i = 0; i < count && made < CALLS_A_DAY; i++) {
		if (i >= CALLS_A_DAY / 2 && draw(at, 8))
			continue;
		call_make_one(at, &list[i], day);
		desk_clock_move(&at->desk, 3);
		made++;
	}
}

static void
live(struct replay *at, int day)
{
	char words[DAY_SIZE];
	struct call *list;
	size_t count;

	arena_reset(&at->today);
	desk_clock_set(&at->desk, day, 9 * 60);
	fprintf(at->journal, "day %s\n", civil_format(words, day));
	visits_live(at, day);
	people_live(at, day);
	due_write(at, day);
	counts_write(at, "counts");
	list = list_write(at, "call", &count);
	work(at, list, count, day);
	counts_write(at, "end");
	if (day % 7 == 0)
		list_write(at, "again", &count);
}

int
main(void)
{
	static struct replay at;
	const char *const top = getenv("TOP"), *const days = getenv("REPLAY_DAYS");
	const int last = FIRST + (days ? atoi(days) : DAYS) - 1;

	at.shared = getenv("SHARED");
	if (!top || !at.shared || access(at.shared, R_OK) != 0) {
		puts("1..1\nok 1 # SKIP ../shared/data/dental is absent");
		return EXIT_SUCCESS;
	}
	at.shared = arena_print(&at.arena, "%s/data", at.shared);
	at.journal = fopen("journal", "w");
	if (!at.journal)
		return EXIT_FAILURE;
	store_make(&at);
	refs_load(&at);
	homes_make(&at);
	visits_read(&at);
	for (int day = FIRST; day <= last && day <= LAST; day++)
		live(&at, day);
	fclose(at.journal);
	desk_close(&at.desk);
	execlp("python3", "python3", arena_print(&at.arena, "%s/tests/replay/due.py", top),
			"journal", at.shared, (char *)NULL);
	return EXIT_FAILURE;
}
