/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows of other programs' CSV files become records, as a map says (chairtime(5) describes its
 * format), or our own export of patients comes back in. One batch of kind "import"; every row is
 * one change of its record. The store's constraints are obeyed, booking rules only reported: the past
 * was as it was.
 */
#ifndef PORT_IMPORT_H
#define PORT_IMPORT_H

#include "store/desk.h"

enum import_what {
	IMPORT_MENDED,		/* taken, but for one value */
	IMPORT_REFUSED,		/* not taken */
	IMPORT_WARNING,		/* taken, against a booking rule */
	IMPORT_MADE		/* something that the rows need and that wasn't there */
};
extern const char *const import_what_words[];

/* One thing to report: where, what, why. A listing. */
struct import_finding {
	int what;			/* enum import_what */
	const char *file;
	int line;			/* NONE where no row is to blame */
	const char *field;		/* or the rule's name */
	const char *value;		/* as it stood there */
	const char *words;
};
extern const struct record import_finding_record;

/* The findings of one sort together, for people: the words are those of the first of them. A
 * listing. */
struct import_group {
	int what;
	const char *file, *field, *value;
	int rows;
	const char *lines;		/* the first few: "45, 78, 99 …" */
	const char *words;
};
extern const struct record import_group_record;

/* How many rows of a kind of record came to what. A listing too. */
struct import_count {
	const char *kind, *file;
	int rows, taken, updated, unchanged, mended, refused;
};
extern const struct record import_count_record;

struct import_report {
	struct import_count *counts;
	size_t count;
	struct import_finding *findings;
	size_t found;
	size_t room;			/* private */
};

struct import_options {
	bool dry_run;			/* everything but the commit */
	bool update;			/* rows that are there already are written again */
	const char *file;		/* of the map's sections that name none; NULL: each names one */
	int from, to;			/* days, of a calendar; NONE: ten years back, two ahead */
	/* Called now and then with how far it is, 0 to 1; may be NULL. */
	void (*progress)(void *context, const char *file, double done);
	void *context;
};

/* Findings of the same sort (a warning: of the same rule) as one, in the order of their first;
 * refused rows each by itself. */
void import_report_group(struct arena *arena, const struct import_report *report,
		struct import_group **out, size_t *count);

/* By a map. The map and the headers of all its files are examined before anything is written: INPUT
 * with file and line. The report lives in the arena; it is whole on success only. */
enum code import_by_map(struct desk *desk, struct arena *arena, const char *path,
		const struct import_options *options, struct import_report *report);

/* Our own export of patients (`export csv patients`): its columns are the fields' names, and a ' before
 * = + - @ TAB CR or ' goes. */
enum code import_patients(struct desk *desk, struct arena *arena, const char *path,
		const struct import_options *options, struct import_report *report);
/* Our own export of recalls: whose by the ref of the patient, else by id; what was set by hand comes
 * back (interval, day, pause, stop, note, plan), due days follow from the visits. */
enum code import_recalls(struct desk *desk, struct arena *arena, const char *path,
		const struct import_options *options, struct import_report *report);

#endif
