/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keys of the Charter screen.
 */
#include "charter.h"
#include "base/text.h"
#include "care/programme.h"
#include "pushed.h"

#include <string.h>

static enum code
people(struct ui *ui, void *state)
{
	return people_show(ui, charter_standard(state));
}

/* "85", or with a bound "85 15". */
static enum code
set_target(struct ui *ui, int64_t about, const char *text)
{
	struct charter *const charter = ui_top_state(ui);
	const char *const blank = strchr(text, ' ');
	struct arena *const arena = ui_arena(ui);
	long long target, bound = NONE;
	const char *said = NULL;
	enum code code;

	(void)about;
	if (!text_parse_int(blank ? arena_copy_bytes(arena, text, (size_t)(blank - text)) : text,
			&target) || target < 0 || target > 100 ||
			(blank && (!text_parse_int(blank + 1, &bound) || bound < 0 || bound > 1000)))
		return fail(INPUT, "target: percent, like 85; with the minutes or days: 85 15");
	code = standard_set(ui_desk(ui), arena, charter_standard(charter), (int)target, (int)bound,
			&said);
	if (code == OK)
		ui_did(ui, said);
	return code;
}

static enum code
target(struct ui *ui, void *state)
{
	const struct standard *const standard = charter_standard(state);
	struct arena *const arena = ui_arena(ui);

	ui_prompt(ui, arena_print(arena, "%s, %s percent%s%s:", standard->name,
			standard->at_most ? "at most" : "at least", standard->bound == NONE ? ""
			: ", then ", standard->bound == NONE ? "" : standard->unit),
			standard->bound == NONE ? arena_print(arena, "%d", standard->target)
			: arena_print(arena, "%d %d", standard->target, standard->bound), 0, set_target);
	return OK;
}

/* The heat map by weekday, then by provider. */
static enum code
view(struct ui *ui, void *state)
{
	struct charter *const charter = state;

	charter->heat_by = charter->heat_by == GROUP_PROVIDER ? GROUP_WEEKDAY : GROUP_PROVIDER;
	ui_say(ui, "Where it slips: %s by hour", group_words[charter->heat_by]);
	return OK;
}

static enum code
slipping(struct ui *ui, void *state)
{
	(void)state;
	return slipping_show(ui);
}

static enum code
accept_note(struct ui *ui, int64_t about, const char *text)
{
	const char *said = NULL;
	const enum code code = programme_add_note(ui_desk(ui), ui_arena(ui), text, &said);

	(void)about;
	if (code == OK)
		ui_did(ui, said);
	return code;
}

static enum code
note(struct ui *ui, void *state)
{
	(void)state;
	ui_prompt(ui, "Done in the programme:", "", 0, accept_note);
	return OK;
}

static enum code
print(struct ui *ui, void *state)
{
	char *argv[] = { "report", "charter", NULL };

	(void)state;
	return command_show(ui, "Charter", 2, argv);
}

const struct action charter_actions[] = {
	{ "Enter", "people", NEEDS_ROW, "The people behind the figure: where it was not kept.", people },
	{ "e", "edit target", NEEDS_ROW | MAY(CHARTER),
		"Asks the target, and the minutes or days of its definition.", target },
	{ "v", "view", NEEDS_ROW, "Where it slips by provider, then by weekday; hours across.", view },
	{ "w", "who slips away", 0, "Active patients who are slipping away: why, and what to do next.",
		slipping },
	{ "n", "note", MAY(CHARTER), "Notes what was done in the programme that runs.", note },
	{ "p", "print", 0, "Shows all figures as text.", print },
	{ "Up", "up", QUIET, "The one above.", NULL },
	{ "Down", "down", QUIET, "The one below.", NULL },
	ACTIONS_END
};
