/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Filling templates: what each field says, in the language of the template.
 */
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "template_parts.h"

#define GROWN_UP 18
#define ONE_TEXT 160

enum place { PRACTICE, PHONE, ADDRESS, NAME, WHOM, WHOSE, DAY, START, END, COME, LATE, OPENINGS,
	PLACES };

static const char *const place_words[] = { [PRACTICE] = "practice", [PHONE] = "phone",
	[ADDRESS] = "address", [NAME] = "name", [WHOM] = "whom", [WHOSE] = "whose", [DAY] = "day",
	[START] = "start", [END] = "end", [COME] = "come", [LATE] = "late",
	[OPENINGS] = "openings", NULL };

#define COMMON (1u << PRACTICE | 1u << PHONE | 1u << ADDRESS | 1u << NAME | 1u << WHOM | 1u << WHOSE)
#define VISIT (1u << DAY | 1u << START | 1u << END)

/* Which fields each occasion has. */
static const unsigned places_of[] = {
	[TEMPLATE_REMINDER] = COMMON | VISIT, [TEMPLATE_CONFIRMATION] = COMMON | VISIT,
	[TEMPLATE_RECALL] = COMMON | 1u << OPENINGS,
	[TEMPLATE_REACTIVATION] = COMMON | 1u << OPENINGS, [TEMPLATE_MISSED] = COMMON | VISIT,
	[TEMPLATE_LATE] = COMMON | VISIT | 1u << COME | 1u << LATE,
	[TEMPLATE_OFFER] = COMMON | 1u << OPENINGS,
	[TEMPLATE_CANCELLATION] = COMMON | VISIT,
	[TEMPLATE_GONE] = COMMON | 1u << DAY | 1u << START,
};

/* How a language says what fields say. */
struct tongue {
	const char *code;
	const char *weekdays[7], *months[12];
	const char *day;		/* weekday, day, month */
	const char *you, *your, *whose;	/* whose: of a name */
	const char *free, *reply, *or_later, *ask;
};

static const struct tongue tongues[] = {
	{ "en", { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" },
		{ "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" },
		"%s %d %s", "you", "your", "%s's", "Free now: ", "Reply ", " or LATER",
		"Tell us which day suits you" },
	{ "de", { "Mo", "Di", "Mi", "Do", "Fr", "Sa", "So" },
		{ "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.",
			"Nov.", "Dez." },
		"%s %d. %s", "Sie", "Ihr", "%s", "Frei: ", "Antworten Sie ", " oder SPÄTER",
		"Sagen Sie uns, welcher Tag passt" },
};

/* Everything that is known for one message. */
struct filler {
	struct desk *desk;
	struct arena *arena;
	const struct template *template;
	const struct filling *from;
	const struct tongue *tongue;
	size_t offers;			/* how many of the openings are named */
	struct patient patient;
	const char *name, *whom;	/* whom the number belongs to; whom it is for, NULL: her */
	const char *practice, *phone, *address;
};

const char *
template_fields(struct arena *arena, enum template_name name)
{
	const char *list = "";

	for (int place = 0; place < PLACES; place++)
		if (places_of[name] & 1u << place)
			list = arena_print(arena, "%s%s%s", list, *list ? ", " : "",
					place_words[place]);
	return list;
}

enum code
fields_check(struct arena *arena, const struct template *template, const char *text)
{
	while ((text = strpbrk(text, "{}"))) {
		const size_t length = strcspn(text + 1, "{}");
		const char *const word = arena_copy_bytes(arena, text + 1, length);
		const int place = word_index(place_words, word);

		if (text[0] != '{' || text[1 + length] != '}')
			return fail(INPUT, "template: a brace stands alone: {name} is a field");
		if (place == NONE || !(places_of[template->name] & 1u << place))
			return fail(INPUT, "template: %s has no field {%s}, but %s",
					template_words[template->name], word, template_fields(arena,
					(enum template_name)template->name));
		text += length + 2;
	}
	return OK;
}

/* Names */

const char *
patient_given(struct arena *arena, const struct patient *patient)
{
	const char *const comma = strchr(patient->name, ',');
	const char *const blank = strrchr(patient->name, ' ');

	if (patient->called)
		return patient->called;
	if (comma)
		return arena_copy(arena, comma + 1 + strspn(comma + 1, " "));
	if (!blank || blank == patient->name)
		return patient->name;
	return arena_copy_bytes(arena, patient->name, (size_t)(blank - patient->name));
}

/* Who speaks for a child and may be told of her times: a contact person, else a grown-up of the
 * household who has the same number or address, else who is called first there. */
static enum code
guardian_find(struct filler *at)
{
	struct contact_person person;
	struct patient grown_up;
	char today[DAY_SIZE], born[DAY_SIZE];
	enum code code = record_first(at->desk, at->arena, &contact_person_record, &person,
			"WHERE patient = $1 AND may_be_told <> 'nothing'"
			" AND (until_day IS NULL OR until_day >= $2) ORDER BY position, id", "It",
			at->patient.row.id, civil_format(today, desk_today(at->desk)));

	if (code == OK) {
		at->name = patient_given(at->arena, &(struct patient){ .name = person.name });
		return OK;
	}
	if (code != NOT_FOUND || !at->patient.household)
		return code == NOT_FOUND ? OK : code;
	code = record_first(at->desk, at->arena, &patient_record, &grown_up,
			"WHERE household = $1 AND state IN ('active', 'inactive', 'enquirer')"
			" AND birth < $2 ORDER BY CASE WHEN id IN (SELECT patient FROM patient_reach"
			" WHERE reach = $3) THEN 0 ELSE 1 END, called_first DESC, birth, id", "ItI",
			at->patient.household, civil_format(born,
			civil_add_months(desk_today(at->desk), -12 * GROWN_UP)), at->from->reach);
	if (code == OK)
		at->name = patient_given(at->arena, &grown_up);
	return code == NOT_FOUND ? OK : code;
}

/* The name is that of whom the number or address belongs to. */
static enum code
names_find(struct filler *at)
{
	const char *whose = NULL;
	int age;
	enum code code = record_get(at->desk, at->arena, &patient_record, at->from->patient,
			&at->patient);

	if (code == OK && at->from->reach)
		code = db_text_value(at->desk->db, at->arena, &whose, "SELECT whose"
				" FROM patient_reach WHERE patient = $1 AND reach = $2"
				" ORDER BY position, id LIMIT 1", "II", at->from->patient,
				at->from->reach);
	if (code != OK)
		return code;
	at->name = patient_given(at->arena, &at->patient);
	age = patient_age(at->patient.birth, desk_today(at->desk));
	if (whose) {
		at->whom = at->name;
		at->name = patient_given(at->arena, &(struct patient){ .name = whose });
		return OK;
	}
	if (age == NONE || age >= GROWN_UP)
		return OK;
	at->whom = at->name;
	code = guardian_find(at);
	if (at->name == at->whom)
		at->whom = NULL;
	return code;
}

static void
names_sample(struct filler *at)
{
	at->name = "Anna";
	at->whom = NULL;
}

static enum code
practice_find(struct filler *at)
{
	at->practice = at->desk->practice;
	at->phone = setting_text(at->desk, at->arena, "phone", at->from->sample ? "555-0100" : NULL);
	if (!at->phone && at->template->channel == MESSAGE_EMAIL)
		at->phone = setting_text(at->desk, at->arena, "email", NULL);
	at->address = setting_text(at->desk, at->arena, "address", "");
	if (!at->phone)
		return fail(INPUT, "phone: set the practice's telephone first (chairtime set phone),"
				" so that they can answer");
	return OK;
}

/* What fields say */

static const struct tongue *
tongue_of(const char *language)
{
	for (size_t i = 0; i < sizeof tongues / sizeof *tongues; i++)
		if (strcmp(tongues[i].code, language) == 0)
			return &tongues[i];
	return &tongues[0];
}

/* "Thu 26 Nov"; in a language whose names of days aren't known here "26.11." */
static const char *
day_words(struct arena *arena, const char *language, int day)
{
	const struct tongue *const tongue = tongue_of(language);
	int year, month, mday;

	civil_date(day, &year, &month, &mday);
	if (strcmp(tongue->code, language) != 0)
		return arena_print(arena, "%d.%d.", mday, month);
	return arena_print(arena, tongue->day, tongue->weekdays[civil_weekday(day)], mday,
			tongue->months[month - 1]);
}

static const char *
day_in(const struct filler *at, int day)
{
	return day_words(at->arena, at->template->language, day);
}

const char *
template_date(struct desk *desk, struct arena *arena, const char *name,
		enum message_channel channel, int64_t patient, int day)
{
	const int which = word_index(template_words, name);
	const char *language = NULL;
	struct template template;
	int year, month, mday;

	civil_date(day, &year, &month, &mday);
	if (which == NONE || db_text_value(desk->db, arena, &language,
			"SELECT language FROM patient WHERE id = $1", "I", patient) != OK ||
			template_find(desk, arena, (enum template_name)which, channel, language,
			&template) != OK) {
		error_clear();
		template.language = "";
	}
	return arena_print(arena, "%s%s%d", day_words(arena, template.language, day),
			*template.language && strcmp(tongue_of(template.language)->code,
			template.language) == 0 ? " " : "", year);
}

static const char *
clock_in(const struct filler *at, int minute)
{
	return arena_print(at->arena, "%d:%02d", minute / 60, minute % 60);
}

/* "Free now: 1 Thu 26 Nov 16:30, 2 Fri 27 Nov 8:00. Reply 1, 2 or LATER" */
static const char *
openings_in(const struct filler *at)
{
	const char *list = at->tongue->free, *digits = "";

	if (at->offers == 0)
		return at->tongue->ask;
	for (size_t i = 0; i < at->offers; i++) {
		const struct offer *const offer = &at->from->offers[i];

		list = arena_print(at->arena, "%s%s%zu %s %s", list, i ? ", " : "", i + 1,
				day_in(at, offer->day), clock_in(at, offer->start));
		digits = arena_print(at->arena, "%s%s%zu", digits, i ? ", " : "", i + 1);
	}
	return arena_print(at->arena, "%s. %s%s%s", list, at->tongue->reply, digits,
			at->tongue->or_later);
}

/* The visit, or in a preview one that could be. */
static struct slot
visit_slot(const struct filler *at)
{
	const struct appointment *const visit = at->from->visit;

	if (!visit)
		return (struct slot){ .day = desk_today(at->desk) + 2, .start = 16 * 60 + 30,
			.minutes = 45 };
	return (struct slot){ .day = visit->day, .minutes = visit->minutes,
		.start = visit->told_start == NONE ? visit->start : visit->told_start };
}

static const char *
place_said(const struct filler *at, enum place place)
{
	const struct slot slot = visit_slot(at);
	const int come = at->from->start == NONE ? slot.start + 15 : at->from->start;

	switch (place) {
	case PRACTICE:
		return at->practice;
	case PHONE:
		return at->phone;
	case ADDRESS:
		return at->address;
	case NAME:
		return at->name;
	case WHOM:
		return at->whom ? at->whom : at->tongue->you;
	case WHOSE:
		return at->whom ? arena_print(at->arena, at->tongue->whose, at->whom) :
			at->tongue->your;
	case DAY:
		return day_in(at, slot.day);
	case START:
		return clock_in(at, slot.start);
	case END:
		return clock_in(at, at->from->until ? at->from->until : slot.start + slot.minutes);
	case COME:
		return clock_in(at, come);
	case LATE:
		return arena_print(at->arena, "%d", come - slot.start);
	default:
		return openings_in(at);
	}
}

/* The text with its fields said; a sentence that begins with one begins with a capital. */
static const char *
filled(const struct filler *at, const char *text)
{
	struct buffer out = { 0 };
	const char *result;

	while (*text) {
		const size_t plain = strcspn(text, "{"), length = strcspn(text + plain, "}");
		const char *said;
		bool begins;

		buffer_add(&out, text, plain);
		text += plain;
		if (!*text)
			break;
		begins = out.length == 0 || strchr("\n", out.bytes[out.length - 1]) ||
			(out.length > 1 && out.bytes[out.length - 1] == ' ' &&
			strchr(".!?", out.bytes[out.length - 2]));
		said = place_said(at, (enum place)word_index(place_words,
				arena_copy_bytes(at->arena, text + 1, length - 1)));
		if (begins && said[0] >= 'a' && said[0] <= 'z')
			buffer_print(&out, "%c%s", said[0] - 'a' + 'A', said + 1);
		else
			buffer_text(&out, said);
		text += length + (text[length] == '}');	/* a store may hold what we wouldn't save */
	}
	result = arena_copy(at->arena, out.length ? out.bytes : "");
	buffer_free(&out);
	return result;
}

/* As many openings as one text has room for. */
static void
text_fill(struct filler *at, struct letter *out)
{
	const char *plain;

	for (;;) {
		out->text = filled(at, at->template->text);
		out->texts = text_message_fit(at->arena, out->text, &plain, &out->characters);
		out->text = plain;
		if (out->texts == 1 || at->offers <= 1)
			return;
		at->offers--;
	}
}

enum code
template_fill_with(struct desk *desk, struct arena *arena, const struct template *template,
		const struct filling *filling, struct letter *out)
{
	const struct offer samples[] = {
		{ .day = desk_today(desk) + 2, .start = 16 * 60 + 30, .minutes = 45 },
		{ .day = desk_today(desk) + 3, .start = 8 * 60, .minutes = 45 } };
	struct filling shown = *filling;
	struct filler at = { .desk = desk, .arena = arena, .template = template, .from = &shown,
		.tongue = tongue_of(template->language) };
	enum code code = practice_find(&at);

	if (filling->sample && !filling->offers) {
		shown.offers = samples;
		shown.offer_count = sizeof samples / sizeof *samples;
	}
	at.offers = shown.offer_count;
	*out = (struct letter){ .language = template->language };
	if (code == OK && filling->patient)
		code = names_find(&at);
	else
		names_sample(&at);
	if (code != OK)
		return code;
	if (filling->whom)
		at.whom = filling->whom;
	if (template->channel == MESSAGE_TEXT) {
		text_fill(&at, out);
		out->offers = at.offers;
		return OK;
	}
	out->offers = at.offers;
	out->subject = template->subject ? filled(&at, template->subject) : NULL;
	out->text = filled(&at, template->text);
	return OK;
}

enum code
template_fill(struct desk *desk, struct arena *arena, enum template_name name,
		enum message_channel channel, const struct filling *filling, struct letter *out)
{
	struct template template;
	const char *language = NULL;
	enum code code = OK;

	if (filling->patient)
		code = db_text_value(desk->db, arena, &language,
				"SELECT language FROM patient WHERE id = $1", "I", filling->patient);
	if (code == OK)
		code = template_find(desk, arena, name, channel, language, &template);
	return code == OK ? template_fill_with(desk, arena, &template, filling, out) : code;
}
