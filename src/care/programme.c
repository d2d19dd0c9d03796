/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Programmes: begun, noted, ended, measured.
 */
#include "care/programme.h"

#include "base/text.h"
#include "book/practice.h"
#include "store/change.h"

static const struct field programme_fields[] = {
	FIELD_ROW(programme),
	FIELD(programme, start, "Start", FIELD_DAY, 0),
	FIELD(programme, ended, "Ended", FIELD_DAY, OPTIONAL),
	FIELD(programme, note, "For", FIELD_TEXT, OPTIONAL | LONG),
};

const struct record programme_record = {
	"programme", "programme", sizeof(struct programme), programme_fields,
	FIELD_COUNT(programme_fields), false, NULL
};

static const struct field programme_note_fields[] = {
	FIELD_ROW(programme_note),
	FIELD_REFERS(programme_note, programme, "Programme", "programme", 0),
	FIELD(programme_note, day, "Day", FIELD_DAY, 0),
	FIELD(programme_note, who, "Who", FIELD_TEXT, 0),
	FIELD(programme_note, text, "Note", FIELD_TEXT, LONG),
};

const struct record programme_note_record = {
	"programme_note", "note", sizeof(struct programme_note), programme_note_fields,
	FIELD_COUNT(programme_note_fields), false, NULL
};

static enum code
write(struct desk *desk, const struct record *record, void *row)
{
	const enum code code = batch_begin(desk, NULL, NULL);

	return code == OK ? batch_end(desk, record_put(desk, record, row)) : code;
}

/* The one that runs. NOT_FOUND without a sentence. */
static enum code
running(struct desk *desk, struct arena *arena, struct programme *out)
{
	return record_first(desk, arena, &programme_record, out, "where ended is null order by id desc"
			" limit 1", "");
}

static enum code
find_running(struct desk *desk, struct arena *arena, struct programme *out)
{
	const enum code code = running(desk, arena, out);

	return code == NOT_FOUND ? fail(NOT_FOUND, "programme: none runs: chairtime programme start")
		: code;
}

enum code
programme_start(struct desk *desk, struct arena *arena, int day, const char *note,
		const char **said)
{
	struct programme programme;
	const enum code code = running(desk, arena, &programme);

	if (code == OK)
		return fail(CLASH, "programme %lld: it runs still: end it first",
				(long long)programme.row.id);
	if (code != NOT_FOUND)
		return code;
	if (text_is_blank(note))
		return fail(INPUT, "programme: say what it is for");
	record_blank(&programme_record, &programme);
	programme.start = day == NONE ? desk_today(desk) : day;
	programme.note = note;
	*said = arena_print(arena, "programme from %s, %d weeks: %s",
			day_said(arena, programme.start, desk_today(desk)), WEEKS_USUAL, note);
	return write(desk, &programme_record, &programme);
}

enum code
programme_add_note(struct desk *desk, struct arena *arena, const char *text, const char **said)
{
	struct programme programme;
	struct programme_note note;
	const enum code code = find_running(desk, arena, &programme);

	if (code != OK)
		return code;
	if (text_is_blank(text))
		return fail(INPUT, "programme: say what was done");
	record_blank(&programme_note_record, &note);
	note.programme = programme.row.id;
	note.day = desk_today(desk);
	note.who = desk->who;
	note.text = text;
	*said = arena_print(arena, "noted in week %d: %s", programme_week(desk, &programme), text);
	return write(desk, &programme_note_record, &note);
}

enum code
programme_end(struct desk *desk, struct arena *arena, int day, const char **said)
{
	struct programme programme;
	const enum code code = find_running(desk, arena, &programme);

	if (code != OK)
		return code;
	programme.ended = day == NONE ? desk_today(desk) : day;
	if (programme.ended < programme.start)
		return fail(INPUT, "programme: it can't end before it began");
	*said = arena_print(arena, "programme ended after week %d: chairtime programme report",
			programme_week(desk, &programme));
	return write(desk, &programme_record, &programme);
}

enum code
programme_load(struct desk *desk, struct arena *arena, int64_t id, struct programme *out)
{
	enum code code;

	if (id)
		return record_get(desk, arena, &programme_record, id, out);
	code = record_first(desk, arena, &programme_record, out, "order by case when ended is null"
			" then 0 else 1 end, id desc limit 1", "");
	return code == NOT_FOUND ? fail(NOT_FOUND, "programme: there is none yet: chairtime programme "
			"start") : code;
}

enum code
programme_notes(struct desk *desk, struct arena *arena, const struct programme *programme,
		struct programme_note **out, size_t *count)
{
	return record_select(desk, arena, &programme_note_record, out, count,
			"where programme = $1 order by day, id", "I", programme->row.id);
}

int
programme_last(const struct desk *desk, const struct programme *programme)
{
	const int most = programme->start + WEEKS_USUAL * WEEK_DAYS - 1;
	const int last = programme->ended == NONE ? desk_today(desk) : programme->ended;

	return last > most ? most : last < programme->start ? programme->start : last;
}

int
programme_week(const struct desk *desk, const struct programme *programme)
{
	return (programme_last(desk, programme) - programme->start) / WEEK_DAYS + 1;
}

enum code
programme_measure(struct desk *desk, struct arena *arena, const struct programme *programme,
		const struct progress *progress, struct programme_line **out, size_t *count)
{
	const int weeks = programme_week(desk, programme);
	const int last = programme->start + weeks * WEEK_DAYS - 1;	/* days to come have no case */
	struct standard *standards;
	enum code code = standards_load(desk, arena, false, &standards, count);

	*out = arena_take(arena, (*count + 1) * sizeof **out);
	for (size_t i = 0; code == OK && i < *count; i++) {
		progress_tell(progress, standards[i].name);
		code = measure_weeks(desk, arena, &standards[i], programme->start - 1, WEEKS_USUAL,
				&(*out)[i].before);
		if (code == OK)
			code = measure_weeks(desk, arena, &standards[i], last, weeks,
					&(*out)[i].during);
	}
	progress_end(progress);
	return code;
}

const char *
programme_words(const struct programme_line *line)
{
	switch (share_trend(line->before.whole, line->during.whole)) {
	case TREND_BETTER:
		return "better";
	case TREND_WORSE:
		return "worse";
	case TREND_SAME:
		return "no difference seen";
	default:
		return "too few to say";
	}
}
