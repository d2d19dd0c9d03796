/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Exports: whole tables as CSV or JSON, streamed from one state of the store.
 */
#include "asking.h"
#include "groups.h"

#include <inttypes.h>

#include "base/newfile.h"
#include "book/appointment.h"
#include "care/concern.h"
#include "port/vcard.h"
#include "recall/contact.h"
#include "store/access.h"
#include "store/change.h"
#include "store/right.h"

/* What can be exported; a row's own questions (stage) are asked as it passes. */
struct export {
	struct listing listing;
	const char *tail;
	enum code (*ask)(struct desk *desk, const struct stages *stages, void *row);
};

static enum code
ask_recall(struct desk *desk, const struct stages *stages, void *row)
{
	return recall_ask(desk, stages, row);
}

static const char *const export_words[] = {
	"patients", "appointments", "recalls", "contacts", "concerns", "changes", NULL
};

/* In the order of export_words. */
static const struct export exports[] = {
	{{&patient_line_record, NULL, NULL}, "order by id", NULL},
	{{&appointment_line_record, NULL, NULL}, "order by id", NULL},
	{{&recall_line_record,
		"id patient ref household name patient_state recall_type recall_type_name "
			"previous due interval hand_due paused_until stopped stage contacts "
			"last_contact phone next_visit note plan not_before", NULL}, "order by id", ask_recall},
	{{&contact_line_record, NULL, NULL}, "order by id", NULL},
	{{&concern_line_record, NULL, NULL}, "order by id", NULL},
	{{&change_record, NULL, NULL}, "order by id", NULL},
};

static enum code
stream_rows(struct input *in, const struct export *export, struct output *out)
{
	void *const row = arena_take(in->arena, export->listing.record->size);
	const struct stages stages = recall_stages(in->desk);
	struct cursor cursor;
	enum code code = record_open(in->desk, &cursor, export->listing.record, export->tail, "");
	bool more = true;

	output_begin(out, &export->listing);
	while (code == OK && (code = record_next(&cursor, row, &more)) == OK && more) {
		if (export->ask)
			code = export->ask(in->desk, &stages, row);
		if (code == OK)
			output_row(out, row);
	}
	output_end(out);
	record_close(&cursor);
	return code;
}

static enum code
stream(struct input *in, const struct export *export, struct output *out)
{
	enum code code = access_export(in->desk, 0, export_words[export - exports]);

	if (code == OK && export->listing.record == &change_record)
		code = right_check(in->desk, RIGHT_JOURNAL);
	if (code == OK)
		code = db_read(in->desk->db);
	if (code != OK)
		return code;
	return db_end(in->desk->db, stream_rows(in, export, out));
}

static enum code
stream_to_file(struct input *in, const struct export *export, const char *path,
		const char *passphrase)
{
	struct output out = *in->out;
	struct new_file file;
	enum code code = new_file_open_locked(&file, path, passphrase);

	if (code != OK)
		return code;
	out.file = file.stream;
	code = stream(in, export, &out);
	return new_file_close(&file, code);
}

static enum code
export_as(struct input *in, enum format format)
{
	const struct export *const export = &exports[input_word(in, "WHAT")];

	const char *passphrase;
	const enum code code = key_for_output(in, &passphrase);

	in->out->format = format;
	if (code != OK)
		return code;
	return input_has(in, "o") ? stream_to_file(in, export, input_text(in, "o"), passphrase)
				  : stream(in, export, in->out);
}

static enum code
export_json(struct input *in)
{
	return export_as(in, FORMAT_JSON);
}

static enum code
export_csv(struct input *in)
{
	return export_as(in, FORMAT_CSV);
}

static enum code
export_vcf(struct input *in)
{
	const char *const path = input_text(in, "o");
	const struct vcard_choice choice = {
		.patient = input_id(in, "patient"), .births = input_has(in, "births"),
		.version = input_has(in, "old") ? VCARD_3 : VCARD_4,
	};
	struct new_file file;
	int64_t count;
	const char *passphrase;
	enum code code = key_for_output(in, &passphrase);

	if (code == OK && !path)
		return vcard_export(in->desk, &choice, in->out->file, &count);
	if (code == OK)
		code = new_file_open_locked(&file, path, passphrase);
	if (code != OK)
		return code;
	code = new_file_close(&file, vcard_export(in->desk, &choice, file.stream, &count));
	if (code == OK)
		print_said(in->out, arena_print(in->arena, "%" PRId64 " card%s in %s", count,
			count == 1 ? "" : "s", path));
	return code;
}

static const struct option export_vcf_options[] = {
	{"patient", OPTION_PATIENT, 0, "P", "This one alone; else all active ones", NULL},
	{"old", OPTION_FLAG, 0, NULL, "As vCard 3.0, for programs that don't know 4.0", NULL},
	{"births", OPTION_FLAG, 0, NULL, "Birth dates, too", NULL},
	{"o", OPTION_TEXT, 0, "FILE", "Into that file; else to standard output", NULL},
	LOCK_OPTIONS,
};

static const struct option export_options[] = {
	{"WHAT", OPTION_WORD, POSITIONAL | REQUIRED, "WHAT", "Which table", export_words},
	{"o", OPTION_TEXT, 0, "FILE", "Into that file; else to standard output", NULL},
	LOCK_OPTIONS,
};

const struct command export_commands[] = {
	{"export json", "A whole table as a JSON array", OPTIONS(export_options), STORE_READ, 0,
		export_json},
	{"export csv", "A whole table as CSV", OPTIONS(export_options), STORE_READ, 0, export_csv},
	{"export vcf", "Patients as an address book, so that the telephone knows who calls",
		OPTIONS(export_vcf_options), STORE_READ, 0, export_vcf},
	{0}
};
