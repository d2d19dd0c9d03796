/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a message to what goes out of the house.
 */
#include "hand.h"

#include <string.h>

#include "base/text.h"
#include "book/patient.h"
#include "ical/invite.h"
#include "mail.h"
#include "program.h"

/* What a program's exit status means: 0 and these of sysexits.h. */
#define STATUS_REFUSED 64	/* from here on it will never do … */
#define STATUS_LATER 75		/* … but for this one (EX_TEMPFAIL) */
#define STATUS_LAST 78

#define WHY_MOST 200		/* bytes of a reason that are kept */
#define ID_DIGITS 24		/* of a hash, in a Message-ID */

const struct way *
way_of(const struct post_ways *ways, int channel)
{
	return channel == MESSAGE_EMAIL ? &ways->email : &ways->text;
}

void
hands_close(struct hands *hands)
{
	net_close(hands->mail);
	arena_free(&hands->arena);
}

/* The same at each try, and nobody else's: from the hash of the change that made the row. */
static enum code
message_mark(struct desk *desk, struct arena *arena, int64_t id, const char **out)
{
	const enum code code = db_text_value(desk->db, arena, out, "SELECT hash FROM change"
			" WHERE tbl = 'message' AND row = $1 ORDER BY id LIMIT 1", "I", id);

	if (code == OK)
		*out = arena_copy_bytes(arena, *out ? *out : "", *out && strlen(*out) > ID_DIGITS ?
				ID_DIGITS : *out ? strlen(*out) : 0);
	return code;
}

/* The visit as it goes along; a cancellation whatever its state. */
static enum code
mail_calendar(struct desk *desk, struct arena *arena, const struct message *message,
		const struct patient *patient, struct mail *mail)
{
	const bool off = message->method == MESSAGE_CANCEL;

	if (message->method == NONE || !message->appointment)
		return OK;
	mail->method = off ? "CANCEL" : "REQUEST";
	return ical_invitation(desk, arena, message->appointment,
			off ? METHOD_CANCEL : METHOD_REQUEST, mail->to, patient->name,
			&mail->calendar);
}

static enum code
mail_prepare(struct hands *hands, struct arena *arena, const struct message *message,
		const char *to, struct buffer *out)
{
	const struct post_ways *const ways = hands->ways;
	struct desk *const desk = hands->desk;
	struct mail mail = { .from = ways->from, .reply_to = ways->reply_to, .to = to,
		.from_name = ways->from_name ? ways->from_name : desk->practice,
		.subject = message->subject ? message->subject : desk->practice,
		.text = message->text, .unsubscribe = message->purpose != PURPOSE_SERVICE };
	char stamp[STAMP_SIZE];
	struct patient patient;
	enum code code = record_get(desk, arena, &patient_record, message->patient, &patient);

	if (code != OK || (code = message_mark(desk, arena, message->row.id, &mail.id)) != OK ||
	    (code = mail_calendar(desk, arena, message, &patient, &mail)) != OK)
		return code;
	mail.id = arena_print(arena, "chairtime-%s", mail.id);
	mail.language = patient.language;
	stamp_parse(desk_stamp(desk, stamp), &mail.at);
	buffer_reset(out);
	mail_compose(out, &mail);
	return OK;
}

enum code
hands_open(struct hands *hands, int channel)
{
	const struct way *const way = &hands->ways->email;

	if (channel != MESSAGE_EMAIL || hands->mail || way->program || !way->url)
		return OK;
	return net_open(&hands->arena, way, &hands->mail);
}

enum code
hand_prepare(struct hands *hands, struct arena *arena, const struct message *message,
		const char *to, struct buffer *mail)
{
	return message->channel == MESSAGE_EMAIL ? mail_prepare(hands, arena, message, to, mail)
						 : OK;
}

/* The first line of what a program printed. */
static const char *
said_by(struct arena *arena, const struct buffer *printed)
{
	const size_t length = printed->length ? strcspn(printed->bytes, "\r\n") : 0;
	const char *const line = arena_copy_bytes(arena, printed->length ? printed->bytes : "",
			length < WHY_MOST ? length : WHY_MOST);

	return text_clean(arena, line);
}

static enum handed
judge(struct arena *arena, const char *program, const struct program_end *end,
		const struct buffer *printed, const char **why)
{
	const char *const said = said_by(arena, printed);

	if (!end->began) {
		*why = arena_print(arena, "%s can't be started", program);
		return HANDED_DOWN;
	}
	if (end->status < 0) {
		*why = arena_print(arena, "%s %s", program, end->late ? "took too long" :
				"was killed");
		return HANDED_UNKNOWN;
	}
	if (end->status == 0)
		return HANDED_OVER;
	*why = arena_print(arena, "%s: exit status %d%s%s", program, end->status,
			*said ? ": " : "", said);
	return end->status >= STATUS_REFUSED && end->status <= STATUS_LAST &&
		end->status != STATUS_LATER ? HANDED_REFUSED : HANDED_LATER;
}

static enum handed
by_program(struct arena *arena, const struct way *way, const char *const *more,
		const struct buffer *input, const char **why)
{
	struct buffer printed = {0};
	struct program_end end;
	const char **argv;
	enum handed handed;
	size_t count = 0, own = 0;

	while (way->program[own])
		own++;
	argv = arena_take(arena, (own + 4) * sizeof *argv);
	for (; count < own; count++)
		argv[count] = way->program[count];
	for (; *more; more++)
		argv[count++] = *more;
	program_run(argv, input ? input->bytes : NULL, input ? input->length : 0, way->seconds,
			&printed, &end);
	handed = judge(arena, argv[0], &end, &printed, why);
	buffer_free(&printed);
	return handed;
}

/* As a mail program has its lines: without the carriage returns of the wire. */
static void
local_lines(struct buffer *out, const struct buffer *mail)
{
	for (size_t i = 0; i < mail->length; i++)
		if (mail->bytes[i] != '\r')
			buffer_add(out, &mail->bytes[i], 1);
}

static enum handed
mail_by_program(struct arena *arena, const struct way *way, const char *to,
		const struct buffer *mail, const char **why)
{
	const char *const more[] = { "--", to, NULL };
	struct buffer lines = {0};
	enum handed handed;

	local_lines(&lines, mail);
	handed = by_program(arena, way, more, &lines, why);
	buffer_free(&lines);
	return handed;
}

/* "+44 7700 900100" as digits, with its plus sign: it can't be read as an option. */
static const char *
number_dialled(struct arena *arena, const char *value)
{
	return arena_print(arena, "%s%s", *value == '+' ? "+" : "", text_digits(arena, value));
}

enum handed
hand_over(struct hands *hands, struct arena *arena, const struct message *message, const char *to,
		const struct buffer *mail, const char **why)
{
	const struct way *const way = way_of(hands->ways, message->channel);
	const char *const more[] = { number_dialled(arena, to), message->text, NULL };

	*why = NULL;
	if (message->channel == MESSAGE_TEXT)
		return by_program(arena, way, more, NULL, why);
	if (way->program)
		return mail_by_program(arena, way, to, mail, why);
	return net_mail(hands->mail, arena, hands->ways->from, to, mail, why);
}
