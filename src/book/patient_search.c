/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding people as one types (desk.md section 1). What was typed becomes tokens: words, and
 * numbers, each with the beginnings of stored words that would answer it. The token that the
 * fewest rows of patient_word answer leads; whoever it finds is held against the other tokens.
 */
#include "base/text.h"
#include "book/people.h"
#include "patient_line.h"
#include "patient_word.h"

#include <stdlib.h>
#include <string.h>

#define TOKENS_MAX 8
#define PREFIXES_MAX 5
#define PHONE_DIGITS 4		/* fewer don't find a telephone number */
#define BIRTH_DIGITS 8
#define FIND_LISTED 10
#define COUNT_CAP 2000		/* tokens that more rows answer count as alike */
#define POOL_ONE 120		/* so many are ranked, or twice as many as are asked for: by one */
#define POOL_SEVERAL 40		/* token, and by several, where each costs more */

struct token {
	const char *prefixes[PREFIXES_MAX];
	const char *ends[PREFIXES_MAX];		/* prefix and WORD_LAST */
	size_t count;
	int64_t rows;				/* that answer it, up to COUNT_CAP */
};

struct candidate {
	int64_t patient;
	int exact;				/* words that are whole as typed */
	int seen;				/* the day of the latest visit, NONE */
};

struct search {
	struct desk *desk;
	struct arena *arena;
	struct token tokens[TOKENS_MAX];
	size_t token_count;
	const struct token *lead;
	struct candidate *found;
	size_t count, room;
	size_t limit;				/* asked for */
	size_t pool;				/* enough candidates to rank, 0: as `limit` has it */
};

static void
token_prefix(struct search *search, struct token *token, const char *prefix)
{
	if (token->count == PREFIXES_MAX)
		return;
	token->prefixes[token->count] = prefix;
	token->ends[token->count++] = arena_print(search->arena, "%s" WORD_LAST, prefix);
}

static struct token *
token_new(struct search *search)
{
	if (search->token_count == TOKENS_MAX)
		return NULL;
	return &search->tokens[search->token_count++];
}

/* A birth date, written YYYYMMDD in the table. */
static void
token_birth(struct search *search, struct token *token, int year, int month, int mday)
{
	if (civil_exists(year, month, mday))
		token_prefix(search, token, arena_print(search->arena, WORD_BIRTH "%04d%02d%02d",
							year, month, mday));
}

static int
digits_value(const char *digits, int count)
{
	int value = 0;

	for (int i = 0; i < count; i++)
		value = value * 10 + (digits[i] - '0');
	return value;
}

/* Eight digits are a birth date in any common order: year first, day first, month first. */
static void
token_births(struct search *search, struct token *token, const char *digits)
{
	token_birth(search, token, digits_value(digits, 4), digits_value(digits + 4, 2),
		    digits_value(digits + 6, 2));
	token_birth(search, token, digits_value(digits + 4, 4), digits_value(digits + 2, 2),
		    digits_value(digits, 2));
	token_birth(search, token, digits_value(digits + 4, 4), digits_value(digits, 2),
		    digits_value(digits + 2, 2));
}

/* Four digits and more are the beginning or the end of a telephone number. */
static void
token_number(struct search *search, const char *digits)
{
	const size_t length = strlen(digits);
	struct token *const token = length > 0 ? token_new(search) : NULL;

	if (!token)
		return;
	token_prefix(search, token, digits);
	if (length >= PHONE_DIGITS)
		token_prefix(search, token, arena_print(search->arena, WORD_BACKWARDS "%s",
							text_reverse(search->arena, digits)));
	if (length == BIRTH_DIGITS)
		token_births(search, token, digits);
}

/* "14.3.1985", "14/3/1985" or "3/14/1985": day and month as they can be read. */
static bool
token_date(struct search *search, const char *chunk)
{
	int parts[3] = {0}, part = 0, digits = 0;
	struct token *token;

	for (const char *at = chunk; *at; at++) {
		if (*at >= '0' && *at <= '9' && digits < 4) {
			parts[part] = parts[part] * 10 + (*at - '0');
			digits++;
		} else if (strchr("./-", *at) && digits > 0 && part < 2) {
			part++;
			digits = 0;
		} else {
			return false;
		}
	}
	if (part < 2 || digits == 0)
		return false;
	if (!civil_exists(parts[0], parts[1], parts[2]) &&
	    !civil_exists(parts[2], parts[1], parts[0]) &&
	    !civil_exists(parts[2], parts[0], parts[1]))
		return false;
	if ((parts[0] < 1000) == (parts[2] < 1000) || !(token = token_new(search)))
		return false;
	token_birth(search, token, parts[0], parts[1], parts[2]);
	token_birth(search, token, parts[2], parts[1], parts[0]);
	token_birth(search, token, parts[2], parts[0], parts[1]);
	token_prefix(search, token, text_digits(search->arena, chunk));
	return true;
}

/* Digits and what people write between them. */
static bool
is_number(const char *chunk)
{
	return strspn(chunk, "0123456789+-/().") == strlen(chunk) &&
	       strpbrk(chunk, "0123456789") != NULL;
}

static void
token_words(struct search *search, const char *chunk)
{
	struct token *token;
	const char *word;

	while ((word = text_next_word(search->arena, &chunk)))
		if ((token = token_new(search)))
			token_prefix(search, token, word);
}

/* Parts what was typed at blanks; numbers that stand one after the other are one. */
static void
tokens_read(struct search *search, const char *text)
{
	const char *digits = "";

	for (const char *at = text_fold(search->arena, text); *at;) {
		const size_t length = strcspn(at, " ");
		const char *const chunk = arena_copy_bytes(search->arena, at, length);

		if (!is_number(chunk)) {
			token_number(search, digits);
			digits = "";
			token_words(search, chunk);
		} else if (!token_date(search, chunk)) {
			digits = arena_print(search->arena, "%s%s", digits,
					     text_digits(search->arena, chunk));
		}
		at += length + (at[length] == ' ');
	}
	token_number(search, digits);
}

static enum code
token_count_rows(struct search *search, struct token *token)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < token->count; i++) {
		int64_t rows;

		code = db_value(search->desk->db, &rows,
				"select count(*) from (select 1 from patient_word "
				"where word >= $1 and word < $2 limit $3) as w", "tti",
				token->prefixes[i], token->ends[i], COUNT_CAP);
		token->rows += rows;
	}
	return code;
}

static enum code
choose_lead(struct search *search)
{
	enum code code = OK;

	search->lead = &search->tokens[0];
	for (size_t i = 0; code == OK && i < search->token_count; i++) {
		if (search->token_count > 1)
			code = token_count_rows(search, &search->tokens[i]);
		if (search->tokens[i].rows < search->lead->rows)
			search->lead = &search->tokens[i];
	}
	return code;
}

/* Does a stored word answer the token? 1 by its beginning, 2 whole, 0 not. */
static int
token_fits(const struct token *token, const char *word)
{
	int best = 0;

	for (size_t i = 0; i < token->count; i++) {
		const size_t length = strlen(token->prefixes[i]);

		if (strncmp(word, token->prefixes[i], length) != 0)
			continue;
		if (!word[length])
			return 2;
		best = 1;
	}
	return best;
}

/* Holds all of a patient's words against all tokens. */
static enum code
candidate_fits(struct search *search, int64_t patient, bool *fits, int *exact)
{
	int best[TOKENS_MAX] = {0};
	struct stmt *stmt = NULL;
	bool row;
	enum code code = db_query(search->desk->db, &stmt,
		"select word from patient_word where patient = $1", "r", patient);

	while (code == OK && (code = db_step(stmt, &row)) == OK && row)
		for (size_t i = 0; i < search->token_count; i++) {
			const int fit = token_fits(&search->tokens[i], db_text(stmt, 0));

			if (fit > best[i])
				best[i] = fit;
		}
	db_done(stmt);
	*fits = true;
	*exact = 0;
	for (size_t i = 0; i < search->token_count; i++) {
		*fits = *fits && best[i] > 0;
		*exact += best[i] == 2;
	}
	return code;
}

static bool
is_found(const struct search *search, int64_t patient)
{
	for (size_t i = 0; i < search->count; i++)
		if (search->found[i].patient == patient)
			return true;
	return false;
}

/* One whom the leading token's row `word` found. */
static enum code
candidate_add(struct search *search, int64_t patient, const char *word)
{
	int exact = token_fits(search->lead, word) == 2;
	bool fits = true;
	enum code code = OK;

	if (is_found(search, patient))
		return OK;
	if (search->token_count > 1)
		code = candidate_fits(search, patient, &fits, &exact);
	if (code != OK || !fits)
		return code;
	if (search->count == search->room) {
		const size_t larger = search->room ? search->room * 2 : 64;

		search->found = arena_grow(search->arena, search->found,
					   search->room * sizeof *search->found,
					   larger * sizeof *search->found);
		search->room = larger;
	}
	search->found[search->count++] = (struct candidate){patient, exact, NONE};
	return OK;
}

/* Follows the leading token through one range of the index, where whole words stand first. */
static enum code
follow_range(struct search *search, size_t n)
{
	struct stmt *stmt = NULL;
	bool row;
	enum code code = db_query(search->desk->db, &stmt,
		"select patient, word from patient_word where word >= $1 and word < $2 "
		"order by word, patient", "tt", search->lead->prefixes[n], search->lead->ends[n]);

	while (code == OK && search->count < search->pool &&
	       (code = db_step(stmt, &row)) == OK && row)
		code = candidate_add(search, db_int64(stmt, 0), db_text(stmt, 1));
	db_done(stmt);
	return code;
}

static enum code
read_seen(struct desk *desk, struct candidate *candidate)
{
	struct stmt *stmt = NULL;
	bool row;
	enum code code = db_query(desk->db, &stmt,
		"select max(day) from appointment where patient = $1", "r", candidate->patient);

	if (code == OK && (code = db_step(stmt, &row)) == OK && row && !db_null(stmt, 0))
		(void)civil_parse(db_text(stmt, 0), &candidate->seen);
	db_done(stmt);
	return code;
}

static int
compare_candidates(const void *a, const void *b)
{
	const struct candidate *const x = a, *const y = b;

	if (x->exact != y->exact)
		return y->exact - x->exact;
	if (x->seen != y->seen)
		return x->seen > y->seen ? -1 : 1;
	return x->patient < y->patient ? -1 : x->patient > y->patient;
}

static size_t
pool_for(const struct search *search)
{
	const size_t least = search->token_count == 1 ? POOL_ONE : POOL_SEVERAL;

	return search->limit * 2 > least ? search->limit * 2 : least;
}

/* Fills search->found, best first. */
static enum code
search_run(struct search *search, const char *text)
{
	enum code code;

	tokens_read(search, text);
	if (search->token_count == 0)
		return OK;
	if (search->pool == 0)
		search->pool = pool_for(search);
	code = choose_lead(search);
	for (size_t i = 0; code == OK && i < search->lead->count; i++)
		code = follow_range(search, i);
	for (size_t i = 0; code == OK && i < search->count; i++)
		code = read_seen(search->desk, &search->found[i]);
	if (search->count > 0)
		qsort(search->found, search->count, sizeof *search->found, compare_candidates);
	return code;
}

static enum code
lines_read(struct search *search, struct patient_line *lines, size_t count)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < count; i++)
		code = record_get(search->desk, search->arena, &patient_line_record,
				  search->found[i].patient, &lines[i]);
	return code == OK ? patient_lines_ask(search->desk, lines, count) : code;
}

static enum code
search_lines(struct desk *desk, struct arena *arena, const char *text, size_t limit,
		struct patient_line **out, size_t *count)
{
	struct search search = {.desk = desk, .arena = arena, .limit = limit};
	const enum code code = search_run(&search, text);

	*count = search.count < limit ? search.count : limit;
	*out = arena_take(arena, *count * sizeof **out);
	return code == OK ? lines_read(&search, *out, *count) : code;
}

/* Its many small queries are one reading of the store, which is also a tenth of the work. */
enum code
patient_search(struct desk *desk, struct arena *arena, const char *text, size_t limit,
		struct patient_line **out, size_t *count)
{
	const bool within = db_in_transaction(desk->db);
	enum code code = within ? OK : db_read(desk->db);

	*out = NULL;
	*count = 0;
	if (code != OK)
		return code;
	code = search_lines(desk, arena, text, limit, out, count);
	return within ? code : db_end(desk->db, code);
}

/* The sentence's list of those who match, a line each. */
static const char *
list_candidates(struct arena *arena, const struct patient_line *lines, size_t count)
{
	const char *list = "";

	for (size_t i = 0; i < count && i < FIND_LISTED; i++)
		list = arena_print(arena, "%s\n  #%lld %s%s%s%s%s", list,
				   (long long)lines[i].row.id, lines[i].name,
				   lines[i].birth ? ", born " : "",
				   lines[i].birth ? lines[i].birth : "",
				   lines[i].phone ? ", " : "",
				   lines[i].phone ? lines[i].phone : "");
	return count > FIND_LISTED ? arena_print(arena, "%s\n  and more", list) : list;
}

/* "#12", and "12" where it isn't the beginning of a telephone number. */
static bool
read_id(const char *text, long long *id)
{
	if (*text == '#')
		return text_parse_int(text + 1, id);
	return *text != '0' && text_parse_int(text, id);
}

enum code
patients_match(struct arena *arena, const char *text, const struct patient_line *lines, size_t count)
{
	return fail(INPUT, "patient %s: several match, say more or take an id:%s", text,
		    list_candidates(arena, lines, count));
}

static enum code
find_one(struct desk *desk, struct arena *arena, const char *text, struct patient *out)
{
	struct patient_line *lines;
	struct search search = {.desk = desk, .arena = arena, .pool = FIND_LISTED + 1};
	enum code code = search_run(&search, text);

	if (code != OK)
		return code;
	if (search.count == 0)
		return fail(NOT_FOUND, "patient %s: nobody is found by this", text);
	if (search.count == 1)
		return record_get(desk, arena, &patient_record, search.found[0].patient, out);
	lines = arena_take(arena, search.count * sizeof *lines);
	code = lines_read(&search, lines, search.count);
	if (code != OK)
		return code;
	return patients_match(arena, text, lines, search.count);
}

enum code
patient_find(struct desk *desk, struct arena *arena, const char *text, struct patient *out)
{
	long long id;
	int64_t there = 0;
	enum code code;

	if (!read_id(text, &id))
		return find_one(desk, arena, text, out);
	code = db_value(desk->db, &there, "select count(*) from patient where id = $1", "I",
			(int64_t)id);
	if (code != OK)
		return code;
	if (there == 0 && *text != '#')
		return find_one(desk, arena, text, out);
	return record_get(desk, arena, &patient_record, id, out);
}

/* Is each word of one name a word of the other? */
static bool
has_words_of(struct arena *arena, const char *name, const char *other)
{
	const char *const folded = text_fold(arena, name);
	const char *at = text_fold(arena, other);
	const char *word;

	while ((word = text_next_word(arena, &at))) {
		const char *among = folded, *mine;

		while ((mine = text_next_word(arena, &among)) && strcmp(mine, word) != 0)
			;
		if (!mine)
			return false;
	}
	return true;
}

/* Does a line belong to the person asked for, by name ("Ruiz, Elena" is "Elena Ruiz") or birth
 * date? */
static bool
is_likely(struct arena *arena, const struct new_patient *asked, const struct patient_line *line)
{
	if (has_words_of(arena, asked->name, line->name) &&
	    has_words_of(arena, line->name, asked->name))
		return true;
	return asked->birth && line->birth && strcmp(asked->birth, line->birth) == 0;
}

enum code
patient_doubles(struct desk *desk, struct arena *arena, const struct new_patient *asked,
		struct patient_line **out, size_t *count)
{
	size_t kept = 0;
	enum code code;

	*count = 0;
	if (text_is_blank(asked->name) || text_is_blank(asked->phone))
		return OK;
	code = record_select(desk, arena, &patient_line_record, out, count,
			     "where id in (select patient from patient_word where word = $1) "
			     "order by id", "t", text_digits(arena, asked->phone));
	for (size_t i = 0; code == OK && i < *count; i++)
		if (is_likely(arena, asked, &(*out)[i]))
			(*out)[kept++] = (*out)[i];
	*count = kept;
	return code == OK ? patient_lines_ask(desk, *out, *count) : code;
}

enum code
patients_same_name(struct desk *desk, struct arena *arena, int64_t patient,
		struct patient_line **out, size_t *count)
{
	struct patient row;
	const char *name;
	size_t kept = 0;
	enum code code = record_get(desk, arena, &patient_record, patient, &row);

	*count = 0;
	if (code != OK)
		return code;
	name = text_fold(arena, row.name);
	code = record_select(desk, arena, &patient_line_record, out, count,
		"where id <> $1 and state in ('active', 'enquirer') and id in"
		" (select patient from patient_word where word = $2) order by id", "rt", patient,
		text_next_word(arena, &name));
	for (size_t i = 0; code == OK && i < *count; i++)
		if (has_words_of(arena, row.name, (*out)[i].name) &&
		    has_words_of(arena, (*out)[i].name, row.name))
			(*out)[kept++] = (*out)[i];
	*count = kept;
	return code == OK ? patient_lines_ask(desk, *out, *count) : code;
}
