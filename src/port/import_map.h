/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the importer's files share: a map as it was read (import_map.c), the row that is being made
 * (import_row.c), the kinds of record that a map can fill (import_people.c, import_visit.c), and
 * the job that takes the rows (import.c).
 */
#ifndef PORT_IMPORT_MAP_H
#define PORT_IMPORT_MAP_H

#include "book/appointment.h"
#include "port/csv.h"
#include "port/import.h"

struct import_job;
struct import_row;

/* `FIELD.there = here` */
struct map_word {
	const char *there, *here;
};

/* A field that isn't simply one of the record's: a name of another row, a moment that is two. */
struct import_special {
	const char *name;
	enum code (*set)(struct import_row *row, const char *text);
};

/* `FIELD = COLUMN`, or `FIELD = "text with {column}"` */
struct map_field {
	const char *name, *source;
	int line;
	int column;				/* -1: source is a text with columns in it */
	const struct field *field;		/* one of these two */
	const struct import_special *special;
	struct map_word *words;
	size_t count;
};

/* A kind of record that a section can fill. */
struct import_kind {
	const char *name;
	const struct record *record;
	const struct import_special *specials;	/* ends with a NULL name */
	/* The stored row that this one is, into row->row (left blank: a new one). NULL: by ref. */
	enum code (*match)(struct import_row *row);
	/* When every field is set: what must hold. Refuses by row_refuse(). */
	enum code (*finish)(struct import_row *row);
	/* When the row is written: what hangs on it. */
	enum code (*after)(struct import_row *row);
};

/* A section with a file. */
struct map_file {
	const struct import_kind *kind;
	const char *path;
	int line;
	struct map_field *fields;
	size_t count;
};

/* `[type CODE]` */
struct map_type {
	const char *code, *recall;		/* recall types' codes, blanks between; NULL: none */
	int minutes;				/* NONE: the commonest of the file */
	int line;
};

struct import_map {
	struct map_file *files;			/* in the order of import_kinds */
	size_t count;
	struct map_type *types;
	size_t type_count;
	const char *given;			/* the file of sections that name none; NULL */
	struct csv_window window;		/* of calendars */
	bool quoted;				/* our own export: a ' before = + - @ … goes */
};

extern const struct import_kind provider_kind, patient_kind, appointment_kind, recall_kind;
extern const struct import_kind *const import_kinds[];	/* as they are taken; ends with NULL */

/* Reads and checks a map and the headers of its files; `given` and `window` of the map are set. INPUT,
 * WORLD. */
enum code import_map_read(struct arena *arena, const char *path, struct import_map *map);
/* The maps of our own exports: of patients, of recalls. */
enum code import_map_own(struct arena *arena, const char *path, struct import_map *map);
enum code import_map_recalls(struct arena *arena, const char *path, struct import_map *map);

/* Ids by the key that something had in the system it came from. */
struct import_keys {
	struct import_key {
		const char *key;
		int64_t id;
	} *keys;
	size_t count, room;
};

/* The stored rows that a file has spoken of, by id, each with the line. */
struct import_seen {
	struct import_mention {
		int64_t id;			/* 0: a free place */
		int line;
	} *mentions;
	size_t count, room;
};

struct import_job {
	struct desk *desk;
	struct arena *arena;			/* lives as long as the report */
	const struct import_options *options;
	const struct import_map *map;
	struct import_report *report;
	struct import_keys households, types;
	struct import_seen seen;		/* by the file that is being taken */
	int *deferred;				/* lines that wait for a later row of their file */
	size_t deferred_count, deferred_room;
	bool last_pass;				/* what still waits is taken without */
};

/* A visit's moments as the file has them, until all of them are known. */
struct import_moment {
	const char *text;
	int day, minute;
};

struct import_row {
	struct import_job *job;
	const struct map_file *file;
	struct import_count *count;
	struct csv_file *csv;
	struct arena *arena;			/* of this row */
	void *row;				/* a struct of the kind's record */
	const void *stored;			/* as it was there; NULL: a new one */
	bool refused, mended, deferred;
	/* what the specials noted */
	const char *key, *phone, *email, *address, *household, *household_name;
	const char *type, *chair;
	int64_t provider;
	struct import_moment arrived, seated, done;
};

/* A field's text in this row: column or text with columns, translated. "" where empty. */
const char *row_text(struct import_row *row, const struct map_field *field);
/* The text that the map gives for a field of this name; NULL where it names none. */
const char *row_named_text(struct import_row *row, const char *name);
/* Sets all that the map names. */
enum code row_fill(struct import_row *row);
/* Findings about this row: `field` and `value` may be NULL. */
void row_refuse(struct import_row *row, const char *field, const char *value,
		const char *format, ...) __attribute__((format(printf, 4, 5)));
void row_mend(struct import_row *row, const char *field, const char *value,
		const char *format, ...) __attribute__((format(printf, 4, 5)));
void row_warn(struct import_row *row, const char *rule, const char *words);
/* A finding of the job itself; its texts are copied but for file and words. */
void job_find(struct import_job *job, enum import_what what, const char *file, int line,
		const char *field, const char *value, const char *words);
/* {"file":"import.conf"}: what the log keeps of where the rows came from. */
const char *import_detail(struct arena *arena, const char *path);
void job_made(struct import_job *job, const char *what, const char *words);

int64_t *keys_find(struct import_keys *keys, const char *key);
void keys_add(struct import_job *job, struct import_keys *keys, const char *key, int64_t id);
/* The line that spoke of this row; 0: none has. */
int seen_line(const struct import_seen *seen, int64_t id);
void seen_add(struct import_job *job, struct import_seen *seen, int64_t id, int line);

#endif
