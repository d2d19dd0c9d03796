/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Beyond the day until which a provider's book is open, a visit is planned for its week, and called
 * about on the day on which the book is opened: oldest promise first.
 */
#include "plan.h"
#include "store/change.h"

static bool
is_open_for(const struct provider *provider, int day)
{
	return provider->open_until == NONE || day <= provider->open_until;
}

/* Who would do it, if her book were open; id 0: somebody's is, or nobody does it. */
static enum code
closed_provider(struct desk *desk, struct arena *arena, const struct booking *asked,
		const struct visit_type *type, struct provider *out)
{
	struct provider *providers;
	size_t count;
	const enum code code = providers_load(desk, arena, &providers, &count);

	out->row.id = 0;
	for (size_t i = 0; code == OK && i < count; i++) {
		const struct provider *const one = &providers[i];

		if (asked->provider ? one->row.id != asked->provider : !provider_may_do(one, type))
			continue;
		if (is_open_for(one, asked->slot.day)) {
			out->row.id = 0;
			return OK;
		}
		if (out->row.id == 0)
			*out = *one;
	}
	return code;
}

/* Plans it, in the week of the day that was asked for. */
static enum code
plan_beyond(struct desk *desk, struct arena *arena, const struct booking *asked,
		const struct provider *provider, struct appointment *out, const char **said)
{
	const int monday = asked->slot.day - civil_weekday(asked->slot.day);
	enum code code = appointment_plan(desk, arena, asked->patient, asked->type, NONE,
					  asked->note, out, said);

	if (code != OK)
		return code;
	out->provider = asked->provider ? asked->provider : provider->row.id;
	out->target = monday;
	*said = arena_print(arena, "%s for the week of %s: the book of %s is open until %s, and she "
			    "is called when it is opened", *said,
			    day_said(arena, monday, desk_today(desk)), provider->name,
			    day_said(arena, provider->open_until, desk_today(desk)));
	return record_put(desk, &appointment_record, out);
}

enum code
appointment_book_or_plan(struct desk *desk, struct arena *arena, const struct booking *asked,
		struct appointment *out, const char **said)
{
	struct visit_type type;
	struct provider closed = {.row = {0, 0}};
	enum code code = record_get(desk, arena, &visit_type_record, asked->type, &type);

	if (code == OK && !asked->force && asked->slot.day != NONE)
		code = closed_provider(desk, arena, asked, &type, &closed);
	if (code != OK)
		return code;
	if (!closed.row.id)
		return appointment_book(desk, arena, asked, out, said);
	code = batch_begin(desk, NULL, NULL);
	return code == OK ? batch_end(desk, plan_beyond(desk, arena, asked, &closed, out, said))
			  : code;
}

enum code
planned_open(struct desk *desk, const struct provider *provider)
{
	struct arena arena = {0};
	struct appointment *visits;
	char until[DAY_SIZE], today[DAY_SIZE];
	size_t count;
	const bool bound = provider->open_until != NONE;
	enum code code = record_select(desk, &arena, &appointment_record, &visits, &count,
		"where state = 'planned' and provider = $1 and target is not null and target <= $2"
		" and (call_on is null or call_on > $3) order by id", "Itt", provider->row.id,
		bound ? civil_format(until, provider->open_until) : "9999-12-31",
		civil_format(today, desk_today(desk)));

	for (size_t i = 0; code == OK && i < count; i++) {
		visits[i].call_on = desk_today(desk);
		code = record_put(desk, &appointment_record, &visits[i]);
	}
	arena_free(&arena);
	return code;
}
