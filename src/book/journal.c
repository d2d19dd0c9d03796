/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The journal: changes by filter, and who saw what. Every filter is bound, an empty one as what lets
 * everything pass, so that there are but three texts of SQL.
 */
#include "book/journal.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "store/right.h"

#define ALWAYS "9999"			/* after every stamp */

const char *const journal_acts[] = {
	"made", "changed", "removed", "undone", "erased", "import", "send", "secret", "erase",
	"migrate", "seal", NULL
};

#define FILTERS "($1 = '' or who = $1) and ($2 = '' or desk = $2) and at >= $3 and at < $4" \
	" and ($5 = '' or tbl = $5) and ($6 = 0 or row = $6) and ($7 = '' or $7 = case" \
	" when undoes is not null then 'undone' when before is null and after is not null then 'made'" \
	" when after is null and before is not null then 'removed' when after is null then 'erased'" \
	" else 'changed' end or batch in (select k.id from change k where k.tbl = $7 and k.row = 0))"
#define OF(table) " union all select '" #table "', id from " #table " where patient = $9"

/* A patient's rows; and those that are gone since what made them was taken back. */
static const char of_patient[] = "where id in (select c.id from change c join ("
	"select 'patient' as t, id as r from patient where id = $9"
	OF(appointment) OF(recall) OF(contact) OF(concern) OF(wait) OF(alert) OF(patient_reach)
	OF(contact_person) OF(consent) OF(commitment) OF(message) OF(opinion)
	" union all select 'need', n.id from need n join appointment a on a.id = n.appointment"
	" where a.patient = $9"
	" union all select u.tbl, u.row from change u where u.undoes is not null"
	" and u.after is null and (u.before like $10 or u.before like $11)"
	") as x on c.tbl = x.t and c.row = x.r) and " FILTERS " order by id desc limit $8";
static const char of_all[] = "where " FILTERS " order by id desc limit $8";

const char *
journal_table(const struct desk *desk, const char *word)
{
	for (const struct record *const *record = desk->rooms->records; *record; record++)
		if (strcmp((*record)->table, word) == 0 || strcmp((*record)->label, word) == 0)
			return (*record)->table;
	return NULL;
}

/* The moment at which a practice's day begins. */
static const char *
day_begins(struct arena *arena, int day, const char *otherwise)
{
	char stamp[STAMP_SIZE];

	return day == NONE ? otherwise : arena_copy(arena, stamp_format(stamp, zone_instant(day, 0)));
}

static const char *
or_empty(const char *text)
{
	return text ? text : "";
}

static enum code
select_changes(struct desk *desk, struct arena *arena, const struct journal_filter *f,
		struct change **out, size_t *count)
{
	const char *const from = day_begins(arena, f->from, "");
	const char *const until = day_begins(arena, f->to == NONE ? NONE : f->to + 1, ALWAYS);
	const int64_t limit = f->limit ? f->limit : INT64_MAX;

	if (!f->patient)
		return record_select(desk, arena, &change_record, out, count, of_all, "tttttItI",
				or_empty(f->who), or_empty(f->desk), from, until,
				or_empty(f->table), f->row, or_empty(f->act), limit);
	return record_select(desk, arena, &change_record, out, count, of_patient, "tttttItIItt",
			or_empty(f->who), or_empty(f->desk), from, until, or_empty(f->table),
			f->row, or_empty(f->act), limit, f->patient,
			arena_print(arena, "%%\"patient\":%lld,%%", (long long)f->patient),
			arena_print(arena, "%%\"patient\":%lld}", (long long)f->patient));
}

enum code
journal_changes(struct desk *desk, struct arena *arena, const struct journal_filter *filter,
		struct change **out, size_t *count)
{
	enum code code = right_check(desk, RIGHT_JOURNAL);

	*count = 0;
	if (code == OK && filter->patient)
		code = access_note_read(desk, ACCESS_JOURNAL, filter->patient, NULL);
	return code == OK ? select_changes(desk, arena, filter, out, count) : code;
}

/* Who saw what */

static const struct field seen_fields[] = {
	FIELD(seen_line, at, "At", FIELD_STAMP, 0),
	FIELD(seen_line, who, "Who", FIELD_TEXT, 0),
	FIELD(seen_line, desk, "Desk", FIELD_TEXT, 0),
	FIELD(seen_line, act, "Act", FIELD_TEXT, 0),
	FIELD(seen_line, what, "What", FIELD_TEXT, OPTIONAL | LONG),
};
const struct record seen_line_record = {
	.table = "seen", .label = "look", .size = sizeof(struct seen_line), .fields = seen_fields,
	.count = FIELD_COUNT(seen_fields), .view = true
};

/* The names of the fields in an image: "day, start". */
static const char *
field_names(struct arena *arena, const char *image)
{
	json_t *const fields = image ? json_loads(image, 0, NULL) : NULL;
	const char *names = "", *name;
	json_t *value;

	json_object_foreach(fields, name, value)
		names = arena_print(arena, "%s%s%s", names, *names ? ", " : "", name);
	json_decref(fields);
	return names;
}

static const char *
label_of(const struct desk *desk, const char *table)
{
	for (const struct record *const *record = desk->rooms->records; *record; record++)
		if (strcmp((*record)->table, table) == 0)
			return (*record)->label;
	return table;
}

static const char *
act_of(const struct change *change)
{
	if (change->undoes)
		return "undone";
	if (!change->after)
		return change->before ? "removed" : "erased";
	return change->before ? "changed" : "made";
}

static struct seen_line
line_of_change(const struct desk *desk, struct arena *arena, const struct change *change)
{
	const bool written = change->before && change->after;
	const char *const what = arena_print(arena, "%s %lld", label_of(desk, change->tbl),
			(long long)change->row);

	return (struct seen_line){
		.at = change->at, .who = change->who, .desk = change->desk, .act = act_of(change),
		.what = written ? arena_print(arena, "%s: %s", what,
				field_names(arena, change->after)) : what
	};
}

#define ACCESS_FILTERS "($1 = '' or who = $1) and ($2 = '' or desk = $2) and at >= $3 and at < $4"

/* All, or looks at her card and what took everybody's data out. */
static enum code
select_access(struct desk *desk, struct arena *arena, const struct journal_filter *f, bool hers,
		struct access **out, size_t *count)
{
	const char *const from = day_begins(arena, f->from, "");
	const char *const until = day_begins(arena, f->to == NONE ? NONE : f->to + 1, ALWAYS);
	const int64_t limit = f->limit ? f->limit : INT64_MAX;

	if (!hers)
		return record_select(desk, arena, &access_record, out, count, "where " ACCESS_FILTERS
				" order by id desc limit $5", "ttttI", or_empty(f->who),
				or_empty(f->desk), from, until, limit);
	return record_select(desk, arena, &access_record, out, count, "where " ACCESS_FILTERS
			" and (patient = $6 or (patient is null and act = 'export'))"
			" order by id desc limit $5", "ttttII", or_empty(f->who),
			or_empty(f->desk), from, until, limit, f->patient);
}

enum code
journal_access(struct desk *desk, struct arena *arena, const struct journal_filter *filter,
		struct access **out, size_t *count)
{
	const enum code code = right_check(desk, RIGHT_JOURNAL);

	*count = 0;
	return code == OK ? select_access(desk, arena, filter, false, out, count) : code;
}

/* Newest first; where the moment is the same, as they were put in. */
static size_t
merge(const struct desk *desk, struct arena *arena, const struct access *looks, size_t look_count,
		const struct change *changes, size_t change_count, struct seen_line *out)
{
	size_t look = 0, change = 0, n = 0;

	while (look < look_count || change < change_count) {
		const bool looked = change == change_count || (look < look_count &&
				strcmp(looks[look].at, changes[change].at) >= 0);

		if (!looked) {
			out[n++] = line_of_change(desk, arena, &changes[change++]);
			continue;
		}
		out[n++] = (struct seen_line){
			.at = looks[look].at, .who = looks[look].who, .desk = looks[look].desk,
			.act = access_words[looks[look].act], .what = looks[look].detail
		};
		look++;
	}
	return n;
}

enum code
journal_seen(struct desk *desk, struct arena *arena, const struct journal_filter *filter,
		struct seen_line **out, size_t *count)
{
	struct access *looks;
	struct change *changes;
	size_t look_count, change_count;
	enum code code = right_check(desk, RIGHT_JOURNAL);

	*count = 0;
	if (code == OK)
		code = access_note_read(desk, ACCESS_JOURNAL, filter->patient, NULL);
	if (code == OK)
		code = select_access(desk, arena, filter, true, &looks, &look_count);
	if (code == OK)
		code = select_changes(desk, arena, filter, &changes, &change_count);
	if (code != OK)
		return code;
	*out = arena_take(arena, (look_count + change_count + 1) * sizeof **out);
	*count = merge(desk, arena, looks, look_count, changes, change_count, *out);
	if (filter->limit && *count > (size_t)filter->limit)
		*count = (size_t)filter->limit;
	return OK;
}
