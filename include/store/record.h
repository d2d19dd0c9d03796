/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Records: a struct with a table of its fields (design section 3). From one table come the
 * SELECT list, INSERT and UPDATE, the form, the CSV header, the JSON keys, the image in the
 * change log and the audit difference. A new column is a migration and one line. A listing is a
 * record whose table is a view: it is read like any other and never written.
 */
#ifndef STORE_RECORD_H
#define STORE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/civil.h"
#include "base/error.h"
#include "base/json.h"

struct buffer;
struct desk;
struct stmt;

enum field_type {
	FIELD_ID,	/* int64_t: the id (0: none yet) or rev */
	FIELD_REF,	/* int64_t: the id of another row, 0 none */
	FIELD_INT,	/* int, NONE for null */
	FIELD_FLAG,	/* int: 0 or 1 */
	FIELD_TEXT,	/* const char *, NULL for null */
	FIELD_WORD,	/* int: index into .words, stored as that word; NONE for null */
	FIELD_DAY,	/* int: days since 1970, stored "2026-11-24" */
	FIELD_MINUTE,	/* int: minutes since midnight, stored as INTEGER, "HH:MM" outside */
	FIELD_STAMP,	/* const char *: UTC "2026-11-24T15:04:05Z" */
	FIELD_BIRTH	/* const char *: a day "1985-03-14", or but a year "1985" */
};

enum field_flags {
	OPTIONAL = 1,	/* may be null */
	DERIVED = 2,	/* written by consequences alone; in no image, moves no rev */
	STEADY = 4,	/* in images, but undo neither compares nor puts it back (uid) */
	ASKED = 8,	/* of a listing: no column; filled by whoever lists (depends on today) */
	HIDDEN = 16,	/* not shown by listings and JSON (rev, salt); still in images */
	LONG = 32,	/* long text: last in a table, on a line of its own in a form */
	UNSEEN = 64	/* of a form: a secret, typed without being seen */
};

/* The most characters of a text; of a LONG one. More would be no name or note, but a file that was
 * pasted: no screen, list or calendar could show it. */
#define TEXT_MOST 1000
#define LONG_TEXT_MOST 100000

struct field {
	const char *name;		/* the column, the JSON key, the CSV header */
	const char *label;		/* on forms and in tables */
	enum field_type type;
	size_t offset;
	unsigned flags;
	const char *const *words;	/* of FIELD_WORD: NULL-terminated */
	const char *refers;		/* of FIELD_REF: the table */
};

/* Every domain struct begins with this. */
struct row {
	int64_t id, rev;
};

struct record {
	const char *table;		/* or the view */
	const char *label;		/* "visit": in sentences */
	size_t size;
	const struct field *fields;	/* the first two are id and rev (a view: whatever it has) */
	size_t count;
	bool view;
	/* Keeps what must always hold between a row's own fields (sequence, held …): called by
	 * record_put before the difference is taken, with the stored row (NULL for a new one). */
	void (*settle)(struct desk *desk, const void *old, void *row);
};

/* Lines of a field table. */
#define FIELD(s, m, l, t, f)	{ #m, l, t, offsetof(struct s, m), f, NULL, NULL }
#define FIELD_WORDS(s, m, l, w, f) { #m, l, FIELD_WORD, offsetof(struct s, m), f, w, NULL }
#define FIELD_REFERS(s, m, l, r, f) { #m, l, FIELD_REF, offsetof(struct s, m), f, NULL, r }
#define FIELD_ROW(s) \
	{ "id", "Id", FIELD_ID, offsetof(struct s, row.id), 0, NULL, NULL }, \
	{ "rev", "Rev", FIELD_ID, offsetof(struct s, row.rev), HIDDEN, NULL, NULL }
#define FIELD_COUNT(a)	(sizeof(a) / sizeof((a)[0]))

/* All nulls (0 for references and flags, NONE, NULL); FIELD_WORD without OPTIONAL: the first. */
void record_blank(const struct record *record, void *row);

/* The row of an id; its texts go into the arena. NOT_FOUND where there is none. */
enum code record_get(struct desk *desk, struct arena *arena, const struct record *record,
		int64_t id, void *row);

/* The rows of `SELECT fields FROM table <tail>`, values as in db_query. *rows is an array of
 * structs in the arena. */
enum code record_select(struct desk *desk, struct arena *arena, const struct record *record,
		void *rows, size_t *count, const char *tail, const char *types, ...);

/* The first of them. NOT_FOUND (without a sentence: the caller knows better words) where there
 * is none. */
enum code record_first(struct desk *desk, struct arena *arena, const struct record *record,
		void *row, const char *tail, const char *types, ...);

/* The same in two halves, for questions that are asked ahead of their answers, so that a server hears all of
 * them in one round trip (db_ahead): *asked is NULL where that failed, else it is given back by the other
 * half, or by db_done. */
enum code record_ask(struct desk *desk, struct stmt **asked, const struct record *record,
		const char *tail, const char *types, ...);
enum code record_answer(struct stmt *asked, struct arena *arena, const struct record *record,
		void *rows, size_t *count);
/* record_get in two halves. */
enum code record_ask_one(struct desk *desk, struct stmt **asked, const struct record *record,
		int64_t id);
enum code record_answer_one(struct stmt *asked, struct arena *arena, const struct record *record,
		int64_t id, void *row);
/* The first of its rows, where there is one. */
enum code record_answer_first(struct stmt *asked, struct arena *arena, const struct record *record,
		void *row, bool *found);

/* How many rows it has. */
enum code record_count(struct desk *desk, const struct record *record, int64_t *count);

/* The same as a stream: record_open, record_next until *more is false, record_close (also after
 * a failure). A row's texts live until the next record_next. */
struct cursor {
	const struct record *record;
	struct stmt *stmt;
	struct arena arena;
};
enum code record_open(struct desk *desk, struct cursor *cursor, const struct record *record,
		const char *tail, const char *types, ...);
enum code record_next(struct cursor *cursor, void *row, bool *more);
void record_close(struct cursor *cursor);

/*
 * The one writer of domain rows. row.rev is the rev that the caller loaded, 0 for a new row (then
 * row.id is filled, from the counter unless it is set). Needs a begun batch (batch_begin). Appends
 * the change, writes the row, moves row.rev; nothing where no field differs. INPUT where a text
 * isn't UTF-8 or has more characters than its field takes; STALE where a stored row has another rev; CLASH where the store refuses: then
 * nothing was written, and the row is as it was given. A view is a programmer's mistake.
 */
enum code record_put(struct desk *desk, const struct record *record, void *row);

/* Removes a row that stands for the same as another, once nothing refers to it (merging doubles;
 * what happened is never removed). Needs a begun batch; undo makes it again. STALE as above, CLASH
 * where other rows refer to it. */
enum code record_remove(struct desk *desk, const struct record *record, const void *row);

/* For consequences alone: writes the DERIVED fields of a row, nothing else, unlogged. In a row
 * given to a consequence they are as stored when it was written; record_put neither writes nor
 * compares them. */
enum code record_derive(struct desk *desk, const struct record *record, const void *row);

/* A field's value as text as it stands outside (ISO 8601, the word, digits); NULL for null. */
const char *field_text(struct arena *arena, const struct field *field, const void *row);
/* And back, from the same text; "" is null. INPUT with a sentence that names the field. */
enum code field_parse(struct arena *arena, const struct field *field, const char *text, void *row);
const struct field *record_field(const struct record *record, const char *name);
bool field_equal(const struct field *field, const void *a, const void *b);
bool field_is_null(const struct field *field, const void *row);
/* The index of a word in a NULL-terminated list, NONE where it isn't one. */
int word_index(const char *const *words, const char *word);
/* The same of one that must stand there: where none does that is known, as in a damaged file, the first, since
 * whoever has the row looks its word up. */
int word_there(const char *const *words, const char *word);

/* A row as a JSON object for programs outside: keys in the order of the field table, null where
 * null, flags true or false, without HIDDEN ones. */
void record_json(struct buffer *buffer, const struct record *record, const void *row);

#endif
