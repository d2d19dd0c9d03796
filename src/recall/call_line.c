/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line of a household on the calls list: whom to call and how, and why, in words.
 */
#include <string.h>

#include "base/buffer.h"
#include "call_parts.h"

#define GROWN_UP 18
#define NAMED_AT_MOST 4		/* patients that a line names; more are "the household" */

struct member {
	int64_t id;
	const char *name, *birth;
	int called_first, channel;
};

/* A household while its line is made; alone: one member. */
struct line {
	struct calls *calls;
	const struct found_list *reasons;
	struct member *members;
	size_t member_count;
	struct member *due;		/* those with a reason, in the order of their first */
	size_t due_count;
	const char *household_name;
};

const char *
given_name(struct arena *arena, const char *name)
{
	const char *const comma = strchr(name, ','), *const blank = strrchr(name, ' ');

	if (comma && comma[1 + strspn(comma + 1, " ")])
		return arena_copy(arena, comma + 1 + strspn(comma + 1, " "));
	if (comma || !blank || blank == name)
		return arena_copy(arena, name);
	return arena_copy_bytes(arena, name, (size_t)(blank - name));
}

const char *
family_name(struct arena *arena, const char *name)
{
	const char *const comma = strchr(name, ','), *const blank = strrchr(name, ' ');

	if (comma)
		return arena_copy_bytes(arena, name, (size_t)(comma - name));
	return arena_copy(arena, blank && blank[1] ? blank + 1 : name);
}

static struct member
member_read(struct arena *arena, struct stmt *stmt)
{
	const char *const channel = db_text(stmt, 4);

	return (struct member){ .id = db_int64(stmt, 0),
		.name = arena_copy(arena, db_text(stmt, 1)),
		.birth = arena_copy(arena, db_text(stmt, 2)),
		.called_first = db_int(stmt, 3),
		.channel = channel ? word_index(channel_words, channel) : NONE };
}

static enum code
members_load(struct line *line, int64_t patient, int64_t household)
{
	struct arena *const arena = line->calls->arena;
	struct db *const db = line->calls->desk->db;
	struct stmt *stmt;
	size_t room = 0;
	bool more;
	enum code code = household ?
		db_query(db, &stmt, "SELECT id, name, birth, called_first, channel FROM patient"
			" WHERE household = $1 AND state IN ('active', 'enquirer')"
			" ORDER BY called_first DESC, birth NULLS FIRST, id", "I", household) :
		db_query(db, &stmt, "SELECT id, name, birth, called_first, channel FROM patient"
			" WHERE id = $1", "I", patient);

	while (code == OK && (code = db_step(stmt, &more)) == OK && more) {
		if (line->member_count == room) {
			const size_t size = sizeof *line->members, larger = room ? room * 2 : 1;

			line->members = arena_grow(arena, line->members, room * size,
					larger * size);
			room = larger;
		}
		line->members[line->member_count++] = member_read(arena, stmt);
	}
	db_done(stmt);
	return code;
}

static enum code
household_name_load(struct line *line, int64_t household)
{
	struct stmt *stmt;
	bool row;
	enum code code = db_query(line->calls->desk->db, &stmt,
			"SELECT name FROM household WHERE id = $1", "I", household);

	if (code == OK && (code = db_step(stmt, &row)) == OK && row)
		line->household_name = arena_copy(line->calls->arena, db_text(stmt, 0));
	db_done(stmt);
	return code;
}

static const struct member *
member_of(const struct line *line, int64_t patient)
{
	for (size_t i = 0; i < line->member_count; i++)
		if (line->members[i].id == patient)
			return &line->members[i];
	return NULL;
}

static bool
is_due(const struct line *line, int64_t patient)
{
	for (size_t i = 0; i < line->due_count; i++)
		if (line->due[i].id == patient)
			return true;
	return false;
}

/* Whom the reasons are about; one may be no active member any more (moved, say). */
static void
due_find(struct line *line)
{
	const struct found_list *const reasons = line->reasons;

	line->due = arena_take(line->calls->arena, reasons->count * sizeof *line->due);
	for (size_t i = 0; i < reasons->count; i++) {
		const struct call_reason *const reason = &reasons->list[i].reason;
		const struct member *const member = member_of(line, reason->patient);

		if (is_due(line, reason->patient))
			continue;
		line->due[line->due_count++] = member ? *member : (struct member){
			.id = reason->patient, .name = reason->name, .channel = NONE };
	}
}

static bool
is_child(const struct line *line, const struct member *member)
{
	const int age = patient_age(member->birth, line->calls->day);

	return age != NONE && age < GROWN_UP;
}

/* The grown-up who is called first; else the patient where grown up, else the eldest. */
static const struct member *
whom_to_call(const struct line *line)
{
	const struct member *const first = &line->due[0], *eldest = NULL;

	for (size_t i = 0; i < line->member_count && !eldest; i++)
		if (!is_child(line, &line->members[i]))
			eldest = &line->members[i];
	if (eldest && (eldest->called_first || is_child(line, first)))
		return eldest;
	return first;
}

static bool
share_family_name(const struct line *line, const char *family)
{
	for (size_t i = 0; i < line->due_count; i++)
		if (strcmp(family_name(line->calls->arena, line->due[i].name), family) != 0)
			return false;
	return true;
}

/* "Siddiqui, Farah"; "Meyer Anna Tom Lia"; "Adeyemi household". */
static const char *
line_name(const struct line *line)
{
	struct arena *const arena = line->calls->arena;
	const char *const family = family_name(arena, line->due[0].name);
	const char *name = family;

	if (line->due_count == 1)
		return line->due[0].name;
	if (line->due_count >= NAMED_AT_MOST || !share_family_name(line, family))
		return arena_print(arena, "%s household", line->household_name &&
				!strstr(line->household_name, "household") ?
				line->household_name : family);
	for (size_t i = 0; i < line->due_count; i++)
		name = arena_print(arena, "%s %s", name, given_name(arena, line->due[i].name));
	return name;
}

static size_t
count_kind(const struct line *line, int kind)
{
	size_t count = 0;

	for (size_t i = 0; i < line->reasons->count; i++)
		count += line->reasons->list[i].reason.kind == kind;
	return count;
}

static void
why_add(struct buffer *why, const char *words)
{
	if (why->length > 0)
		buffer_text(why, "; ");
	buffer_text(why, words);
}

/* A reason that isn't a recall: several visits to confirm are counted, others said one by one. */
static void
why_small(struct buffer *why, const struct line *line, const struct found *found)
{
	struct arena *const arena = line->calls->arena;
	const struct call_reason *const reason = &found->reason;
	const size_t alike = count_kind(line, reason->kind);

	if (reason->kind == REASON_UNCONFIRMED && alike > 1) {
		if (found == line->reasons->list || found[-1].reason.kind != reason->kind)
			why_add(why, arena_print(arena, "confirm %zu", alike));
		return;
	}
	why_add(why, line->due_count == 1 ? reason->words : arena_print(arena, "%s: %s",
			given_name(arena, reason->name), reason->words));
}

static const char *
why_recalls(const struct line *line, size_t recalls)
{
	struct arena *const arena = line->calls->arena;
	const struct found_list *const reasons = line->reasons;

	if (line->due_count == 1)
		return reasons->list[reasons->count - recalls].reason.words;
	if (recalls < reasons->count)
		return arena_print(arena, "recall %zu", recalls);
	if (recalls == line->member_count)
		return arena_print(arena, "%s due, none booked", recalls == 2 ? "both" : "all");
	return arena_print(arena, "%zu due, none booked", recalls);
}

/* All reasons in words; the recalls stand last. */
static const char *
line_why(const struct line *line)
{
	const size_t recalls = count_kind(line, REASON_RECALL);
	struct buffer why = { 0 };
	const char *words;

	for (size_t i = 0; i < line->reasons->count - recalls; i++)
		why_small(&why, line, &line->reasons->list[i]);
	if (recalls > 0)
		why_add(&why, why_recalls(line, recalls));
	words = arena_copy(line->calls->arena, why.bytes);
	buffer_free(&why);
	return words;
}

/* A call to a household is a contact of each whom it was about: the most of one counts. */
static enum code
tries_count(const struct line *line, int64_t patient, int *tries)
{
	int64_t count;
	const enum code code = db_value(line->calls->desk->db, &count,
			"SELECT count(*) FROM contact k"
			" WHERE k.patient = $1 AND k.outcome = 'no_answer' AND k.id >"
			" coalesce((SELECT max(l.id) FROM contact l WHERE l.patient = $1"
			" AND (l.outcome IS NULL"
			" OR l.outcome NOT IN ('no_answer', 'wrong_number'))), 0)", "I", patient);

	if (code == OK && count > *tries)
		*tries = (int)count;
	return code;
}

/* "text, tel": what she prefers and has, then the telephone, then what there is. */
static const char *
best_way(const struct member *member, bool phone, bool text, bool email, bool letter)
{
	if (member->channel == CHANNEL_TEXT && text)
		return "text, tel";
	if (member->channel == CHANNEL_EMAIL && email)
		return phone ? "email, tel" : "email";
	if (phone)
		return "tel";
	if (email)
		return "email";
	return letter ? "letter" : "";
}

static enum code
ways_load(const struct line *line, const struct member *member, struct call *out)
{
	bool phone = false, text = false, email = false, letter = false, more;
	struct stmt *stmt;
	enum code code = db_query(line->calls->desk->db, &stmt,
			"SELECT r.kind, r.value, r.may_text FROM patient_reach pr"
			" JOIN reach r ON r.id = pr.reach"
			" WHERE pr.patient = $1 AND r.failed IS NULL"
			" ORDER BY pr.position, pr.id", "I", member->id);

	while (code == OK && (code = db_step(stmt, &more)) == OK && more) {
		const int kind = word_index(reach_kind_words, db_text(stmt, 0));

		if (kind == REACH_PHONE && !phone)
			out->phone = arena_copy(line->calls->arena, db_text(stmt, 1));
		phone = phone || kind == REACH_PHONE;
		text = text || (kind == REACH_PHONE && db_int(stmt, 2) == 1);
		email = email || kind == REACH_EMAIL;
		letter = letter || kind == REACH_ADDRESS;
	}
	db_done(stmt);
	out->best = best_way(member, phone, text, email, letter);
	return code;
}

/* A line rests where all of its reasons do. */
static const char *
line_rest(const struct found_list *reasons)
{
	for (size_t i = 0; i < reasons->count; i++)
		if (!reasons->list[i].rest)
			return NULL;
	return reasons->list[0].rest;
}

static struct call_reason *
reasons_copy(struct arena *arena, const struct found_list *found)
{
	struct call_reason *const reasons = arena_take(arena, found->count * sizeof *reasons);

	for (size_t i = 0; i < found->count; i++)
		reasons[i] = found->list[i].reason;
	return reasons;
}

static enum code
line_load(struct line *line, int64_t patient, int64_t household)
{
	enum code code = members_load(line, patient, household);

	if (code == OK && household)
		code = household_name_load(line, household);
	if (code == OK)
		due_find(line);
	return code;
}

enum code
call_make(struct calls *calls, const struct found_list *reasons, struct call *out)
{
	const struct found *const first = &reasons->list[0];
	struct line line = { .calls = calls, .reasons = reasons };
	const struct member *whom;
	enum code code = line_load(&line, first->reason.patient, first->household);

	if (code != OK)
		return code;
	whom = whom_to_call(&line);
	*out = (struct call){ .household = first->household, .patient = whom->id,
		.name = line_name(&line), .by = first->until, .reason = first->reason.kind,
		.why = line_why(&line), .rest = line_rest(reasons),
		.reasons = reasons_copy(calls->arena, reasons), .count = reasons->count };
	for (size_t i = 0; code == OK && i < line.due_count; i++)
		code = tries_count(&line, line.due[i].id, &out->tries);
	return code == OK ? ways_load(&line, whom, out) : code;
}
