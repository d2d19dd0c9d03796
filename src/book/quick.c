/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a quick line: parted into words, which time, kind and names take in this order; then
 * what can't hold together is marked.
 */
#include "book/quick.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "quick_parts.h"

bool
quick_word_is(const struct reading *r, size_t n, const char *word)
{
	return n < r->count && strcmp(r->folded[n], word) == 0;
}

void
quick_mark_words(struct reading *r, size_t n, size_t count, const char *why)
{
	for (size_t i = n; i < n + count && i < r->count; i++)
		if (!r->words[i].marked) {
			r->words[i].marked = true;
			r->words[i].why = why;
		}
}

static bool
parts_words(char c)
{
	return strchr(" \t\n\r,;", c) != NULL && c;
}

/* The length of the word at `text`; one in quotes has them left and right. */
static size_t
word_length(const char *text)
{
	const char *end;
	size_t length = 0;

	if (*text == '"' && (end = strchr(text + 1, '"')))
		return (size_t)(end - text) + 1;
	while (text[length] && !parts_words(text[length]))
		length++;
	return length;
}

static void
word_add(struct reading *r, size_t at, size_t length)
{
	const bool quoted = length > 1 && r->line[at] == '"' && r->line[at + length - 1] == '"';

	if (quoted && length == 2)
		return;
	r->words[r->count] = (struct quick_word){
		.at = at + quoted, .length = length - (quoted ? 2 : 0)
	};
	r->folded[r->count] = quoted ? "" : text_fold(r->arena,
			arena_copy_bytes(r->arena, r->line + at, length));
	r->count++;
}

static void
part(struct reading *r)
{
	const size_t most = strlen(r->line) + 1;

	r->words = arena_take(r->arena, most * sizeof *r->words);
	r->folded = arena_take(r->arena, most * sizeof *r->folded);
	for (size_t at = 0; r->line[at];) {
		const size_t length = parts_words(r->line[at]) ? 0 : word_length(r->line + at);

		if (length)
			word_add(r, at, length);
		at += length ? length : 1;
	}
	r->weekday_word = r->window_word = r->day_word = r->count;
}

/* Words that say nothing of their own. */
static size_t
read_filler(const struct reading *r, size_t n)
{
	static const char *const fillers[] = {
		"at", "on", "for", "with", "and", "or", "the", "of", "in", "please", "+", "&", "-",
		NULL
	};

	return word_index(fillers, r->folded[n]) != NONE;
}

static void
take_words(struct reading *r)
{
	for (size_t n = 0; n < r->count;) {
		size_t used = quick_read_time(r, n);

		if (!used)
			used = quick_read_row(r, n);
		if (!used)
			used = read_filler(r, n);
		for (size_t i = n; i < n + used; i++)
			if (r->words[i].taken == TAKEN_NOT)
				r->words[i].taken = TAKEN;
		n += used ? used : 1;
	}
}

static enum code
rows_load(struct reading *r)
{
	enum code code = chairs_load(r->desk, r->arena, &r->chairs, &r->chair_count);

	if (code == OK)
		code = providers_load(r->desk, r->arena, &r->providers, &r->provider_count);
	if (code == OK)
		code = record_select(r->desk, r->arena, &visit_type_record, &r->types,
				     &r->type_count, "order by id", "");
	return code;
}

static bool
has_weekday(unsigned weekdays, int first, int last)
{
	for (int day = first; day <= last; day++)
		if (weekdays >> civil_weekday(day) & 1)
			return true;
	return false;
}

/* Days that can't be, and a window into which nothing fits. */
static void
check_days(struct reading *r)
{
	const struct opening_search *const search = &r->quick->search;
	const int today = desk_today(r->desk);
	const int first = search->first == NONE || search->first < today ? today : search->first;

	if (search->last != NONE && search->last < first)
		quick_mark_words(r, r->day_word, 1, "leaves no day");
	else if (search->last != NONE && search->last - first < 7 && search->weekdays &&
		 !has_weekday(search->weekdays, first, search->last))
		quick_mark_words(r, r->weekday_word, 1, "isn't one of these days");
}

static void
check_window(struct reading *r)
{
	const struct opening_search *const search = &r->quick->search;
	const int minutes = search->minutes != NONE ? search->minutes
			    : r->quick->type ? r->quick->type->minutes : 1;
	const int after = search->after == NONE ? 0 : search->after;
	const int before = search->before == NONE ? 24 * 60 : search->before;

	if (before - after < minutes)
		quick_mark_words(r, r->window_word, 1, "leaves too little time");
}

static void
marks_list(struct reading *r)
{
	struct quick *const quick = r->quick;

	quick->marks = arena_take(r->arena, (r->count + 1) * sizeof *quick->marks);
	for (size_t i = 0; i < r->count; i++)
		if (r->words[i].marked)
			quick->marks[quick->mark_count++] = (struct quick_mark){
				r->words[i].at, r->words[i].length, r->words[i].why
			};
}

/* What was named and said goes into the search. */
static void
search_fill(struct reading *r)
{
	struct quick *const quick = r->quick;
	struct opening_search *const search = &quick->search;

	search->patient = quick->patient ? quick->patient->row.id : 0;
	search->type = quick->type ? quick->type->row.id : 0;
	search->provider = quick->provider ? quick->provider->row.id : 0;
	search->chair = quick->chair ? quick->chair->row.id : 0;
	search->commitments = true;
}

enum code
quick_read(struct desk *desk, struct arena *arena, const char *line, enum date_order order,
		struct quick *out)
{
	struct reading r = {
		.desk = desk, .arena = arena, .line = arena_copy(arena, line), .order = order,
		.quick = out
	};
	enum code code;

	*out = (struct quick){
		.search = {.minutes = NONE, .first = NONE, .last = NONE, .after = NONE,
			   .before = NONE, .notice = NONE},
		.at = NONE, .times = NONE
	};
	code = rows_load(&r);
	if (code != OK)
		return code;
	part(&r);
	take_words(&r);
	code = quick_find_patient(&r);
	if (code != OK)
		return code;
	check_days(&r);
	check_window(&r);
	marks_list(&r);
	search_fill(&r);
	return OK;
}

/* The line with carets below what is marked, and why: three lines. */
static const char *
line_underlined(struct arena *arena, const char *line, const struct quick *quick)
{
	const char *below = "", *why = "";
	size_t at = 0;

	for (size_t i = 0; i < quick->mark_count; i++) {
		const struct quick_mark *const mark = &quick->marks[i];
		const int gap = text_width(arena_copy_bytes(arena, line + at, mark->at - at));
		const char *const word = arena_copy_bytes(arena, line + mark->at, mark->length);
		char *const carets = arena_take(arena, (size_t)text_width(word) + 1);

		memset(carets, '^', (size_t)text_width(word));
		below = arena_print(arena, "%s%*s%s", below, gap, "", carets);
		if (i == 0)
			why = arena_print(arena, "\"%s\" %s", word, mark->why);
		at = mark->at + mark->length;
	}
	return arena_print(arena, "%s\n  %s\n  %s", why, line, below);
}

enum code
quick_check(struct arena *arena, const char *line, const struct quick *quick)
{
	if (quick->candidate_count)	/* also where the name is a number that is somebody's id */
		return patients_match(arena, quick->name, quick->candidates, quick->candidate_count);
	if (quick->mark_count)
		return fail(INPUT, "quick line: %s", line_underlined(arena, line, quick));
	if (!quick->type)
		return fail(INPUT, "quick line: it names no visit type");
	if (!quick->patient)
		return fail(INPUT, "quick line: it names no patient");
	if ((quick->times != NONE) != (quick->every.months || quick->every.days))
		return fail(INPUT, "quick line: a series says how many and how often: x8 every 6w");
	if (quick->times != NONE && (quick->now || quick->squeeze))
		return fail(INPUT, "quick line: a series begins with an opening");
	return OK;
}
