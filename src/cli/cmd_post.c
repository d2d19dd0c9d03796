/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Messages: writing one, sending what is due, and what is in the outbox.
 */
#include "groups.h"

#include "acts.h"
#include "base/text.h"
#include "book/patient.h"
#include "cli/listings.h"
#include "post/morning.h"
#include "post/occasion.h"
#include "post/queue.h"
#include "post/send.h"
#include "post/settle.h"
#include "store/change.h"

const struct listing morning_listing = {
	&morning_line_record, NULL, "id template channel name reach_value text"
};

/* send */

/* A sentence about one that has gone, or hasn't. */
static void
told(void *context, const struct message *message, const char *to, enum message_state state,
		const char *why)
{
	struct output *const out = context;

	if (state == MESSAGE_SENT)
		print_note(out, "%lld to %s: sent", (long long)message->row.id, to);
	else
		print_note(out, "%lld to %s: %s%s%s", (long long)message->row.id, to ? to : "?",
				state == MESSAGE_WAITING ? "not yet" : message_state_words[state],
				why ? ": " : "", why ? why : "");
}

static const char *
sent_said(struct arena *arena, const struct sent *sent)
{
	const struct {
		int count;
		const char *words;
	} parts[] = {
		{sent->sent, "sent"}, {sent->later, "to be tried again"}, {sent->failed, "failed"},
		{sent->withdrawn, "withdrawn"}, {sent->resting, "resting"},
		{sent->uncertain, "uncertain: look at the outbox"},
	};
	const char *said = NULL;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i].count)
			said = arena_print(arena, "%s%s%d %s", said ? said : "", said ? ", " : "",
					parts[i].count, parts[i].words);
	return said ? said : "nothing is due";
}

static enum code
dry_run(struct input *in, const struct post_ways *ways)
{
	struct send_line *rows;
	size_t count;
	const enum code code = outbox_due(in->desk, in->arena, ways, &rows, &count);

	if (code == OK)
		print_rows(in->out, &due_listing, rows, count);
	return code;
}

/* Queues the day's messages first. */
static enum code
plan(struct input *in)
{
	struct morning_line *rows;
	size_t count;
	const struct morning_options options = { .dry_run = input_has(in, "dry-run"),
		.limit = (size_t)input_number(in, "limit", 0) };
	const enum code code = morning_plan(in->desk, in->arena, &options, &rows, &count);

	if (code == OK)
		print_rows(in->out, &morning_listing, rows, count);
	return code;
}

static enum code
send_due(struct input *in)
{
	struct post_ways ways;
	struct sent sent;
	const struct sending sending = { .ways = &ways, .told = told, .context = in->out,
		.limit = (size_t)input_number(in, "limit", 0) };
	enum code code;

	if (input_has(in, "plan"))
		return plan(in);
	code = ways_read(in->arena, input_text(in, "with"), &ways);
	if (code != OK)
		return code;
	if (input_has(in, "dry-run"))
		return dry_run(in, &ways);
	code = outbox_send(in->desk, &sending, &sent);
	if (code == OK || sent.sent + sent.later + sent.failed + sent.uncertain > 0)
		print_said(in->out, sent_said(in->arena, &sent));
	return code;
}

#define WITH_OPTION {"with", OPTION_TEXT, 0, "FILE", "The settings of servers and commands; else " \
	"$CHAIRTIME_POST, else post.conf in $XDG_CONFIG_HOME/chairtime", NULL}

static const struct option send_options[] = {
	{"plan", OPTION_FLAG, 0, NULL, "Sends nothing: queues the day's reminders and recalls, each "
		"once, and lists them; with --dry-run only lists them, with --limit the most urgent", NULL},
	{"dry-run", OPTION_FLAG, 0, NULL, "Sends nothing: lists what is due and what would be done "
		"with it", NULL},
	{"limit", OPTION_NUMBER, 0, "N", "At most so many", NULL},
	WITH_OPTION,
};

/* outbox */

static enum code
outbox(struct input *in)
{
	const struct outbox_filter filter = {
		.state = input_word(in, "state"), .patient = input_id(in, "patient"),
		.since = input_day(in, "since"), .all = input_has(in, "all"),
		.limit = (size_t)input_number(in, "limit", 0),
	};
	struct message_line *rows;
	size_t count;
	const enum code code = outbox_load(in->desk, in->arena, &filter, &rows, &count);

	if (code == OK)
		print_rows(in->out, &message_listing, rows, count);
	return code;
}

static const struct option outbox_options[] = {
	{"state", OPTION_WORD, 0, "S", "Those in that state; else waiting, failed and uncertain ones",
		message_state_words},
	{"all", OPTION_FLAG, 0, NULL, "Of every state", NULL},
	{"patient", OPTION_PATIENT, 0, "P", "Of that patient alone", NULL},
	{"since", OPTION_DAY, 0, "D", "Sent, or due, from that day on", NULL},
	{"limit", OPTION_NUMBER, 0, "N", "At most so many", NULL},
};

static enum code
settle(struct input *in, enum settle how)
{
	struct message message;
	const char *said;
	enum code code = record_get(in->desk, in->arena, &message_record,
			input_number(in, "ID", 0), &message);

	if (code == OK)
		code = message_settle(in->desk, in->arena, &message, how, &said);
	return code == OK ? print_changed(in, &message_listing, message.row.id, said) : code;
}

static enum code
outbox_sent(struct input *in)
{
	return settle(in, SETTLE_SENT);
}

static enum code
outbox_again(struct input *in)
{
	return settle(in, SETTLE_AGAIN);
}

static enum code
outbox_withdraw(struct input *in)
{
	return settle(in, SETTLE_WITHDRAW);
}

static const struct option settle_options[] = {
	{"ID", OPTION_NUMBER, POSITIONAL | REQUIRED, "ID", "Which, as outbox prints it", NULL},
};

/* message */

static enum code
queue_one(struct input *in, struct message *message)
{
	enum code code = batch_begin(in->desk, NULL, NULL);

	if (code == OK)
		code = batch_end(in->desk, message_queue(in->desk, in->arena, message));
	return code == OK ? print_made(in, &message_listing, message->row.id) : code;
}

static enum code
write_occasion(struct input *in)
{
	const struct occasion occasion = { .patient = input_id(in, "P"),
		.template = (enum template_name)input_word(in, "template"),
		.visit = input_id(in, "visit"), .come = input_minute(in, "come"),
		.channel = input_has(in, "by") ? input_word(in, "by") : NONE };
	struct message message;
	enum code code;

	if (input_has(in, "TEXT") || input_has(in, "subject") || input_has(in, "purpose"))
		return fail(USAGE, "message: --template has its own words and purpose");
	code = occasion_queue(in->desk, in->arena, &occasion, &message);
	return code == OK ? print_made(in, &message_listing, message.row.id) : code;
}

static enum code
write_message(struct input *in)
{
	struct message message;

	if (input_has(in, "template"))
		return write_occasion(in);
	if (!input_has(in, "TEXT") || !input_has(in, "by"))
		return fail(USAGE, "message: give TEXT and --by, or a --template");

	record_blank(&message_record, &message);
	message.patient = input_id(in, "P");
	message.channel = input_word(in, "by");
	message.purpose = input_has(in, "purpose") ? input_word(in, "purpose") : PURPOSE_SERVICE;
	message.template = "by hand";
	message.text = input_text(in, "TEXT");
	message.subject = input_text(in, "subject");
	message.appointment = input_id(in, "visit");
	if (input_has(in, "invite") || input_has(in, "uninvite"))
		message.method = input_has(in, "invite") ? MESSAGE_REQUEST : MESSAGE_CANCEL;
	if (input_has(in, "ask"))
		message.question = QUESTION_KEEP;
	if (message.question != NONE && !message.appointment)
		return fail(USAGE, "message: --ask is about a --visit");
	if (message.method != NONE && (message.channel != MESSAGE_EMAIL || !message.appointment))
		return fail(USAGE, "message: an invitation goes by --by email, with the --visit");
	return queue_one(in, &message);
}

static const struct option message_options[] = {
	{"P", OPTION_PATIENT, POSITIONAL | REQUIRED, "P", "To whom", NULL},
	{"TEXT", OPTION_TEXT, POSITIONAL | REST, "TEXT", "What is to be said", NULL},
	{"template", OPTION_WORD, 0, "NAME", "Instead of TEXT: the words of that occasion, with "
		"openings where it offers some", template_words},
	{"come", OPTION_CLOCK, 0, "H:M", "Of --template late: when to come instead; else as foreseen",
		NULL},
	{"by", OPTION_WORD, 0, "CHANNEL", "How; with a template else what they prefer",
		message_channel_words},
	{"subject", OPTION_TEXT, 0, "S", "Of an e-mail", NULL},
	{"purpose", OPTION_WORD, 0, "PURPOSE", "What it is for, by which it may have to rest; else "
		"service", purpose_words},
	{"visit", OPTION_VISIT, 0, "A", "About that visit: it isn't sent once that has changed", NULL},
	{"ask", OPTION_FLAG, 0, NULL, "It asks whether the visit is kept: a reply Y or N answers it",
		NULL},
	{"invite", OPTION_FLAG, 0, NULL, "The visit comes along as an invitation", NULL},
	{"uninvite", OPTION_FLAG, 0, NULL, "Its cancellation comes along", NULL},
};

const struct command post_commands[] = {
	{"message", "Queues a message to a patient and prints its id", OPTIONS(message_options),
		STORE_WRITE, MAKES, write_message},
	{"send", "Sends what is due, each message once", OPTIONS(send_options), STORE_WRITE, LISTS,
		send_due},
	{"outbox sent", "An uncertain message did go out", OPTIONS(settle_options), STORE_WRITE,
		MAKES, outbox_sent},
	{"outbox again", "A failed or uncertain message is to be sent again",
		OPTIONS(settle_options), STORE_WRITE, MAKES, outbox_again},
	{"outbox withdraw", "A message isn't to be sent", OPTIONS(settle_options), STORE_WRITE,
		MAKES, outbox_withdraw},
	{"outbox", "What waits to be sent, failed, or may have gone out", OPTIONS(outbox_options),
		STORE_READ, LISTS, outbox},
	{0}
};
