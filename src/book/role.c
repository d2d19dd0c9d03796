/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Roles and what they may.
 */
#include "book/role.h"

#include <string.h>

#include "base/text.h"
#include "store/change.h"

static const struct field role_right_fields[] = {
	FIELD_ROW(role_right),
	FIELD(role_right, role, "Role", FIELD_TEXT, 0),
	FIELD(role_right, may, "May", FIELD_TEXT, 0),
};
const struct record role_right_record = {
	.table = "role_right", .label = "right", .size = sizeof(struct role_right),
	.fields = role_right_fields, .count = FIELD_COUNT(role_right_fields)
};

static const struct field role_line_fields[] = {
	FIELD_ROW(role_line),
	FIELD(role_line, role, "Role", FIELD_TEXT, 0),
	FIELD(role_line, people, "People", FIELD_INT, 0),
	FIELD(role_line, may, "May", FIELD_TEXT, OPTIONAL | LONG),
};
const struct record role_line_record = {
	.table = "role_line", .label = "role", .size = sizeof(struct role_line),
	.fields = role_line_fields, .count = FIELD_COUNT(role_line_fields), .view = true
};

/* What a practice begins with. */
static const struct {
	const char *role, *may;
} usual[] = {
	{"desk", "look book force patients contacts recall care send hours"},
	{"manager", "all"},
	{"read_only", "look"},
	{"recall", "look book patients contacts recall care send"},
};
#define USUAL_COUNT (sizeof usual / sizeof usual[0])

static enum code
put(struct desk *desk, const char *role, const char *may)
{
	struct role_right row;

	record_blank(&role_right_record, &row);
	row.role = role;
	row.may = may;
	return record_put(desk, &role_right_record, &row);
}

enum code
roles_found(struct desk *desk)
{
	struct arena arena = {0};
	int64_t count;
	enum code code = record_count(desk, &role_right_record, &count);

	for (size_t i = 0; code == OK && count == 0 && i < USUAL_COUNT; i++) {
		char *rest = arena_copy(&arena, usual[i].may), *word;

		while (code == OK && (word = strsep(&rest, " ")))
			code = put(desk, usual[i].role, word);
	}
	arena_free(&arena);
	return code;
}

/* Listing */

static enum code
count_people(struct desk *desk, struct role_line *line)
{
	int64_t count;
	const enum code code = db_value(desk->db, &count,
			"select count(*) from person where role = $1", "t", line->role);

	line->people = (int)count;
	return code;
}

/* Rights in the order of right_words. */
static const char *
in_order(struct arena *arena, const struct role_right *rows, size_t count, const char *role)
{
	const char *words = "";

	for (int right = 0; right_words[right]; right++)
		for (size_t i = 0; i < count; i++)
			if (strcmp(rows[i].role, role) == 0 &&
			    strcmp(rows[i].may, right_words[right]) == 0)
				words = arena_print(arena, "%s%s%s", words, *words ? " " : "",
						rows[i].may);
	return words;
}

static size_t
list_usual(struct role_line *lines)
{
	for (size_t i = 0; i < USUAL_COUNT; i++) {
		lines[i].role = usual[i].role;
		lines[i].may = usual[i].may;
	}
	return USUAL_COUNT;
}

static size_t
list_stored(struct arena *arena, const struct role_right *rows, size_t count,
		struct role_line *lines)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++) {
		if (n > 0 && strcmp(lines[n - 1].role, rows[i].role) == 0)
			continue;
		lines[n].role = rows[i].role;
		lines[n++].may = in_order(arena, rows, count, rows[i].role);
	}
	return n;
}

enum code
roles_list(struct desk *desk, struct arena *arena, struct role_line **out, size_t *count)
{
	struct role_right *rows;
	size_t stored;
	enum code code = record_select(desk, arena, &role_right_record, &rows, &stored,
			"order by role, id", "");

	*count = 0;
	if (code != OK)
		return code;
	*out = arena_take(arena, (stored + USUAL_COUNT) * sizeof **out);
	*count = stored ? list_stored(arena, rows, stored, *out) : list_usual(*out);
	for (size_t i = 0; code == OK && i < *count; i++) {
		(*out)[i].row = (struct row){ (int64_t)i + 1, 0 };
		code = count_people(desk, &(*out)[i]);
	}
	return code;
}

/* Is the word one of those, apart by blanks? */
static bool
has_word(const char *words, const char *word)
{
	const size_t length = strlen(word);

	while (*words) {
		const size_t next = strcspn(words, " ");

		if (next == length && memcmp(words, word, length) == 0)
			return true;
		words += next + (words[next] == ' ');
	}
	return false;
}

enum code
role_may(struct desk *desk, const char *role, enum right right, bool *may)
{
	struct arena arena = {0};
	struct role_line *lines;
	size_t count;
	const enum code code = roles_list(desk, &arena, &lines, &count);

	*may = false;
	for (size_t i = 0; code == OK && i < count; i++)
		if (strcmp(lines[i].role, role) == 0)
			*may = has_word(lines[i].may, right_words[right]) ||
				has_word(lines[i].may, right_words[RIGHT_ALL]);
	arena_free(&arena);
	return code;
}

/* Changing */

static enum code
read_words(struct arena *arena, const char *text, bool wanted[RIGHT_COUNT])
{
	char *rest = arena_copy(arena, text ? text : ""), *word;

	while ((word = strsep(&rest, " ,"))) {
		const int right = word_index(right_words, word);

		if (!*word)
			continue;
		if (right == NONE)
			return fail(INPUT, "role: \"%s\" is no right: see role rights", word);
		wanted[right] = true;
	}
	return OK;
}

/* A right that a role has or hasn't, as wanted. */
static enum code
set_right(struct desk *desk, struct arena *arena, const char *role, int right, bool may)
{
	struct role_right row;
	const enum code code = record_first(desk, arena, &role_right_record, &row,
			"where role = $1 and may = $2", "tt", role, right_words[right]);

	if (code == OK && !may)
		return record_remove(desk, &role_right_record, &row);
	if (code == NOT_FOUND)
		return may ? put(desk, role, right_words[right]) : OK;
	return code;
}

static enum code
set_rights(struct desk *desk, struct arena *arena, const char *role,
		const bool wanted[RIGHT_COUNT], enum role_change change)
{
	enum code code = roles_found(desk);

	for (int right = 0; code == OK && right < RIGHT_COUNT; right++)
		if (wanted[right] || change == ROLE_MAY_THESE)
			code = set_right(desk, arena, role, right,
					wanted[right] && change != ROLE_MAY_NOT);
	return code;
}

enum code
role_set(struct desk *desk, struct arena *arena, const char *role, const char *words,
		enum role_change change)
{
	bool wanted[RIGHT_COUNT] = {false};
	enum code code = read_words(arena, words, wanted);

	if (code == OK && text_is_blank(role))
		code = fail(INPUT, "role: the name is empty");
	if (code == OK)
		code = batch_begin(desk, NULL, NULL);
	return code == OK ? batch_end(desk, set_rights(desk, arena, role, wanted, change)) : code;
}
