/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Why somebody isn't to be called any more, by a digit.
 */
#include "attempt.h"
#include "base/arena.h"
#include "calls.h"
#include "pushed.h"
#include "store/change.h"
#include "ui/shows.h"

#define NOT_STOPPED NONE
#define INACTIVE (NONE + 1)

static const struct {
	const char *words;
	int stopped;			/* enum stopped; NOT_STOPPED: only this time; INACTIVE */
} reasons[] = {
	{ "no, not this time: asks again at the next step", NOT_STOPPED },
	{ "asked us to stop", STOPPED_ASKED },
	{ "moved away: asked no more", STOPPED_MOVED },
	{ "has died: leaves every list", STOPPED_DIED },
	{ "insurance", STOPPED_INSURANCE },
	{ "cost", STOPPED_COST },
	{ "has another dentist", STOPPED_OTHER_DENTIST },
	{ "was unhappy with us", STOPPED_UNHAPPY },
	{ "stays away: inactive from now on", INACTIVE },
};
#define REASONS (sizeof(reasons) / sizeof(reasons[0]))

struct calls_off {
	int64_t patient;
	bool in_call;			/* the one under the cursor of Calls */
	struct call_reason about;	/* else: what it would have been about */
	struct calls_off_loaded {
		struct patient_line patient;
	} loaded;
};

static enum code
calls_off_load(struct ui *ui, struct arena *arena, void *state)
{
	struct calls_off *const off = state;

	return record_get(ui_desk(ui), arena, &patient_line_record, off->patient,
			&off->loaded.patient);
}

static void
calls_off_draw(const void *state, struct grid *grid)
{
	const struct calls_off *const off = state;
	int y = body_end(grid) - (int)REASONS - 2;

	grid_rule(grid, y++, 0, grid->cols, "─");
	for (int row = y; row < body_end(grid); row++)
		grid_blank(grid, row, 0, grid->cols);
	grid_print(grid, y, 1, STYLE_BOLD, grid->cols - 2, "No more calls: %s",
			off->loaded.patient.name ? off->loaded.patient.name : "");
	grid_cursor(grid, y++, 0);
	for (size_t i = 0; i < REASONS; i++, y++) {
		grid_digit_spot(grid, y, 0, grid->cols, i + 1);
		grid_print(grid, y, 3, STYLE_BOLD, 2, "%zu", i + 1);
		grid_put(grid, y, 5, STYLE_NORMAL, reasons[i].words);
	}
}

static enum code
end_it(struct ui *ui, int64_t patient, int reason, const char **said)
{
	if (reason == INACTIVE)
		return call_inactive(ui_desk(ui), ui_arena(ui), patient, said);
	return call_off(ui_desk(ui), ui_arena(ui), patient, (enum stopped)reason, said);
}

/* Of whom nobody is to be called any more, for whatever. */
static bool
ends_all(int reason)
{
	return reason == (int)STOPPED_DIED;
}

/* Stops her recalls; the call is at an end where it was about nothing else. */
static enum code
stop(struct ui *ui, const struct calls_off *off, int reason)
{
	const char *said = NULL;
	enum code code = batch_begin(ui_desk(ui), NULL, NULL);

	if (code != OK)
		return code;
	code = end_it(ui, off->patient, reason, &said);
	if (code == OK && off->in_call)
		code = calls_settle(ui, ui_state(ui, &calls_screen), off->patient,
				ends_all(reason) ? ~0u : CALLS_RECALL, OUTCOME_OFF);
	code = batch_end(ui_desk(ui), code);
	if (code == OK)
		ui_did(ui, said);
	return code;
}

/* She declined this time: logged, and asked again. */
static enum code
decline(struct ui *ui, const struct calls_off *off)
{
	const struct call_end end = { .outcome = OUTCOME_OFF };

	return off->in_call ? calls_end(ui, ui_state(ui, &calls_screen), &end)
			    : attempt_log(ui, off->about, &end);
}

static bool
calls_off_key(struct ui *ui, void *state, const char *key)
{
	const struct calls_off *const off = state;
	const size_t n = (size_t)(key[0] - '1');
	enum code code;

	if (key[1] || key[0] < '1' || n >= REASONS)
		return false;
	code = reasons[n].stopped == NOT_STOPPED ? decline(ui, off)
						 : stop(ui, off, reasons[n].stopped);
	if (code == OK)
		ui_pop(ui);
	else
		ui_say(ui, "%s", error_text());
	return true;
}

static const struct action calls_off_actions[] = {
	{ "1-9", "why", HINT_ONLY, "Why there is to be no more call.", NULL },
	{ "Esc", "back", 0, "Leaves it as it is.", ui_back },
	ACTIONS_END
};

const struct screen calls_off_screen = {
	.name = "no more calls", .kind = SCREEN_OVER, .state_size = sizeof(struct calls_off),
	.kept = offsetof(struct calls_off, loaded), .load = calls_off_load, .draw = calls_off_draw,
	.actions = calls_off_actions, .key = calls_off_key,
};

void
calls_off_show(struct ui *ui, int64_t patient)
{
	struct calls_off *const off = ui_push(ui, &calls_off_screen);

	off->patient = patient;
	off->in_call = true;
}

enum code
no_more_show(struct ui *ui, int64_t patient, const struct call_reason *about)
{
	struct calls_off *const off = ui_push(ui, &calls_off_screen);

	off->patient = patient;
	off->about = *about;
	off->about.name = arena_copy(ui_keep(ui), about->name);
	off->about.words = off->about.say = NULL;
	return OK;
}
