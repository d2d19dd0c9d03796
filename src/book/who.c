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
