/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pages of Set-up: a new one is a row of setup_pages[], and what opens and saves its rows where
 * they aren't simply stored ones. (Hours and kept time: setup_hours.c.)
 */
#include "base/arena.h"
#include "book/listing.h"
#include "book/person.h"
#include "book/role.h"
#include "book/settings.h"
#include "book/setup.h"
#include "care/standard.h"
#include "post/template.h"
#include "recall/setup.h"
#include "setup_hours.h"
#include "setup_messages.h"
#include "setup_people.h"
#include "store/change.h"
#include "store/setting.h"

/* The practice's settings, by their number. */

static enum code
setting_list(struct desk *desk, struct arena *arena, int64_t owner, void *rows,
		size_t *count)
{
	(void)owner;
	return settings_list(desk, arena, rows, count);
}

static enum code
setting_open(struct desk *desk, struct arena *arena, int64_t id, void *row)
{
	struct setting_line *lines;
	size_t count;
	const enum code code = settings_list(desk, arena, &lines, &count);

	for (size_t i = 0; code == OK && i < count; i++)
		if (lines[i].row.id == id)
			*(struct setting_line *)row = lines[i];
	return code;
}

static enum code
setting_write(struct desk *desk, struct arena *arena, void *row, const char **said)
{
	const struct setting_line *const line = row;

	*said = arena_print(arena, "%s: %s", line->label, line->value ? line->value : "as usual");
	return setting_save(desk, (enum setting_name)(line->row.id - 1), line->value);
}

/* Providers and chairs stay in the book: they are only not to be booked any more. */

static enum code
provider_write(struct desk *desk, struct arena *arena, void *row, const char **said)
{
	const struct provider *const provider = row;

	*said = arena_print(arena, "%s: saved", provider->name);
	return provider_save(desk, row);
}

static enum code
provider_retire(struct desk *desk, struct arena *arena, int64_t owner, int64_t id,
		const char **said)
{
	struct provider row;
	const enum code code = record_get(desk, arena, &provider_record, id, &row);

	(void)owner;
	if (code != OK)
		return code;
	row.active = 0;
	*said = arena_print(arena, "%s: can't be booked any more", row.name);
	return provider_save(desk, &row);
}

static enum code
chair_write(struct desk *desk, struct arena *arena, void *row, const char **said)
{
	const struct chair *const chair = row;

	*said = arena_print(arena, "%s: saved", chair->name);
	return chair_save(desk, row);
}

static enum code
chair_retire(struct desk *desk, struct arena *arena, int64_t owner, int64_t id,
		const char **said)
{
	struct chair row;
	const enum code code = record_get(desk, arena, &chair_record, id, &row);

	(void)owner;
	if (code != OK)
		return code;
	row.active = 0;
	*said = arena_print(arena, "%s: can't be booked any more", row.name);
	return chair_save(desk, &row);
}

/* A visit type with the recalls that it satisfies. */

struct type_form {
	struct visit_type type;		/* first: its row */
	const char *satisfies;
};

#define TYPE_FIELD(m, l, t, f) \
	{ #m, l, t, offsetof(struct type_form, type) + offsetof(struct visit_type, m), f, NULL, \
		NULL }
#define OF_TYPE(m)	(offsetof(struct type_form, type) + offsetof(struct visit_type, m))

static const struct field type_form_fields[] = {
	{ "id", "Id", FIELD_ID, OF_TYPE(row.id), 0, NULL, NULL },
	{ "rev", "Rev", FIELD_ID, OF_TYPE(row.rev), HIDDEN, NULL, NULL },
	TYPE_FIELD(code, "Code", FIELD_TEXT, 0),
	TYPE_FIELD(name, "Name", FIELD_TEXT, 0),
	TYPE_FIELD(minutes, "Minutes", FIELD_INT, 0),
	TYPE_FIELD(pattern, "Pattern", FIELD_TEXT, OPTIONAL),
	{ "role", "Done by", FIELD_WORD, OF_TYPE(role), OPTIONAL, role_words, NULL },
	TYPE_FIELD(colour, "Colour", FIELD_TEXT, OPTIONAL),
	FIELD(type_form, satisfies, "Satisfies", FIELD_TEXT, OPTIONAL),
	{ "follows", "Follows", FIELD_REF, OF_TYPE(follows), OPTIONAL, NULL, "visit_type" },
	TYPE_FIELD(after_days, "After days", FIELD_INT, OPTIONAL),
	TYPE_FIELD(needs, "Brings needs", FIELD_TEXT, OPTIONAL),
	TYPE_FIELD(public_name, "Public name", FIELD_TEXT, OPTIONAL),
};

static const struct record type_form_record = {
	"type_form", "visit type", sizeof(struct type_form), type_form_fields,
	FIELD_COUNT(type_form_fields), true, NULL
};

static enum code
type_open(struct desk *desk, struct arena *arena, int64_t id, void *row)
{
	struct type_form *const form = row;
	const enum code code = id ? record_get(desk, arena, &visit_type_record, id, &form->type)
				  : OK;

	form->satisfies = "";
	if (!id)
		record_blank(&visit_type_record, &form->type);
	return code == OK && id ? visit_type_satisfies(desk, arena, id, &form->satisfies) : code;
}

static enum code
type_put(struct desk *desk, struct arena *arena, struct type_form *form)
{
	const enum code code = visit_type_save(desk, arena, &form->type);

	return code == OK ? visit_type_satisfy(desk, arena, form->type.row.id, form->satisfies)
			  : code;
}

static enum code
type_write(struct desk *desk, struct arena *arena, void *row, const char **said)
{
	struct type_form *const form = row;
	const enum code code = batch_begin(desk, NULL, NULL);

	*said = arena_print(arena, "%s: saved", form->type.name);
	return code == OK ? batch_end(desk, type_put(desk, arena, form)) : code;
}

/* Recall types and cadences. */

static enum code
recall_type_warn(struct desk *desk, struct arena *arena, const void *row, const char **question)
{
	return recall_type_ask(desk, arena, row, question);
}

static enum code
recall_type_write(struct desk *desk, struct arena *arena, void *row, const char **said)
{
	return recall_type_put(desk, arena, row, said);
}

static enum code
cadence_list(struct desk *desk, struct arena *arena, int64_t owner, void *rows,
		size_t *count)
{
	(void)owner;
	return cadence_load(desk, arena, 0, rows, count);
}

/* A step that is put on another day is taken from where it was. */
static enum code
cadence_put(struct desk *desk, struct arena *arena, const struct cadence *row, const char **said)
{
	const char *taken;
	struct cadence old;
	enum code code = OK;

	if (row->row.id) {
		code = record_get(desk, arena, &cadence_record, row->row.id, &old);
		if (code == OK && (old.days != row->days || old.recall_type != row->recall_type))
			code = cadence_drop(desk, arena, old.recall_type, old.days, &taken);
	}
	return code == OK ? cadence_set(desk, arena, row->recall_type, row->days,
			(enum channel)row->channel, said) : code;
}

static enum code
cadence_write(struct desk *desk, struct arena *arena, void *row, const char **said)
{
	const enum code code = batch_begin(desk, NULL, NULL);

	return code == OK ? batch_end(desk, cadence_put(desk, arena, row, said)) : code;
}

static enum code
cadence_take_away(struct desk *desk, struct arena *arena, int64_t owner, int64_t id,
		const char **said)
{
	struct cadence row;
	const enum code code = record_get(desk, arena, &cadence_record, id, &row);

	(void)owner;
	return code == OK ? cadence_drop(desk, arena, row.recall_type, row.days, said) : code;
}

static enum code
holiday_write(struct desk *desk, struct arena *arena, void *row, const char **said)
{
	const struct holiday *const holiday = row;

	*said = arena_print(arena, "%s: saved", holiday->name);
	return holiday_save(desk, row);
}

static enum code
holiday_take_away(struct desk *desk, struct arena *arena, int64_t owner, int64_t id,
		const char **said)
{
	struct holiday row;
	const enum code code = record_get(desk, arena, &holiday_record, id, &row);

	(void)owner;
	if (code != OK)
		return code;
	*said = arena_print(arena, "%s: taken away", row.name);
	return holiday_remove(desk, &row);
}

/* Standards, by their number; those that were dropped stand among them. */

struct standard_line {
	struct row row;
	const char *label, *definition, *kept;
	int target, bound, measured;
	const char *unit, *changed;
};

static const struct field standard_line_fields[] = {
	FIELD_ROW(standard_line),
	FIELD(standard_line, label, "Standard", FIELD_TEXT, 0),
	FIELD(standard_line, definition, "What it counts", FIELD_TEXT, LONG),
	FIELD(standard_line, kept, "Kept", FIELD_TEXT, 0),
	FIELD(standard_line, target, "Percent", FIELD_INT, 0),
	FIELD(standard_line, bound, "Bound", FIELD_INT, OPTIONAL),
	FIELD(standard_line, unit, "Of", FIELD_TEXT, OPTIONAL),
	FIELD(standard_line, measured, "Measured", FIELD_FLAG, 0),
	FIELD(standard_line, changed, "Target changed", FIELD_TEXT, OPTIONAL),
};

static const struct record standard_line_record = {
	"standard_line", "standard", sizeof(struct standard_line), standard_line_fields,
	FIELD_COUNT(standard_line_fields), true, NULL
};

static enum code
standard_line_fill(struct desk *desk, struct arena *arena, const struct standard *standard,
		struct standard_line *line)
{
	const char *at = NULL, *who = NULL;
	const enum code code = standard_changed(desk, arena, standard, &at, &who);

	line->label = standard->name;
	line->definition = standard->definition;
	line->kept = standard->at_most ? "at most" : "at least";
	line->target = standard->target;
	line->bound = standard->bound;
	line->unit = standard->unit;
	line->measured = standard->active;
	if (code == OK && at)
		line->changed = arena_print(arena, "%.10s %s", at, who);
	return code;
}

static enum code
standard_list(struct desk *desk, struct arena *arena, int64_t owner, void *rows, size_t *count)
{
	struct standard_line **const out = rows;
	struct standard *standards;
	enum code code = standards_load(desk, arena, true, &standards, count);

	(void)owner;
	if (code != OK)
		return code;
	*out = arena_take(arena, (*count + 1) * sizeof(**out));
	for (size_t i = 0; code == OK && i < *count; i++) {
		(*out)[i] = (struct standard_line){ .row = { .id = (int64_t)i + 1 } };
		code = standard_line_fill(desk, arena, &standards[i], &(*out)[i]);
	}
	return code;
}

/* The one of a number. */
static enum code
standard_numbered(struct desk *desk, struct arena *arena, int64_t id, struct standard *out)
{
	struct standard *standards;
	size_t count;
	const enum code code = standards_load(desk, arena, true, &standards, &count);

	if (code == OK && (size_t)id > count)
		return fail(NOT_FOUND, "standard %lld: there is none", (long long)id);
	if (code == OK)
		*out = standards[id - 1];
	return code;
}

static enum code
standard_open(struct desk *desk, struct arena *arena, int64_t id, void *row)
{
	struct standard_line *const line = row;
	struct standard standard = { 0 };
	const enum code code = standard_numbered(desk, arena, id, &standard);

	*line = (struct standard_line){ .row = { .id = id } };
	return code == OK ? standard_line_fill(desk, arena, &standard, line) : code;
}

static enum code
standard_put(struct desk *desk, struct arena *arena, const struct standard_line *line,
		const char **said)
{
	struct standard standard = { 0 };
	enum code code = standard_numbered(desk, arena, line->row.id, &standard);

	if (code == OK && (line->target != standard.target || line->bound != standard.bound))
		code = standard_set(desk, arena, &standard, line->target, line->bound, said);
	if (code == OK)		/* with the row that has been made of it */
		code = standard_numbered(desk, arena, line->row.id, &standard);
	if (code == OK && (line->measured != 0) != standard.active)
		code = standard_keep(desk, arena, &standard, line->measured, said);
	return code;
}

static enum code
standard_write(struct desk *desk, struct arena *arena, void *row, const char **said)
{
	const struct standard_line *const line = row;
	const enum code code = batch_begin(desk, NULL, NULL);

	*said = arena_print(arena, "%s: as it was", line->label);
	return code == OK ? batch_end(desk, standard_put(desk, arena, line, said)) : code;
}

static enum code
standard_history(struct desk *desk, struct arena *arena, int64_t id, const char **command)
{
	struct standard standard = { 0 };
	const enum code code = standard_numbered(desk, arena, id, &standard);

	if (code == OK)
		*command = arena_print(arena, "charter history %s", standard.code);
	return code;
}

static const char *const provider_hints[] = {
	"short", "in the book's columns: Dr Khan", "open_until", "beyond it visits are only planned",
	"colour", "red, green, yellow, blue, magenta, cyan", NULL
};
static const char *const chair_hints[] = {
	"position", "from left to right", NULL
};
static const char *const type_hints[] = {
	"code", "a short word", "minutes", "how long it is",
	"pattern", "X provider, D checker, / chair; 5 min", "role", "nothing: by anyone",
	"colour", "red, green, yellow, blue, magenta, cyan", "satisfies", "recall types: exam cleaning",
	"follows", "the type before it: crown", "after_days", "days after that, at least",
	"needs", "kinds of need: lab consent", "public_name", "for the patient's own calendar", NULL
};
static const char *const recall_type_hints[] = {
	"code", "a short word", "interval", "6m, 6m+1d, 6w", "everyone", "has every active patient one?",
	"excludes", "nobody has both", "rides_with", "done with that one, no call of its own",
	"age_from", "years", "age_to", "years", NULL
};
static const char *const cadence_hints[] = {
	"days", "-21: before it is due", NULL
};
static const char *const standard_hints[] = {
	"target", "percent", "bound", "minutes or days, where it has one",
	"measured", "no: it is dropped from the charter", NULL
};
static const char *const holiday_hints[] = {
	"last", "nothing: only that day", NULL
};

const struct setup_page setup_pages[] = {
	{
		.name = "Practice", .about = "What it is called, and how the book behaves",
		.listing = { &setting_line_record, NULL, "label value otherwise" },
		.list = setting_list,
		.writes = &setting_record,
		.form = { .record = &setting_line_record, .fields = "value", .open = setting_open,
			.save = setting_write, .fixed = true },
	}, {
		.name = "Providers", .about = "Who does the visits",
		.listing = { &provider_record, NULL, "name short role colour active open_until" },
		.tail = "order by active desc, id",
		.table = "provider",
		.writes = &provider_record,
		.form = { .record = &provider_record, .hints = provider_hints,
			.fields = "name short role colour active open_until",
			.save = provider_write, .remove = provider_retire, .marks = true },
	}, {
		.name = "Chairs",
		.about = "What a visit occupies; a squeeze column holds what is squeezed in",
		.listing = { &chair_record, NULL, "name kind position active" },
		.tail = "order by active desc, position, id",
		.table = "chair",
		.writes = &chair_record,
		.form = { .record = &chair_record, .fields = "name kind position active",
			.hints = chair_hints, .save = chair_write, .remove = chair_retire,
			.marks = true },
	}, {
		.name = "Hours",
		.about = "Weekly hours; without provider and chair: the practice's",
		.listing = { &hours_line_record, NULL,
			"provider_name chair_name weekday start until_min since until_day every_weeks" },
		.list = hours_list,
		.table = "hours",
		.writes = &hours_record,
		.form = { .record = &hours_form_record, .hints = hours_hints,
			.fields = "provider chair days spans since until_day every_weeks beside",
			.open = hours_open, .save = hours_write, .marks = true },
	}, {
		.name = "Single days", .about = "Days to come with other hours than the weekly ones",
		.listing = { &single_line_record, NULL, "day provider_name chair_name start until_min" },
		.list = single_list,
		.table = "hours_day",
		.writes = &hours_day_record,
		.form = { .record = &single_form_record, .hints = single_hints,
			.fields = "day provider chair spans", .open = single_open,
			.save = single_write, .remove = single_take_away, .marks = true },
	}, {
		.name = "Closures", .about = "Days and spans shut: holidays, leave, illness",
		.listing = { &closure_line_record, NULL,
			"first last start until_min provider_name chair_name note" },
		.tail = "order by first desc, id desc",
		.table = "closure",
		.writes = &closure_record,
		.form = { .record = &closure_record, .hints = closure_hints,
			.fields = "first last start until_min provider chair note",
			.save = closure_write, .remove = closure_take_away, .marks = true },
	}, {
		.name = "Kept time", .about = "Spans kept for something: lunch, emergencies, one visit type",
		.listing = { &block_line_record, NULL,
			"weekday day start minutes kind type chair_name provider_name opens_before" },
		.tail = "order by day nulls first, id",
		.table = "block",
		.writes = &block_record,
		.form = { .record = &block_form_record, .hints = block_hints,
			.fields = "days day start minutes kind type opens_before chair provider since "
				"until_day note",
			.open = block_open, .save = block_write, .remove = block_take_away,
			.marks = true },
	}, {
		.name = "Holidays", .about = "The school's, in which some commitments don't hold",
		.listing = { &holiday_record, NULL, "name first last" },
		.tail = "order by first desc, id desc",
		.table = "holiday",
		.writes = &holiday_record,
		.form = { .record = &holiday_record, .fields = "name first last",
			.hints = holiday_hints, .save = holiday_write,
			.remove = holiday_take_away },
	}, {
		.name = "Visit types", .about = "What is done, how long it takes and who does it",
		.listing = { &visit_type_record, NULL, "code name minutes role colour pattern" },
		.tail = "order by id",
		.table = "visit_type",
		.writes = &visit_type_record,
		.form = { .record = &type_form_record, .hints = type_hints,
			.fields = "code name minutes pattern role colour satisfies follows after_days "
				"needs public_name",
			.open = type_open, .save = type_write },
	}, {
		.name = "Recall types", .about = "What patients come back for, and after how long",
		.listing = { &recall_type_record, NULL, "code name interval everyone age_from age_to" },
		.tail = "order by id",
		.table = "recall_type",
		.writes = &recall_type_record,
		.form = { .record = &recall_type_record, .hints = recall_type_hints,
			.fields = "code name interval everyone excludes rides_with age_from age_to",
			.ask = recall_type_warn, .save = recall_type_write },
	}, {
		.name = "Cadences", .about = "When and how those who are due are asked",
		.listing = { &cadence_line_record, NULL, "recall_type days channel" },
		.list = cadence_list,
		.table = "cadence",
		.writes = &cadence_record,
		.form = { .record = &cadence_record, .fields = "recall_type days channel",
			.hints = cadence_hints, .save = cadence_write,
			.remove = cadence_take_away },
	}, {
		.name = "Standards", .about = "What the practice promises itself; v tells how a target was",
		.listing = { &standard_line_record, NULL,
			"label kept target bound unit measured changed" },
		.list = standard_list, .history = standard_history,
		.writes = &standard_record,
		.form = { .record = &standard_line_record, .fields = "target bound measured",
			.hints = standard_hints, .open = standard_open, .save = standard_write,
			.fixed = true },
	}, {
		.name = "Messages", .about = "What patients are written; x gives the program's words again",
		.listing = { &message_form_record, NULL, "name channel language whose" },
		.list = messages_list,
		.writes = &template_record,
		.form = { .record = &message_form_record, .hints = message_hints,
			.fields = "name channel language subject text", .open = message_open,
			.preview = message_preview, .save = message_write,
			.remove = message_take_away },
	}, {
		.name = "People", .about = "Who works at the desks",
		.listing = { &person_line_record, NULL, "name initials role secret failed" },
		.tail = "order by name, id",
		.table = "person",
		.writes = &person_record, .own = true,
		.form = { .record = &person_form_record, .hints = person_form_hints,
			.fields = "name initials role secret again", .open = person_form_open,
			.save = person_form_save, .stays = true },
	}, {
		.name = "Roles", .about = "What each may, once somebody has a secret",
		.listing = { &role_line_record, NULL, "role people may" },
		.list = role_lines,
		.writes = &role_right_record,
		.form = { .record = &role_form_record, .hints = role_form_hints, .fields = "role may",
			.open = role_form_open, .save = role_form_save, .remove = role_take_away },
	},
	{ .name = NULL }
};
