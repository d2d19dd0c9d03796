/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words of a command line, split by a table of options. Nothing is read of their values here.
 */
#include "given.h"

#include <string.h>

#include "guess.h"

/* Where a splitting stands. */
struct splitting {
	struct arena *arena;
	const struct split *by;
	int argc, at;
	char **argv;
	struct given *given;
	enum format *format;
};

static bool
is_named(const struct option *option, const char *name, size_t length)
{
	return !(option->flags & POSITIONAL) && strlen(option->name) == length &&
	       strncmp(option->name, name, length) == 0;
}

static const char *
dashes(const char *name)
{
	return name[1] ? "--" : "-";
}

static enum code
fail_unknown(const struct splitting *s, const char *name)
{
	struct guess guess = {.typed = name};

	for (size_t i = 0; i < s->by->count; i++)
		if (!(s->by->options[i].flags & POSITIONAL))
			guess_consider(&guess, s->by->options[i].name);
	if (guess.nearest)
		return fail(USAGE, "%s: there is no option %s%s; did you mean %s%s?", s->by->what,
			    dashes(name), name, dashes(guess.nearest), guess.nearest);
	for (size_t i = 0; i < global_options_count; i++)
		if (strcmp(global_options[i].name, name) == 0)
			return fail(USAGE,
				"%s: --%s stands before the command: chairtime --%s … %s",
				    s->by->what, name, name, s->by->what);
	return fail(USAGE, "%s: there is no option %s%s; see chairtime help%s%s", s->by->what,
		    dashes(name), name, s->by->leading ? "" : " ",
		    s->by->leading ? "" : s->by->what);
}

/* --json and --csv, where the command takes them. */
static bool
take_format(struct splitting *s, const char *name)
{
	if (strcmp(name, "json") == 0 && s->by->flags & (LISTS | MAKES))
		*s->format = FORMAT_JSON;
	else if (strcmp(name, "csv") == 0 && s->by->flags & LISTS)
		*s->format = FORMAT_CSV;
	else if (strcmp(name, "html") == 0 && s->by->flags & PAGES)
		*s->format = FORMAT_HTML;
	else
		return false;
	return true;
}

static enum code
fail_valueless(const struct splitting *s, const char *name)
{
	return fail(USAGE, "%s: --%s takes no value", s->by->what, name);
}

/* The value of the option at hand: behind its =, else the next word. */
static enum code
take_value(struct splitting *s, const struct option *option, const char *value)
{
	struct given *const given = &s->given[option - s->by->options];

	s->at++;
	if (given->text)
		return fail(USAGE, "%s: %s%s is given twice", s->by->what, dashes(option->name),
			    option->name);
	if (option->type == OPTION_FLAG) {
		given->text = "";
		return value ? fail_valueless(s, option->name) : OK;
	}
	if (!value && s->at < s->argc)
		value = s->argv[s->at++];
	if (!value)
		return fail(USAGE, "%s: %s%s needs a value: %s", s->by->what, dashes(option->name),
			    option->name, option->value);
	given->text = value;
	return OK;
}

static enum code
take_option(struct splitting *s)
{
	const char *const word = s->argv[s->at];
	const char *const name = word + (word[1] == '-' ? 2 : 1);
	const char *const equals = strchr(name, '=');
	const size_t length = equals ? (size_t)(equals - name) : strlen(name);
	const char *const bare = arena_copy_bytes(s->arena, name, length);

	for (size_t i = 0; i < s->by->count; i++)
		if (is_named(&s->by->options[i], name, length) && (length == 1) == (word[1] != '-'))
			return take_value(s, &s->by->options[i], equals ? equals + 1 : NULL);
	if (!take_format(s, bare))
		return fail_unknown(s, bare);
	s->at++;
	return equals ? fail_valueless(s, bare) : OK;
}

/* The first positional option that has nothing yet, or one that takes the rest. */
static enum code
take_place(struct splitting *s)
{
	const char *const word = s->argv[s->at++];

	for (size_t i = 0; i < s->by->count; i++) {
		struct given *const given = &s->given[i];

		if (!(s->by->options[i].flags & POSITIONAL))
			continue;
		if (given->text && s->by->options[i].flags & REST)
			given->text = arena_print(s->arena, "%s%s%s", given->text,
				s->by->options[i].flags & MANY ? NAMES_PARTED : " ", word);
		else if (!given->text)
			given->text = word;
		else
			continue;
		return OK;
	}
	return fail(USAGE, "%s: \"%s\" is one word too many; see chairtime help %s", s->by->what,
		word,
		    s->by->what);
}

static enum code
check_required(const struct splitting *s)
{
	for (size_t i = 0; i < s->by->count; i++) {
		const struct option *const option = &s->by->options[i];

		if (!(option->flags & REQUIRED) || s->given[i].text)
			continue;
		if (option->flags & POSITIONAL)
			return fail(USAGE, "%s: %s is missing: %s", s->by->what, option->name,
				    option->help);
		return fail(USAGE, "%s: --%s %s is missing: %s", s->by->what, option->name,
			    option->value, option->help);
	}
	return OK;
}

enum code
given_split(struct arena *arena, const struct split *split, int argc, char **argv,
		/* NOLINTNEXTLINE(readability-non-const-parameter): --json sets it */
		struct given *given, enum format *format, int *used)
{
	struct splitting s = {arena, split, argc, 0, argv, given, format};
	enum code code = OK;
	bool options = true;

	while (s.at < argc && code == OK) {
		const bool option = options && argv[s.at][0] == '-' && argv[s.at][1];

		if (option && strcmp(argv[s.at], "--") == 0) {
			options = false;
			s.at++;
		} else if (option) {
			code = take_option(&s);
		} else if (split->leading) {
			break;
		} else {
			code = take_place(&s);
		}
	}
	*used = s.at;
	return code == OK ? check_required(&s) : code;
}
