/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Listings: choices of fields.
 */
#include "cli/listings.h"

#include "book/journal.h"
#include "book/opening.h"
#include "book/person.h"
#include "book/role.h"
#include "care/answer.h"
#include "care/concern.h"
#include "care/measure.h"
#include "care/opinion.h"
#include "care/slipping.h"
#include "post/message.h"
#include "post/reply.h"
#include "post/send.h"
#include "recall/calls.h"
#include "store/change.h"

const struct listing visit_listing = {
	&appointment_line_record, NULL,
	"id day start minutes name type provider_short chair_name state confirmed"
};
const struct listing day_listing = {
	&appointment_line_record, NULL,
	"start chair_name name type minutes provider_short state confirmed id note"
};
const struct listing planned_listing = {
	&appointment_line_record, NULL, "id call_on target name type minutes provider_short note"
};
const struct listing patient_listing = {
	&patient_line_record, NULL, "id name birth phone state ref"
};
const struct listing found_listing = {
	&patient_line_record,
	"id ref name called birth state household household_name phone email next_visit due",
	"id name birth phone state next_visit due"
};
const struct listing merge_listing = {
	&merge_line_record, NULL, NULL
};
const struct listing recall_listing = {
	&recall_line_record,
	"patient ref household name recall_type previous due stage contacts last_contact phone "
		"next_visit",
	"patient name recall_type due stage contacts phone"
};
const struct listing own_recall_listing = {
	&recall_line_record,
	"id patient ref name recall_type previous due interval hand_due paused_until stopped stage "
		"contacts last_contact next_visit note plan not_before",
	"recall_type previous due interval stage hand_due paused_until stopped next_visit note"
};
const struct listing contact_listing = {
	&contact_line_record, NULL, "at name channel purpose outcome until who note"
};
const struct listing concern_listing = {
	&concern_line_record, NULL, "id due_at kind whose owner text"
};
const struct listing answer_listing = {
	&answer_record, NULL, "id title agreed_by review_on used"
};
const struct listing answer_wanted_listing = {
	&answer_wanted_record, NULL, NULL
};
const struct listing opinion_listing = {
	&opinion_record, NULL, "id at patient score channel who concern text"
};
const struct listing opinion_ask_listing = {
	&ask_line_record, NULL, "start name type provider_name phone"
};
const struct listing slipping_listing = {
	&slip_line_record, NULL, "name phone reasons act"
};
const struct listing people_listing = {
	&case_line_record, NULL, "day start name phone provider_name words"
};
const struct listing call_listing = {
	&call_record, NULL, "by name why tries best phone"
};
const struct listing message_listing = {
	&message_line_record, NULL, "id state when channel name reach_value tries error text"
};
const struct listing text_reply_listing = {
	&text_reply_record, NULL, "from result name said"
};
const struct listing due_listing = {
	&send_line_record, NULL, "id would channel purpose name reach_value text why"
};
const struct listing made_listing = {
	&call_made_record, NULL, "start name outcome until who note"
};
const struct listing rested_listing = {
	&call_record, NULL, "by name why rest tries best phone"
};
const struct listing opening_listing = {
	&opening_line_record, NULL, "day start minutes chair_name provider_name why"
};
const struct listing change_listing = {
	&change_record, NULL, "id at desk before after"
};

const struct listing seen_listing = {&seen_line_record, NULL, NULL};
const struct listing access_listing = {&access_record, NULL, "at who desk act patient detail"};
const struct listing person_listing = {
	&person_line_record, NULL, "id name initials role secret failed"
};
const struct listing role_listing = {&role_line_record, "role people may", "role people may"};
