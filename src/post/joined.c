/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One text for the visits of a home.
 */
#include "joined.h"

#include <stdlib.h>

#include "book/appointment.h"
#include "post/send.h"
#include "post/template.h"
#include "template_parts.h"

/* Occasions that are about visits, whose words can be about several. */
static bool
may_join(const struct message *message)
{
	const int name = word_index(template_words, message->template);

	return message->appointment && message->method == NONE &&
		(name == TEMPLATE_CONFIRMATION || name == TEMPLATE_CANCELLATION);
}

/* A visit that is spoken of, and whose. */
struct part {
	struct appointment visit;
	struct patient patient;
};

static enum code
part_read(struct desk *desk, struct arena *arena, const struct message *message, struct part *out)
{
	const enum code code = record_get(desk, arena, &appointment_record, message->appointment,
			&out->visit);

	return code == OK ? record_get(desk, arena, &patient_record, message->patient,
			&out->patient) : code;
}

static int
by_start(const void *a, const void *b)
{
	const struct part *const x = a, *const y = b;

	return x->visit.start != y->visit.start ? x->visit.start - y->visit.start :
		(x->visit.row.id > y->visit.row.id) - (x->visit.row.id < y->visit.row.id);
}

/* From the first beginning to the last end, and whom it is for. */
static enum code
parts_say(struct desk *desk, struct arena *arena, struct message *message,
		const struct part *parts, size_t count)
{
	struct filling filling = { .patient = parts[0].patient.row.id, .reach = message->reach,
		.visit = &parts[0].visit, .start = NONE };
	struct letter letter;
	enum code code;

	for (size_t i = 0; i < count; i++) {
		const int end = parts[i].visit.start + parts[i].visit.minutes;

		filling.until = end > filling.until ? end : filling.until;
		filling.whom = arena_print(arena, "%s%s%s", i ? filling.whom : "", i ? ", " : "",
				patient_given(arena, &parts[i].patient));
	}
	code = template_fill(desk, arena, (enum template_name)word_index(template_words,
			message->template), (enum message_channel)message->channel, &filling,
			&letter);
	if (code == OK) {
		message->text = letter.text;
		message->subject = letter.subject;
	}
	return code;
}

/* The message about itself and all of them. */
static enum code
words_join(struct desk *desk, struct arena *arena, struct message *message,
		const struct message *others, size_t count)
{
	struct part *const parts = arena_take(arena, (count + 1) * sizeof *parts);
	enum code code = part_read(desk, arena, message, &parts[0]);

	for (size_t i = 0; code == OK && i < count; i++)
		code = part_read(desk, arena, &others[i], &parts[i + 1]);
	if (code != OK)
		return code;
	qsort(parts, count + 1, sizeof *parts, by_start);
	return parts_say(desk, arena, message, parts, count + 1);
}

enum code
joined_find(struct desk *desk, struct arena *arena, const struct post_ways *ways,
		struct message *message, struct message **others, size_t *count)
{
	struct message *rows;
	char now[STAMP_SIZE];
	size_t found = 0;
	enum code code;

	*count = 0;
	if (!may_join(message))
		return OK;
	code = record_select(desk, arena, &message_record, &rows, &found, "WHERE state = 'waiting'"
			" AND due_at <= $1 AND reach = $2 AND channel = $3 AND template = $4"
			" AND method IS NULL AND id <> $5 AND appointment IN (SELECT a.id"
			" FROM appointment a JOIN appointment b ON b.day = a.day WHERE b.id = $6)"
			" ORDER BY id", "tIttII", desk_stamp(desk, now), message->reach,
			message_channel_words[message->channel], message->template,
			message->row.id, message->appointment);
	*others = rows;
	for (size_t i = 0; code == OK && i < found; i++) {
		enum verdict verdict;
		const char *why;

		code = message_verdict(desk, arena, &rows[i], ways, &verdict, &why);
		if (code == OK && verdict == VERDICT_SEND)
			rows[(*count)++] = rows[i];
	}
	return code == OK && *count ? words_join(desk, arena, message, *others, *count) : code;
}
