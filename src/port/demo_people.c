/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The demo's people: the cast of today's sheet, then households made from the lists of names, with
 * their telephones and addresses. Numbers are of the ranges that are kept for made-up ones.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "demo_work.h"

#define WORDS 64			/* at most in a list of names */
#define LANGUAGES 48
#define STREETS 32
#define GROWN_UP 18

enum order { ORDER_COMMA, ORDER_GIVEN, ORDER_FAMILY, ORDER_JOINED };

/* A name, and how it is said in Latin letters. */
struct word {
	const char *written, *said;
};

struct words {
	struct word list[WORDS];
	size_t count;
};

struct language {
	const char *tag;
	int share, order;
	struct words families, women, men;
};

struct street {
	const char *name, *area;
};

struct making {
	struct demo *demo;
	struct language *languages;
	size_t language_count;
	struct street streets[STREETS];
	size_t street_count;
	int shares;			/* of all languages together */
	int mobiles;			/* given away so far */
};

/* The household in hand. */
struct home {
	int64_t id;
	const char *family, *area, *phone;
	const struct demo_person *parent;
};

/* Lists */

/* The next word of a line, where _ stands for a blank. */
static char *
name_word(char **line)
{
	char *const word = demo_word(line);

	for (char *c = word; c && *c; c++)
		if (*c == '_')
			*c = ' ';
	return word;
}

static void
read_words(struct words *words, char *line)
{
	char *word;

	while ((word = name_word(&line)) && words->count < WORDS) {
		char *const said = strchr(word, '=');

		if (said)
			*said = '\0';
		words->list[words->count++] = (struct word){ word, said ? said + 1 : word };
	}
}

static void
read_language(struct making *making, char *line)
{
	static const char *const orders[] = { "comma", "given", "family", "joined", NULL };
	struct language *const language = &making->languages[making->language_count++];

	language->tag = demo_word(&line);
	language->share = atoi(demo_word(&line));
	language->order = word_index(orders, demo_word(&line));
	making->shares += language->share;
}

static void
read_names(struct making *making)
{
	struct demo_lines lines = demo_lines("demo/names.txt");
	struct language *language = making->languages;
	char *line;

	while ((line = demo_line(making->demo, &lines))) {
		const char *const word = demo_word(&line);

		if (strcmp(word, "language") == 0) {
			read_language(making, line);
			language = &making->languages[making->language_count - 1];
		} else {
			read_words(strcmp(word, "families") == 0 ? &language->families :
					strcmp(word, "women") == 0 ? &language->women :
					&language->men, line);
		}
	}
}

static void
read_streets(struct making *making)
{
	struct demo_lines lines = demo_lines("demo/streets.txt");
	char *line;

	while ((line = demo_line(making->demo, &lines)) && making->street_count < STREETS) {
		struct street *const street = &making->streets[making->street_count++];

		street->name = name_word(&line);
		street->area = name_word(&line);
	}
}

/* Names */

static const struct word *
choose(struct demo *demo, const struct words *words)
{
	return &words->list[demo_chance(demo, (int)words->count)];
}

static const char *
write_name(struct demo *demo, int order, const char *family, const char *given)
{
	switch (order) {
	case ORDER_COMMA:
		return arena_print(demo->arena, "%s, %s", family, given);
	case ORDER_GIVEN:
		return arena_print(demo->arena, "%s %s", given, family);
	case ORDER_FAMILY:
		return arena_print(demo->arena, "%s %s", family, given);
	default:
		return arena_print(demo->arena, "%s%s", family, given);
	}
}

static void
name_person(struct demo *demo, const struct language *language, const struct word *family,
		struct demo_person *person)
{
	const bool female = demo_likely(demo, 52);
	const struct word *const given = choose(demo, female ? &language->women : &language->men);

	person->row.name = write_name(demo, language->order, family->written, given->written);
	person->said = arena_print(demo->arena, "%s %s", given->said, family->said);
	if (family->said != family->written)
		person->row.called = person->said;
	person->row.sex = word_index(sex_words, female ? "female" : "male");
	person->row.language = language->tag;
}

/* So many years old since so many days ago. */
static const char *
birth_of(struct demo *demo, int age, int days_ago)
{
	char birth[DAY_SIZE];

	return arena_copy(demo->arena, civil_format(birth,
			civil_add_months(demo->today - days_ago, -12 * age)));
}

/* So many years old; her birthday is that. */
static const char *
birth_on(struct demo *demo, int age, int month, int day)
{
	int year, now_month, now_day;

	civil_date(demo->today, &year, &now_month, &now_day);
	year -= age + (now_month < month || (now_month == month && now_day < day));
	return arena_print(demo->arena, "%04d-%02d-%02d", year, month, day);
}

static struct demo_person *
new_person(struct demo *demo, const struct home *home, int age)
{
	struct demo_person *const person = &demo->people[demo->people_count++];

	record_blank(&patient_record, &person->row);
	person->row.household = home->id;
	person->row.area = home->area;
	person->row.state = PATIENT_ACTIVE;
	person->age = age;
	person->dentist = demo_chance(demo, 2) ? LEE : KHAN;
	person->row.provider = demo->providers[person->dentist].row.id;
	person->last = person->next = NONE;
	return person;
}

/* Reaches */

static const char *
email_of(struct demo *demo, const char *said)
{
	char *const address = arena_print(demo->arena, "%s@mail.example", said);
	const size_t length = strlen(said);

	for (size_t i = 0; i < length; i++) {
		if (address[i] == ' ' || address[i] == '\'')
			address[i] = '.';
		else if (!isalpha((unsigned char)address[i]) && address[i] != '-')
			return NULL;
		address[i] = (char)tolower((unsigned char)address[i]);
	}
	return address;
}

static enum code
give_reaches(struct making *making, const struct demo_person *person, const struct home *home)
{
	struct demo *const demo = making->demo;
	const int64_t id = person->row.row.id;
	const char *const email = person->age >= GROWN_UP && demo_likely(demo, 60) ?
		email_of(demo, person->said) : NULL;
	enum code code = OK;

	if (person->age >= GROWN_UP && demo_likely(demo, 85))
		code = patient_reach_add(demo->desk, id, REACH_PHONE, arena_print(demo->arena,
				"07700 900%03d", making->mobiles++ % 1000));
	if (code == OK)
		code = patient_reach_add(demo->desk, id, REACH_PHONE, home->phone);
	return code == OK && email ? patient_reach_add(demo->desk, id, REACH_EMAIL, email) : code;
}

/* A child's mother or father is who one speaks to. */
static enum code
put_parent(struct demo *demo, const struct demo_person *child, const struct demo_person *parent)
{
	struct contact_person row;

	record_blank(&contact_person_record, &row);
	row.patient = child->row.row.id;
	row.person = parent->row.row.id;
	row.name = parent->row.name;
	row.role = parent->row.sex == word_index(sex_words, "female") ? "mother" : "father";
	row.may_book = row.reminders = 1;
	row.may_be_told = TOLD_ALL;
	row.position = 1;
	return record_put(demo->desk, &contact_person_record, &row);
}

/* Writing one down, with who joined when, and what became of her. */
static void
fill_in(struct demo *demo, struct demo_person *person)
{
	static const int channels[] = { CHANNEL_TEXT, CHANNEL_TEXT, CHANNEL_CALL, CHANNEL_EMAIL,
		CHANNEL_LETTER, NONE };
	static const int gone[] = { PATIENT_INACTIVE, PATIENT_MOVED, PATIENT_LEFT, PATIENT_DECEASED,
		PATIENT_DISMISSED };
	const int fate = demo_chance(demo, 100);

	person->row.channel = channels[demo_chance(demo, 6)];
	person->row.since = demo->today - (demo_likely(demo, 60) ?
			DEMO_BEHIND + 90 + demo_chance(demo, 4000) :
			demo_chance(demo, DEMO_BEHIND));
	person->keeps_until = demo->last + 1;
	if (person->cast)
		return;
	if (demo_likely(demo, 7)) {
		char *line = demo_pick(demo, "note");

		person->row.note = demo_cell(&line);
	}
	if (fate < 4) {
		person->row.since = demo->today - demo_chance(demo, 60);
		person->keeps_until = person->row.since;
		if (fate == 0)
			person->row.state = PATIENT_ENQUIRER;
	} else if (fate < 24) {
		person->keeps_until = demo->today - 30 - demo_chance(demo, 620);
		if (fate < 10)
			person->row.state = gone[demo_chance(demo, 5)];
	}
}

static enum code
put_person(struct making *making, struct demo_person *person, const struct home *home)
{
	struct demo *const demo = making->demo;
	enum code code;

	fill_in(demo, person);
	code = record_put(demo->desk, &patient_record, &person->row);
	if (code == OK)
		code = give_reaches(making, person, home);
	if (code == OK && person->age < GROWN_UP && home->parent)
		code = put_parent(demo, person, home->parent);
	return code;
}

/* Households */

static enum code
put_home(struct making *making, const char *family, const char *address, const char *area,
		struct home *home)
{
	struct demo *const demo = making->demo;
	static const char town[] = "Riverside";
	struct household row;
	enum code code;

	record_blank(&household_record, &row);
	row.name = family;
	row.address = arena_print(demo->arena, "%s, %s, %s", address, area, town);
	code = record_put(demo->desk, &household_record, &row);
	*home = (struct home){ .id = row.row.id, .family = family, .area = area };
	home->phone = arena_print(demo->arena, "020 7946 0%03d", (int)((100 + row.row.id) % 1000));
	return code;
}

static const struct language *
choose_language(struct making *making)
{
	int at = demo_chance(making->demo, making->shares);
	const struct language *language = making->languages;

	while (at >= language->share)
		at -= language++->share;
	return language;
}

static int
choose_size(struct demo *demo)
{
	static const int of_twenty[] = {
		1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5
	};

	return of_twenty[demo_chance(demo, 20)];
}

/* One or two grown-ups, the others their children. */
static int
choose_age(struct demo *demo, int place, int size, const struct demo_person *parent)
{
	if (place == 0)
		return size > 2 ? 28 + demo_chance(demo, 24) : 19 + demo_chance(demo, 70);
	if (place == 1 && (parent->age < 28 || demo_likely(demo, 75)))
		return parent->age - 1 + demo_chance(demo, 9);
	return 1 + demo_chance(demo, parent->age < 37 ? parent->age - 20 : 17);
}

static enum code
make_household(struct making *making)
{
	struct demo *const demo = making->demo;
	const struct language *const language = choose_language(making);
	const struct street *const street = &making->streets[demo_chance(demo,
			(int)making->street_count)];
	const struct word *const family = choose(demo, &language->families);
	const int size = choose_size(demo);
	struct home home;
	enum code code = put_home(making, family->said, arena_print(demo->arena, "%d %s",
			1 + demo_chance(demo, 90), street->name), street->area, &home);

	for (int i = 0; code == OK && i < size && demo->people_count < DEMO_PATIENTS; i++) {
		struct demo_person *const person = new_person(demo, &home,
				choose_age(demo, i, size, home.parent));

		name_person(demo, language, family, person);
		person->row.birth = birth_of(demo, person->age, demo_chance(demo, 365));
		person->row.called_first = i == 0;
		code = put_person(making, person, &home);
		if (i == 0)
			home.parent = person;
	}
	return code;
}

/* The cast */

static enum code
cast_household(struct making *making, struct home *home, char *line)
{
	const char *const family = demo_cell(&line), *const address = demo_cell(&line);

	return put_home(making, family, address, demo_cell(&line), home);
}

/* "Ruiz, Elena" is said Elena Ruiz. */
static const char *
said_of(struct demo *demo, const char *name)
{
	const char *const comma = strstr(name, ", ");

	if (!comma)
		return name;
	return arena_print(demo->arena, "%s %.*s", comma + 2, (int)(comma - name), name);
}

static enum code
cast_person(struct making *making, struct home *home, char *line)
{
	struct demo *const demo = making->demo;
	const char *const name = demo_cell(&line), *const called = demo_cell(&line);
	int age = 0, month = 1, day = 1;
	struct demo_person *person;
	enum code code;

	sscanf(demo_cell(&line), "%d %d-%d", &age, &month, &day);
	person = new_person(demo, home, age);
	person->cast = true;
	person->row.name = name;
	person->row.called = *called ? called : NULL;
	person->said = *called ? called : said_of(demo, name);
	person->row.birth = birth_on(demo, age, month, day);
	person->row.sex = word_index(sex_words, demo_cell(&line));
	person->row.language = demo_cell(&line);
	person->row.note = demo_cell(&line);
	if (!*person->row.note)
		person->row.note = NULL;
	person->row.called_first = !home->parent;
	code = put_person(making, person, home);
	if (!home->parent)
		home->parent = person;
	return code;
}

/* Her other lines, alerts and the like, are read by demo_notes. */
static enum code
make_cast(struct making *making)
{
	struct demo_lines lines = demo_lines("demo/cast.txt");
	struct home home = {0};
	enum code code = OK;
	char *line;

	while (code == OK && (line = demo_line(making->demo, &lines))) {
		const char *const word = demo_cell(&line);

		if (strcmp(word, "household") == 0)
			code = cast_household(making, &home, line);
		else if (strcmp(word, "patient") == 0)
			code = cast_person(making, &home, line);
	}
	return code;
}

enum code
demo_people(struct demo *demo)
{
	struct making making = { .demo = demo };
	enum code code;

	demo->people = arena_take(demo->arena, DEMO_PATIENTS * sizeof *demo->people);
	making.languages = arena_take(demo->arena, LANGUAGES * sizeof *making.languages);
	read_names(&making);
	read_streets(&making);
	code = make_cast(&making);
	while (code == OK && demo->people_count < DEMO_PATIENTS)
		code = make_household(&making);
	return code;
}
