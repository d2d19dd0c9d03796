/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Templates of messages (desk.md section 7): words with {fields} in them, one for each occasion,
 * channel and language. The program has its own (data/templates); what a practice changes is kept
 * beside them and goes before. Fields can't name a treatment, a provider or a reason: there are none
 * for these.
 */
#ifndef POST_TEMPLATE_H
#define POST_TEMPLATE_H

#include "book/appointment.h"
#include "post/message.h"

enum template_name { TEMPLATE_REMINDER, TEMPLATE_CONFIRMATION, TEMPLATE_RECALL,
	TEMPLATE_REACTIVATION, TEMPLATE_MISSED, TEMPLATE_LATE, TEMPLATE_OFFER,
	TEMPLATE_CANCELLATION,
	TEMPLATE_GONE };
extern const char *const template_words[];

struct template {
	struct row row;			/* id 0: the program's own */
	int name;			/* enum template_name */
	const char *language;		/* "en" */
	int channel;			/* enum message_channel */
	const char *subject;		/* of e-mails and letters */
	const char *text;
};
extern const struct record template_record;

/* The template for an occasion: in that language (a code, or a name as "German"; NULL: the
 * practice's, setting language), else in the practice's, else in English; what the practice wrote
 * before the program's own. NOT_FOUND where there is none for the channel. */
enum code template_find(struct desk *desk, struct arena *arena, enum template_name name,
		enum message_channel channel, const char *language, struct template *out);

/* A line of the list of them all: those that the practice wrote, and the program's own where it
 * didn't. A listing. */
struct template_line {
	int64_t id;			/* 0: the program's own */
	int name;
	const char *language;
	int channel;
	const char *subject, *text;
};
extern const struct record template_line_record;
enum code templates_load(struct desk *desk, struct arena *arena, struct template_line **out,
		size_t *count);

/* Writes it as the practice's own; one batch. INPUT for a field that the occasion doesn't have, a
 * brace left open, no way to answer ({phone}), a word that is never said (missed, overdue, owe), a
 * treatment's or provider's name. *said tells how long a text becomes. */
enum code template_save(struct desk *desk, struct arena *arena, struct template *template,
		const char **said);
/* The same, of its occasion, channel and language, whichever row there is: its own is taken no note of. */
enum code template_write(struct desk *desk, struct arena *arena, struct template *template,
		const char **said);
/* May it be saved? Writes nothing. */
enum code template_check(struct desk *desk, struct arena *arena, const struct template *template);
/* Back to the program's own. NOT_FOUND where the practice has none. */
enum code template_reset(struct desk *desk, struct arena *arena, const struct template *template,
		const char **said);

/* The fields that an occasion has: "practice, phone, name …". */
const char *template_fields(struct arena *arena, enum template_name name);

/* What fields are filled from. */
struct filling {
	int64_t patient, reach;		/* reach 0: her first for the channel */
	const struct appointment *visit;	/* NULL: none */
	int start;			/* late: when to come instead; NONE */
	const struct offer *offers;	/* at most so many are named as fit the text */
	size_t offer_count;
	const char *whom;		/* whom it is for; NULL: the patient, if she isn't told herself */
	int until;			/* the minute at which what it is about ends; 0: the visit's end */
	bool sample;			/* a preview: made-up values where nobody is named */
};

/* A message's words. */
struct letter {
	const char *subject, *text;
	size_t offers;			/* how many of the openings it names */
	int characters, texts;		/* of a text message: as they are counted, and how many it is */
	const char *language;		/* of the template that was taken */
};

/* The words for somebody, in her language: the name is that of whom the number or address belongs to;
 * of a child, whom it is for is said. A text message is written in the alphabet of text messages
 * where that can be. INPUT where the practice has no telephone to be called at (setting phone). */
enum code template_fill(struct desk *desk, struct arena *arena, enum template_name name,
		enum message_channel channel, const struct filling *filling, struct letter *out);
/* The same of a template that is at hand, saved or not. */
enum code template_fill_with(struct desk *desk, struct arena *arena,
		const struct template *template, const struct filling *filling,
		struct letter *out);

/* A day as the template for an occasion and somebody would say it, with its year: "Do 26. Nov 2026". */
const char *template_date(struct desk *desk, struct arena *arena, const char *name,
		enum message_channel channel, int64_t patient, int day);

/* A text in the alphabet of text messages (GSM 03.38): typographic signs become plain ones, letters
 * that it lacks lose their accents. What can't be said in it makes the whole text one of 70
 * characters. Gives how many texts it is; *characters as they are counted. In the arena. */
int text_message_fit(struct arena *arena, const char *text, const char **out, int *characters);

#endif
