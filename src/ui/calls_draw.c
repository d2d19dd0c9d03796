/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drawing the Calls screen: the counts, the list, and the call under the cursor with what to say.
 */
#include "base/local.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "calls.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

#define CALL_ROWS 10		/* of the lower half, its rule included, on 24 rows */
#define SMALL_BODY 20
#define FOOT_ROWS 28		/* of a screen, more than which keep one for the figures */
#define CARD_WIDTH 70
#define LABEL 6

static const char *const filter_names[FILTER_COUNT] = { "all", "recall", "confirm", "care",
	"made" };

/* Where the columns of the list begin. */
struct columns {
	int by, name, why, tries, best, phone, until;
};

/* Where the next line of the lower half goes. */
struct place {
	const struct calls_screen *screen;
	const struct calls_call *under;
	struct grid *grid;
	struct arena arena;		/* of words made for drawing */
	int y, last, until;
};

static struct columns
lay_out(int until)
{
	const bool wide = until >= 110;
	struct columns at = { .by = 3, .name = 10, .until = until };

	at.why = at.name + (wide ? 34 : 20);
	at.phone = wide ? until - 16 : until;
	at.best = at.phone - (wide ? 14 : 12);
	at.tries = at.best - 6;
	return at;
}

/* "all · recall 8 · confirm 4 · care 2", the one that is shown in brackets; drawn or, with no
 * grid, only measured. Gives the column after it. */
static int
draw_filters(const struct calls_screen *screen, struct grid *grid, int y, int x)
{
	const struct calls_counts *const counts = &screen->counts;
	const int numbers[FILTER_COUNT] = { NONE, counts->recall, counts->confirm,
		counts->care, NONE };

	for (int n = 0; n < FILTER_COUNT; n++) {
		const bool shown = (int)screen->filter == n;
		char words[48], number[16] = "";

		if (screen->counted && numbers[n] != NONE)
			snprintf(number, sizeof(number), " %d", numbers[n]);
		snprintf(words, sizeof(words), "%s%s%s%s", shown ? "[" : "", filter_names[n],
				number, shown ? "]" : "");
		if (n > 0 && grid)
			grid_put(grid, y, x, STYLE_DIM, " · ");
		x += n > 0 ? 3 : 0;
		if (grid)
			grid_put(grid, y, x, shown ? STYLE_BOLD : STYLE_NORMAL, words);
		x += text_width(words);
	}
	return x;
}

/* "14 to make · made 9, reached 6, booked 4   [all] · recall 8 …": where there is little room the
 * first number stands at the tab alone. */
static void
draw_counts(const struct calls_screen *screen, struct grid *grid, int y)
{
	const struct calls_counts *const counts = &screen->counts;
	char words[96], whole[128];
	int x = 1, end;

	snprintf(words, sizeof(words), "made %d, reached %d, booked %d", counts->made,
			counts->reached, counts->booked);
	snprintf(whole, sizeof(whole), "%d to make · %s", counts->to_make, words);
	end = draw_filters(screen, NULL, 0, 1 + text_width(whole) + 3);
	if (screen->counted)
		x = grid_put(grid, y, x, STYLE_NORMAL, end < grid->cols ? whole : words) + 3;
	draw_filters(screen, grid, y, x);
}

static void
draw_heads(const struct columns *at, struct grid *grid, int y)
{
	grid_put(grid, y, at->by, STYLE_DIM, "By");
	grid_put(grid, y, at->name, STYLE_DIM, "Household");
	grid_put(grid, y, at->why, STYLE_DIM, "Why, most urgent first");
	grid_put(grid, y, at->tries, STYLE_DIM, "Tries");
	grid_put(grid, y, at->best, STYLE_DIM, "Best now");
	if (at->phone < at->until)
		grid_put(grid, y, at->phone, STYLE_DIM, "Telephone");
}

static enum style
reason_style(int kind)
{
	switch (kind) {
	case REASON_TO_BE_MOVED:
		return STYLE_TO_MOVE;
	case REASON_GAP:
		return STYLE_FREE;
	case REASON_UNCONFIRMED:
		return STYLE_BOOKED;
	case REASON_NEED:
		return STYLE_NEED;
	case REASON_MISSED:
		return STYLE_MISSED;
	case REASON_PLANNED:
	case REASON_RECALL:
		return STYLE_NORMAL;
	default:
		return STYLE_LATE;
	}
}

static void
draw_line(const struct call *call, const struct columns *at, struct grid *grid, int y)
{
	const enum style style = reason_style(call->reason);

	grid_sign(grid, y, 1, style);
	grid_text(grid, y, at->by, style, call->by, at->name - at->by - 1);
	grid_text(grid, y, at->name, STYLE_NORMAL, call->name, at->why - at->name - 1);
	grid_text(grid, y, at->why, STYLE_NORMAL, call->why, at->tries - at->why - 1);
	if (call->tries > 0)
		grid_print(grid, y, at->tries, STYLE_NORMAL, 5, "%d", call->tries);
	grid_text(grid, y, at->best, STYLE_NORMAL, call->best, at->phone - at->best - 1);
	if (at->phone < at->until && call->phone)
		grid_text(grid, y, at->phone, STYLE_NORMAL, call->phone, at->until - at->phone);
}

static void
draw_list(const struct calls_screen *screen, struct grid *grid, int y, int last)
{
	const struct calls_loaded *const loaded = &screen->loaded;
	const struct columns at = lay_out(grid->cols - 1);
	const size_t page = (size_t)(last - y - 1);
	const size_t top = list_top(&screen->list, loaded->count, page);

	draw_heads(&at, grid, y++);
	for (size_t i = top; i < loaded->count && y < last; i++, y++) {
		grid_row_spot(grid, y, 0, grid->cols, i);
		draw_line(&loaded->lines[i], &at, grid, y);
		if (i == screen->list.at)
			grid_focus(grid, y, 0, grid->cols);
	}
}

static void
draw_label(struct place *at, const char *label)
{
	grid_put(at->grid, at->y, 1, STYLE_DIM, label);
}

/* "Call  Anna Meyer, mother · 555-0142 · check birth date 14 Mar 1985 (41)" */
static void
draw_whom(struct place *at)
{
	const struct patient_line *const whom = &at->under->whom.patient;
	int x;

	draw_label(at, "Call");
	x = grid_print(at->grid, at->y, 1 + LABEL, STYLE_BOLD, at->until - 1 - LABEL, "%s%s%s",
			whom->name, at->under->role ? ", " : "",
			at->under->role ? at->under->role : "");
	x = grid_print(at->grid, at->y, x + 2, STYLE_BOLD, at->until - x - 2, "%s",
			at->under->call->phone ? at->under->call->phone : "no number that works");
	if (whom->birth)
		grid_print(at->grid, at->y, x + 2, STYLE_NORMAL, at->until - x - 2,
				"check birth date %s", birth_words(&at->arena, whom->birth,
				at->screen->loaded.today));
	at->y++;
	grid_print(at->grid, at->y++, 1 + LABEL, STYLE_NORMAL, at->until - 1 - LABEL,
			"Tell: %s. Voice mail: name and number only.",
			at->under->told ? at->under->told : "nobody else");
	if (at->under->second_home)
		grid_text(at->grid, at->y++, 1 + LABEL, STYLE_NORMAL, at->under->second_home,
				at->until - 1 - LABEL);
}

/* The keys that book: those of what is offered, which isn't known at once. */
static const char *
booking_keys(const struct calls_call *under, const struct call_reason *reason)
{
	const struct calls_offers *const offers = under->offers;
	const bool meant = reason == &under->call->reasons[under->reason] ||
		(offers && offers->together.count > 0 && reason->kind == REASON_RECALL);

	if (!meant || !offers || offers->count == 0)
		return reason_moves(reason) ? "m move" : "b book";
	if (reason_moves(reason))
		return offers->count > 1 ? "1-3 move" : "1 move";
	return offers->count > 1 ? "1-3 book" : "1 book";
}

/* The keys that answer a reason. */
static const char *
reason_keys(const struct calls_call *under, const struct call_reason *reason)
{
	if (reason->kind == REASON_UNCONFIRMED)
		return "c confirm";
	if (reason_books(reason))
		return booking_keys(under, reason);
	if (reason->kind == REASON_UNSETTLED)
		return "g its day";
	return reason->kind == REASON_LATE ? "t told" : "t talked";
}

/* "Say  1. Is Thu 09:00 still right for you?      c confirm", the one that keys are for marked. */
static void
draw_say(struct place *at, size_t n)
{
	const struct call *const call = at->under->call;
	const struct call_reason *const reason = &call->reasons[n];
	const bool chosen = n == at->under->reason && call->count > 1;
	const char *const name = name_given(&at->arena, reason->name);
	const char *const say = at->under->says[n];
	const bool named = reason->patient != call->patient && !strstr(say, name);
	const int right = grid_right(at->grid, at->y, at->until, STYLE_BOLD,
			reason_keys(at->under, reason));

	grid_print(at->grid, at->y, 1 + LABEL, chosen ? STYLE_BOLD : STYLE_NORMAL,
			right - 2 - LABEL, "%zu.%s%s%s%s", n + 1, chosen ? ">" : " ",
			named ? name : "", named ? ": " : "", say);
	at->y++;
}

/* As many as there is room for, so that the chosen one is seen. */
static void
draw_says(struct place *at, int rows)
{
	const size_t count = at->under->call->count, page = (size_t)(rows > 0 ? rows : 1);
	const size_t over = at->under->reason >= page ? at->under->reason - page + 1 : 0;

	draw_label(at, "Say");
	for (size_t n = over; n < count && n < over + page; n++)
		draw_say(at, n);
}

/* "Thu 26 Nov 16:30  all 3 to 18:30  Chair 3 Amy" */
static void
draw_set(struct place *at, size_t n, int x)
{
	const struct together_search *const together = &at->under->offers->together;
	const struct opening *const set = at->under->offers->sets[n];
	char clock[CLOCK_SIZE];
	int end = 0;

	for (size_t i = 0; i < together->count; i++)
		if (set[i].slot.start + set[i].slot.minutes > end)
			end = set[i].slot.start + set[i].slot.minutes;

	grid_print(at->grid, at->y, x, STYLE_NORMAL, at->until - x, "%s, to %s  %s %s",
			together->count == 2 ? "both" : arena_print(&at->arena, "all %zu",
			together->count), clock_said(clock, end), set->chair_name,
			set->provider_name ? set->provider_name : "");
}

static void
draw_openings(struct place *at)
{
	const struct calls_offers *const offers = at->under->offers;
	char day[DAY_WORDS], clock[CLOCK_SIZE];

	if (!offers) {
		grid_put(at->grid, at->y, 5, STYLE_DIM, "looking for openings …");
		at->y += OFFERS;
		return;
	}
	for (size_t n = 0; n < offers->count; n++, at->y++) {
		const struct opening *const opening = &offers->openings[n];
		int x;

		grid_digit_spot(at->grid, at->y, 0, at->until, n + 1);
		grid_print(at->grid, at->y, 3, STYLE_BOLD, 2, "%zu", n + 1);
		x = grid_print(at->grid, at->y, 5, STYLE_NORMAL, 20, "%s %s",
				day_words(day, opening->slot.day, false),
				clock_said(clock, opening->slot.start)) < 23 ? 23 : 25;
		if (offers->together.count > 0) {
			draw_set(at, n, x);
			continue;
		}
		x = grid_print(at->grid, at->y, x, STYLE_NORMAL, 40, "%s %d  %s %s",
				offers->type.name, opening->slot.minutes, opening->chair_name,
				opening->provider_name ? opening->provider_name : "");
		grid_text(at->grid, at->y, x + 2, STYLE_DIM, opening->why, at->until - x - 2);
	}
}

/* "10 Nov text, no answer yet"; `whole`: with who it was, and the note */
static const char *
contact_words(struct place *at, const struct contact_line *contact, bool whole)
{
	char day[DAY_WORDS];
	time_t instant;
	int on = NONE, minute;

	if (stamp_parse(contact->at, &instant))
		zone_local(instant, &on, &minute);
	return arena_print(&at->arena, "%s %s, %s%s%s%s%s%s", day_short(day, on,
			at->screen->loaded.today), contact_channel_words[contact->channel],
			contact->outcome == NONE ? "no answer yet" : outcome_said(contact->outcome),
			whole && contact->note ? ": " : "",
			whole && contact->note ? contact->note : "", whole ? " (" : "",
			whole ? contact->who : "", whole ? ")" : "");
}

/* All on one line, or a line each where there is room. */
static void
draw_last(struct place *at)
{
	const int rows = at->last - at->y - (at->screen->note[0] != '\0');
	const size_t count = at->under->contact_count;
	const size_t each = rows >= 2 ? 1 : count;

	draw_label(at, "Last");
	if (count == 0)
		grid_put(at->grid, at->y++, 1 + LABEL, STYLE_NORMAL, "never contacted");
	for (size_t n = 0; n < count && (int)(n / each) < rows; n += each) {
		struct buffer words = { 0 };

		for (size_t i = n; i < n + each; i++)
			buffer_print(&words, "%s%s", i > n ? " · " : "",
					contact_words(at, &at->under->contacts[i], each == 1));
		grid_text(at->grid, at->y++, 1 + LABEL, STYLE_NORMAL, words.bytes,
				at->until - 1 - LABEL);
		buffer_free(&words);
	}
}

static void
draw_note(struct place *at)
{
	if (!at->screen->note[0])
		return;
	draw_label(at, "Note");
	grid_text(at->grid, at->y++, 1 + LABEL, STYLE_CARRIED, at->screen->note,
			at->until - 1 - LABEL);
}

/* The lower half; where a row is left at its end, the figures of recall. */
static void
draw_call(const struct calls_screen *screen, struct grid *grid, int y, int until)
{
	struct place at = { .screen = screen, .under = &screen->loaded.under, .grid = grid, .y = y,
		.last = body_end(grid), .until = until };
	const int offered = at.under->offers ? (int)at.under->offers->count : OFFERS;
	const int kept = offered + 1 + (screen->note[0] != '\0');

	if (grid->rows > FOOT_ROWS)
		at.last--;
	draw_whom(&at);
	draw_says(&at, at.last - at.y - kept);
	draw_openings(&at);
	draw_last(&at);
	draw_note(&at);
	if (at.y < body_end(grid))
		figures_foot_draw(&screen->foot, grid, body_end(grid) - 1, until);
	arena_free(&at.arena);
}

static void
draw_card(const struct calls_screen *screen, struct grid *grid, int y)
{
	const int x = grid->cols - CARD_WIDTH;

	for (int row = y; row < body_end(grid); row++)
		grid_rule(grid, row, x - 3, 1, "│");
	card_facts_draw(&screen->loaded.under.whom, grid, y, x, body_end(grid), grid->cols - 1, -1);
}

/* "10:42  Weiss, Uwe   left message   again Thu 26 Nov   Kim" */
static void
draw_made(const struct calls_screen *screen, struct grid *grid, int y)
{
	const struct calls_loaded *const loaded = &screen->loaded;
	const size_t page = (size_t)(body_end(grid) - y);
	const size_t top = list_top(&screen->list, loaded->made_count, page);
	char clock[CLOCK_SIZE];

	if (loaded->made_count == 0) {
		grid_put(grid, y + 1, 3, STYLE_DIM, "No call has been made today");
		grid_cursor(grid, y + 1, 0);
	}
	for (size_t i = top; i < loaded->made_count && y < body_end(grid); i++, y++) {
		const struct call_made *const made = &loaded->made[i];

		grid_put(grid, y, 3, STYLE_NORMAL, clock_said(clock, made->start));
		grid_text(grid, y, 10, STYLE_NORMAL, made->name, 24);
		grid_text(grid, y, 36, STYLE_NORMAL, outcome_said(made->outcome), 16);
		grid_print(grid, y, 53, STYLE_NORMAL, grid->cols - 54, "%s%s%s%s%s%s",
				made->until ? "until " : "", made->until ? made->until : "",
				made->until ? ", " : "", made->who, made->note ? ": " : "",
				made->note ? made->note : "");
		if (i == screen->list.at)
			grid_focus(grid, y, 0, grid->cols);
	}
}

void
calls_draw(const void *state, struct grid *grid)
{
	const struct calls_screen *const screen = state;
	const int body = body_end(grid) - BODY_TOP, more = body - SMALL_BODY;
	const int rule = body_end(grid) - CALL_ROWS - (more > 0 ? more / 4 : 0);
	const bool beside = grid->cols >= CALLS_CARD_FROM;

	draw_counts(screen, grid, BODY_TOP);
	if (screen->filter == FILTER_MADE) {
		draw_made(screen, grid, BODY_TOP + 1);
		return;
	}
	if (screen->loaded.count == 0) {
		grid_put(grid, BODY_TOP + 2, 3, STYLE_DIM, "Nobody is to be called now");
		grid_cursor(grid, BODY_TOP + 2, 0);
		return;
	}
	draw_list(screen, grid, BODY_TOP + 1, rule);
	if (!screen->loaded.under.call || !screen->loaded.under.whom.patient.name)
		return;
	grid_rule(grid, rule, 0, grid->cols, "─");
	draw_call(screen, grid, rule + 1, beside ? grid->cols - CARD_WIDTH - 4 : grid->cols - 1);
	if (beside)
		draw_card(screen, grid, rule + 1);
}
