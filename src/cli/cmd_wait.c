/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The waiting list: who would come sooner.
 */
#include "groups.h"

#include "cli/listings.h"
#include "acts.h"
#include "book/appointment.h"
#include "book/listing.h"
#include "recall/fit.h"

#define FITS_LISTED 9
#define FITS_ASKED 50

const struct listing wait_listing = {
	&wait_line_record, NULL, "id name type first last notice_min since phone note"
};
const struct listing fit_listing = {
	&fit_line_record, NULL, "kind name phone type start why"
};

static enum code
add(struct input *in)
{
	struct wait wait;
	enum code code;

	record_blank(&wait_record, &wait);
	code = input_fill(in, &wait_record, &wait);
	wait.appointment = input_id(in, "visit");
	wait.first = input_day(in, "from");
	wait.last = input_day(in, "to");
	wait.notice_min = input_number(in, "notice", 0);
	if (code == OK)
		code = wait_add(in->desk, in->arena, &wait);
	return code == OK ? print_made(in, &wait_listing, wait.row.id) : code;
}

static const struct option add_options[] = {
	{"patient", OPTION_PATIENT, REQUIRED, "P", "Who would come", NULL},
	{"type", OPTION_TYPE, REQUIRED, "T", "The visit's type", NULL},
	{"visit", OPTION_VISIT, 0, "A", "The visit that they have and would give up", NULL},
	{"from", OPTION_DAY, 0, "D", "The first day that would do", NULL},
	{"to", OPTION_DAY, 0, "D", "The last day that would do", NULL},
	{"notice", OPTION_NUMBER, 0, "MINUTES", "How long before they must know; else at once",
		NULL},
	{"note", OPTION_TEXT, 0, "S", "A note", NULL},
};

static enum code
list(struct input *in)
{
	struct wait_line *rows;
	size_t count;
	const enum code code = record_select(in->desk, in->arena, &wait_line_record, &rows, &count,
			"where ended is null order by since, id", "");

	if (code == OK)
		print_rows(in->out, &wait_listing, rows, count);
	return code;
}

static enum code
fit(struct input *in)
{
	const struct slot gap = {
		input_id(in, "chair"), input_day(in, "at"), input_minute(in, "at"),
		input_number(in, "minutes", 0)
	};
	struct fit_line *lines;
	size_t count;
	const enum code code = gap_fits(in->desk, in->arena, gap,
			(size_t)input_number(in, "limit", FITS_LISTED), &lines, &count);

	if (code != OK)
		return code;
	if (count == 0)
		fail(NOT_FOUND, "wait fit: nobody is known whom this gap would suit");
	if (count || in->out->format != FORMAT_TABLE)
		print_rows(in->out, &fit_listing, lines, count);
	return count ? OK : NOT_FOUND;
}

/* The one of those whom it suits who is named. */
static enum code
fit_of(struct input *in, struct slot gap, struct fit_line *out)
{
	struct fit_line *lines;
	size_t count;
	const enum code code = gap_fits(in->desk, in->arena, gap, FITS_ASKED, &lines, &count);

	for (size_t i = 0; code == OK && i < count; i++)
		if (lines[i].patient == input_id(in, "patient")) {
			*out = lines[i];
			return OK;
		}
	return code != OK ? code : fail(NOT_FOUND, "wait take: the gap doesn't suit that patient");
}

/* Whom the gap that was left would suit. */
static enum code
offer_next(struct input *in, const struct slot *next)
{
	struct fit_line *lines;
	size_t count;
	const enum code code = gap_fits(in->desk, in->arena, *next, FITS_LISTED, &lines, &count);

	if (code == OK)
		print_note(in->out, "now free: %s, %d minutes, chair %lld",
			   time_said(in->arena, next->day, next->start, desk_today(in->desk)),
			   next->minutes, (long long)next->chair);
	for (size_t i = 0; code == OK && i < count; i++)
		print_note(in->out, "  would suit %s%s%s, %s", lines[i].name, lines[i].phone ? " " : "",
			   lines[i].phone ? lines[i].phone : "", lines[i].why);
	return code;
}

static enum code
take(struct input *in)
{
	const struct slot gap = {
		input_id(in, "chair"), input_day(in, "at"), input_minute(in, "at"),
		input_number(in, "minutes", 0)
	};
	struct fit_line line;
	struct slot next;
	const char *said;
	enum code code = fit_of(in, gap, &line);

	if (code == OK)
		code = gap_take(in->desk, in->arena, gap, &line, &next, &said);
	if (code != OK)
		return code;
	print_said(in->out, said);
	return next.minutes ? offer_next(in, &next) : OK;
}

static const struct option take_options[] = {
	{"chair", OPTION_CHAIR, REQUIRED, "C", "In which chair the gap is", NULL},
	{"at", OPTION_MOMENT, REQUIRED, "YYYY-MM-DDTHH:MM", "When it begins", NULL},
	{"minutes", OPTION_NUMBER, REQUIRED, "N", "How long it is", NULL},
	{"patient", OPTION_PATIENT, REQUIRED, "P", "Who takes it", NULL},
};

static const struct option fit_options[] = {
	{"chair", OPTION_CHAIR, REQUIRED, "C", "In which chair the gap is", NULL},
	{"at", OPTION_MOMENT, REQUIRED, "YYYY-MM-DDTHH:MM", "When it begins", NULL},
	{"minutes", OPTION_NUMBER, REQUIRED, "N", "How long it is", NULL},
	{"limit", OPTION_NUMBER, 0, "N", "At most so many; else 9", NULL},
};

const struct command wait_commands[] = {
	{"wait add", "Puts somebody on the waiting list and prints the entry's id",
		OPTIONS(add_options), STORE_WRITE, MAKES, add},
	{"wait list", "Who would come sooner, longest first", NULL, 0, STORE_READ, LISTS, list},
	{"wait fit", "Whom a gap would suit: who waits, then due recalls, then planned visits",
		OPTIONS(fit_options), STORE_READ, LISTS, fit},
	{"wait take", "Gives a gap to one whom it suits, and offers what their visit leaves",
		OPTIONS(take_options), STORE_WRITE, 0, take},
	{0}
};
