/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The practice's settings (chairtime(5) says what each means).
 */
#include "groups.h"

#include "cli/listings.h"
#include "book/settings.h"
#include "store/setting.h"

const struct listing setting_listing = {&setting_record, NULL, "name value"};

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

static enum code
set(struct input *in)
{
	return setting_save(in->desk, (enum setting_name)input_word(in, "NAME"),
			    input_text(in, "VALUE"));
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
