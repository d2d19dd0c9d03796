/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a batch did, in words, read from its changes: the few first rows by name, the rest as a
 * number.
 */
#include "base/local.h"
#include "book/appointment.h"
#include "book/person.h"
#include "store/change.h"

#include <jansson.h>
#include <string.h>

#define NAMED_MOST 3		/* rows that are named; more are counted */
#define UNDO_DEEPEST 20		/* undo of redo of undo … */

/* A change with its images read. */
struct act {
	struct desk *desk;
	struct arena *arena;
	const struct change *change;
	json_t *before, *after;		/* NULL: none */
};

/* A text of an image, in the arena; NULL where it isn't in it. */
static const char *
image_text(const struct act *act, const json_t *image, const char *name)
{
	return arena_copy(act->arena, json_string_value(json_object_get(image, name)));
}

static int64_t
image_id(const json_t *image, const char *name)
{
	return json_integer_value(json_object_get(image, name));
}

/* The name of a patient, "#12" where she isn't there any more. */
static const char *
patient_name(const struct act *act, int64_t id)
{
	struct patient patient;

	if (record_first(act->desk, act->arena, &patient_record, &patient, "where id = $1", "r",
			 id) != OK)
		return arena_print(act->arena, "#%lld", (long long)id);
	return patient.name;
}

/* The visit as it is now; of one that was taken back, what its image has. */
static void
read_visit(const struct act *act, struct appointment *visit)
{
	const json_t *const image = act->before ? act->before : act->after;
	const char *day;

	if (record_first(act->desk, act->arena, &appointment_record, visit, "where id = $1", "r",
			 act->change->row) == OK)
		return;
	record_blank(&appointment_record, visit);
	visit->patient = image_id(image, "patient");
	visit->start = (int)image_id(image, "start");
	day = image_text(act, image, "day");
	if (!day || !civil_parse(day, &visit->day))
		visit->day = NONE;
}

/* "Thu 26 Nov 16:30": the slot after the change. */
static const char *
slot_said(const struct act *act, const struct appointment *visit)
{
	const char *const text = image_text(act, act->after, "day");
	const json_t *const start = json_object_get(act->after, "start");
	int day = visit->day;

	if (text && !civil_parse(text, &day))
		day = visit->day;
	if (day == NONE)
		return "";
	return time_said(act->arena, day,
			   json_is_integer(start) ? (int)json_integer_value(start) : visit->start,
			   desk_today(act->desk));
}

/* What became of a visit whose state changed, or that was made. */
static const char *
state_said(const struct act *act, const char *name, const char *state,
		const struct appointment *visit)
{
	if (strcmp(state, "booked") == 0)
		return arena_print(act->arena, "%s booked %s", name, slot_said(act, visit));
	if (strcmp(state, "cancelled") == 0)
		return arena_print(act->arena, "%s cancelled, was %s", name, slot_said(act, visit));
	return arena_print(act->arena, "%s %s", name, state);
}

/* "Bose, Tara comes at 10:45": told so, or said so. */
static const char *
comes_said(const struct act *act, const char *name)
{
	const json_t *const told = json_object_get(act->after, "told_start");
	char clock[CLOCK_SIZE];

	if (!json_is_integer(told))
		return arena_print(act->arena, "%s comes as booked", name);
	return arena_print(act->arena, "%s comes at %s", name,
			clock_said(clock, (int)json_integer_value(told)));
}

static const char *
visit_said(const struct act *act)
{
	struct appointment visit;
	const char *name, *state, *confirmed;

	read_visit(act, &visit);
	name = patient_name(act, visit.patient);
	state = image_text(act, act->after, "state");
	confirmed = image_text(act, act->after, "confirmed");
	if (!act->after)
		return arena_print(act->arena, "%s: visit taken back", name);
	if (state)
		return state_said(act, name, state, &visit);
	if (json_object_get(act->after, "day") || json_object_get(act->after, "start"))
		return arena_print(act->arena, "%s moved to %s", name, slot_said(act, &visit));
	if (json_object_get(act->after, "chair"))
		return arena_print(act->arena, "%s: another chair", name);
	if (image_text(act, act->after, "to_move"))
		return arena_print(act->arena, "%s to be moved", name);
	if (json_object_get(act->after, "told_start"))
		return comes_said(act, name);
	if (json_object_get(act->after, "checker"))
		return arena_print(act->arena, "%s: another looks in", name);
	if (confirmed && strcmp(confirmed, "yes") == 0)
		return arena_print(act->arena, "%s confirmed", name);
	return arena_print(act->arena, "%s: visit changed", name);
}

static const char *
patient_said(const struct act *act)
{
	const char *verb = act->before ? "changed" : "added";
	const char *name = image_text(act, act->after ? act->after : act->before, "name");

	if (!act->after)
		verb = "taken back";
	if (!name)
		name = patient_name(act, act->change->row);
	return arena_print(act->arena, "%s %s", name, verb);
}

/* A row of some other table: its patient's, where it names one. */
static const char *
row_said(const struct act *act, const char *label)
{
	const json_t *const image = act->after ? act->after : act->before;
	const int64_t patient = image_id(image, "patient");
	const char *const name = image_text(act, image, "name");

	if (patient)
		return arena_print(act->arena, "%s: %s", patient_name(act, patient), label);
	return name ? arena_print(act->arena, "%s %s", label, name) : label;
}

static const char *
label_of(const struct desk *desk, const char *table)
{
	for (const struct record *const *record = desk->rooms->records; *record; record++)
		if (strcmp((*record)->table, table) == 0)
			return (*record)->label;
	return table;
}

static json_t *
image_read(const char *text)
{
	return text ? json_loads(text, 0, NULL) : NULL;
}

static const char *
change_said(struct desk *desk, struct arena *arena, const struct change *change)
{
	struct act act = {desk, arena, change, image_read(change->before),
			  image_read(change->after)};
	const char *said;

	if (strcmp(change->tbl, "appointment") == 0)
		said = visit_said(&act);
	else if (strcmp(change->tbl, "patient") == 0)
		said = patient_said(&act);
	else
		said = row_said(&act, label_of(desk, change->tbl));
	json_decref(act.before);
	json_decref(act.after);
	return said;
}

/* Visits and patients are what a batch was about; the rest comes with them. */
static bool
is_about(const struct change *change)
{
	return strcmp(change->tbl, "appointment") == 0 || strcmp(change->tbl, "patient") == 0;
}

/* Does the change only mark a visit as to be moved, or take the mark away? */
static bool
is_to_move(const struct change *change)
{
	return strcmp(change->tbl, "appointment") == 0 && change->before && change->after &&
	       strstr(change->after, "\"to_move\"");
}

/* Does the change only hand the look in over to another? */
static bool
is_handed_over(const struct change *change)
{
	return strcmp(change->tbl, "appointment") == 0 && change->before && change->after &&
	       strncmp(change->after, "{\"checker\":", strlen("{\"checker\":")) == 0 &&
	       !strchr(change->after, ',');
}

/* "closure; 12 visits to be moved": a change of the set-up, and what follows; NULL: it is none. */
static const char *
set_up_said(struct desk *desk, struct arena *arena, const struct change *changes, size_t count)
{
	size_t moved = 0, handed = 0;
	const char *said;

	if (is_about(&changes[0]))
		return NULL;
	for (size_t i = 0; i < count; i++) {
		moved += is_to_move(&changes[i]);
		handed += is_handed_over(&changes[i]);
	}
	if (moved + handed == 0)
		return NULL;
	said = change_said(desk, arena, &changes[0]);
	if (moved)
		said = arena_print(arena, "%s; %zu visit%s to be moved, or not any more", said, moved,
				moved == 1 ? "" : "s");
	return handed == 0 ? said : arena_print(arena, "%s; %zu visit%s into which another looks", said,
			handed, handed == 1 ? "" : "s");
}

/* "Haddad, Rima arrived; Bose, Tara missed and 2 more" */
static const char *
changes_said(struct desk *desk, struct arena *arena, const struct change *changes, size_t count)
{
	const char *said = set_up_said(desk, arena, changes, count);
	size_t about = 0, named = 0, total;

	if (said)
		return said;
	said = "";
	for (size_t i = 0; i < count; i++)
		about += is_about(&changes[i]);
	total = about ? about : count;
	for (size_t i = 0; i < count && named < NAMED_MOST; i++) {
		if (about && !is_about(&changes[i]))
			continue;
		said = arena_print(arena, "%s%s%s", said, named++ ? "; " : "",
				   change_said(desk, arena, &changes[i]));
	}
	return total > named ? arena_print(arena, "%s and %zu more", said, total - named) : said;
}

static bool
is_kind(const struct desk *desk, const struct change *change)
{
	return change->row == 0 && label_of(desk, change->tbl) == change->tbl;
}

/* "secret of Kim Novak: set (Amy Ito)" */
static const char *
secret_said(struct desk *desk, struct arena *arena, const struct change *first, const char *who)
{
	json_t *const detail = image_read(first->after);
	struct person person = {.name = "somebody who is gone"};

	if (record_get(desk, arena, &person_record, image_id(detail, "person"), &person) != OK)
		error_clear();
	who = arena_print(arena, "secret of %s: %s (%s)", person.name,
			json_is_true(json_object_get(detail, "set")) ? "set" : "taken away", who);
	json_decref(detail);
	return who;
}

static enum code
batch_load(struct desk *desk, struct arena *arena, int64_t batch, struct change **changes,
		size_t *count)
{
	const enum code code = record_select(desk, arena, &change_record, changes, count,
		"where batch = $1 and id >= $1 order by id limit 1000", "I", batch);

	if (code == OK && *count == 0)
		return fail(NOT_FOUND, "batch %lld: there is none", (long long)batch);
	return code;
}

/* The batch whose changes a batch undoes, 0 for none. */
static enum code
batch_undone(struct desk *desk, const struct change *first, int64_t *batch)
{
	*batch = 0;
	if (!first->undoes)
		return OK;
	return db_value(desk->db, batch, "select batch from change where id = $1", "I",
			first->undoes);
}

/* "; 2 messages go out about it": what an undo queued to put right what had gone out. */
static const char *
corrections_said(struct arena *arena, const struct change *changes, size_t count)
{
	size_t queued = 0;

	for (size_t i = 0; changes[0].undoes && i < count; i++)
		queued += !changes[i].undoes && !changes[i].before &&
			strcmp(changes[i].tbl, "message") == 0;
	return queued == 0 ? "" : queued == 1 ? "; a message goes out about it" :
		arena_print(arena, "; %zu messages go out about it", queued);
}

enum code
batch_words(struct desk *desk, struct arena *arena, int64_t batch, const char **words)
{
	struct change *changes;
	size_t count;
	int64_t undone;
	const char *prefix = "", *who, *more;
	enum code code = batch_load(desk, arena, batch, &changes, &count);

	if (code != OK)
		return code;
	who = changes[0].who;
	more = corrections_said(arena, changes, count);
	code = batch_undone(desk, &changes[0], &undone);
	for (int depth = 0; code == OK && undone && depth < UNDO_DEEPEST; depth++) {
		prefix = depth % 2 == 0 ? "undone: " : "done again: ";
		code = batch_load(desk, arena, undone, &changes, &count);
		if (code == OK)
			code = batch_undone(desk, &changes[0], &undone);
	}
	if (code != OK)
		return code;
	if (strcmp(changes[0].tbl, "seal") == 0)
		*words = arena_print(arena, "the log was sealed (%s)", who);
	else if (strcmp(changes[0].tbl, "secret") == 0)
		*words = secret_said(desk, arena, &changes[0], who);
	else if (is_kind(desk, &changes[0]))
		*words = arena_print(arena, "%s%s of %zu rows (%s)", prefix, changes[0].tbl,
				     count - 1, who);
	else
		*words = arena_print(arena, "%s%s (%s)%s", prefix,
				     changes_said(desk, arena, changes, count), who, more);
	return OK;
}
