/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Other programs' files come in. A store that doesn't exist yet is made for them.
 */
#include "groups.h"

#include "cli/listings.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/found.h"
#include "port/calendar.h"

/* `import csv patients FILE`, `import csv recalls FILE`: our own exports. */
#define OWN_PATIENTS "patients"
#define OWN_RECALLS "recalls"

const struct listing count_listing = {&import_count_record, NULL, NULL};
const struct listing finding_listing = {&import_finding_record, NULL, NULL};
const struct listing group_listing = {&import_group_record, NULL, NULL};

/* Percent as a line that is written over, on a terminal alone. */
struct percent {
	FILE *notes;
	int percent;			/* shown last; -1: none */
};

static void
show_percent(void *context, const char *file, double done)
{
	struct percent *const shown = context;
	const int now = (int)(done * 100);

	if (now == shown->percent)
		return;
	shown->percent = now;
	fprintf(shown->notes, "\r%s: %d %%\033[K", file, now);
	fflush(shown->notes);
}

static void
end_percent(const struct percent *percent)
{
	if (percent->percent >= 0)
		fprintf(percent->notes, "\r\033[K");
}

static void
print_report(struct input *in, const struct import_report *report)
{
	struct import_group *groups;
	size_t count;

	if (in->out->format != FORMAT_TABLE) {
		print_rows(in->out, &finding_listing, report->findings, report->found);
		return;
	}
	print_rows(in->out, &count_listing, report->counts, report->count);
	if (report->found) {
		import_report_group(in->arena, report, &groups, &count);
		print_heading(in->out, "Findings (each by itself with --json or --csv)");
		print_rows(in->out, &group_listing, groups, count);
	}
	if (input_has(in, "dry-run"))
		print_said(in->out, "A dry run: nothing was written.");
}

static enum code
import_into(struct input *in, struct desk *desk)
{
	const char *const map = input_text(in, "MAP"), *const file = input_text(in, "FILE");
	struct percent percent = {in->out->notes, -1};
	const struct import_options options = {
		.dry_run = input_has(in, "dry-run"), .update = input_has(in, "update"),
		.progress = isatty(fileno(in->out->notes)) ? show_percent : NULL,
		.context = &percent, .from = NONE, .to = NONE,
	};
	struct import_report report = {0};
	const enum code code = file
		? strcmp(map, OWN_RECALLS) == 0
			? import_recalls(desk, in->arena, file, &options, &report)
			: import_patients(desk, in->arena, file, &options, &report)
		: import_by_map(desk, in->arena, map, &options, &report);

	end_percent(&percent);
	if (code == OK)
		print_report(in, &report);
	return code;
}

/* The practice is called as the folder that the files lie in. */
static const char *
folder_name(struct arena *arena, const char *file)
{
	char *const whole = realpath(file, NULL);
	char *const path = arena_copy(arena, whole ? whole : file);
	char *slash = strrchr(path, '/');

	free(whole);
	if (!slash || slash == path)
		return "Practice";
	*slash = '\0';
	slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

/* A dry run makes its practice where nobody looks, and takes it away again; so does a failure. */
static enum code
import_into_new(struct input *in, const char *file)
{
	const char *const name = folder_name(in->arena, file);
	const bool dry = input_has(in, "dry-run");
	struct globals globals = *in->globals;
	struct desk desk;
	enum code code;

	if (access(file, R_OK) != 0)
		return fail(WORLD, "%s: can't be read", file);
	globals.db = store_path(in->arena, in->globals);
	if (dry)
		globals.db = arena_print(in->arena, "%s_dry_run_%ld", globals.db, (long)getpid());
	code = practice_make(&desk, &globals, name, NULL, NULL, false);
	if (code != OK)
		return code;
	code = import_into(in, &desk);
	desk_close(&desk);
	if (dry || code != OK)
		db_remove(globals.db);
	else
		print_note(in->out, "%s: a new practice: %s", globals.db, name);
	return code;
}

static enum code
import_csv(struct input *in)
{
	const bool own = strcmp(input_text(in, "MAP"), OWN_PATIENTS) == 0 ||
		strcmp(input_text(in, "MAP"), OWN_RECALLS) == 0;
	const char *const file = own ? input_text(in, "FILE") : input_text(in, "MAP");
	const char *const path = store_path(in->arena, in->globals);
	struct desk desk;
	enum code code;

	if (own != input_has(in, "FILE"))
		return fail(USAGE, "import csv: give a map, or " OWN_PATIENTS " or " OWN_RECALLS
				" and the file of our own export");
	if (in->desk)
		return import_into(in, in->desk);
	if (!store_is_there(path))
		return import_into_new(in, file);
	code = store_open(&desk, in->globals, DB_OPEN, false);
	if (code != OK)
		return code;
	code = import_into(in, &desk);
	desk_close(&desk);
	return code;
}

/* A schedule by a map, else closures or a patient's commitments. */
static enum code
calendar_into(struct input *in, const struct import_options *options,
		struct import_report *report)
{
	const struct calendar_target target = {
		.patient = input_id(in, "patient"), .provider = input_id(in, "provider"),
		.chair = input_id(in, "chair"), .busy = input_has(in, "busy"),
		.from = options->from, .to = options->to,
	};
	const char *const map = input_text(in, "map");
	const int whose = !!target.patient + !!target.provider + !!target.chair;

	if (whose > 1 || (map && (whose || target.busy)))
		return fail(USAGE, "import ics: of --map, --patient, --provider and --chair give one");
	if (map)
		return import_by_map(in->desk, in->arena, map, options, report);
	return import_calendar(in->desk, in->arena, options->file, &target, options, report);
}

static enum code
import_ics(struct input *in)
{
	const struct import_options options = {
		.dry_run = input_has(in, "dry-run"), .update = input_has(in, "update"),
		.file = input_text(in, "FILE"), .from = input_day(in, "from"),
		.to = input_day(in, "to"),
	};
	struct import_report report = {0};
	const enum code code = calendar_into(in, &options, &report);

	if (code == OK)
		print_report(in, &report);
	return code;
}

static enum code
import_vcf(struct input *in)
{
	const struct import_options options = {
		.dry_run = input_has(in, "dry-run"), .update = input_has(in, "update"),
		.from = NONE, .to = NONE,
	};
	struct import_report report = {0};
	const enum code code = import_patients(in->desk, in->arena, input_text(in, "FILE"), &options,
			&report);

	if (code == OK)
		print_report(in, &report);
	return code;
}

static const struct option import_ics_options[] = {
	{"FILE", OPTION_TEXT, POSITIONAL | REQUIRED, "FILE",
		"A calendar: closures of the practice, unless one of these says otherwise", NULL},
	{"map", OPTION_TEXT, 0, "MAP", "A whole schedule, by a map: see chairtime(5)", NULL},
	{"patient", OPTION_PATIENT, 0, "P", "Times when this patient can't come", NULL},
	{"provider", OPTION_PROVIDER, 0, "X", "When this provider is away", NULL},
	{"chair", OPTION_CHAIR, 0, "C", "When this chair is shut", NULL},
	{"busy", OPTION_FLAG, 0, NULL, "Only what takes up time, and without its words", NULL},
	{"from", OPTION_DAY, 0, "D",
		"The first day; else today, of a schedule ten years back", NULL},
	{"to", OPTION_DAY, 0, "D", "The last day; else in two years", NULL},
	{"dry-run", OPTION_FLAG, 0, NULL, "Reports all and writes nothing", NULL},
	{"update", OPTION_FLAG, 0, NULL, "Writes again the visits that are there already", NULL},
};

static const struct option import_vcf_options[] = {
	{"FILE", OPTION_TEXT, POSITIONAL | REQUIRED, "FILE", "Cards, vCard 3.0 or 4.0", NULL},
	{"dry-run", OPTION_FLAG, 0, NULL, "Reports all and writes nothing", NULL},
	{"update", OPTION_FLAG, 0, NULL, "Writes again what is there already", NULL},
};

static const struct option import_options_table[] = {
	{"MAP", OPTION_TEXT, POSITIONAL | REQUIRED, "MAP|patients|recalls",
		"A map, see chairtime(5); or `patients` or `recalls` for our own export", NULL},
	{"FILE", OPTION_TEXT, POSITIONAL, "FILE", "Our own export", NULL},
	{"dry-run", OPTION_FLAG, 0, NULL, "Reports all and writes nothing", NULL},
	{"update", OPTION_FLAG, 0, NULL, "Writes again what is there already", NULL},
};

const struct command import_commands[] = {
	{"import csv", "Takes in CSV files as a map says; makes the store where there is none",
		OPTIONS(import_options_table), STORE_EITHER, LISTS, import_csv},
	{"import ics", "Takes in a calendar: closures, busy times, or a whole schedule by a map",
		OPTIONS(import_ics_options), STORE_WRITE, LISTS, import_ics},
	{"import vcf", "Takes in an address book: a patient a card", OPTIONS(import_vcf_options),
		STORE_WRITE, LISTS, import_vcf},
	{0}
};
