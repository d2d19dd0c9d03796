/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Booking rules are rows: a function and its row are all that a new one takes. Provider, patient,
 * hours and the past are rules, not constraints of the store; the overlap on a chair is both.
 */
#ifndef BOOK_RULE_H
#define BOOK_RULE_H

#include "book/appointment.h"
#include "book/opening.h"

enum rule_kind {
	RULE_NEVER,	/* can't be forced */
	RULE_FORCE,	/* can be forced, on record */
	RULE_WARN	/* only says so */
};

/* The visit as it would be written, with the rows it names, looked at by every rule. */
struct rule_case {
	struct desk *desk;
	struct arena *arena;
	const struct appointment *visit;	/* row.id is 0 for a new one */
	const struct appointment *before;	/* as it is stored; NULL for a new one */
	const struct patient *patient;
	const struct visit_type *type;
	const struct provider *provider;	/* NULL: none */
	const struct chair *chair;
	const struct plan *plan;		/* of that day and patient, its own cells free */
	enum code *failed;			/* where a rule says that its query failed */
};

struct booking_rule {
	const char *name;		/* "chair_free" */
	const char *help;		/* one sentence, for the manual */
	enum rule_kind kind;
	/* True where it holds; else *why is a sentence in the arena. A row that isn't there (no
	 * chair, an inactive one) is for the rule that asks for it: the others hold. */
	bool (*holds)(const struct rule_case *at, const char **why);
};

extern const struct booking_rule booking_rules[];	/* ends with a row of NULLs */

/* A rule that a visit breaks, and why. */
struct broken_rule {
	const struct booking_rule *rule;
	const char *why;
};

/* The next rule from *next on that doesn't hold, *next moved on behind it; out->rule is NULL where the
 * others hold. */
enum code rule_next_broken(const struct rule_case *at, const struct booking_rule **next,
		struct broken_rule *out);

/*
 * Asks them in order. CLASH with "RULE: why" by the first that doesn't hold and isn't forced.
 * `force` is the reason for which those that can be forced are let pass: it is put on record in the
 * visit's note, as "forced RULE, RULE: reason". *warnings: what those say that only warn, each as
 * " (RULE: why)"; "" where none does.
 */
enum code rules_ask(const struct rule_case *at, const char *force, struct appointment *visit,
		const char **warnings);

/* Asks every rule of a visit as it would be written, and loads what they look at: those that don't
 * hold, in the order of the table, in the arena. */
enum code booking_rules_ask(struct desk *desk, struct arena *arena,
		const struct appointment *visit, struct broken_rule **out, size_t *count);

#endif
