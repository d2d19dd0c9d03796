/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Patients, their households and their people; how to reach them; finding one as one types
 * (desk.md section 1).
 */
#ifndef BOOK_PATIENT_H
#define BOOK_PATIENT_H

#include "store/desk.h"

enum patient_state { PATIENT_ENQUIRER, PATIENT_ACTIVE, PATIENT_INACTIVE, PATIENT_MOVED,
	PATIENT_DECEASED, PATIENT_LEFT, PATIENT_DISMISSED };
enum channel { CHANNEL_CALL, CHANNEL_TEXT, CHANNEL_EMAIL, CHANNEL_LETTER };
enum reach_kind { REACH_PHONE, REACH_EMAIL, REACH_ADDRESS };
enum purpose { PURPOSE_SERVICE, PURPOSE_REMINDER, PURPOSE_INVITATION, PURPOSE_OPINION };
enum condition { CONDITION_SAME_DAY, CONDITION_DEPOSIT, CONDITION_ASK_MANAGER };
enum told { TOLD_NOTHING, TOLD_TIMES, TOLD_ALL };

struct patient {
	struct row row;
	int64_t household;
	int called_first;		/* of the household, whom to call */
	int64_t second_home;		/* of a child: the household that isn't called first */
	const char *name, *called;
	const char *birth;		/* "1985-03-14", or "1985" where no more is known */
	int sex;
	const char *language;
	int channel;			/* preferred; enum channel or NONE */
	const char *area;
	int state;			/* enum patient_state */
	int since;			/* day */
	int64_t provider, hygienist;
	int condition;			/* of booking: enum condition or NONE */
	const char *alarms;		/* of her visits in her calendar, by alarms_parse; NULL: as the
					 * practice has them */
	const char *note, *ref;
};

struct household {
	struct row row;
	const char *name, *address;
};

struct reach {
	struct row row;
	int kind;			/* enum reach_kind */
	const char *value;
	int may_text;
	int checked;			/* day */
	const char *failed;		/* "wrong number", "bounced", "stop"; NULL: good */
};

struct patient_reach {
	struct row row;
	int64_t patient, reach;
	int position;
	const char *whose;
};

struct contact_person {
	struct row row;
	int64_t patient, person;	/* person: a patient too, or 0 */
	const char *name, *role;
	int may_book, may_be_told, reminders, position;
	int since, until_day;
};

struct consent {
	struct row row;
	int64_t reach, patient;
	int purpose, allowed;
	const char *at, *how;
};

struct commitment {
	struct row row;
	int64_t patient;
	int weekday;			/* weekly; NONE: dated */
	int first, last;		/* days of effect, or the days themselves */
	int start, until_min, firm;
	int not_holidays;		/* weekly: not in the school's holidays */
	const char *note;
};

/* The school's holidays. */
struct holiday {
	struct row row;
	const char *name;
	int first, last;
};

struct alert {
	struct row row;
	int64_t patient;
	const char *text, *moments;	/* "booking seating" */
	int until_day;
	const char *asked_by;
};

/* A line of the list of patients (view patient_list); next_visit and due are asked when read. */
struct patient_line {
	struct row row;
	const char *ref, *name, *called, *birth;
	int sex;
	const char *language;
	int channel;
	const char *area;
	int state, since;
	int64_t household;
	const char *household_name;
	int called_first;
	int64_t provider;
	const char *provider_name;
	int condition;
	const char *phone, *email, *alarms, *note;
	int next_visit;			/* ASKED: day of the next live visit, today or later; NONE */
	int due;			/* ASKED: earliest due day of a recall that isn't scheduled; NONE */
};

/* A word by which a patient is found: a derived table. */
struct patient_word {
	const char *word;
	int64_t patient;
};

extern const struct record patient_record, household_record, reach_record, patient_reach_record,
	contact_person_record, consent_record, commitment_record, alert_record, holiday_record,
	patient_line_record, patient_word_record;

extern const char *const patient_state_words[], *const channel_words[], *const reach_kind_words[],
	*const sex_words[], *const purpose_words[], *const told_words[], *const condition_words[];

/*
 * People found by what was typed: any order of name parts, the beginning of each, without case or
 * accents; four or more digits find any beginning or ending of a telephone number; eight digits
 * or a date, a birth date; every word must match. Exact words first, then who was here last.
 * At most `limit`. An empty text finds nobody. Never NOT_FOUND: *count is 0.
 */
enum code patient_search(struct desk *desk, struct arena *arena, const char *text, size_t limit,
		struct patient_line **out, size_t *count);

/* Fails as INPUT with the sentence that several match `text`, the first ten of them a line each. */
enum code patients_match(struct arena *arena, const char *text, const struct patient_line *lines,
		size_t count);

/* The one person that `text` names: an id (digits, where such an id exists; "#12" always), else a
 * search that finds exactly one. NOT_FOUND; INPUT where several match, with the first ten in the
 * sentence, a line each. */
enum code patient_find(struct desk *desk, struct arena *arena, const char *text,
		struct patient *out);

/* What a new person needs is a name and a telephone number. */
struct new_patient {
	const char *name, *phone, *birth, *email, *note;
	int64_t household;		/* 0: none; of whom to join, see patient_join */
	int state;			/* usually PATIENT_ACTIVE */
};
/* Saves one with its reaches. INPUT names what is missing or no birth date. One batch. */
enum code patient_add(struct desk *desk, struct arena *arena, const struct new_patient *asked,
		struct patient *out);
/* Likely doubles of what is asked: the same number and the same folded name or birth date. */
enum code patient_doubles(struct desk *desk, struct arena *arena, const struct new_patient *asked,
		struct patient_line **out, size_t *count);
/* Writes an edited row back (checks name and birth; a deceased, moved or left patient's state is
 * just written here: what follows is consequences' business). One batch. */
enum code patient_edit(struct desk *desk, struct patient *patient);
/* Makes one of two rows of the same person: whatever refers to `away` refers to `keep`, which takes
 * from it what it lacks (notes stand one after the other); then `away` is removed. One batch, which
 * undo takes back whole. */
enum code patient_merge(struct desk *desk, int64_t keep, int64_t away);
/* A line of a look at it: a field in which the two differ (and the name), or how many rows of a table
 * are theirs; a listing. */
struct merge_line {
	const char *what;		/* "Birth", "Visit" */
	const char *stays, *goes;	/* as the one has it, and the other; NULL: not known */
	const char *then;		/* as the one patient will */
	int lost;			/* both know it, and differ: what the other has goes */
};
extern const struct record merge_line_record;
/* What patient_merge would do, or why it can't; nothing is changed. In the arena. */
enum code patient_merge_look(struct desk *desk, struct arena *arena, int64_t keep, int64_t away,
		struct merge_line **out, size_t *count);
/* Puts a patient into the household of another (made, named after them, where there is none). */
enum code patient_join(struct desk *desk, struct patient *patient, int64_t other);
enum code household_members(struct desk *desk, struct arena *arena, int64_t household,
		struct patient_line **out, size_t *count);

/* Numbers and addresses of a patient, in order. */
struct patient_reach_line {
	struct row row;			/* of patient_reach */
	int64_t reach;
	int kind, position;
	const char *value, *whose, *failed;
	int may_text;
};
enum code patient_reaches(struct desk *desk, struct arena *arena, int64_t patient,
		struct patient_reach_line **out, size_t *count);
/* Writes one as it was changed, or a new one (row.id 0): its value, kind, whose it is and its place among
 * the patient's (position NONE: as it is, or behind the last); what is known of the number itself (may
 * be texted, failed) holds for everybody it serves. Another value is another number: it stands in the
 * place of the old one for this patient alone. One batch. INPUT where it is none. */
enum code patient_reach_save(struct desk *desk, int64_t patient, struct patient_reach_line *line);
/* It isn't the patient's any more. One batch. */
enum code patient_reach_drop(struct desk *desk, int64_t id);
/* Adds one (an existing reach of the same value is shared), or finds it there already. Needs a
 * begun batch. */
enum code patient_reach_add(struct desk *desk, int64_t patient, enum reach_kind kind,
		const char *value);

/* The patient's first number or address of that kind becomes this one (none yet: added); "" and the
 * same value change nothing. Needs a begun batch. */
enum code patient_reach_change(struct desk *desk, int64_t patient, enum reach_kind kind,
		const char *value);

/* Whether text messages may go to the patient's numbers: a fact of each number, for all whom it
 * serves. Needs a begun batch. */
enum code patient_may_text(struct desk *desk, int64_t patient, bool may);

/* Minutes before a visit at which a calendar reminds of it: "1d 2h", "1440, 120", "none". False where
 * a part of it is none, or there are too many; what is good is read. */
#define ALARMS_MOST 8
bool alarms_parse(const char *text, int minutes[ALARMS_MOST], size_t *count);

/* Age in whole years on a day; by the year alone where no more is known; NONE unknown. */
int patient_age(const char *birth, int day);

/* The consequence of a death: visits to come and planned ones are cancelled, without a message. */
enum code deaths_follow(struct desk *desk, const struct written *rows, size_t count);

/* The consequence that keeps patient_word: of patients, patient_reaches, reaches and households. */
enum code patient_words_follow(struct desk *desk, const struct written *rows, size_t count);
/* Recomputes all words (for check, import, replay). */
enum code patient_words_derive(struct desk *desk);

#endif
