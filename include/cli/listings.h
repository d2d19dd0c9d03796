/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The listings that several commands print: which fields, in JSON, CSV and tables
 * (chairtime-json(5) describes them).
 */
#ifndef CLI_LISTINGS_H
#define CLI_LISTINGS_H

#include "cli/output.h"

extern const struct listing reply_listing, feed_listing;
extern const struct listing visit_listing, day_listing, planned_listing, patient_listing,
	found_listing, merge_listing, recall_listing, own_recall_listing, contact_listing, concern_listing,
	answer_listing, call_listing, made_listing, message_listing, due_listing,
	text_reply_listing, rested_listing,
	opening_listing, change_listing, seen_listing, access_listing, person_listing, role_listing;
/* Care and the charter. */
extern const struct listing opinion_listing, opinion_ask_listing, answer_wanted_listing, slipping_listing,
	people_listing, charter_listing, programme_report_listing;
/* Of one command or group each. */
extern const struct listing alert_listing, block_listing, cadence_listing, card_listing, chair_listing,
	closing_listing, closure_listing, commitment_listing, consent_listing,
	count_listing, day_hours_listing, finding_listing, fit_listing,
	group_listing, heat_listing, holiday_listing, hours_listing,
	household_listing, huddle_listing, letter_listing, morning_listing,
	need_listing, programme_listing, provider_listing, recall_type_listing,
	right_listing, room_listing, setting_listing, slip_listing, speaks_listing,
	template_listing, to_move_listing, type_listing, wait_listing, wall_listing,
	wall_week_listing, week_listing;

#endif
