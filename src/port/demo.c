/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The demo as a whole: in which order it is made, its chance, and the reading of its files.
 */
#include "port/demo.h"

#include <assert.h>
#include <string.h>

#include "base/embedded.h"
#include "demo_work.h"
#include "store/change.h"
#include "store/setting.h"

#define SEED 0x52697665727369

/* splitmix64 */
int
demo_chance(struct demo *demo, int below)
{
	uint64_t n = demo->chance += 0x9E3779B97F4A7C15;

	n = (n ^ n >> 30) * 0xBF58476D1CE4E5B9;
	n = (n ^ n >> 27) * 0x94D049BB133111EB;
	return (int)((n ^ n >> 31) % (uint64_t)below);
}

bool
demo_likely(struct demo *demo, int percent)
{
	return demo_chance(demo, 100) < percent;
}

struct demo_lines
demo_lines(const char *file)
{
	const struct embedded *const found = embedded_find(file);

	assert(found);
	return (struct demo_lines){ found->text };
}

char *
demo_line(struct demo *demo, struct demo_lines *lines)
{
	while (*lines->at) {
		const char *const line = lines->at;
		const size_t length = strcspn(line, "\n");

		lines->at = line + length + (line[length] == '\n');
		if (length && *line != '#')
			return arena_copy_bytes(demo->arena, line, length);
	}
	return NULL;
}

const char *
demo_cell(char **line)
{
	char *const cell = *line + strspn(*line, " ");
	const size_t length = strcspn(cell, "|");
	char *end = cell + length;

	*line = *end ? end + 1 : end;
	*end = '\0';
	while (end > cell && end[-1] == ' ')
		*--end = '\0';
	return cell;
}

char *
demo_word(char **line)
{
	char *const word = *line + strspn(*line, " ");
	const size_t length = strcspn(word, " ");

	if (!length)
		return NULL;
	*line = word + length + (word[length] == ' ');
	word[length] = '\0';
	return word;
}

char *
demo_pick(struct demo *demo, const char *word)
{
	struct demo_lines lines = demo_lines("demo/words.txt");
	char *chosen = NULL, *line;
	int seen = 0;

	while ((line = demo_line(demo, &lines)))
		if (strcmp(demo_cell(&line), word) == 0 && demo_chance(demo, ++seen) == 0)
			chosen = line;
	assert(chosen);
	return chosen;
}

unsigned
demo_weekdays(struct demo *demo, const char *text)
{
	char *line = arena_copy(demo->arena, text);
	unsigned weekdays = 0;
	const char *word;
	int weekday;

	while ((word = demo_word(&line)))
		if (weekday_parse(word, &weekday))
			weekdays |= 1u << weekday;
	return weekdays;
}

const char *
demo_stamp(struct demo *demo, int day, int minute)
{
	char stamp[STAMP_SIZE];

	return arena_copy(demo->arena, stamp_format(stamp, zone_instant(day, minute)));
}

const struct visit_type *
demo_type(const struct demo *demo, const char *type_code)
{
	for (size_t i = 0; i < demo->type_count; i++)
		if (strcmp(demo->types[i].code, type_code) == 0)
			return &demo->types[i];
	assert(!"a visit type that no practice begins with");
	return NULL;
}

struct demo_person *
demo_person(struct demo *demo, const char *name)
{
	for (size_t i = 0; i < demo->people_count; i++)
		if (strcmp(demo->people[i].row.name, name) == 0)
			return &demo->people[i];
	return NULL;
}

/* The book: visits of the whole span are thought out first, then written in the order of days. */
static enum code
make_book(struct demo *demo)
{
	const enum code code = demo_diary_open(demo);

	if (code != OK)
		return code;
	demo_today(demo);
	demo_lives(demo);
	demo_soon(demo);
	return demo_diary_write(demo);
}

/* One part of it, a batch of its own. */
static enum code
make_part(struct demo *demo, enum code (*part)(struct demo *demo))
{
	enum code code = batch_begin(demo->desk, "import", "{\"demo\":\"" DEMO_PRACTICE "\"}");

	if (code != OK)
		return code;
	code = part(demo);
	return batch_end(demo->desk, code);
}

enum code
demo_make(struct desk *desk)
{
	static enum code (*const parts[])(struct demo *) = {
		demo_practice, demo_people, make_book, demo_notes, demo_recalls, demo_past
	};
	struct arena arena = {0};
	struct demo demo = {
		.desk = desk, .arena = &arena, .chance = SEED,
		.today = desk_today(desk), .minute = desk_minute(desk)
	};
	enum code code = OK;

	demo.first = demo.today - DEMO_BEHIND;
	demo.last = demo.today + DEMO_AHEAD;
	for (size_t i = 0; code == OK && i < sizeof parts / sizeof parts[0]; i++)
		code = make_part(&demo, parts[i]);
	desk->demo = code == OK;
	arena_free(&arena);
	return code;
}
