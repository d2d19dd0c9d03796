/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rules of recall as they stand in the store, a patient's history, and what follows from both.
 * Private to src/recall.
 */
#ifndef RECALL_RULES_H
#define RECALL_RULES_H

#include "recall/contact.h"
#include "recall/recall.h"

/* A patient's rows; in a damaged store there may be some of types that aren't there. */
#define ROWS_WITH_RULE "WHERE patient = $1 AND recall_type IN (SELECT id FROM recall_type)"

struct cadence_step {
	int days, channel;		/* after due (negative: before) */
};

/* A recall type with its cadence, by days. */
struct rule {
	int64_t id, excludes;
	const char *code, *name;
	struct interval interval;
	bool everyone;
	int age_from, age_to;
	int64_t rides_with;
	struct cadence_step *steps;
	size_t step_count;
};

/* A visit of `type` resets rule number `rule`; `own`: it satisfies that rule itself, not only the
 * one that the rule excludes. */
struct resets {
	int64_t type;
	size_t rule;
	bool own;
};

struct rules {
	struct rule *rules;		/* by id */
	size_t count;
	bool by_age;			/* does any of them ask for an age? */
	struct resets *resets;
	size_t resets_count;
};

struct past_visit {
	int64_t type;
	int state, day;
};

/* A contact of purpose invitation, whoever rang. */
struct attempt {
	int day, outcome;
	int until;			/* the day promised, NONE: none */
};

struct history {
	struct past_visit *visits;	/* by day: booked, arrived, seated, done and missed ones */
	size_t visit_count;
	struct attempt *attempts;	/* oldest first */
	size_t attempt_count;
	const char *birth;		/* where rules ask for an age; NULL: not known */
	const struct recall *rows;	/* all of the patient, for those that ride along */
	size_t row_count;
};

enum code rules_load(struct desk *desk, struct arena *arena, struct rules *out);
const struct rule *rules_of(const struct rules *rules, int64_t recall_type);	/* NULL: none */
bool rules_exclude(const struct rule *a, const struct rule *b);	/* NULL excludes nothing */

enum code history_load(struct desk *desk, struct arena *arena, const struct rules *rules,
		int64_t patient, struct history *out);
enum code attempts_load(struct desk *desk, struct arena *arena, int64_t patient,
		struct history *out);
/* The latest done visit that resets the rule; `own`: that satisfies it itself. NONE: none. */
int history_previous(const struct rules *rules, const struct rule *rule,
		const struct history *history, bool own);

/* Fills the derived fields of a row: a function of what is stored alone. The rows of history must be
 * filled already of what this one rides along with. */
void recall_apply(const struct rules *rules, const struct rule *rule,
		const struct history *history, struct recall *row);
/* How often who pays allows it: "2/y" (times a calendar year), else an interval. */
struct plan_of {
	int times;			/* 0: by the interval */
	struct interval interval;
};
bool plan_parse(const char *text, struct plan_of *out);
/* Do hand_due, stopped and note hold? */
bool recall_holds(const struct recall *row);
/* The step to be taken on a day: the latest whose day has come; NULL before the first. */
const struct cadence_step *rule_step(const struct rule *rule, int due, int today);

#endif
