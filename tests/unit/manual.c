/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lists of the manual come from the tables: commands, options, keys, booking rules, the keys of
 * JSON. Each stands in its page between
 *	.\" BEGIN NAME
 *	.\" END NAME
 * and must be what the tables say. `manual --update` writes them (run it with TOP set).
 */
#include "../support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "book/rule.h"
#include "cli/command.h"
#include "cli/listings.h"
#include "port/import.h"
#include "store/right.h"
#include "ui/screen.h"

/* mdoc */

/* Text as mdoc has it: no line of it is taken for a macro. */
static void
add_text(struct buffer *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '\\')
			buffer_text(out, "\\e");
		else if (*text == '"')
			buffer_text(out, "\\(dq");
		else
			buffer_add(out, text, 1);
	}
}

/* A word that a macro would otherwise take for one of its kind. */
static void
add_word(struct buffer *out, const char *word)
{
	if (strlen(word) <= 3 || strchr(".,:;()[]?!|", *word))
		buffer_text(out, "\\&");
	add_text(out, word);
}

static void
add_sentence(struct buffer *out, const char *text)
{
	const size_t length = strlen(text);

	add_text(out, text);
	buffer_text(out, length && text[length - 1] == '.' ? "\n" : ".\n");
}

static void
add_option_name(struct buffer *out, const struct option *option)
{
	if (option->flags & POSITIONAL) {
		buffer_print(out, "Ar %s", option->name);
	} else {
		buffer_print(out, option->name[1] ? "Fl Fl %s" : "Fl %s", option->name);
		if (option->value)
			buffer_print(out, " Ar %s", option->value);
	}
	if (option->flags & REST)
		buffer_text(out, " ...");
}

static void
add_synopsis_option(struct buffer *out, const struct option *option)
{
	buffer_text(out, option->flags & REQUIRED ? "." : ".Op ");
	add_option_name(out, option);
	buffer_text(out, "\n");
}

static void
add_option(struct buffer *out, const struct option *option)
{
	buffer_text(out, ".It ");
	add_option_name(out, option);
	buffer_text(out, "\n");
	add_sentence(out, option->help);
	for (size_t i = 0; option->words && option->words[i]; i++)
		buffer_print(out, "%s%s%s", i ? ", " : "One of ", option->words[i],
				option->words[i + 1] ? "" : ".\n");
}

static void
add_options(struct buffer *out, const struct option *options, size_t count)
{
	if (count == 0)
		return;
	buffer_text(out, ".Bl -tag -width Ds -compact\n");
	for (size_t i = 0; i < count; i++)
		add_option(out, &options[i]);
	buffer_text(out, ".El\n");
}

static void
add_command(struct buffer *out, const struct command *command)
{
	buffer_print(out, ".It Xo\n.Cm %s\n", command->name);
	for (size_t i = 0; i < command->count; i++)
		add_synopsis_option(out, &command->options[i]);
	if (command->flags & (LISTS | MAKES))
		buffer_text(out, command->flags & LISTS ? ".Op Fl Fl json | Fl Fl csv\n"
				: ".Op Fl Fl json\n");
	buffer_text(out, ".Xc\n");
	add_sentence(out, command->help);
	add_options(out, command->options, command->count);
}

/* The lists */

static void
list_options(struct buffer *out)
{
	add_options(out, global_options, global_options_count);
}

static void
list_commands(struct buffer *out)
{
	buffer_text(out, ".Bl -tag -width Ds\n");
	for (const struct command *const *group = command_groups; *group; group++)
		for (const struct command *command = *group; command->name; command++)
			add_command(out, command);
	buffer_text(out, ".El\n");
}

static void
add_actions(struct buffer *out, const char *title, const struct action *actions)
{
	if (!actions || !actions->keys)
		return;
	buffer_print(out, ".Ss %s\n.Bl -tag -width \"C-a C-b\" -compact\n", title);
	for (const struct action *action = actions; action->keys; action++) {
		buffer_text(out, ".It Ic ");
		add_word(out, action->keys);
		buffer_text(out, "\n");
		add_sentence(out, action->help);
	}
	buffer_text(out, ".El\n");
}

static void
list_keys(struct buffer *out)
{
	buffer_text(out, ".Ss To a screen\n.Bl -tag -width \"C-a C-b\" -compact\n");
	for (size_t i = 0; screens[i]; i++)
		buffer_print(out, ".It Ic \\&%s\n%s.\n", screens[i]->keys, screens[i]->name);
	buffer_text(out, ".El\n");
	add_actions(out, "On every screen", common_actions);
	for (size_t i = 0; screens[i]; i++)
		add_actions(out, screens[i]->name, screens[i]->actions);
	for (size_t i = 0; pushed_screens[i]; i++)
		add_actions(out, pushed_screens[i]->name, pushed_screens[i]->actions);
}

static void
list_rules(struct buffer *out)
{
	static const char *const kinds[] = { "Never forced.", "Can be forced, on record.",
		"Only says so." };

	buffer_text(out, ".Bl -tag -width \"practice_open\" -compact\n");
	for (const struct booking_rule *rule = booking_rules; rule->name; rule++) {
		buffer_print(out, ".It Li %s\n", rule->name);
		add_sentence(out, rule->help);
		buffer_print(out, "%s\n", kinds[rule->kind]);
	}
	buffer_text(out, ".El\n");
}

static void
add_field(struct buffer *out, const struct field *field)
{
	static const char *const shapes[] = {
		[FIELD_ID] = "a number", [FIELD_REF] = "an id, a number",
		[FIELD_INT] = "a number", [FIELD_FLAG] = "true or false", [FIELD_TEXT] = "text",
		[FIELD_WORD] = "one of", [FIELD_DAY] = "a day, YYYY-MM-DD",
		[FIELD_MINUTE] = "a time, HH:MM", [FIELD_STAMP] = "UTC, YYYY-MM-DDTHH:MM:SSZ",
		[FIELD_BIRTH] = "a day, YYYY-MM-DD, or a year",
	};

	buffer_print(out, ".It Li %s\n", field->name);
	add_text(out, field->label);
	buffer_print(out, ": %s", shapes[field->type]);
	for (size_t i = 0; field->words && field->words[i]; i++)
		buffer_print(out, "%s %s", i ? "," : "", field->words[i]);
	buffer_text(out, field->flags & (OPTIONAL | ASKED) ? "; or null.\n" : ".\n");
}

/* Which listing each command prints; what is made or changed is a row of it. */
static const struct {
	const char *commands;
	const struct listing *listing;
} printed[] = {
	{ "day, planned, book, move, cancel, confirm, arrive, seat, done, miss, leave, plan, ready, comes, stamp, no-next, "
		"series, household book, export json appointments", &visit_listing },
	{ "openings", &opening_listing },
	{ "to-move", &to_move_listing },
	{ "reply", &reply_listing },
	{ "feed", &feed_listing },
	{ "patient find, household show", &found_listing },
	{ "patient add, patient edit, patient merge, household join, household leave, household first, "
		"household second, export json patients", &patient_listing },
	{ "patient show", &card_listing },
	{ "household list", &household_listing },
	{ "commitment list, commitment add", &commitment_listing },
	{ "speaks list, speaks add", &speaks_listing },
	{ "consent list, consent set", &consent_listing },
	{ "need list, need add", &need_listing },
	{ "alert list, alert add", &alert_listing },
	{ "wait list, wait add", &wait_listing },
	{ "wait fit", &fit_listing },
	{ "recall list", &recall_listing },
	{ "recall show, recall set, recall pause, recall stop, recall resume", &own_recall_listing },
	{ "recall types, recall type, recall addtype, recall step, recall plan", &recall_type_listing },
	{ "recall steps", &cadence_listing },
	{ "contact, export json contacts", &contact_listing },
	{ "calls", &call_listing },
	{ "calls --made", &made_listing },
	{ "calls --rested", &rested_listing },
	{ "ask, complain, promise, answer, concerns, concern acknowledge, concern putoff, concern withdraw, "
		"export json concerns", &concern_listing },
	{ "answers find, answers list, answers add, answers approve", &answer_listing },
	{ "answers wanted", &answer_wanted_listing },
	{ "opinion, opinions", &opinion_listing },
	{ "opinion ask", &opinion_ask_listing },
	{ "slipping", &slipping_listing },
	{ "charter people", &people_listing },
	{ "charter, report charter", &charter_listing },
	{ "charter heat", &heat_listing },
	{ "programme list", &programme_listing },
	{ "programme report", &programme_report_listing },
	{ "close", &closing_listing },
	{ "huddle", &huddle_listing },
	{ "slip", &slip_listing },
	{ "sheet", &room_listing },
	{ "sheet --for wall", &wall_listing },
	{ "week", &week_listing },
	{ "week --for wall", &wall_week_listing },
	{ "outbox, message, outbox sent, outbox again, outbox withdraw", &message_listing },
	{ "send --plan", &morning_listing },
	{ "send --dry-run", &due_listing },
	{ "letters", &letter_listing },
	{ "template list", &template_listing },
	{ "reply text", &text_reply_listing },
	{ "hours list, hours set", &hours_listing },
	{ "hours days, hours day", &day_hours_listing },
	{ "closure list, closure add, closure edit", &closure_listing },
	{ "block list, block add, block edit", &block_listing },
	{ "holiday list, holiday add, holiday edit", &holiday_listing },
	{ "type list, type add, type edit", &type_listing },
	{ "provider list, provider add, provider edit", &provider_listing },
	{ "chair list, chair add, chair edit", &chair_listing },
	{ "settings", &setting_listing },
	{ "export json changes, journal, charter history", &change_listing },
	{ "journal --seen", &seen_listing },
	{ "journal --access", &access_listing },
	{ "person list, person add, person edit", &person_listing },
	{ "role list", &role_listing },
	{ "role rights", &right_listing },
	{ "import csv, import ics, import vcf (findings)", &finding_listing },
	{ "import csv, import ics (groups, with --dry-run)", &group_listing },
	{ "import csv, import ics, import vcf (counts, in the table alone)", &count_listing },
};

static void
list_listings(struct buffer *out)
{
	struct arena arena = { 0 };

	for (size_t i = 0; i < sizeof(printed) / sizeof(*printed); i++) {
		const struct columns columns = columns_of(&arena, printed[i].listing->record,
				printed[i].listing->keys);

		buffer_print(out, ".Ss %s\n.Bl -tag -width \"household_name\" -compact\n",
				printed[i].commands);
		for (size_t j = 0; j < columns.count; j++)
			add_field(out, columns.fields[j]);
		buffer_text(out, ".El\n");
	}
	arena_free(&arena);
}

/* What each right lets do. */
static void
list_rights(struct buffer *out)
{
	buffer_text(out, ".Bl -tag -width contacts -compact\n");
	for (int right = 0; right_words[right]; right++) {
		buffer_text(out, ".It Li ");
		add_word(out, right_words[right]);
		buffer_text(out, "\n");
		add_sentence(out, right_acts[right]);
	}
	buffer_text(out, ".El\n");
}

static const struct {
	const char *page, *name;
	void (*list)(struct buffer *out);
} lists[] = {
	{ "chairtime.1", "options", list_options },
	{ "chairtime.1", "commands", list_commands },
	{ "chairtime.1", "keys", list_keys },
	{ "chairtime.1", "rules", list_rules },
	{ "chairtime-json.5", "listings", list_listings },
	{ "chairtime.7", "rights", list_rights },
};

/* The pages */

static char *
read_page(const char *path)
{
	struct buffer page = { 0 };
	char bytes[4096];
	size_t got;
	FILE *const file = fopen(path, "rb");

	if (!file)
		return NULL;
	while ((got = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buffer_add(&page, bytes, got);
	fclose(file);
	return page.bytes;
}

/* The list's place in the page: behind its BEGIN line, up to its END line. */
static bool
find_list(const char *page, const char *name, const char **begin, const char **end)
{
	char line[80];

	snprintf(line, sizeof(line), ".\\\" BEGIN %s\n", name);
	*begin = strstr(page, line);
	if (!*begin)
		return false;
	*begin += strlen(line);
	snprintf(line, sizeof(line), ".\\\" END %s\n", name);
	*end = strstr(*begin, line);
	return *end != NULL;
}

static const char *
page_path(size_t i)
{
	static char path[4096];
	const char *const top = getenv("TOP");

	snprintf(path, sizeof(path), "%s/man/%s", top ? top : ".", lists[i].page);
	return path;
}

static void
lists_are_the_tables(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		char *const page = read_page(page_path(i));
		struct buffer wanted = { 0 };
		const char *begin, *end;

		assert_non_null(page);
		lists[i].list(&wanted);
		if (!find_list(page, lists[i].name, &begin, &end))
			fail_msg("%s has no list '%s'", lists[i].page, lists[i].name);
		if ((size_t)(end - begin) != wanted.length
				|| memcmp(begin, wanted.bytes, wanted.length) != 0)
			fail_msg("%s: the list '%s' isn't what the tables say: run "
					"`TOP=. build/tests/unit/manual --update`", lists[i].page,
					lists[i].name);
		buffer_free(&wanted);
		free(page);
	}
}

/* Is it one of the names, with commas between, perhaps with an option behind it? */
static bool
names_command(const char *names, const char *command)
{
	const size_t length = strlen(command);

	for (const char *at = names; (at = strstr(at, command)); at += length)
		if ((at == names || at[-1] == ' ') && strchr(", -(", at[length]) &&
				(at == names || at[-2] == ','))
			return true;
	return false;
}

/* Of the reports each is made by a file; the page says what they are by hand. */
static bool
is_described(const char *command)
{
	for (size_t i = 0; i < sizeof(printed) / sizeof(*printed); i++)
		if (names_command(printed[i].commands, command))
			return true;
	return strcmp(command, "report") == 0;
}

static void
what_is_printed_is_described(void **state)
{
	(void)state;
	for (const struct command *const *group = command_groups; *group; group++)
		for (const struct command *command = *group; command->name; command++)
			if (command->flags & (LISTS | MAKES) && !is_described(command->name))
				fail_msg("%s takes --json, and chairtime-json(5) doesn't say its keys: "
						"see `printed`", command->name);
}

static int
update(void)
{
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		char *const page = read_page(page_path(i));
		struct buffer wanted = { 0 };
		const char *begin, *end;
		FILE *file;

		if (!page || !find_list(page, lists[i].name, &begin, &end)) {
			fprintf(stderr, "%s: no list '%s'\n", page_path(i), lists[i].name);
			return 1;
		}
		lists[i].list(&wanted);
		file = fopen(page_path(i), "wb");
		fwrite(page, 1, (size_t)(begin - page), file);
		fwrite(wanted.bytes, 1, wanted.length, file);
		fputs(end, file);
		fclose(file);
		buffer_free(&wanted);
		free(page);
	}
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_are_the_tables),
		cmocka_unit_test(what_is_printed_is_described),
	};

	if (argc > 1 && strcmp(argv[1], "--update") == 0)
		return update();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
