/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recall: who is due back, by the rules of desk.md section 4.
 */
#ifndef RECALL_RECALL_H
#define RECALL_RECALL_H

#include "book/appointment.h"

enum stopped { STOPPED_MOVED, STOPPED_DIED, STOPPED_ASKED, STOPPED_INSURANCE, STOPPED_COST,
	STOPPED_OTHER_DENTIST, STOPPED_UNHAPPY };
enum stage { STAGE_NO_HISTORY, STAGE_NOT_DUE, STAGE_DUE, STAGE_OVERDUE, STAGE_REACTIVATION };

struct recall_type {
	struct row row;
	const char *code, *name, *interval;
	int everyone;			/* every active patient has one */
	int64_t excludes;
	int age_from, age_to;		/* of whom it is for, on the due day; NONE: no bound */
	int64_t rides_with;		/* done in the same visit as that one: no call of its own */
};

struct visit_type_recall {
	struct row row;
	int64_t type, recall_type;
};

struct cadence {
	struct row row;
	int64_t recall_type;
	int days, channel;
};

/* A step with its type's code (view cadence_list). */
struct cadence_line {
	struct row row;
	const char *recall_type;
	int days, channel;
};

struct recall {
	struct row row;
	int64_t patient, recall_type;
	const char *interval;		/* the patient's own, NULL: the type's */
	int hand_due, paused_until, stopped;
	const char *note;
	int set_for;			/* the previous that hand_due, stopped, note were set for */
	const char *plan;		/* who pays allows it so often: "2/y", "6m+1d"; NULL */
	int previous, due, next_visit, urgent, act_on, not_before;	/* derived */
};

/* A line of the recall list (view recall_list); stage is asked when read. */
struct recall_line {
	struct row row;
	int64_t patient;
	const char *ref;
	int64_t household;
	const char *name;
	int patient_state;
	const char *recall_type, *recall_type_name;
	int previous, due;
	const char *interval;
	int hand_due, paused_until, stopped;
	int stage;			/* ASKED */
	int contacts, last_contact;	/* ASKED, since previous: days with a counted contact;
					 * the day of the last of any kind */
	const char *phone;
	int next_visit, urgent, act_on;
	const char *note, *plan;
	int not_before;
};

extern const struct record recall_type_record, visit_type_recall_record, cadence_record,
	cadence_line_record, recall_record, recall_line_record;
extern const char *const stopped_words[], *const stage_words[];

/* The recall types and cadences a practice begins with (desk.md section 4), tied to the visit
 * types by code. Needs a begun batch. */
enum code recall_found(struct desk *desk);
enum code recall_type_find(struct desk *desk, struct arena *arena, const char *text,
		struct recall_type *out);

/* A row per active patient and recall type with due up to `due_by` or with no due day; not paused,
 * stopped or scheduled on the desk's today. type 0: all. Ordered by urgent, then id. */
enum code recall_due(struct desk *desk, struct arena *arena, int due_by, int64_t type,
		struct recall_line **out, size_t *count);
/* The same as a stream of recall_line_record, what is asked left out (record_next, record_close). */
enum code recall_due_open(struct desk *desk, struct cursor *cursor, int due_by, int64_t type);
/* When which stage begins, as the practice has set it: days, then months after due; from the last word
 * on it is asked whether somebody is inactive. */
struct stages {
	int overdue_days, reactivation_months, last_word_months;
};
struct stages recall_stages(struct desk *desk);
int recall_stage(const struct stages *stages, int previous, int due, int today);
/* Fills what is asked when read, for whoever streams recall_line_record. */
enum code recall_ask(struct desk *desk, const struct stages *stages, struct recall_line *line);
/* All of a patient, by urgent, what is asked filled. */
enum code recall_of_patient(struct desk *desk, struct arena *arena, int64_t patient,
		struct recall_line **out, size_t *count);

/* The latest done visit that resets a recall type for a patient, from the visits as they stand; NONE. */
enum code recall_previous(struct desk *desk, struct arena *arena, int64_t patient, int64_t type,
		int *previous);

/* What is set by hand; each makes the row where there is none yet, and turns that of the type it
 * excludes into one of this type (a patient has either cleaning or gum maintenance). One batch.
 * Warnings (an interval outside 3 to 24 months, 3 to 12 under 18) stand in *said. An interval of
 * "" goes back to the type's. INPUT for a text that is no interval, a pause that isn't to come. */
enum code recall_set(struct desk *desk, struct arena *arena, int64_t patient, int64_t type,
		int due /* NONE: as it is */, const char *interval /* NULL: as it is */,
		const char **said);
enum code recall_pause(struct desk *desk, struct arena *arena, int64_t patient, int64_t type,
		int until, const char **said);
enum code recall_stop(struct desk *desk, struct arena *arena, int64_t patient, int64_t type,
		enum stopped reason, const char **said);
enum code recall_resume(struct desk *desk, struct arena *arena, int64_t patient, int64_t type,
		const char **said);

/* How often who pays allows it: "2/y" is twice a calendar year, "6m+1d" that long after the visit
 * before; "" as often as one likes. It isn't due before that day. INPUT for anything else. */
enum code recall_plan(struct desk *desk, struct arena *arena, int64_t patient, int64_t type,
		const char *plan, const char **said);

/* What another interval of a type moves: of its recalls that follow the type (no interval of their
 * own, no day by hand), those due earlier and later. INPUT for what is no interval. */
struct recall_moves {
	int recalls, earlier, later;
};
enum code recall_type_moves(struct desk *desk, int64_t type, const char *interval,
		struct recall_moves *out);
const char *recall_moves_said(struct arena *arena, const struct recall_type *type,
		const char *interval, const struct recall_moves *moves);
/* Sets it; one batch. An unusual one (outside 3 to 24 months) is said. */
enum code recall_type_set(struct desk *desk, struct arena *arena, int64_t type,
		const char *interval, const char **said);

/* Writes a type as it was edited, or a new one (code, name and interval at least); one batch. What a
 * new interval moves is said. INPUT for what is no interval, ages that are none or the wrong way
 * round, a type that excludes itself or rides along with itself or with one that rides. */
enum code recall_type_put(struct desk *desk, struct arena *arena, struct recall_type *type,
		const char **said);

/* The steps of a type (0: of all), by days. */
enum code cadence_load(struct desk *desk, struct arena *arena, int64_t type,
		struct cadence_line **out, size_t *count);
/* Puts a step that many days after due (negative: before), or gives the one there another channel;
 * takes one away (NOT_FOUND where there is none). Each is one batch, and moves the day on which
 * everybody's recalls of the type act. */
enum code cadence_set(struct desk *desk, struct arena *arena, int64_t type, int days,
		enum channel channel, const char **said);
enum code cadence_drop(struct desk *desk, struct arena *arena, int64_t type, int days,
		const char **said);

/* A recall whose step of today is written, not called: by that channel (enum channel). */
struct recall_step {
	int64_t recall, patient, household;
	int channel, due, stage;
};
/* Those of today, most urgent first, one a household; who rests is left out. In the arena. */
enum code recall_steps_today(struct desk *desk, struct arena *arena, struct recall_step **out,
		size_t *count);

/* What a patient most likely comes for next: her most overdue recall, else her planned visit, else
 * what falls due within four weeks, else the same as last time. */
struct wanted {
	int64_t type;			/* of a visit; 0: nothing tells */
	int64_t planned;		/* the planned visit that it is; 0: none */
	int not_before;			/* who pays doesn't pay for it sooner; NONE: no bound */
	const char *because;		/* "Cleaning due", "planned", "as last time" */
};
enum code recall_wanted(struct desk *desk, struct arena *arena, int64_t patient,
		struct wanted *out);

/* The consequence that keeps the derived fields, and makes rows where a rule says so: of patients,
 * appointments, contacts, recalls, types and cadences. Each patient once a call. */
enum code recall_follow(struct desk *desk, const struct written *rows, size_t count);
enum code recall_derive(struct desk *desk);

#endif
