/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line of a household on the calls list: whom to call and how, and why, in words.
 */
#include <string.h>

#include "base/buffer.h"
#include "call_home.h"

#define GROWN_UP 18
#define NAMED_AT_MOST 4		/* patients that a line names; more are "the household" */

/* A household while its line is made; alone: one member. */
struct line {
	struct calls *calls;
	const struct found_list *reasons;
	struct home home;
	const struct member **due;	/* those with a reason, in the order of their first */
	size_t due_count;
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

static const struct member *
member_of(const struct line *line, int64_t patient)
{
	for (size_t i = 0; i < line->home.count; i++)
		if (line->home.members[i].id == patient)
			return &line->home.members[i];
	return NULL;
}

static bool
is_due(const struct line *line, int64_t patient)
{
	for (size_t i = 0; i < line->due_count; i++)
		if (line->due[i]->id == patient)
			return true;
	return false;
}

/* Whom a reason is about; it may be no active member any more (moved, say). */
static enum code
due_of(const struct line *line, int64_t patient, const struct member **out)
{
	struct member *alone;

	*out = member_of(line, patient);
	if (*out)
		return OK;
	*out = alone = arena_take(line->calls->arena, sizeof *alone);
	return member_find(line->calls, patient, alone);
}

static enum code
due_find(struct line *line)
{
	const struct found_list *const reasons = line->reasons;
	enum code code = OK;

	line->due = arena_take(line->calls->arena, reasons->count * sizeof *line->due);
	for (size_t i = 0; code == OK && i < reasons->count; i++) {
		const int64_t patient = reasons->list[i].reason.patient;

		if (!is_due(line, patient))
			code = due_of(line, patient, &line->due[line->due_count++]);
	}
	return code;
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
	const struct member *const first = line->due[0], *eldest = NULL;

	for (size_t i = 0; i < line->home.count && !eldest; i++)
		if (!is_child(line, &line->home.members[i]))
			eldest = &line->home.members[i];
	if (eldest && (eldest->called_first || is_child(line, first)))
		return eldest;
	return first;
}

static bool
share_family_name(const struct line *line, const char *family)
{
	for (size_t i = 0; i < line->due_count; i++)
		if (strcmp(family_name(line->calls->arena, line->due[i]->name), family) != 0)
			return false;
	return true;
}

/* "Siddiqui, Farah"; "Meyer Anna Tom Lia"; "Adeyemi household". */
static const char *
line_name(const struct line *line)
{
	struct arena *const arena = line->calls->arena;
	const char *const family = family_name(arena, line->due[0]->name);
	const char *name = family;

	if (line->due_count == 1)
		return line->due[0]->name;
	if (line->due_count >= NAMED_AT_MOST || !share_family_name(line, family))
		return arena_print(arena, "%s household", line->home.name &&
				!strstr(line->home.name, "household") ?
				line->home.name : family);
	for (size_t i = 0; i < line->due_count; i++)
		name = arena_print(arena, "%s %s", name, given_name(arena, line->due[i]->name));
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

/* A reason that isn't a recall: several visits to confirm are counted, others said one by one; of one
 * patient one after the other, whose they are is said once. */
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
	why_add(why, line->due_count == 1 || (found != line->reasons->list &&
			found[-1].reason.patient == reason->patient) ? reason->words :
			arena_print(arena, "%s: %s", given_name(arena, reason->name),
			reason->words));
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
	if (recalls == line->home.count)
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
static int
line_tries(const struct line *line)
{
	int tries = 0;

	for (size_t i = 0; i < line->due_count; i++)
		if (line->due[i]->tries > tries)
			tries = line->due[i]->tries;
	return tries;
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

enum code
call_make(struct calls *calls, int64_t patient, int64_t household, struct call *out)
{
	struct found_list *const reasons = &calls->reasons;
	struct line line = { .calls = calls, .reasons = reasons };
	const struct member *whom;
	const struct found *first;
	enum code code = home_find(calls, patient, household, &line.home);

	if (code != OK)
		return code;
	if (calls_want(calls, REASON_RECALL))
		recall_reasons_add(calls, &line.home, reasons);
	if (reasons->count == 0)	/* an index of a damaged file leads to rows that its table hasn't */
		return fail(STORE, "%s: recalls are found and can't be read: see `chairtime check`",
				db_where(calls->desk->db));
	if ((code = due_find(&line)) != OK)
		return code;
	whom = whom_to_call(&line);
	first = &reasons->list[0];
	*out = (struct call){ .household = household, .patient = whom->id,
		.name = line_name(&line), .by = first->until, .reason = first->reason.kind,
		.why = line_why(&line), .tries = line_tries(&line), .rest = line_rest(reasons),
		.reasons = reasons_copy(calls->arena, reasons), .count = reasons->count };
	call_best(calls, whom, out);
	return OK;
}
