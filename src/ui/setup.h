/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Set-up is one machine over records: a list of rows, and a form over a field table. A page is a row of
 * setup_pages[] (setup_pages.c), or of detail_pages[] (details.c), which are about one patient: nothing
 * else knows what chairs or commitments are.
 *
 * The owner is the patient whom a page is about, 0 in Set-up. New rows with a field `patient` are theirs.
 */
#ifndef UI_SETUP_H
#define UI_SETUP_H

#include "cli/output.h"
#include "ui/screen.h"

/* What is typed for a row: fields of a record, stored or made for the form alone. */
struct setup_form {
	const struct record *record;
	const char *fields;		/* their names, in the order of the form */
	/* May be NULL: hints beside those of the fields' types, "name", "hint", …, NULL. */
	const char *const *hints;
	/* The row of an id, 0: a new one. NULL: as stored, or blank with its flags set. */
	enum code (*open)(struct desk *desk, struct arena *arena, int64_t id, void *row);
	/* May be NULL. What is to be said before it is saved; "" nothing. */
	enum code (*ask)(struct desk *desk, struct arena *arena, const void *row,
			const char **question);
	/* May be NULL. What becomes of what is typed so far, in lines; it writes nothing. */
	enum code (*preview)(struct desk *desk, struct arena *arena, const void *row,
			const char **text);
	/* Writes it. *said may be left NULL: "Chair 1: saved". */
	enum code (*save)(struct desk *desk, struct arena *arena, void *row, const char **said);
	/* May be NULL: rows stay. */
	enum code (*remove)(struct desk *desk, struct arena *arena, int64_t owner, int64_t id,
			const char **said);
	bool fixed;			/* no new rows: those that are there are changed */
	bool stays;			/* not all that it saves can be taken back: it isn't offered */
	bool marks;			/* saving may leave visits to be moved: they are said before */
};

struct setup_page {
	const char *name;		/* "Chairs" */
	const char *about;		/* a sentence above its rows */
	struct listing listing;		/* its table: the record of its rows, and columns */
	/* Rows by a query's tail ($1 is the owner, where there is one), or by a function. */
	const char *tail;
	enum code (*list)(struct desk *desk, struct arena *arena, int64_t owner, void *rows,
			size_t *count);
	/* The table that its rows' ids are of, for their history; or the command that tells it. NULL
	 * both: it isn't told. */
	const char *table;
	enum code (*history)(struct desk *desk, struct arena *arena, int64_t id, const char **command);
	/* What a save writes first of all, and so whose right is asked before the form opens; `own`:
	 * whoever has signed in may change the row of that number that is hers. */
	const struct record *writes;
	bool own;
	struct setup_form form;
};

/* Ended by a row without a name. */
extern const struct setup_page setup_pages[], detail_pages[];

/* Pushes the form of a page, for a row or a new one (id 0). */
enum code setup_form_show(struct ui *ui, const struct setup_page *page, int64_t owner, int64_t id);

/* Fields as they are typed (setup_field.c): a field's value as a person types it, in the arena; why a
 * text can't be taken, NULL where it can; and setting the field, which for a reference looks up who
 * is named. */
const char *setup_field_text(struct desk *desk, struct arena *arena, const struct field *field,
		const void *row);
const char *setup_field_refuse(const struct field *field, const char *text);
enum code setup_field_take(struct desk *desk, struct arena *arena, const struct field *field,
		const char *text, void *row);
/* What is typed there, in a few words; and what there is to choose from, "" where anything goes. */
const char *setup_field_hint(const struct field *field);
enum code setup_field_choices(struct desk *desk, struct arena *arena, const struct field *field,
		const char **choices);

#endif
