/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rooms of the whole house: each stored record, owners before those that refer to them, and
 * what follows from their rows.
 */
#include "cli/rooms.h"
#include "book/appointment.h"
#include "book/patient.h"
#include "book/person.h"
#include "book/practice.h"
#include "book/role.h"
#include "care/answer.h"
#include "care/concern.h"
#include "care/opinion.h"
#include "care/programme.h"
#include "care/standard.h"
#include "post/caldav.h"
#include "post/follow.h"
#include "post/message.h"
#include "post/template.h"
#include "recall/contact.h"
#include "recall/recall.h"
#include "store/right.h"
#include "store/setting.h"

static const struct record *const records[] = {
	&setting_record, &person_record, &role_right_record,
	&chair_record, &provider_record, &hours_record, &hours_day_record, &closure_record,
	&visit_type_record, &block_record,
	&holiday_record, &household_record, &patient_record, &patient_word_record, &reach_record,
	&patient_reach_record, &contact_person_record, &consent_record, &commitment_record,
	&alert_record,
	&appointment_record, &need_record, &wait_record,
	&recall_type_record, &visit_type_recall_record, &cadence_record, &recall_record,
	&answer_record, &answer_word_record, &concern_record, &contact_record, &message_record,
	&template_record,
	&dav_calendar_record, &dav_object_record,
	&standard_record, &programme_record, &programme_note_record, &opinion_record,
	NULL
};

/* Which right the writing of each wants. */
static const struct record_right rights[] = {
	{&setting_record, RIGHT_SETUP}, {&chair_record, RIGHT_SETUP},
	{&provider_record, RIGHT_SETUP}, {&hours_record, RIGHT_SETUP},
	{&visit_type_record, RIGHT_SETUP}, {&visit_type_recall_record, RIGHT_SETUP},
	{&recall_type_record, RIGHT_SETUP}, {&cadence_record, RIGHT_SETUP},
	{&template_record, RIGHT_SETUP}, {&dav_calendar_record, RIGHT_SEND},
	{&person_record, RIGHT_PEOPLE}, {&role_right_record, RIGHT_PEOPLE},
	{&hours_day_record, RIGHT_HOURS}, {&closure_record, RIGHT_HOURS},
	{&block_record, RIGHT_HOURS}, {&holiday_record, RIGHT_HOURS},
	{&household_record, RIGHT_PATIENTS}, {&patient_record, RIGHT_PATIENTS},
	{&reach_record, RIGHT_PATIENTS}, {&patient_reach_record, RIGHT_PATIENTS},
	{&contact_person_record, RIGHT_PATIENTS}, {&consent_record, RIGHT_PATIENTS},
	{&commitment_record, RIGHT_PATIENTS}, {&alert_record, RIGHT_PATIENTS},
	{&appointment_record, RIGHT_BOOK}, {&need_record, RIGHT_BOOK}, {&wait_record, RIGHT_BOOK},
	{&recall_record, RIGHT_RECALL},
	{&contact_record, RIGHT_CONTACTS}, {&message_record, RIGHT_CONTACTS},
	{&concern_record, RIGHT_CARE}, {&opinion_record, RIGHT_CARE},
	{&answer_record, RIGHT_ANSWERS},
	{&dav_object_record, RIGHT_SEND},
	{&standard_record, RIGHT_CHARTER}, {&programme_record, RIGHT_CHARTER},
	{&programme_note_record, RIGHT_CHARTER},
	{NULL, RIGHT_ALL}
};

static const struct consequence consequences[] = {
	{&person_record, people_follow}, {&role_right_record, people_follow},
	{&patient_record, deaths_follow},
	{&appointment_record, left_follow},
	{&patient_record, patient_words_follow},
	{&patient_reach_record, patient_words_follow},
	{&reach_record, patient_words_follow},
	{&household_record, patient_words_follow},
	{&recall_type_record, recall_follow},
	{&visit_type_recall_record, recall_follow},
	{&cadence_record, recall_follow},
	{&answer_record, answers_follow},
	{&concern_record, answers_follow},
	{&patient_record, recall_follow},
	{&appointment_record, recall_follow},
	{&patient_record, deaths_quiet},
	{&appointment_record, messages_follow},
	{&reach_record, bounces_follow},
	{&contact_record, recall_follow},
	{&recall_record, recall_follow},
	{NULL, NULL}
};

static enum code
derive(struct desk *desk)
{
	enum code code = patient_words_derive(desk);

	if (code == OK)
		code = answers_derive(desk);
	return code == OK ? recall_derive(desk) : code;
}

static const struct lasting lasting[] = {
	{&message_record, message_stays, NULL},
	{&appointment_record, NULL, visit_give_up},
	{NULL, NULL, NULL}
};

const struct rooms chairtime_rooms = {records, consequences, derive, lasting, rights};
