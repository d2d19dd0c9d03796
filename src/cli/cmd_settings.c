/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The practice's settings (chairtime(5) says what each means).
 */
#include "groups.h"

#include "base/text.h"
#include "store/change.h"
#include "store/setting.h"

static const struct listing setting_listing = {&setting_record, NULL, "name value"};

static enum code
list(struct input *in)
{
	struct setting *rows;
	size_t count;
	const enum code code = record_select(in->desk, in->arena, &setting_record, &rows, &count,
			"where value is not null order by name", "");

	if (code == OK)
		print_rows(in->out, &setting_listing, rows, count);
	return code;
}

/* What is refused as a value; NULL is the default again. */
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

enum { ADDRESS, ALARM_MINUTES, CALL_FROM, CALL_UNTIL, EMAIL, GRACE, GRID, ICS_PRIVATE, NAME, NEAR,
	NOTICE_DAYS, PHONE,
	STAFF_ALARM_MINUTES, ZONE };

static const char *const setting_words[] = {
	[ADDRESS] = "address", [ALARM_MINUTES] = "alarm_minutes", [CALL_FROM] = "call_from",
	[CALL_UNTIL] = "call_until", [EMAIL] = "email", [GRACE] = "grace", [GRID] = "grid",
	[ICS_PRIVATE] = "ics_private", [NAME] = "name",
	[NEAR] = "near", [NOTICE_DAYS] = "notice_days", [PHONE] = "phone",
	[STAFF_ALARM_MINUTES] = "staff_alarm_minutes", [ZONE] = "zone", NULL
};

/* Of those that can't be anything. */
static enum code (*const checks[])(const char *name, const char *value) = {
	[CALL_FROM] = check_number, [CALL_UNTIL] = check_number, [GRACE] = check_number,
	[GRID] = check_grid, [ICS_PRIVATE] = check_number, [NAME] = check_name,
	[NOTICE_DAYS] = check_number, [ZONE] = check_zone,
};

static enum code
set(struct input *in)
{
	const int which = input_word(in, "NAME");
	const char *const name = setting_words[which], *const value = input_text(in, "VALUE");
	enum code code = checks[which] ? checks[which](name, value) : OK;

	if (code != OK || (code = batch_begin(in->desk, NULL, NULL)) != OK)
		return code;
	return batch_end(in->desk, setting_put(in->desk, name, value));
}

static const struct option set_options[] = {
	{"NAME", OPTION_WORD, POSITIONAL | REQUIRED, "NAME", "Which", setting_words},
	{"VALUE", OPTION_TEXT, POSITIONAL | REST, "VALUE", "What it is; else its default again", NULL},
};

const struct command settings_commands[] = {
	{"settings", "What the practice has set", NULL, 0, STORE_READ, LISTS, list},
	{"set", "Changes a setting of the practice", OPTIONS(set_options), STORE_WRITE, 0, set},
	{0}
};
