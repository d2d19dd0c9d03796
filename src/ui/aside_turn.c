/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Putting the work in hand aside when the telephone rings again, and taking it back.
 */
#include "aside.h"
#include "base/text.h"
#include "session.h"
#include "ui/shows.h"

#include <stdio.h>
#include <string.h>

/* Whom the work in hand is for: the visit that is carried, who was found, whose card it is; 0: the
 * hand is empty. */
static int64_t
in_hand(struct ui *ui)
{
	const struct layer *const top = session_top(ui);
	struct subject about = { 0 };

	if (ui->hand.carries)
		return ui->hand.patient;
	if (ui->hand.found)
		return ui->hand.found;
	if (ui->pushed_count > 0 && top->screen->subject)
		top->screen->subject(top->state, &about);
	return about.patient;
}

/* What can't be kept in the file stands all the same, and it is said. */
static void
keep(struct ui *ui, const char *said)
{
	error_clear();
	if (aside_save(ui->desk, &ui->aside) == OK)
		ui_say(ui, "%s", said);
	else
		ui_say(ui, "%s; it won't outlast a restart: %s", said, error_text());
	error_clear();
}

static enum code
put_aside(struct ui *ui, int64_t patient)
{
	struct aside_item *const item = &ui->aside.items[ui->aside.count];
	const struct hand *const hand = &ui->hand;
	struct patient row;
	enum code code;

	if (ui->aside.count == ASIDE_MOST)
		return fail(INPUT, "aside: nine are put aside already: first take one back, on an "
				"empty hand");
	code = record_get(ui->desk, &ui->arena, &patient_record, patient, &row);
	if (code != OK)
		return code;
	*item = (struct aside_item){ .patient = patient };
	if (hand->carries)
		*item = (struct aside_item){ patient, hand->visit, hand->rev, hand->type,
			hand->provider, hand->slot, "" };
	snprintf(item->name, sizeof(item->name), "%.*s", (int)(sizeof(item->name) - 1), row.name);
	ui->aside.count++;
	ui->hand = (struct hand){ 0 };
	ui_go(ui, screens[ui->tab]);
	keep(ui, arena_print(&ui->arena, "%s is put aside: - takes it back", row.name));
	return OK;
}

/* The visit is carried again, from where it hung. */
static enum code
carry_again(struct ui *ui, const struct aside_item *item)
{
	struct appointment_line line;
	const enum code code = record_get(ui->desk, &ui->arena, &appointment_line_record,
			item->visit, &line);

	if (code != OK)
		return code;
	ui->hand = (struct hand){ .carries = true, .visit = item->visit, .rev = item->rev,
		.patient = item->patient, .type = item->type, .provider = item->provider,
		.slot = item->slot };
	snprintf(ui->hand.name, sizeof(ui->hand.name), "%s", item->name);
	snprintf(ui->hand.what, sizeof(ui->hand.what), "%.*s %d", (int)text_fit(line.type_name, 40),
			line.type_name, line.minutes);
	day_show_slot(ui, item->slot);
	return OK;
}

static enum code
take_back(struct ui *ui)
{
	struct aside_item item;
	enum code code = OK;

	if (ui->aside.count == 0)
		return fail(INPUT, "aside: nobody is in hand, and nothing is put aside");
	item = ui->aside.items[--ui->aside.count];
	if (item.visit) {
		code = carry_again(ui, &item);
	} else {
		ui->hand.found = item.patient;
		card_show(ui, item.patient);
	}
	keep(ui, arena_print(&ui->arena, "%s is taken back", item.name));
	return code;
}

enum code
aside_turn(struct ui *ui, void *state)
{
	const int64_t patient = in_hand(ui);

	(void)state;
	return patient ? put_aside(ui, patient) : take_back(ui);
}
