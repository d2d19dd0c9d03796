/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Patients: their rows and those of their people, and writing one.
 */
#include "book/patient.h"
#include "base/text.h"
#include "store/change.h"

#include <string.h>

const char *const patient_state_words[] = {"enquirer", "active", "inactive", "moved", "deceased",
	"left", "dismissed", NULL};
const char *const channel_words[] = {"call", "text", "email", "letter", NULL};
const char *const sex_words[] = {"female", "male", "other", NULL};
const char *const purpose_words[] = {"service", "reminder", "invitation", "opinion", NULL};
const char *const told_words[] = {"nothing", "times", "all", NULL};
const char *const condition_words[] = {"same_day", "deposit", "ask_manager", NULL};

static const struct field patient_fields[] = {
	FIELD_ROW(patient),
	FIELD_REFERS(patient, household, "Household", "household", OPTIONAL),
	FIELD(patient, called_first, "Called first", FIELD_FLAG, 0),
	FIELD_REFERS(patient, second_home, "Second home", "household", OPTIONAL),
	FIELD(patient, name, "Name", FIELD_TEXT, 0),
	FIELD(patient, called, "Called", FIELD_TEXT, OPTIONAL),
	FIELD(patient, birth, "Birth", FIELD_BIRTH, OPTIONAL),
	FIELD_WORDS(patient, sex, "Sex", sex_words, OPTIONAL),
	FIELD(patient, language, "Language", FIELD_TEXT, OPTIONAL),
	FIELD_WORDS(patient, channel, "Channel", channel_words, OPTIONAL),
	FIELD(patient, area, "Area", FIELD_TEXT, OPTIONAL),
	FIELD_WORDS(patient, state, "State", patient_state_words, 0),
	FIELD(patient, since, "Since", FIELD_DAY, OPTIONAL),
	FIELD_REFERS(patient, provider, "Provider", "provider", OPTIONAL),
	FIELD_REFERS(patient, hygienist, "Hygienist", "provider", OPTIONAL),
	FIELD_WORDS(patient, condition, "Condition", condition_words, OPTIONAL),
	FIELD(patient, alarms, "Alarms", FIELD_TEXT, OPTIONAL),
	FIELD(patient, note, "Note", FIELD_TEXT, OPTIONAL | LONG),
	FIELD(patient, ref, "Ref", FIELD_TEXT, OPTIONAL),
};

static const struct field contact_person_fields[] = {
	FIELD_ROW(contact_person),
	FIELD_REFERS(contact_person, patient, "Patient", "patient", 0),
	FIELD_REFERS(contact_person, person, "Person", "patient", OPTIONAL),
	FIELD(contact_person, name, "Name", FIELD_TEXT, 0),
	FIELD(contact_person, role, "Role", FIELD_TEXT, 0),
	FIELD(contact_person, may_book, "May book", FIELD_FLAG, 0),
	FIELD_WORDS(contact_person, may_be_told, "May be told", told_words, 0),
	FIELD(contact_person, reminders, "Reminders", FIELD_FLAG, 0),
	FIELD(contact_person, position, "Position", FIELD_INT, 0),
	FIELD(contact_person, since, "Since", FIELD_DAY, OPTIONAL),
	FIELD(contact_person, until_day, "Last day", FIELD_DAY, OPTIONAL),
};

static const struct field commitment_fields[] = {
	FIELD_ROW(commitment),
	FIELD_REFERS(commitment, patient, "Patient", "patient", 0),
	FIELD(commitment, weekday, "Weekday", FIELD_INT, OPTIONAL),
	FIELD(commitment, first, "First day", FIELD_DAY, OPTIONAL),
	FIELD(commitment, last, "Last day", FIELD_DAY, OPTIONAL),
	FIELD(commitment, start, "From", FIELD_MINUTE, 0),
	FIELD(commitment, until_min, "Until", FIELD_MINUTE, 0),
	FIELD(commitment, firm, "Firm", FIELD_FLAG, 0),
	FIELD(commitment, not_holidays, "Not in holidays", FIELD_FLAG, 0),
	FIELD(commitment, note, "Note", FIELD_TEXT, OPTIONAL),
};

static const struct field alert_fields[] = {
	FIELD_ROW(alert),
	FIELD_REFERS(alert, patient, "Patient", "patient", 0),
	FIELD(alert, text, "Alert", FIELD_TEXT, 0),
	FIELD(alert, moments, "Moments", FIELD_TEXT, 0),
	FIELD(alert, until_day, "Last day", FIELD_DAY, OPTIONAL),
	FIELD(alert, asked_by, "Asked by", FIELD_TEXT, OPTIONAL),
};

static const struct field holiday_fields[] = {
	FIELD_ROW(holiday),
	FIELD(holiday, name, "Holiday", FIELD_TEXT, 0),
	FIELD(holiday, first, "First day", FIELD_DAY, 0),
	FIELD(holiday, last, "Last day", FIELD_DAY, OPTIONAL),
};

static const struct field patient_line_fields[] = {
	FIELD_ROW(patient_line),
	FIELD(patient_line, ref, "Ref", FIELD_TEXT, OPTIONAL),
	FIELD(patient_line, name, "Name", FIELD_TEXT, 0),
	FIELD(patient_line, called, "Called", FIELD_TEXT, OPTIONAL),
	FIELD(patient_line, birth, "Birth", FIELD_BIRTH, OPTIONAL),
	FIELD_WORDS(patient_line, sex, "Sex", sex_words, OPTIONAL),
	FIELD(patient_line, language, "Language", FIELD_TEXT, OPTIONAL),
	FIELD_WORDS(patient_line, channel, "Channel", channel_words, OPTIONAL),
	FIELD(patient_line, area, "Area", FIELD_TEXT, OPTIONAL),
	FIELD_WORDS(patient_line, state, "State", patient_state_words, 0),
	FIELD(patient_line, since, "Since", FIELD_DAY, OPTIONAL),
	FIELD_REFERS(patient_line, household, "Household", "household", OPTIONAL),
	FIELD(patient_line, household_name, "Household", FIELD_TEXT, OPTIONAL),
	FIELD(patient_line, called_first, "Called first", FIELD_FLAG, 0),
	FIELD_REFERS(patient_line, provider, "Provider", "provider", OPTIONAL),
	FIELD(patient_line, provider_name, "Provider", FIELD_TEXT, OPTIONAL),
	FIELD_WORDS(patient_line, condition, "Condition", condition_words, OPTIONAL),
	FIELD(patient_line, phone, "Phone", FIELD_TEXT, OPTIONAL),
	FIELD(patient_line, email, "E-mail", FIELD_TEXT, OPTIONAL),
	FIELD(patient_line, alarms, "Alarms", FIELD_TEXT, OPTIONAL),
	FIELD(patient_line, next_visit, "Next visit", FIELD_DAY, OPTIONAL | ASKED),
	FIELD(patient_line, due, "Due", FIELD_DAY, OPTIONAL | ASKED),
	FIELD(patient_line, note, "Note", FIELD_TEXT, OPTIONAL | LONG),
};

static void
contact_person_settle(struct desk *desk, const void *old, void *row)
{
	struct contact_person *const person = row;

	(void)desk;
	(void)old;
	if (person->position == NONE)
		person->position = 1;
}

#define RECORD(name, label, settle) \
	const struct record name##_record = { \
		#name, label, sizeof(struct name), name##_fields, FIELD_COUNT(name##_fields), \
		false, settle \
	}

RECORD(patient, "patient", NULL);
RECORD(contact_person, "contact person", contact_person_settle);
RECORD(commitment, "commitment", NULL);
RECORD(alert, "alert", NULL);
RECORD(holiday, "holiday", NULL);

const struct record patient_line_record = {
	"patient_list", "patient", sizeof(struct patient_line), patient_line_fields,
	FIELD_COUNT(patient_line_fields), true, NULL
};

/* A day up to today, or such a year. */
static bool
birth_is_good(const struct desk *desk, const char *birth)
{
	const int today = desk_today(desk);
	int day, year, month, mday;
	long long asked;

	if (civil_parse(birth, &day))
		return day <= today;
	civil_date(today, &year, &month, &mday);
	return strlen(birth) == 4 && text_parse_int(birth, &asked) && asked >= 1 && asked <= year;
}

/* What must hold of whoever is saved. An empty birth is none. */
static enum code
person_check(const struct desk *desk, const char *name, const char **birth)
{
	if (text_is_blank(name))
		return fail(INPUT, "name: a patient needs one");
	if (!text_valid(name, strlen(name)))
		return fail(INPUT, "name: this isn't UTF-8 text");
	if (text_is_blank(*birth))
		*birth = NULL;
	if (*birth && !birth_is_good(desk, *birth))
		return fail(INPUT, "birth %s: this is no day (YYYY-MM-DD) or year up to today",
			    *birth);
	return OK;
}

/* Writes a new row and its reaches. */
static enum code
add_rows(struct desk *desk, const struct new_patient *asked, struct patient *out)
{
	enum code code = record_put(desk, &patient_record, out);

	if (code == OK)
		code = patient_reach_add(desk, out->row.id, REACH_PHONE, asked->phone);
	if (code == OK && !text_is_blank(asked->email))
		code = patient_reach_add(desk, out->row.id, REACH_EMAIL, asked->email);
	return code;
}

enum code
patient_add(struct desk *desk, struct arena *arena, const struct new_patient *asked,
		struct patient *out)
{
	enum code code;

	record_blank(&patient_record, out);
	out->name = arena_copy(arena, asked->name);
	out->birth = arena_copy(arena, asked->birth);
	out->note = text_is_blank(asked->note) ? NULL : arena_copy(arena, asked->note);
	out->household = asked->household;
	out->state = asked->state;
	out->since = desk_today(desk);
	code = person_check(desk, out->name, &out->birth);
	if (code != OK)
		return code;
	if (text_is_blank(asked->phone) || !*text_digits(arena, asked->phone))
		return fail(INPUT, "phone: a patient needs a telephone number");
	code = batch_begin(desk, NULL, NULL);
	if (code != OK)
		return code;
	return batch_end(desk, add_rows(desk, asked, out));
}

static enum code
alarms_check(const char *alarms)
{
	int minutes[ALARMS_MOST];
	size_t count;

	return !alarms || alarms_parse(alarms, minutes, &count) ? OK : fail(INPUT, "alarms: \"%s\": "
			"at most %d of 30m, 2h, 1d, before the visit; or none", alarms, ALARMS_MOST);
}

enum code
patient_edit(struct desk *desk, struct patient *patient)
{
	enum code code = person_check(desk, patient->name, &patient->birth);

	if (code == OK)
		code = alarms_check(patient->alarms);
	if (code == OK)
		code = batch_begin(desk, NULL, NULL);
	if (code != OK)
		return code;
	return batch_end(desk, record_put(desk, &patient_record, patient));
}

int
patient_age(const char *birth, int day)
{
	int born, year, month, mday, born_year, born_month, born_mday;
	long long alone;

	if (!birth)
		return NONE;
	civil_date(day, &year, &month, &mday);
	if (!civil_parse(birth, &born))
		return text_parse_int(birth, &alone) ? year - (int)alone : NONE;
	civil_date(born, &born_year, &born_month, &born_mday);
	return year - born_year -
	       (month < born_month || (month == born_month && mday < born_mday));
}
