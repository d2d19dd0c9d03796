/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Walking over a calendar line by line. What is open stands on a stack; a component inside another
 * (an alarm) is passed over; an END that closes nothing is said, one that closes several closes them.
 */
#include "component.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "foreign.h"

#define DEPTH 16
#define NAME 24
#define LINES 20000		/* of times and guests in a component */

struct walker {
	struct walk *walk;
	struct content *content;
	struct arena arena;		/* of the component being read */
	struct component component;
	char stack[DEPTH][NAME];
	size_t depth;
	size_t entry;			/* the depth of the component being read, 0: none */
	size_t zone;			/* the depth of the VTIMEZONE being read, 0: none */
	size_t lines;
};

static void
say(struct walker *walker, int line, const char *name, const char *words)
{
	if (walker->walk->broken)
		walker->walk->broken(walker->walk->context, line, name, words);
}

static bool
is_entry(const char *name)
{
	return text_equal_nocase(name, "VEVENT") || text_equal_nocase(name, "VFREEBUSY") ||
	       text_equal_nocase(name, "VTODO") || text_equal_nocase(name, "VJOURNAL");
}

static struct when
when_of(struct arena *arena, const struct content_line *line)
{
	const char *const kind = content_parameter(line, "FBTYPE");

	return (struct when){
		.value = arena_copy(arena, line->value), .line = line->line,
		.tzid = arena_copy(arena, content_parameter(line, "TZID")),
		.free = kind && text_equal_nocase(kind, "FREE"),
		.tentative = kind && text_equal_nocase(kind, "BUSY-TENTATIVE"),
	};
}

static void
whens_add(struct walker *walker, struct whens *whens, const struct content_line *line)
{
	const size_t size = sizeof *whens->list, count = whens->count;

	if (walker->lines++ >= LINES)
		return;
	if ((count & (count - 1)) == 0)
		whens->list = arena_grow(&walker->arena, whens->list, count * size,
			(count ? 2 * count : 1) * size);
	whens->list[whens->count++] = when_of(&walker->arena, line);
}

static void
guest_add(struct walker *walker, const struct content_line *line)
{
	static const char scheme[] = "mailto:";
	struct component *const component = &walker->component;
	const size_t size = sizeof *component->guests, count = component->guest_count;
	char *address = content_text(&walker->arena, line->value);

	if (walker->lines++ >= LINES)
		return;
	for (char *at = address; *at; at++)
		*at = (char)tolower((unsigned char)*at);
	if (strncmp(address, scheme, strlen(scheme)) == 0)
		address += strlen(scheme);
	if ((count & (count - 1)) == 0)
		component->guests = arena_grow(&walker->arena, component->guests, count * size,
			(count ? 2 * count : 1) * size);
	component->guests[component->guest_count++] = (struct guest){address,
		arena_copy(&walker->arena, content_parameter(line, "PARTSTAT"))};
}

/* The properties that are kept, by what becomes of them. */
struct kept_text {
	const char *name;
	size_t offset;
};
static const struct kept_text kept_texts[] = {
	{"UID", offsetof(struct component, uid)},
	{"SUMMARY", offsetof(struct component, summary)},
	{"LOCATION", offsetof(struct component, location)},
	{"DESCRIPTION", offsetof(struct component, description)},
	{"CATEGORIES", offsetof(struct component, categories)},
	{"STATUS", offsetof(struct component, status)},
	{"TRANSP", offsetof(struct component, transp)},
	{"COMMENT", offsetof(struct component, comment)},
};
static const struct kept_text kept_times[] = {
	{"DTSTART", offsetof(struct component, start)},
	{"DTEND", offsetof(struct component, end)},
	{"DURATION", offsetof(struct component, duration)},
	{"RECURRENCE-ID", offsetof(struct component, recurrence)},
	{"DTSTAMP", offsetof(struct component, stamp)},
};
static const struct kept_text kept_lists[] = {
	{"RRULE", offsetof(struct component, rules)},
	{"EXRULE", offsetof(struct component, exrules)},
	{"RDATE", offsetof(struct component, dates)},
	{"EXDATE", offsetof(struct component, exdates)},
	{"FREEBUSY", offsetof(struct component, busy)},
};

static const struct kept_text *
kept_in(const struct kept_text *table, size_t count, const struct content_line *line)
{
	for (size_t i = 0; i < count; i++)
		if (content_is(line, table[i].name))
			return &table[i];
	return NULL;
}
#define KEPT(table, line) kept_in(table, sizeof(table) / sizeof *(table), line)

/* What stands twice is taken the first time. */
static void
entry_line(struct walker *walker, const struct content_line *line)
{
	char *const component = (char *)&walker->component;
	const struct kept_text *kept;

	if ((kept = KEPT(kept_texts, line))) {
		const char **const text = (const char **)(component + kept->offset);

		if (!*text)
			*text = content_text(&walker->arena, line->value);
	} else if ((kept = KEPT(kept_times, line))) {
		struct when *const when = (struct when *)(component + kept->offset);
		const char *const range = content_parameter(line, "RANGE");

		if (!when->value)
			*when = when_of(&walker->arena, line);
		walker->component.future |= range && text_equal_nocase(range, "THISANDFUTURE");
	} else if ((kept = KEPT(kept_lists, line))) {
		whens_add(walker, (struct whens *)(component + kept->offset), line);
	} else if (content_is(line, "ATTENDEE")) {
		guest_add(walker, line);
	} else if (content_is(line, "SEQUENCE")) {
		walker->component.sequence = atoi(line->value);
	}
}

static void
entry_begin(struct walker *walker, const struct content_line *line)
{
	arena_reset(&walker->arena);
	walker->lines = 0;
	walker->component = (struct component){.line = line->line,
		.name = arena_copy(&walker->arena, line->value)};
	walker->entry = walker->depth;
}

static void
begin(struct walker *walker, const struct content_line *line)
{
	walker->walk->calendar = true;
	if (walker->depth == DEPTH) {
		say(walker, line->line, line->value, "lies too deep: passed over");
		return;
	}
	memset(walker->stack[walker->depth], 0, NAME);
	strncpy(walker->stack[walker->depth++], line->value, NAME - 1);
	if (walker->zone) {
		foreign_line(walker->walk->zones, line);
	} else if (!walker->entry && is_entry(line->value)) {
		entry_begin(walker, line);
	} else if (!walker->entry && walker->walk->zones &&
		   text_equal_nocase(line->value, "VTIMEZONE")) {
		foreign_begin(walker->walk->zones);
		walker->zone = walker->depth;
	}
}

/* Closes what stands on top. */
static enum code
pop(struct walker *walker, const struct content_line *line)
{
	enum code code = OK;

	if (walker->entry == walker->depth) {
		code = walker->walk->component(walker->walk->context, &walker->arena,
			&walker->component);
		walker->entry = 0;
	} else if (walker->zone == walker->depth) {
		foreign_end(walker->walk->zones);
		walker->zone = 0;
	} else if (walker->zone) {
		foreign_line(walker->walk->zones, line);
	}
	walker->depth--;
	return code;
}

static enum code
end(struct walker *walker, const struct content_line *line)
{
	char name[NAME] = "";
	size_t at = walker->depth;
	enum code code = OK;

	strncpy(name, line->value, NAME - 1);
	while (at && !text_equal_nocase(walker->stack[at - 1], name))
		at--;
	if (!at) {
		say(walker, line->line, line->value, "ends and hasn't begun");
		return OK;
	}
	while (code == OK && walker->depth >= at)
		code = pop(walker, line);
	return code;
}

static enum code
take_line(struct walker *walker, const struct content_line *line)
{
	struct walk *const walk = walker->walk;

	if (line->broken) {
		say(walker, line->line, line->name, "no name and value with a colon between");
		return OK;
	}
	if (content_is(line, "BEGIN")) {
		begin(walker, line);
		return OK;
	}
	if (content_is(line, "END"))
		return end(walker, line);
	if (walker->zone)
		foreign_line(walk->zones, line);
	else if (walker->entry && walker->entry == walker->depth)
		entry_line(walker, line);
	else if (!walker->entry && content_is(line, "METHOD") && !*walk->method)
		strncpy(walk->method, line->value, sizeof walk->method - 1);
	return OK;
}

enum code
walk_calendar(FILE *stream, struct walk *walk)
{
	struct walker walker = {.walk = walk, .content = content_new(stream)};
	struct content_line line;
	enum code code = OK;

	memset(walk->method, 0, sizeof walk->method);
	walk->calendar = false;
	while (code == OK && content_next(walker.content, &line))
		code = take_line(&walker, &line);
	if (code == OK && walker.entry)
		say(&walker, walker.component.line, walker.component.name,
			"hasn't ended where the file does: left out");
	content_free(walker.content);
	arena_free(&walker.arena);
	return code;
}
