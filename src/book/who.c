/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who may do a visit, and who may check it, in the order in which they are taken.
 */
#include "plan.h"

bool
provider_may_do(const struct provider *provider, const struct visit_type *type)
{
	return provider->active && (type->role == NONE || provider->role == type->role);
}

static bool
may_check(const struct provider *provider)
{
	return provider->active && provider->role == ROLE_DENTIST;
}

static bool
is_own(const struct patient *patient, const struct provider *provider)
{
	return patient && (patient->provider == provider->row.id ||
			   patient->hygienist == provider->row.id);
}

/* Keeps of the plan's providers those whom `type` (NULL: checking) admits, the patient's own
 * first. */
static size_t
choose(const struct plan *plan, const struct visit_type *type, const struct patient *patient,
		int64_t asked, const struct provider **out)
{
	size_t count = 0;

	for (int own = 1; own >= 0; own--)
		for (size_t i = 0; i < plan->provider_count; i++) {
			const struct provider *const provider = &plan->provider_rows[i];

			if ((asked && provider->row.id != asked) ||
			    is_own(patient, provider) != (own == 1))
				continue;
			if (type ? provider_may_do(provider, type) : may_check(provider))
				out[count++] = provider;
		}
	return count;
}

size_t
who_may_do(const struct plan *plan, const struct visit_type *type, const struct patient *patient,
		int64_t asked, const struct provider **out)
{
	return choose(plan, type, patient, asked, out);
}

size_t
who_may_check(const struct plan *plan, const struct patient *patient, int64_t asked,
		const struct provider **out)
{
	return choose(plan, NULL, patient, asked, out);
}

enum code
who_can_check(struct desk *desk, struct arena *arena, const struct appointment *visit,
		int64_t *checker)
{
	const struct shape shape = shape_of(visit->pattern, visit->minutes, visit->start);
	struct appointment open = *visit;
	const struct provider **checkers;
	struct patient patient;
	struct plan *plan = NULL;
	size_t count;
	enum code code = record_get(desk, arena, &patient_record, visit->patient, &patient);

	*checker = open.checker = 0;
	if (code == OK)
		code = plan_load_visit(desk, arena, &open, &plan);
	if (code != OK)
		return code;
	checkers = arena_take(arena, plan->provider_count * sizeof(*checkers));
	count = who_may_check(plan, &patient, 0, checkers);
	for (size_t i = 0; i < count && !*checker; i++) {
		const struct lane *const lane = plan_provider_lane(plan, checkers[i]->row.id);
		const struct cells free = lane_free(lane, 0);
		const struct cells begin = shape_with_checker(&shape, &free);

		if (cells_begin(&begin, visit->start))
			*checker = checkers[i]->row.id;
	}
	return OK;
}
