/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Help, from the command table alone.
 */
#include "groups.h"

#include <string.h>

/* "[--note S]", "P", "--at MOMENT" */
static const char *
option_synopsis(struct arena *arena, const struct option *option)
{
	const char *text = option->name;

	if (!(option->flags & POSITIONAL))
		text = arena_print(arena, "%s%s%s%s", option->name[1] ? "--" : "-", option->name,
				   option->value ? " " : "", option->value ? option->value : "");
	if (option->flags & REST)
		text = arena_print(arena, "%s …", text);
	return option->flags & REQUIRED ? text : arena_print(arena, "[%s]", text);
}

const char *
command_synopsis(struct arena *arena, const struct command *command)
{
	const char *text = command->name;

	for (size_t i = 0; i < command->count; i++)
		text = arena_print(arena, "%s %s", text,
				   option_synopsis(arena, &command->options[i]));
	if (command->flags & LISTS)
		return arena_print(arena, command->flags & PAGES ? "%s [--json|--csv|--html]"
			: "%s [--json|--csv]", text);
	return command->flags & MAKES ? arena_print(arena, "%s [--json]", text) : text;
}

/* Each command by name and help; --all: as name, synopsis and help with tabs between. */
static void
list_commands(const struct input *in, bool all)
{
	for (const struct command *const *group = command_groups; *group; group++)
		for (const struct command *c = *group; c->name; c++) {
			if (all)
				fprintf(in->out->file, "%s\t%s\t%s\n", c->name,
					command_synopsis(in->arena, c), c->help);
			else
				fprintf(in->out->file, "  %-16s %s\n", c->name, c->help);
		}
}

static void
print_options(const struct input *in, const struct option *options, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct option *const o = &options[i];
		const char *const name = o->flags & POSITIONAL ? o->name
			: arena_print(in->arena, "%s%s %s", o->name[1] ? "--" : "-", o->name,
				      o->value ? o->value : "");

		fprintf(in->out->file, "  %-22s %s\n", name, o->help);
		for (size_t w = 0; o->words && o->words[w]; w++)
			fprintf(in->out->file, "%s%s%s", w ? " " : "                         ",
				o->words[w], o->words[w + 1] ? "" : "\n");
	}
}

/* "recall": the commands that begin with it, `after` another parted from it. True where there are any. */
static bool
list_half(const struct input *in, const char *first, bool after)
{
	const size_t length = strlen(first);
	bool any = false;

	for (const struct command *const *group = command_groups; *group; group++)
		for (const struct command *c = *group; c->name; c++) {
			if (strncmp(c->name, first, length) != 0 || c->name[length] != ' ')
				continue;
			fprintf(in->out->file, "%schairtime %s\n\t%s.\n", after && !any ? "\n" : "",
				command_synopsis(in->arena, c), c->help);
			any = true;
		}
	return any;
}

static void
print_command(const struct input *in, const struct command *command)
{
	fprintf(in->out->file, "chairtime %s\n\n%s.\n", command_synopsis(in->arena, command),
		command->help);
	if (command->count)
		fprintf(in->out->file, "\n");
	print_options(in, command->options, command->count);
}

/* The command, and those whose first word it is: "journal", "journal seal". */
static enum code
help_on(const struct input *in, const char *name)
{
	char *words[2] = {arena_copy(in->arena, name), NULL};
	const struct command *command;
	char *const blank = strchr(words[0], ' ');
	int used;
	enum code code;

	if (blank) {
		*blank = '\0';
		words[1] = blank + 1;
	}
	code = command_find(blank ? 2 : 1, words, &command, &used);
	if (code == OK)
		print_command(in, command);
	if (blank || !list_half(in, name, code == OK))
		return code;
	error_clear();
	return OK;
}

static enum code
help(struct input *in)
{
	if (input_text(in, "COMMAND"))
		return help_on(in, input_text(in, "COMMAND"));
	if (input_has(in, "all")) {
		list_commands(in, true);
		return OK;
	}
	fprintf(in->out->file, "chairtime [OPTION …] [COMMAND …]\n\n"
		"Without a command: the screens. Options that stand before the command:\n\n");
	print_options(in, global_options, global_options_count);
	fprintf(in->out->file, "\nCommands (chairtime help COMMAND tells more):\n\n");
	list_commands(in, false);
	return OK;
}

static enum code
version(struct input *in)
{
	fprintf(in->out->file, "chairtime %s\n", CHAIRTIME_VERSION);
	return OK;
}

static const struct option help_options[] = {
	{"COMMAND", OPTION_TEXT, POSITIONAL | REST, "COMMAND", "What to tell about", NULL},
	{"all", OPTION_FLAG, 0, NULL, "A line a command: name, synopsis and help, tabs between",
		NULL},
};

const struct command help_commands[] = {
	{"help", "What chairtime can do, or a command", OPTIONS(help_options), STORE_NONE, 0, help},
	{"version", "Which chairtime this is", NULL, 0, STORE_NONE, 0, version},
	{0}
};
