/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whom and what a quick line names: a chair, a visit type, a provider; what is left, the patient.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "quick_parts.h"

#define LETTERS_LEAST 3			/* of the beginning of a type's or provider's name */
#define WORDS_MOST 40			/* of a line; in what is behind nobody is looked for */

static bool
is_title(const char *word)
{
	return strcmp(word, "dr") == 0 || strcmp(word, "dr.") == 0;
}

/* How many words from the n-th on spell out a whole name; 0 where they don't. */
static size_t
spells(const struct reading *r, size_t n, const char *name)
{
	const char *folded = text_fold(r->arena, name);
	size_t used = 0;

	while (*folded) {
		const size_t length = strcspn(folded, " ");

		if (n + used == r->count || strlen(r->folded[n + used]) != length ||
		    strncmp(r->folded[n + used], folded, length) != 0)
			return 0;
		used++;
		folded += length + (folded[length] == ' ');
	}
	return used;
}

static size_t
read_chair(struct reading *r, size_t n)
{
	const bool said = quick_word_is(r, n, "chair") || quick_word_is(r, n, "ch");
	long long place;

	for (size_t i = 0; i < r->chair_count; i++) {
		const size_t used = spells(r, n, r->chairs[i].name);

		if (used) {
			r->quick->chair = &r->chairs[i];
			return used;
		}
	}
	if (!said || n + 1 == r->count || !text_parse_int(r->folded[n + 1], &place))
		return 0;
	if (place >= 1 && (size_t)place <= r->chair_count)
		r->quick->chair = &r->chairs[place - 1];
	else
		quick_mark_words(r, n, 2, "is no chair of the practice");
	return 2;
}

/* The type that the words spell out by the most of them, or by its code. */
static const struct visit_type *
type_spelt(const struct reading *r, size_t n, size_t *used)
{
	const struct visit_type *best = NULL;

	*used = 0;
	for (size_t i = 0; i < r->type_count; i++) {
		const size_t by_name = spells(r, n, r->types[i].name);
		const size_t by_code = strcmp(r->folded[n], r->types[i].code) == 0;
		const size_t more = by_name > by_code ? by_name : by_code;

		if (more > *used) {
			best = &r->types[i];
			*used = more;
		}
	}
	return best;
}

/* The one type whose code or name begins with the word; NULL: none or several. */
static const struct visit_type *
type_begun(const struct reading *r, const char *word)
{
	const struct visit_type *found = NULL;

	if (strlen(word) < LETTERS_LEAST)
		return NULL;
	for (size_t i = 0; i < r->type_count; i++) {
		const char *const name = text_fold(r->arena, r->types[i].name);

		if (strncmp(name, word, strlen(word)) != 0 &&
		    strncmp(r->types[i].code, word, strlen(word)) != 0)
			continue;
		if (found)
			return NULL;
		found = &r->types[i];
	}
	return found;
}

static size_t
read_type(struct reading *r, size_t n)
{
	size_t used;
	const struct visit_type *type;

	if (!*r->folded[n])
		return 0;
	type = type_spelt(r, n, &used);
	if (!type) {
		type = type_begun(r, r->folded[n]);
		used = 1;
	}
	if (!type || (r->quick->type && r->quick->type != type))
		return 0;
	r->quick->type = type;
	return used;
}

/* Is the word one of the name's, whole or, where `begun`, by its beginning? */
static bool
name_has(const struct reading *r, const char *name, const char *word, bool begun)
{
	const char *folded = name ? text_fold(r->arena, name) : "";
	const char *part;

	while ((part = text_next_word(r->arena, &folded)))
		if (!is_title(part) && (strcmp(part, word) == 0 ||
		    (begun && strlen(word) >= LETTERS_LEAST &&
		     strncmp(part, word, strlen(word)) == 0)))
			return true;
	return false;
}

/* The one active provider whom the word names; NULL: none or several. */
static const struct provider *
provider_named(const struct reading *r, const char *word, bool begun)
{
	const struct provider *found = NULL;

	for (size_t i = 0; i < r->provider_count; i++) {
		const struct provider *const provider = &r->providers[i];

		if (!provider->active || (!name_has(r, provider->name, word, begun) &&
					  !name_has(r, provider->short_name, word, begun)))
			continue;
		if (found)
			return NULL;
		found = provider;
	}
	return found;
}

/* The word that was taken for the provider's without a title before it, r->count: none. */
static size_t
provider_word(const struct reading *r)
{
	size_t n = 0;

	while (n < r->count && r->words[n].taken != TAKEN_PROVIDER)
		n++;
	return n;
}

/* A provider named behind a title or "with" is nobody else: a word that was taken for one before
 * is given back. */
static void
say_provider(struct reading *r, size_t n, size_t used, const struct provider *provider)
{
	const size_t before = provider_word(r);

	if (r->provider_said && r->quick->provider != provider)
		quick_mark_words(r, n, used, "is said already, and otherwise");
	if (before < r->count)
		r->words[before].taken = TAKEN_NOT;
	r->quick->provider = provider;
	r->provider_said = true;
}

/* "amy", "dr lee", "with amy" */
static size_t
read_provider(struct reading *r, size_t n)
{
	size_t lead = quick_word_is(r, n, "with");
	const struct provider *provider;

	lead += n + lead < r->count && is_title(r->folded[n + lead]);
	if (n + lead == r->count || !*r->folded[n + lead] || (r->quick->provider && !lead))
		return 0;
	provider = provider_named(r, r->folded[n + lead], false);
	if (!provider)
		provider = provider_named(r, r->folded[n + lead], true);
	if (!provider && !lead)
		return 0;
	if (!provider)
		quick_mark_words(r, n, lead + 1, "names no provider, or several");
	else if (lead)
		say_provider(r, n, lead + 1, provider);
	else {
		r->quick->provider = provider;
		r->words[n].taken = TAKEN_PROVIDER;
	}
	return lead + 1;
}

size_t
quick_read_row(struct reading *r, size_t n)
{
	size_t used = read_chair(r, n);

	if (!used)
		used = read_type(r, n);
	return used ? used : read_provider(r, n);
}

/* The words that are left, of which `extra` (or r->count: none) is one too. */
static const char *
name_words(const struct reading *r, size_t extra)
{
	const char *name = "";

	for (size_t i = 0; i < r->count; i++)
		if (r->words[i].taken == TAKEN_PATIENT || i == extra)
			name = arena_print(r->arena, "%s%s%.*s", name, *name ? " " : "",
					   (int)r->words[i].length, r->line + r->words[i].at);
	return name;
}

static enum code
find(struct reading *r, const char *name, struct patient_line **found, size_t *count)
{
	struct patient patient;
	enum code code;

	if (*name != '#')
		return patient_search(r->desk, r->arena, name, QUICK_LISTED, found, count);
	*count = 0;
	code = patient_find(r->desk, r->arena, name, &patient);
	if (code == NOT_FOUND || code == INPUT) {
		error_clear();
		return OK;
	}
	*found = arena_take(r->arena, sizeof **found);
	*count = 1;
	return code != OK ? code : record_get(r->desk, r->arena, &patient_line_record,
					      patient.row.id, *found);
}

/* Takes the words that are left one by one, as long as they find somebody. */
static enum code
take_words(struct reading *r)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < r->count; i++) {
		struct patient_line *found;
		size_t count;

		if (r->words[i].taken != TAKEN_NOT)
			continue;
		count = 0;
		if (i < WORDS_MOST)
			code = find(r, name_words(r, i), &found, &count);
		if (code == OK && count)
			r->words[i].taken = TAKEN_PATIENT;
		else if (code == OK)
			quick_mark_words(r, i, 1, "isn't understood, and finds nobody");
	}
	return code;
}

/* Does a word stand beside one of the patient's? */
static bool
is_beside_name(const struct reading *r, size_t n)
{
	return (n > 0 && r->words[n - 1].taken == TAKEN_PATIENT) ||
	       (n + 1 < r->count && r->words[n + 1].taken == TAKEN_PATIENT);
}

/* Is the provider's word the patient's after all? Where nobody, or several, are found without it and
 * it tells who is meant; or where it stands beside the name, and is one of it. */
static enum code
ask_provider_word(struct reading *r, struct patient_line **found, size_t *count)
{
	const size_t n = provider_word(r);
	const size_t before = *count;
	struct patient_line *others;
	size_t other_count;
	enum code code;

	if (n == r->count || (before == 1 && !is_beside_name(r, n)))
		return OK;
	code = find(r, name_words(r, n), &others, &other_count);
	if (code != OK || other_count == 0 || (before > 0 && other_count > 1))
		return code;
	r->words[n].taken = TAKEN_PATIENT;
	r->quick->provider = NULL;
	*found = others;
	*count = other_count;
	return OK;
}

static bool
is_unknown(const struct reading *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->words[i].marked && r->words[i].taken == TAKEN_NOT)
			return true;
	return false;
}

static const char several[] = "finds several people";

enum code
quick_find_patient(struct reading *r)
{
	struct quick *const quick = r->quick;
	struct patient_line *found = NULL;
	size_t count = 0;
	enum code code = take_words(r);

	if (code == OK && *name_words(r, r->count))
		code = find(r, name_words(r, r->count), &found, &count);
	if (code == OK && !is_unknown(r))
		code = ask_provider_word(r, &found, &count);
	if (code != OK || count == 0)
		return code;
	quick->name = name_words(r, r->count);
	if (count == 1) {
		quick->patient = found;
		return OK;
	}
	quick->candidates = found;
	quick->candidate_count = count;
	for (size_t i = 0; i < r->count; i++)
		if (r->words[i].taken == TAKEN_PATIENT)
			quick_mark_words(r, i, 1, several);
	return OK;
}

void
quick_choose(struct quick *quick, size_t candidate)
{
	size_t kept = 0;

	quick->patient = &quick->candidates[candidate];
	quick->search.patient = quick->patient->row.id;
	quick->candidate_count = 0;
	for (size_t i = 0; i < quick->mark_count; i++)
		if (quick->marks[i].why != several)
			quick->marks[kept++] = quick->marks[i];
	quick->mark_count = kept;
}
