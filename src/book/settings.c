/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The practice's settings: what each means, and what it may be.
 */
#include "book/settings.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "book/patient.h"
#include "store/change.h"

static enum code
check_name(const char *name, const char *value)
{
	return text_is_blank(value) ? fail(INPUT, "set %s: must not be blank", name) : OK;
}

static enum code
check_number(const char *name, const char *value)
{
	long long number;

	if (!value || (text_parse_int(value, &number) && number >= 0 && number < INT_MAX))
		return OK;
	return fail(INPUT, "set %s: \"%s\" is no number from 0 up", name, value);
}

/* Days or months of a stage of recall. */
static enum code
check_span(const char *name, const char *value)
{
	long long number;

	if (!value || (text_parse_int(value, &number) && number >= 0 && number <= 1200))
		return OK;
	return fail(INPUT, "set %s: from 0 to 1200", name);
}

static enum code
check_grid(const char *name, const char *value)
{
	long long minutes;

	if (!value || (text_parse_int(value, &minutes) && minutes >= 5 && minutes <= 120))
		return OK;
	return fail(INPUT, "set %s: minutes from 5 to 120", name);
}

static enum code
check_zone(const char *name, const char *value)
{
	if (value && zone_set(value))
		return OK;
	return fail(INPUT, "set %s: \"%s\" is no time zone, like Europe/Berlin", name,
		value ? value : "");
}

static enum code
check_colour(const char *name, const char *value)
{
	static const char *const words[] = {"state", "type", "provider", NULL};

	if (!value || word_index(words, value) != NONE)
		return OK;
	return fail(INPUT, "set %s: state, type or provider", name);
}

static enum code
check_alarms(const char *name, const char *value)
{
	int minutes[ALARMS_MOST];
	size_t count;

	if (!value || alarms_parse(value, minutes, &count))
		return OK;
	return fail(INPUT, "set %s: at most %d of 30m, 2h, 1d, before a visit; or none", name,
			ALARMS_MOST);
}

const char *const setting_words[] = {
	[SETTING_ADDRESS] = "address", [SETTING_ALARM_MINUTES] = "alarm_minutes",
	[SETTING_CALL_FROM] = "call_from", [SETTING_CALL_UNTIL] = "call_until",
	[SETTING_COLOUR] = "colour", [SETTING_CONFIRMATIONS] = "confirmations",
	[SETTING_CONFIRM_BY] = "confirm_by", [SETTING_EMAIL] = "email", [SETTING_GRACE] = "grace",
	[SETTING_GRID] = "grid", [SETTING_ICS_PRIVATE] = "ics_private",
	[SETTING_LANGUAGE] = "language", [SETTING_LAST_WORD_MONTHS] = "last_word_months",
	[SETTING_LATE] = "late",
	[SETTING_LOCK_MINUTES] = "lock_minutes", [SETTING_NOTE_READS] = "note_reads",
	[SETTING_MISSED_NOTES] = "missed_notes", [SETTING_NAME] = "name", [SETTING_NEAR] = "near",
	[SETTING_NOTICE_DAYS] = "notice_days", [SETTING_OVERDUE_DAYS] = "overdue_days",
	[SETTING_PHONE] = "phone", [SETTING_REACTIVATION_MONTHS] = "reactivation_months",
	[SETTING_REMINDER_DAYS] = "reminder_days",
	[SETTING_STAFF_ALARM_MINUTES] = "staff_alarm_minutes", [SETTING_ZONE] = "zone", NULL
};

const struct setting_kind setting_kinds[SETTING_COUNT] = {
	[SETTING_ADDRESS] = {"Address", "", "for letters and calendars", NULL, false},
	[SETTING_ALARM_MINUTES] = {"Patients' alarms", "1440 120",
		"before a visit, in patients' calendars: 1d 2h", check_alarms, false},
	[SETTING_CALL_FROM] = {"Calls from", "480", "the hour from which patients are rung",
		check_number, true},
	[SETTING_CALL_UNTIL] = {"Calls until", "1200", "the hour up to which they are", check_number,
		true},
	[SETTING_COLOUR] = {"Colours by", "state", "state, type or provider", check_colour, false},
	[SETTING_EMAIL] = {"E-mail", "", "of the practice", NULL, false},
	[SETTING_GRACE] = {"Grace", "10", "minutes until who isn't here is called", check_number,
		false},
	[SETTING_GRID] = {"Minutes a row", "15", "of the Day screen and of openings, 5 to 120",
		check_grid,
		false},
	[SETTING_ICS_PRIVATE] = {"Private calendars", "1",
		"1: no treatment named in calendars; 0: named", check_number,
		false},
	[SETTING_OVERDUE_DAYS] = {"Overdue from", "14", "days after a recall fell due",
		check_span, false},
	[SETTING_REACTIVATION_MONTHS] = {"Reactivation from", "12",
		"months after a recall fell due", check_span, false},
	[SETTING_LAST_WORD_MONTHS] = {"Last word after", "24",
		"months: from then on it is asked whether they are inactive", check_span, false},
	[SETTING_LATE] = {"Late from", "10", "minutes behind from which patients are told",
		check_number,
		false},
	[SETTING_LOCK_MINUTES] = {"Locks after", "10",
		"minutes without a key, where people have secrets; 0: never", check_number, false},
	[SETTING_NAME] = {"Name", "", "what the practice is called", check_name, false},
	[SETTING_NEAR] = {"Near", "", "areas whose patients live near, with commas between", NULL,
		false},
	[SETTING_NOTE_READS] = {"Note who reads", "0",
		"1: who looks at a patient's card or takes it out is noted", check_number, false},
	[SETTING_NOTICE_DAYS] = {"Notice", "1", "open days before a visit until which cancelling is early",
		check_number, false},
	[SETTING_CONFIRM_BY] = {"Confirmed by", "900",
		"the time of the open day before by which a visit is confirmed", check_number, true},
	[SETTING_CONFIRMATIONS] = {"Confirmations", "0",
		"1: what is booked, moved or cancelled is put in writing", check_number, false},
	[SETTING_LANGUAGE] = {"Language", "en", "of messages: en, de", NULL, false},
	[SETTING_MISSED_NOTES] = {"After a missed visit", "0",
		"1: a word that another time can be found", check_number, false},
	[SETTING_REMINDER_DAYS] = {"Reminders", "2", "open days before a visit", check_number,
		false},
	[SETTING_PHONE] = {"Telephone", "", "that patients ring", NULL, false},
	[SETTING_STAFF_ALARM_MINUTES] = {"Staff's alarms", "",
		"before a visit, in the staff's calendars: 10m", check_alarms, false},
	[SETTING_ZONE] = {"Time zone", "", "like Europe/Berlin", check_zone, false},
};

enum code
setting_save(struct desk *desk, enum setting_name which, const char *value)
{
	const char *const name = setting_words[which];
	const struct setting_kind *const kind = &setting_kinds[which];
	char minutes[16];
	int minute;
	enum code code;

	if (value && !*value)
		value = NULL;
	if (value && kind->clock && clock_parse(value, &minute)) {
		snprintf(minutes, sizeof minutes, "%d", minute);
		value = minutes;
	}
	code = kind->check ? kind->check(name, value) : OK;
	if (code != OK || (code = batch_begin(desk, NULL, NULL)) != OK)
		return code;
	return batch_end(desk, setting_put(desk, name, value));
}

static const struct field setting_line_fields[] = {
	FIELD_ROW(setting_line),
	FIELD(setting_line, name, "Setting", FIELD_TEXT, 0),
	FIELD(setting_line, label, "Setting", FIELD_TEXT, 0),
	FIELD(setting_line, value, "Value", FIELD_TEXT, OPTIONAL),
	FIELD(setting_line, otherwise, "Else", FIELD_TEXT, OPTIONAL),
	FIELD(setting_line, hint, "What it means", FIELD_TEXT, OPTIONAL | LONG),
};

const struct record setting_line_record = {
	"setting_line", "setting", sizeof(struct setting_line), setting_line_fields,
	FIELD_COUNT(setting_line_fields), true, NULL
};

static const enum setting_name shown[SETTING_COUNT] = {
	SETTING_NAME, SETTING_ZONE, SETTING_PHONE, SETTING_EMAIL, SETTING_ADDRESS, SETTING_GRID,
	SETTING_COLOUR, SETTING_GRACE, SETTING_LATE, SETTING_CALL_FROM, SETTING_CALL_UNTIL,
	SETTING_NOTICE_DAYS, SETTING_NEAR, SETTING_ALARM_MINUTES, SETTING_STAFF_ALARM_MINUTES,
	SETTING_ICS_PRIVATE, SETTING_CONFIRM_BY, SETTING_REMINDER_DAYS, SETTING_CONFIRMATIONS,
	SETTING_OVERDUE_DAYS, SETTING_REACTIVATION_MONTHS, SETTING_LAST_WORD_MONTHS,
	SETTING_MISSED_NOTES, SETTING_LANGUAGE, SETTING_LOCK_MINUTES, SETTING_NOTE_READS
};

/* A time of day as such. */
static const char *
said(struct arena *arena, const struct setting_kind *kind, const char *value)
{
	char clock[CLOCK_SIZE];
	long long minute;

	if (!value || !kind->clock || !text_parse_int(value, &minute) || minute < 0 ||
	    minute > 24 * 60)
		return value;
	return arena_copy(arena, clock_format(clock, (int)minute));
}

enum code
settings_list(struct desk *desk, struct arena *arena, struct setting_line **out, size_t *count)
{
	*count = SETTING_COUNT;
	*out = arena_take(arena, SETTING_COUNT * sizeof **out);
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		const enum setting_name which = shown[i];
		const struct setting_kind *const kind = &setting_kinds[which];

		(*out)[i] = (struct setting_line){
			.row = {(int64_t)which + 1, 0}, .name = setting_words[which],
			.label = kind->label, .hint = kind->hint,
			.value = said(arena, kind, setting_text(desk, arena, setting_words[which],
								NULL)),
			.otherwise = said(arena, kind, kind->otherwise)
		};
	}
	return OK;
}
