/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Care: questions, complaints and promises, from whoever raised them to their answer.
 */
#include "groups.h"

#include "acts.h"
#include "base/text.h"
#include "book/patient.h"
#include "care/concern.h"
#include "care/opinion.h"
#include "cli/listings.h"
#include "paper.h"
#include "post/queue.h"
#include "recall/contact.h"
#include "store/change.h"

/* Whose it is and what was said: P TEXT; with --caller all words are the text. */
static enum code
words_read(struct input *in, struct concern *concern)
{
	const char *const first = input_text(in, "P"), *const rest = input_text(in, "TEXT");
	struct patient patient;
	enum code code;

	concern->caller = input_text(in, "caller");
	concern->text = rest;
	if (concern->caller) {
		concern->text = rest ? arena_print(in->arena, "%s %s", first, rest) : first;
		return OK;
	}
	if (!rest)
		return fail(USAGE, "%s: TEXT is missing: what was said", in->command->name);
	code = patient_find(in->desk, in->arena, first, &patient);
	concern->patient = patient.row.id;
	return code;
}

static enum code
open_one(struct input *in, enum concern_kind kind, int day, int minute)
{
	struct concern concern;
	const char *said = NULL;
	enum code code;

	record_blank(&concern_record, &concern);
	concern.kind = (int)kind;
	concern.owner = input_text(in, "owner");
	concern.about = input_text(in, "about");
	code = words_read(in, &concern);
	if (code == OK && kind == CONCERN_COMPLAINT)
		concern.wish = input_text(in, "wish");
	if (code == OK)
		code = concern_open(in->desk, in->arena, &concern, day, minute, &said);
	if (code != OK)
		return code;
	print_note(in->out, "%s", said);
	return print_made(in, &concern_listing, concern.row.id);
}

#define WORDS_OPTIONS \
	{"P", OPTION_TEXT, POSITIONAL | REQUIRED, "P", \
		"An id, or words that find exactly one person", NULL}, \
	{"TEXT", OPTION_TEXT, POSITIONAL | REST, "TEXT", "What was said, in their words", NULL}, \
	{"caller", OPTION_TEXT, 0, "NAME", \
		"Who called, where it is no patient: P is then a part of TEXT", NULL}, \
	{"owner", OPTION_TEXT, 0, "NAME", "Who is to answer it; else who is at this desk", NULL}, \
	{"about", OPTION_TEXT, 0, "S", "About what", NULL}

static enum code
ask(struct input *in)
{
	return open_one(in, CONCERN_QUESTION, NONE, NONE);
}

static const struct option ask_options[] = {WORDS_OPTIONS};

static enum code
complain(struct input *in)
{
	return open_one(in, CONCERN_COMPLAINT, NONE, NONE);
}

static const struct option complain_options[] = {
	WORDS_OPTIONS,
	{"wish", OPTION_TEXT, 0, "S", "What would put it right", NULL},
};

static enum code
promise(struct input *in)
{
	return open_one(in, CONCERN_PROMISE, input_day(in, "due"), input_minute(in, "due"));
}

static const struct option promise_options[] = {
	WORDS_OPTIONS,
	{"due", OPTION_WHEN, REQUIRED, "WHEN", "By when it is kept: a day (by closing time) or a "
		"moment", NULL},
};

/* The concern that ID names. */
static enum code
concern_read(struct input *in, struct concern *out)
{
	return record_get(in->desk, in->arena, &concern_record, input_number(in, "ID", 0), out);
}

#define ID_OPTION {"ID", OPTION_NUMBER, POSITIONAL | REQUIRED, "ID", \
	"Its id, as ask and concerns print it", NULL}

static enum code
print_concern(struct input *in, enum code code, const struct concern *concern, const char *said)
{
	return code == OK ? print_changed(in, &concern_listing, concern->row.id, said) : code;
}

static enum code
answer(struct input *in)
{
	const int how = input_word(in, "by");
	const struct concern_answer closing = {
		.text = input_text(in, "TEXT"), .told_how = told_how_words[how == NONE ? 0 : how],
		.from_answer = input_number(in, "from", 0),
		.outcome = input_word(in, "outcome"), .lesson = input_text(in, "lesson"),
	};
	const char *said = NULL;
	struct concern concern;
	enum code code = concern_read(in, &concern);

	if (code == OK)
		code = concern_close(in->desk, in->arena, &concern, &closing, &said);
	return print_concern(in, code, &concern, said);
}

static const struct option answer_options[] = {
	ID_OPTION,
	{"TEXT", OPTION_TEXT, POSITIONAL | REST, "TEXT",
		"What was answered; with --from, else the entry's own text", NULL},
	{"from", OPTION_NUMBER, 0, "N", "The entry of the answer book it was answered from", NULL},
	{"by", OPTION_WORD, 0, "HOW", "How it was told; else by call", told_how_words},
	{"outcome", OPTION_WORD, 0, "O", "Of a complaint: how it ended", concern_outcome_words},
	{"lesson", OPTION_TEXT, 0, "S", "Of a complaint: what was learned from it", NULL},
};

static enum code
acknowledge(struct input *in)
{
	const char *said = NULL;
	struct concern concern;
	enum code code = concern_read(in, &concern);

	if (code == OK)
		code = concern_acknowledge(in->desk, in->arena, &concern, &said);
	return print_concern(in, code, &concern, said);
}

static const struct option acknowledge_options[] = {ID_OPTION};

static enum code
put_off(struct input *in)
{
	const char *said = NULL;
	struct concern concern;
	enum code code = concern_read(in, &concern);

	if (code == OK)
		code = concern_put_off(in->desk, in->arena, &concern, input_day(in, "until"),
				input_minute(in, "until"), input_text(in, "reason"), &said);
	return print_concern(in, code, &concern, said);
}

static const struct option put_off_options[] = {
	ID_OPTION,
	{"until", OPTION_WHEN, REQUIRED, "WHEN", "A day (by closing time) or a moment", NULL},
	{"reason", OPTION_TEXT, REQUIRED, "S", "Why", NULL},
};

static enum code
withdraw(struct input *in)
{
	const char *said = NULL;
	struct concern concern;
	enum code code = concern_read(in, &concern);

	if (code == OK)
		code = concern_withdraw(in->desk, in->arena, &concern, input_text(in, "reason"),
				&said);
	return print_concern(in, code, &concern, said);
}

static const struct option withdraw_options[] = {
	ID_OPTION,
	{"reason", OPTION_TEXT, REQUIRED, "S", "Why whoever raised it takes it back", NULL},
};

static enum code
concerns(struct input *in)
{
	const struct concern_filter filter = {
		.owner = input_text(in, "owner"), .due_by = input_day(in, "due-by"),
		.kind = input_word(in, "kind"), .outcome = input_word(in, "outcome"),
		.patient = input_id(in, "patient"), .closed = input_has(in, "all"), .closed_from = NONE,
	};
	struct concern_line *rows;
	struct paper paper;
	size_t count;
	enum code code = concerns_load(in->desk, in->arena, &filter, &rows, &count);

	if (code != OK)
		return code;
	code = paper_open(in, &paper);
	if (code == OK)
		print_rows(in->out, &concern_listing, rows, count);
	return paper_close(in, &paper, code);
}

static const struct option concerns_options[] = {
	{"owner", OPTION_TEXT, 0, "NAME", "Of that owner alone", NULL},
	{"due-by", OPTION_DAY, 0, "D", "Due up to that day", NULL},
	{"kind", OPTION_WORD, 0, "K", "Of that kind alone", concern_kind_words},
	{"outcome", OPTION_WORD, 0, "O", "Complaints that ended so", concern_outcome_words},
	{"patient", OPTION_PATIENT, 0, "P", "Of that patient alone", NULL},
	{"all", OPTION_FLAG, 0, NULL, "Also those answered or withdrawn", NULL},
	PAPER_OPTIONS,
};

static enum code
opinion(struct input *in)
{
	const int how = input_word(in, "by");
	const char *said = NULL;
	struct opinion row;
	enum code code;

	record_blank(&opinion_record, &row);
	row.patient = input_id(in, "P");
	row.score = input_number(in, "SCORE", NONE);
	row.text = input_text(in, "TEXT");
	row.channel = how == NONE ? word_index(told_how_words, "desk") : how;
	code = opinion_add(in->desk, in->arena, &row, &said);
	if (code != OK)
		return code;
	print_note(in->out, "%s", said);
	return print_made(in, &opinion_listing, row.row.id);
}

static const struct option opinion_options[] = {
	{"P", OPTION_PATIENT, POSITIONAL | REQUIRED, "P", "Whose", NULL},
	{"SCORE", OPTION_NUMBER, POSITIONAL | REQUIRED, "SCORE", "0 to 10", NULL},
	{"TEXT", OPTION_TEXT, POSITIONAL | REST, "TEXT", "Their sentence", NULL},
	{"by", OPTION_WORD, 0, "HOW", "How they were asked; else at the desk", told_how_words},
};

static enum code
opinions(struct input *in)
{
	return print_all(in, &opinion_listing, "order by at, id");
}

/* "Riverside Dental: thank you for coming. How was it, 0 to 10, and why? …" */
static const char *
opinion_text(struct input *in, enum message_channel channel)
{
	const char *const phone = setting_text(in->desk, in->arena, "phone", NULL);

	return arena_print(in->arena, "%s: thank you for coming. How was it, 0 to 10, and why? Reply%s%s."
			"%s", in->desk->practice, phone ? ", or call " : "", phone ? phone : "",
			channel == MESSAGE_TEXT ? " STOP ends texts." : "");
}

/* Queues the question by that channel. NOT_FOUND where there is no number or address for it. */
static enum code
queue_question(struct input *in, const struct ask_line *line, enum message_channel channel)
{
	struct message message;

	record_blank(&message_record, &message);
	message.patient = line->patient;
	message.appointment = line->visit;
	message.channel = (int)channel;
	message.purpose = PURPOSE_OPINION;
	message.template = "opinion";
	message.text = opinion_text(in, channel);
	if (channel == MESSAGE_EMAIL)
		message.subject = "How was your visit?";
	return message_queue(in->desk, in->arena, &message);
}

/* To each by text, else by e-mail; *queued of them. Who has neither is left out. */
static enum code
queue_questions(struct input *in, const struct ask_line *rows, size_t count, size_t *queued)
{
	enum code code = OK;

	for (size_t i = 0; code == OK && i < count; i++) {
		code = queue_question(in, &rows[i], MESSAGE_TEXT);
		if (code == NOT_FOUND) {
			error_clear();
			code = queue_question(in, &rows[i], MESSAGE_EMAIL);
		}
		*queued += code == OK;
		if (code == NOT_FOUND) {
			error_clear();
			code = OK;
		}
	}
	return code;
}

static enum code
opinion_whom(struct input *in)
{
	struct ask_line *rows;
	size_t count, queued = 0;
	enum code code = opinion_ask(in->desk, in->arena, input_has(in, "DAY")
			? input_day(in, "DAY") : desk_today(in->desk), &rows, &count);

	if (code != OK || !input_has(in, "queue")) {
		if (code == OK)
			print_rows(in->out, &opinion_ask_listing, rows, count);
		return code;
	}
	code = batch_begin(in->desk, NULL, NULL);
	if (code == OK)
		code = batch_end(in->desk, queue_questions(in, rows, count, &queued));
	if (code == OK)
		print_said(in->out, arena_print(in->arena, "queued: %zu of %zu; the others have no number "
				"that may be texted and no e-mail", queued, count));
	return code;
}

static const struct option whom_options[] = {
	{"DAY", OPTION_DAY, POSITIONAL, "DAY", "Of whose visits; else today's", NULL},
	{"queue", OPTION_FLAG, 0, NULL, "Queues the question to each by text or e-mail; send sends it", NULL},
};

const struct command care_commands[] = {
	{"ask", "Notes a question and prints its id; it is due after one open day",
		OPTIONS(ask_options), STORE_WRITE, MAKES, ask},
	{"complain", "Notes a complaint and prints its id; it is to be acknowledged after one open "
		"day and answered after ten", OPTIONS(complain_options), STORE_WRITE, MAKES,
		complain},
	{"promise", "Notes what somebody was promised and prints its id", OPTIONS(promise_options),
		STORE_WRITE, MAKES, promise},
	{"answer", "Closes a question, complaint or promise with what was answered",
		OPTIONS(answer_options), STORE_WRITE, MAKES, answer},
	{"concerns", "Questions, complaints and promises that are open, by due time",
		OPTIONS(concerns_options), STORE_READ, LISTS | PAGES, concerns},
	{"concern acknowledge", "A complaint was heard: whoever complained has been told so",
		OPTIONS(acknowledge_options), STORE_WRITE, MAKES, acknowledge},
	{"concern putoff", "Puts one off, with the reason", OPTIONS(put_off_options), STORE_WRITE,
		MAKES, put_off},
	{"concern withdraw", "Closes one that was taken back, with the reason",
		OPTIONS(withdraw_options), STORE_WRITE, MAKES, withdraw},
	{"opinion ask", "Whom to ask how the visit was: not asked in six months, no open complaint",
		OPTIONS(whom_options), STORE_WRITE, LISTS, opinion_whom},
	{"opinion", "Notes what somebody said after a visit, 0 to 10; up to 6 it is a complaint",
		OPTIONS(opinion_options), STORE_WRITE, MAKES, opinion},
	{"opinions", "What was said after visits", NULL, 0, STORE_READ, LISTS, opinions},
	{0}
};
