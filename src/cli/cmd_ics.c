/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Calendars out of the book, to standard output, a file or a folder.
 */
#include "asking.h"
#include "groups.h"

#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

#include "base/newfile.h"
#include "ical/export.h"
#include "ical/invite.h"
#include "store/access.h"

static const char *
plural(int64_t count)
{
	return count == 1 ? "" : "s";
}

static enum code
visits_locked(struct input *in, const struct ical_choice *choice, const char *path,
		const char *passphrase, int64_t *count)
{
	struct new_file file;
	const enum code code = new_file_open_locked(&file, path, passphrase);

	return code == OK ? new_file_close(&file, ical_export_visits(in->desk, choice, file.stream,
			count)) : code;
}

static enum code
visits_to_file(struct input *in, const struct ical_choice *choice, const char *path,
		const char *passphrase)
{
	int64_t count;
	const enum code code = passphrase
		? visits_locked(in, choice, path, passphrase, &count)
		: ical_export_visits_file(in->desk, choice, path, &count);

	if (code == OK)
		print_said(in->out, arena_print(in->arena, "%" PRId64 " visit%s in %s", count,
			plural(count), path));
	return code;
}

enum kind { AS_EVENT, AS_TODO };
static const char *const kind_words[] = {"event", "todo", NULL};

enum shape { AS_PUBLISH, AS_REQUEST, AS_CANCEL };
static const char *const shape_words[] = {"publish", "request", "cancel", NULL};

/* To whom an invitation goes: who was named, else the patient's first good address. */
static enum code
guest_find(struct input *in, int64_t visit, const char **email, const char **name)
{
	struct appointment row;
	struct patient patient;
	struct patient_reach_line *reaches;
	size_t count;
	enum code code = record_get(in->desk, in->arena, &appointment_record, visit, &row);

	if (code == OK)
		code = access_export(in->desk, row.patient, "invitation");
	if (code == OK)
		code = record_get(in->desk, in->arena, &patient_record, row.patient, &patient);
	if (code == OK)
		code = patient_reaches(in->desk, in->arena, row.patient, &reaches, &count);
	if (code != OK)
		return code;
	*name = patient.name;
	*email = input_text(in, "guest");
	for (size_t i = 0; i < count && !*email; i++)
		if (reaches[i].kind == REACH_EMAIL && !reaches[i].failed)
			*email = reaches[i].value;
	return *email ? OK : fail(INPUT, "%s: has no e-mail address: give --guest ADDRESS",
			patient.name);
}

static enum code
export_invitation(struct input *in, enum ical_method method, const char *passphrase)
{
	const char *const path = input_text(in, "o");
	const char *email, *name, *text;
	const int64_t visit = input_id(in, "visit");
	struct new_file file;
	enum code code;

	if (!visit)
		return fail(USAGE, "export ics: --as request and cancel are of one --visit");
	code = guest_find(in, visit, &email, &name);
	if (code == OK)
		code = ical_invitation(in->desk, in->arena, visit, method, email, name, &text);
	if (code != OK)
		return code;
	if (!path)
		return fputs(text, in->out->file) < 0 ? fail(WORLD, "export ics: can't be written") : OK;
	code = new_file_open_locked(&file, path, passphrase);
	if (code != OK)
		return code;
	return new_file_close(&file, fputs(text, file.stream) < 0
		? fail(WORLD, "%s: can't be written", path) : OK);
}

/* A patient's household in place of the patient. */
static enum code
household_of(struct input *in, int64_t *id)
{
	struct patient patient;
	const enum code code = record_get(in->desk, in->arena, &patient_record, *id, &patient);

	*id = patient.household;
	if (code == OK && !patient.household)
		return fail(NOT_FOUND, "export ics: %s is in no household", patient.name);
	return code;
}

/* What was chosen goes together. */
static enum code
choice_settle(struct input *in, struct ical_choice *choice)
{
	if (!!choice->visit + !!choice->patient + !!choice->chair + !!choice->provider +
	    !!choice->household > 1)
		return fail(USAGE, "export ics: of --visit, --patient, --household, --chair and"
			" --provider give one");
	if (choice->reminders && !choice->patient)
		return fail(USAGE, "export ics: --recalls are of one --patient");
	return choice->household ? household_of(in, &choice->household) : OK;
}

static enum code
export_ics(struct input *in)
{
	struct ical_choice choice = {
		.visit = input_id(in, "visit"), .patient = input_id(in, "patient"),
		.chair = input_id(in, "chair"), .provider = input_id(in, "provider"),
		.household = input_id(in, "household"), .from = input_day(in, "from"),
		.to = input_day(in, "to"), .reminders = input_has(in, "recalls"),
		.todo = input_word(in, "recalls") == AS_TODO,
	};
	const char *const path = input_text(in, "o");
	const int shape = input_word(in, "as");
	const char *passphrase;
	int64_t count;
	enum code code = key_for_output(in, &passphrase);

	if (code != OK)
		return code;
	if (shape == AS_REQUEST || shape == AS_CANCEL)
		return export_invitation(in,
			shape == AS_REQUEST ? METHOD_REQUEST : METHOD_CANCEL, passphrase);
	code = choice_settle(in, &choice);
	if (code != OK)
		return code;
	if (path)
		return visits_to_file(in, &choice, path, passphrase);
	return ical_export_visits(in->desk, &choice, in->out->file, &count);
}

static const struct option export_ics_options[] = {
	{"visit", OPTION_VISIT, 0, "A", "This visit, for the patient's calendar", NULL},
	{"patient", OPTION_PATIENT, 0, "P", "The visits of a patient, for the patient's calendar",
		NULL},
	{"household", OPTION_PATIENT, 0, "P", "The visits of a patient's household, in one file",
		NULL},
	{"recalls", OPTION_WORD, 0, "event|todo",
		"Of a patient: when the next visits are due, too, until they are booked", kind_words},
	{"chair", OPTION_CHAIR, 0, "C", "The visits in a chair", NULL},
	{"provider", OPTION_PROVIDER, 0, "X", "The visits with a provider", NULL},
	{"from", OPTION_DAY, 0, "D", "The first day", NULL},
	{"to", OPTION_DAY, 0, "D", "The last day", NULL},
	{"as", OPTION_WORD, 0, "publish|request|cancel",
		"Of a visit: to be taken in (the default), as an invitation, as its cancellation",
		shape_words},
	{"guest", OPTION_TEXT, 0, "ADDRESS",
		"Who is invited; else the patient, by the first good e-mail address", NULL},
	{"o", OPTION_TEXT, 0, "FILE", "Into this file; else to standard output", NULL},
	LOCK_OPTIONS,
};

static bool
is_folder(const char *path)
{
	const size_t length = strlen(path);
	struct stat status;

	if (length && path[length - 1] == '/')
		return true;
	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static enum code
recalls_to_path(struct input *in, const struct ical_recalls *which, const char *path,
		struct ical_recall_count *count)
{
	struct new_file file;
	enum code code;

	if (is_folder(path))
		return ical_export_recall_folder(in->desk, which, path, count);
	code = new_file_open(&file, path);
	if (code != OK)
		return code;
	return new_file_close(&file, ical_export_recalls(in->desk, which, file.stream, count));
}


static enum code
recall_export(struct input *in)
{
	const int due_by = input_day(in, "due-by");
	const struct ical_recalls which = {
		.due_by = due_by == NONE ? desk_today(in->desk) : due_by,
		.type = input_id(in, "type"), .todo = input_word(in, "as") == AS_TODO,
	};
	const char *const path = input_text(in, "o");
	struct ical_recall_count count;
	const enum code code = path ? recalls_to_path(in, &which, path, &count)
			: ical_export_recalls(in->desk, &which, in->out->file, &count);

	if (code != OK)
		return code;
	if (path)
		print_said(in->out, arena_print(in->arena, "%" PRId64 " household%s in %s",
			count.written, plural(count.written), path));
	if (count.resting)
		print_note(in->out, "%" PRId64 " household%s left out: not to be contacted today",
			count.resting, plural(count.resting));
	return OK;
}

static const struct option recall_export_options[] = {
	{"o", OPTION_TEXT, 0, "FILE|DIR",
		"Into this file, or a file a household in this folder; else to standard output",
			NULL},
	{"as", OPTION_WORD, 0, "event|todo", "As all-day events (the default) or as things to do",
		kind_words},
	{"due-by", OPTION_DAY, 0, "D", "Due up to this day; else today", NULL},
	{"type", OPTION_RECALL_TYPE, 0, "T", "Of this recall type", NULL},
};

const struct command ics_commands[] = {
	{"export ics", "Visits as an iCalendar file", OPTIONS(export_ics_options), STORE_READ, 0,
		export_ics},
	{"recall export", "The recall list as an iCalendar file, an entry a household",
		OPTIONS(recall_export_options), STORE_READ, 0, recall_export},
	{0}
};
