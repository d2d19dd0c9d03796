/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Acting on a text reply.
 */
#include <string.h>

#include "base/text.h"
#include "book/appointment.h"
#include "care/concern.h"
#include "draft.h"
#include "post/queue.h"
#include "post/reply.h"
#include "recall/contact.h"
#include "recall/fit.h"
#include "store/change.h"
#include "store/right.h"
#include "unheard.h"

#define SUFFIX_DIGITS 7		/* of a number, by which another way of writing it is known */
#define CHOICE_DAYS 14		/* for which an offer of openings may be answered */
#define LATER_DAYS 28
#define DAY_LAST (24 * 60 - 1)	/* minute: the end of a day */
#define REPLY_MOST 1600		/* bytes of what was written that are kept */

static const struct field reply_fields[] = {
	FIELD(text_reply, from, "From", FIELD_TEXT, 0),
	FIELD(text_reply, result, "Result", FIELD_TEXT, 0),
	FIELD_REFERS(text_reply, patient, "Patient", "patient", OPTIONAL),
	FIELD(text_reply, name, "Name", FIELD_TEXT, OPTIONAL),
	FIELD_REFERS(text_reply, appointment, "Visit", "appointment", OPTIONAL),
	FIELD(text_reply, said, "Words", FIELD_TEXT, OPTIONAL | LONG),
};

const struct record text_reply_record = {
	"message_list", "reply", sizeof(struct text_reply), reply_fields,
	FIELD_COUNT(reply_fields), true, NULL
};

/* One that came in. */
struct incoming {
	struct desk *desk;
	struct arena *arena;
	const char *text;
	struct text_reply *reply;
	struct reach *reaches;		/* of that number, however it is written */
	size_t reach_count;
	struct patient patient;		/* id 0: nobody's */
	int64_t reach;			/* hers */
	struct message *open;		/* questions to that number */
	size_t open_count;
	const char *languages;
};

/* Whose number it is */

/* Digits without what is dialled before them: "0044…", "07…", "7…" end alike. */
static const char *
bare_digits(struct arena *arena, const char *value)
{
	const char *const digits = text_digits(arena, value);

	return digits + strspn(digits, "0");
}

static bool
is_same_number(const char *a, const char *b)
{
	const size_t x = strlen(a), y = strlen(b), shorter = x < y ? x : y;

	if (x == y)
		return x > 0 && strcmp(a, b) == 0;
	return shorter >= SUFFIX_DIGITS && strcmp(a + x - shorter, b + y - shorter) == 0;
}

static enum code
find_reaches(struct incoming *in, const char *from)
{
	const char *const digits = bare_digits(in->arena, from);
	struct arena row_arena = {0};
	struct cursor cursor;
	struct reach reach;
	bool more;
	enum code code = *digits ? record_open(in->desk, &cursor, &reach_record,
			"WHERE kind = 'phone' ORDER BY id", "") :
		fail(INPUT, "%s: it is no telephone number", from);

	if (code != OK)
		return code;
	while ((code = record_next(&cursor, &reach, &more)) == OK && more) {
		if (is_same_number(digits, bare_digits(&row_arena, reach.value))) {
			in->reaches = arena_grow(in->arena, in->reaches, in->reach_count *
					sizeof reach, (in->reach_count + 1) * sizeof reach);
			reach.value = arena_copy(in->arena, reach.value);
			reach.failed = arena_copy(in->arena, reach.failed);
			in->reaches[in->reach_count++] = reach;
		}
		arena_reset(&row_arena);
	}
	record_close(&cursor);
	arena_free(&row_arena);
	return code;
}

/* Is the question still one: the visit as it was, and to come; the recall without a visit? */
static enum code
is_open(struct incoming *in, const struct message *message, bool *open)
{
	const int today = desk_today(in->desk);
	struct appointment visit;
	time_t sent = 0;
	int64_t booked = 0;
	int day, minute;
	enum code code = OK;

	*open = false;
	if (message->question == QUESTION_KEEP && message->appointment) {
		code = record_get(in->desk, in->arena, &appointment_record, message->appointment,
				&visit);
		*open = code == OK && visit.state == VISIT_BOOKED && (message->sequence == NONE ||
				message->sequence == visit.sequence) && (visit.day > today ||
				(visit.day == today && visit.start > desk_minute(in->desk)));
	} else if (message->question == QUESTION_CHOOSE && stamp_parse(message->sent_at ?
			message->sent_at : message->due_at, &sent)) {
		char text[DAY_SIZE];

		zone_local(sent, &day, &minute);
		code = db_value(in->desk->db, &booked, "SELECT count(*) FROM recall WHERE id = $1"
				" AND next_visit >= $2", "It", message->recall,
				civil_format(text, today));
		*open = day + CHOICE_DAYS >= today && booked == 0;
	}
	return code;
}

static enum code
find_questions(struct incoming *in)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < in->reach_count; i++) {
		struct message *rows;
		size_t count;

		code = record_select(in->desk, in->arena, &message_record, &rows, &count,
				"WHERE reach = $1 AND channel = 'text' AND state IN"
				" ('sent', 'uncertain') AND question IS NOT NULL"
				" AND answered IS NULL ORDER BY id", "I", in->reaches[i].row.id);
		for (size_t j = 0; code == OK && j < count; j++) {
			bool open;

			code = is_open(in, &rows[j], &open);
			if (code != OK || !open)
				continue;
			in->open = arena_grow(in->arena, in->open, in->open_count * sizeof *rows,
					(in->open_count + 1) * sizeof *rows);
			in->open[in->open_count++] = rows[j];
		}
	}
	return code;
}

/* Who it is from: whom a question is open to, else whom the number belongs to first. */
static enum code
find_patient(struct incoming *in)
{
	int64_t id = in->open_count ? in->open[0].patient : 0;
	enum code code = OK;

	in->reach = in->open_count ? in->open[0].reach : 0;
	for (size_t i = 0; code == OK && !id && i < in->reach_count; i++) {
		in->reach = in->reaches[i].row.id;
		code = db_value(in->desk->db, &id, "SELECT pr.patient FROM patient_reach pr"
				" JOIN patient p ON p.id = pr.patient WHERE pr.reach = $1"
				" ORDER BY p.called_first DESC, pr.position, p.id LIMIT 1", "I",
				in->reach);
	}
	if (code == OK && id)
		code = record_get(in->desk, in->arena, &patient_record, id, &in->patient);
	if (code != OK)
		return code;
	in->languages = arena_print(in->arena, "en %s %s", setting_text(in->desk, in->arena,
			"language", ""), in->patient.language ? in->patient.language : "");
	in->reply->patient = in->patient.row.id;
	in->reply->name = in->patient.name;
	return OK;
}

/* What came of it */

static void
result(struct incoming *in, const char *word, const char *said)
{
	in->reply->result = word;
	in->reply->said = said;
}

/* A contact that came in, about the question if there is one. */
static void
blank_contact(const struct incoming *in, const struct message *question, struct contact *contact)
{
	record_blank(&contact_record, contact);
	contact->patient = in->patient.row.id;
	contact->reach = in->reach;
	contact->direction = DIRECTION_IN;
	contact->channel = CONTACT_TEXT;
	contact->purpose = question && question->recall ? PURPOSE_INVITATION : PURPOSE_SERVICE;
	contact->outcome = NONE;
	contact->appointment = question ? question->appointment : 0;
	contact->recall = question ? question->recall : 0;
	contact->note = in->text;
}

/* `until` is a day, or NONE. */
static enum code
leave_contact(struct incoming *in, const struct message *question, int outcome, int until)
{
	struct contact contact;
	char day[DAY_SIZE];

	blank_contact(in, question, &contact);
	contact.outcome = outcome;
	contact.until = until == NONE ? NULL : civil_format(day, until);
	return contact_log(in->desk, in->arena, &contact, NULL);
}

static enum code
mark_answered(struct incoming *in, struct message *question)
{
	char now[STAMP_SIZE];

	question->answered = arena_copy(in->arena, desk_stamp(in->desk, now));
	return record_put(in->desk, &message_record, question);
}

/* By closing time, as long as that is to come. */
static enum code
due_today(struct desk *desk, int *minute)
{
	const enum code code = practice_closing(desk, desk_today(desk), minute);

	if (code == OK && (*minute == NONE || *minute <= desk_minute(desk)))
		*minute = DAY_LAST;
	return code;
}

/* Somebody must answer, today: it is among the calls, in their words, until it is. */
static enum code
to_call(struct incoming *in, const char *why)
{
	struct concern concern;
	struct contact contact;
	const char *said;
	int minute;
	enum code code;

	result(in, "call", why);
	record_blank(&concern_record, &concern);
	concern.kind = CONCERN_QUESTION;
	concern.patient = in->patient.row.id;
	concern.caller = concern.patient ? NULL : in->reply->from;
	concern.about = "text message";
	concern.text = in->text;
	code = due_today(in->desk, &minute);
	if (code == OK)
		code = concern_open(in->desk, in->arena, &concern, desk_today(in->desk), minute,
				&said);
	if (code != OK || !concern.patient)
		return code;
	blank_contact(in, in->open_count == 1 ? in->open : NULL, &contact);
	contact.concern = concern.row.id;
	return contact_log(in->desk, in->arena, &contact, NULL);
}

static enum code
keep(struct incoming *in, struct message *question, bool yes)
{
	const int today = desk_today(in->desk);
	struct appointment visit;
	const char *said, *when;
	enum code code = record_get(in->desk, in->arena, &appointment_record,
			question->appointment, &visit);

	if (code != OK)
		return code;
	in->reply->appointment = visit.row.id;
	when = time_said(in->arena, visit.day, visit.start, today);
	if (yes && visit.confirmed != CONFIRMED_YES) {
		code = appointment_step(in->desk, in->arena, &visit, STEP_CONFIRM, &said);
	} else if (!yes) {
		visit.confirmed = CONFIRMED_NO;
		code = record_put(in->desk, &appointment_record, &visit);
	}
	result(in, yes ? "confirmed" : "declined", arena_print(in->arena, yes ? "confirmed %s" :
			"can't come %s: to be called", when));
	if (!yes)
		in->text = arena_print(in->arena, "can't come %s; %s", when, in->text);
	if (code == OK)
		code = mark_answered(in, question);
	return code == OK ? leave_contact(in, question, yes ? OUTCOME_TOLD : OUTCOME_CALL_AT,
			yes ? NONE : today) : code;
}

/* The opening is gone: she hears it at once, in her language, and somebody calls. Where the practice has
 * no number to be called at there is only the call. */
static enum code
tell_gone(struct incoming *in, const struct offer *offer, const char *when)
{
	const struct appointment chosen = { .day = offer->day, .start = offer->start,
		.minutes = offer->minutes, .told_start = NONE };
	const struct draft draft = { .template = TEMPLATE_GONE, .purpose = PURPOSE_SERVICE,
		.patient = in->patient.row.id, .visit = &chosen, .wanted = MESSAGE_TEXT,
		.reach = in->reach, .method = NONE };
	struct message message;
	bool any;
	enum code code = draft_queue(in->desk, in->arena, &draft, &message, &any);

	if (code == INPUT) {
		error_clear();
		code = OK;
	}
	return code == OK ? to_call(in, arena_print(in->arena, "chose %s, which is gone", when))
			  : code;
}

/* What she waits for, of that type; id 0: she waits no more. */
static enum code
waits_for(struct incoming *in, const struct offer *offer, struct wait *out)
{
	const enum code code = record_first(in->desk, in->arena, &wait_record, out,
			"WHERE patient = $1 AND type = $2 AND ended IS NULL ORDER BY since, id", "II",
			in->patient.row.id, offer->type);

	if (code == NOT_FOUND)
		*out = (struct wait){ 0 };
	return code == NOT_FOUND ? OK : code;
}

/* Who waits gives up her own visit for it, and waits no more. */
static enum code
take_waited(struct incoming *in, const struct offer *offer, const struct wait *wait)
{
	const struct slot gap = { .chair = offer->chair, .day = offer->day, .start = offer->start,
		.minutes = offer->minutes };
	struct fit_line fit = { .kind = FIT_WAITING, .patient = wait->patient,
		.wait = wait->row.id, .appointment = wait->appointment, .start = offer->start,
		.minutes = offer->minutes, .provider = offer->provider };
	struct visit_type type;
	struct slot next;
	const char *said;
	const enum code code = record_get(in->desk, in->arena, &visit_type_record, offer->type,
			&type);

	fit.type = code == OK ? type.code : NULL;
	in->reply->appointment = wait->appointment;
	return code == OK ? gap_take(in->desk, in->arena, gap, &fit, &next, &said) : code;
}

static enum code
take_new(struct incoming *in, const struct offer *offer)
{
	const struct booking booking = { .patient = in->patient.row.id, .type = offer->type,
		.provider = offer->provider, .slot = { .chair = offer->chair, .day = offer->day,
			.start = offer->start, .minutes = offer->minutes } };
	struct appointment visit;
	const char *said;
	const enum code code = appointment_book(in->desk, in->arena, &booking, &visit, &said);

	if (code == OK)
		in->reply->appointment = visit.row.id;
	return code;
}

/* A rule refuses it: nothing was written, and it is a call. */
static enum code
book_offer(struct incoming *in, const struct message *question, const struct offer *offer,
		bool *booked)
{
	struct wait wait = { 0 };
	enum code code = OK;

	if (strcmp(question->template, template_words[TEMPLATE_OFFER]) == 0)
		code = waits_for(in, offer, &wait);
	if (code == OK)
		code = wait.row.id ? take_waited(in, offer, &wait) : take_new(in, offer);
	*booked = code == OK;
	if (code != CLASH && code != NOT_FOUND && code != INPUT)
		return code;
	error_clear();
	return OK;
}

static enum code
choose(struct incoming *in, struct message *question, int number)
{
	struct offer offers[OFFERS];
	const size_t count = offers_parse(question->offers, offers);
	const struct offer *const offer = &offers[number - 1];
	const char *when;
	bool booked;
	enum code code;

	if ((size_t)number > count)
		return to_call(in, "chose a number that wasn't offered");
	when = time_said(in->arena, offer->day, offer->start, desk_today(in->desk));
	code = book_offer(in, question, offer, &booked);
	if (code == OK)
		code = mark_answered(in, question);
	if (code != OK)
		return code;
	if (!booked)
		return tell_gone(in, offer, when);
	result(in, "booked", arena_print(in->arena, "booked %s", when));
	return leave_contact(in, question, OUTCOME_BOOKED, NONE);
}

static enum code
put_later(struct incoming *in, struct message *question)
{
	const int until = desk_today(in->desk) + LATER_DAYS;
	const enum code code = mark_answered(in, question);

	result(in, "later", arena_print(in->arena, "not now: again %s", day_said(in->arena, until,
			desk_today(in->desk))));
	return code == OK ? leave_contact(in, question, OUTCOME_NOT_UNTIL, until) : code;
}

/* STOP */

static enum code
withdraw_waiting(struct incoming *in, int64_t reach)
{
	struct message *rows;
	size_t count;
	enum code code = record_select(in->desk, in->arena, &message_record, &rows, &count,
			"WHERE reach = $1 AND channel = 'text' AND state IN ('waiting', 'failed')"
			" ORDER BY id", "I", reach);

	for (size_t i = 0; code == OK && i < count; i++) {
		const bool waited = rows[i].state == MESSAGE_WAITING;

		rows[i].state = MESSAGE_WITHDRAWN;
		rows[i].error = "STOP";
		code = record_put(in->desk, &message_record, &rows[i]);
		if (code == OK && waited)
			code = message_unheard(in->desk, in->arena, &rows[i]);
	}
	return code;
}

static enum code
allow_texts(struct incoming *in, bool allow)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < in->reach_count; i++) {
		in->reaches[i].may_text = allow;
		code = record_put(in->desk, &reach_record, &in->reaches[i]);
		if (code == OK && !allow)
			code = withdraw_waiting(in, in->reaches[i].row.id);
	}
	result(in, allow ? "started" : "stopped", allow ? "may be texted again" :
			"gets no more texts");
	return code;
}

static enum code
stop(struct incoming *in, bool more)
{
	enum code code = allow_texts(in, false);

	if (code == OK && more) {
		code = to_call(in, "gets no more texts");
		result(in, "stopped", "gets no more texts; the rest is to be answered");
	} else if (code == OK && in->patient.row.id) {
		code = leave_contact(in, NULL, OUTCOME_OFF, NONE);
	}
	return code;
}

/* The one question, where there is exactly one, and it is of that kind. */
static struct message *
the_question(const struct incoming *in, enum message_question kind)
{
	return in->open_count == 1 && in->open[0].question == (int)kind ? &in->open[0] : NULL;
}

static enum code
act(struct incoming *in)
{
	const struct reply_words words = reply_words_read(in->arena, in->text, in->languages);
	struct message *const asked = the_question(in, QUESTION_KEEP);
	struct message *const offered = the_question(in, QUESTION_CHOOSE);

	if (words.meaning == REPLY_STOP || (words.meaning == REPLY_CANCEL && !in->open_count))
		return stop(in, words.more);
	if (words.meaning == REPLY_START)
		return allow_texts(in, true);
	if (asked && words.meaning == REPLY_YES)
		return keep(in, asked, true);
	if (asked && (words.meaning == REPLY_NO || words.meaning == REPLY_CANCEL))
		return keep(in, asked, false);
	if (offered && words.meaning == REPLY_NUMBER)
		return choose(in, offered, words.number);
	if (offered && words.meaning == REPLY_LATER)
		return put_later(in, offered);
	if (words.meaning == REPLY_UNCLEAR)
		return to_call(in, "not understood: to be called");
	return to_call(in, in->open_count == 0 ? "no question to that number is open: to be called" :
			in->open_count > 1 ? "several questions are open: to be called" :
			"answers something else than was asked: to be called");
}

static enum code
take(struct incoming *in, const char *from)
{
	enum code code = find_reaches(in, from);

	if (code == OK)
		code = find_questions(in);
	if (code == OK)
		code = find_patient(in);
	return code == OK ? act(in) : code;
}

/* On one line, clean, of a bounded length that splits no character. */
static const char *
one_line(struct arena *arena, const char *text)
{
	size_t length = strlen(text);
	char *line;

	if (length > REPLY_MOST)
		for (length = REPLY_MOST; length && ((unsigned char)text[length] & 0xC0) == 0x80;)
			length--;
	line = arena_copy_bytes(arena, text, length);
	for (char *c = line; *c; c++)
		if (strchr("\t\r\n", *c))
			*c = ' ';
	while (length && line[length - 1] == ' ')
		line[--length] = '\0';
	return text_clean(arena, line);
}

enum code
reply_text(struct desk *desk, struct arena *arena, const char *from, const char *text,
		struct text_reply *out)
{
	struct incoming in = { .desk = desk, .arena = arena, .reply = out };
	enum code code;

	*out = (struct text_reply){ .from = one_line(arena, from), .result = "call" };
	in.text = one_line(arena, text);
	if (text_is_blank(in.text))
		return fail(INPUT, "%s: there is no text in it", out->from);
	code = batch_begin(desk, NULL, NULL);
	if (code != OK)
		return code;
	code = right_take_in(desk, RIGHT_CONTACTS);
	return batch_end(desk, code == OK ? take(&in, from) : code);
}
