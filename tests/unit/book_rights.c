/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People, secrets and rights: asked of nobody until somebody has a secret, then of every write. */
#include "../support/unit.h"

#include <stdio.h>
#include <string.h>

#include "../support/desk.h"
#include "book/appointment.h"
#include "book/person.h"
#include "book/role.h"
#include "cli/rooms.h"
#include "store/access.h"

static struct desk desk;
static struct arena arena;
static int64_t kim, amy;

static int64_t
person_new(const char *name, const char *role)
{
	struct person person;

	record_blank(&person_record, &person);
	person.name = name;
	person.role = role;
	must(person_save(&desk, &arena, &person));
	return person.row.id;
}

/* A manager and somebody who may only look, both with secrets; nobody has signed in. */
static int
set_up(void **state)
{
	(void)state;
	practice_new(&desk);
	kim = person_new("Kim Novak", "manager");
	amy = person_new("Amy Ito", "read_only");
	must(person_secret_set(&desk, kim, "correct horse"));
	must(sign_in(&desk, "Kim", "correct horse", false));
	must(person_secret_set(&desk, amy, "1234"));
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	desk_close(&desk);
	arena_free(&arena);
	return 0;
}

static bool
is_derived(const struct record *record)
{
	for (size_t i = 0; i < record->count; i++)
		if (!(record->fields[i].flags & DERIVED))
			return false;
	return true;
}

/* A table that is added without a right would be writable by managers alone: said here. */
static void
test_each_record_has_a_right(void **state)
{
	(void)state;
	for (const struct record *const *record = chairtime_rooms.records; *record; record++) {
		const struct record_right *row = chairtime_rooms.rights;

		while (row->record && row->record != *record)
			row++;
		if (!row->record && !(*record)->view && !is_derived(*record))
			fail_msg("%s: rooms.c has no right for it", (*record)->table);
	}
}

/* Each right has a word and says what it lets do. */
static void
test_each_right_is_said(void **state)
{
	(void)state;
	for (int right = 0; right < RIGHT_COUNT; right++) {
		assert_non_null(right_words[right]);
		assert_non_null(right_acts[right]);
	}
	assert_null(right_words[RIGHT_COUNT]);
}

static enum code
add_patient(const char *name)
{
	struct patient patient;

	record_blank(&patient_record, &patient);
	patient.name = name;
	patient.state = PATIENT_ACTIVE;
	must(batch_begin(&desk, NULL, NULL));
	return batch_end(&desk, record_put(&desk, &patient_record, &patient));
}

static void
test_writes_want_rights(void **state)
{
	int64_t batch;

	(void)state;
	must(add_patient("Meyer, Anna"));
	must(sign_in(&desk, "Amy", "1234", false));
	refused(add_patient("Ruiz, Elena"), DENIED, "Amy Ito (read_only) hasn't the right \"patients\": add and");
	refused(undo(&desk, 0, &batch), DENIED, "right \"patients\"");
	refused(batch_begin(&desk, "import", NULL), DENIED, "\"import\"");
	refused(right_check(&desk, RIGHT_EXPORT), DENIED, "\"export\"");
	must(right_check(&desk, RIGHT_LOOK));
	desk.person = 0;
	refused(add_patient("Ruiz, Elena"), DENIED, "nobody has signed in");
}

/* What is taken from her while she sits there doesn't hold any more. */
static void
test_rights_follow(void **state)
{
	struct desk other;
	const struct desk_options options = {
		.where = db_where(desk.db), .name = "other", .mode = DB_OPEN
	};

	(void)state;
	must(role_set(&desk, &arena, "read_only", "patients", ROLE_MAY));
	must(desk_open(&other, &options, &chairtime_rooms));
	must(sign_in(&other, "Kim", "correct horse", false));
	must(sign_in(&desk, "AI", "1234", false));
	must(add_patient("Meyer, Anna"));
	must(role_set(&other, &arena, "read_only", "patients", ROLE_MAY_NOT));
	refused(add_patient("Ruiz, Elena"), DENIED, "\"patients\"");
	must(role_set(&other, &arena, "read_only", "look, patients", ROLE_MAY_THESE));
	must(add_patient("Ruiz, Elena"));
	must(person_secret_set(&other, amy, NULL));
	refused(add_patient("Roth, Jan"), DENIED, "nobody has signed in");
	desk_close(&other);
}

/* Somebody who can change people is always left, and a role without rights signs nobody in. */
static void
test_somebody_is_left(void **state)
{
	struct person person;
	int64_t batch;

	(void)state;
	refused(person_secret_set(&desk, kim, NULL), INPUT, "somebody with one must be able");
	refused(role_set(&desk, &arena, "manager", "all", ROLE_MAY_NOT), INPUT, "somebody with one");
	must(record_get(&desk, &arena, &person_record, kim, &person));
	person.role = "desk";
	refused(person_save(&desk, &arena, &person), INPUT, "somebody with one");
	refused(person_secret_set(&desk, person_new("Rui Costa", "reception"), "9876"), INPUT,
		"has no right to look");
	refused(person_secret_set(&desk, amy, "123"), INPUT, "too short");
	must(person_secret_set(&desk, person_new("Ida Berg", "desk"), "55555"));
	refused(undo(&desk, 0, &batch), CLASH, "Ida Berg: has a secret");
	refused(role_set(&desk, &arena, "desk", "look fly", ROLE_MAY), INPUT, "\"fly\" is no right");
}

/* Her own secret she may change, nobody else's. */
static void
test_own_secret(void **state)
{
	(void)state;
	must(sign_in(&desk, "Amy", "1234", false));
	must(person_secret_set(&desk, amy, "another"));
	refused(person_secret_set(&desk, kim, "another"), DENIED, "\"people\"");
	refused(person_secret_set(&desk, amy, NULL), DENIED, "\"people\"");
	must(sign_in(&desk, "Amy", "another", false));
}

static int64_t
counted(const char *sql)
{
	int64_t count;

	must(db_value(desk.db, &count, sql, ""));
	return count;
}

/* The pause that a try has to wait for is put into the past, as if it had been waited for. */
static void
wait_for_it(void)
{
	must(db_run(desk.db, "update sign_in set until_at = '2020-01-01T00:00:00Z'", ""));
}

static void
test_wrong_tries(void **state)
{
	(void)state;
	refused(sign_in(&desk, "Amy", "4321", false), DENIED, "isn't the secret");
	refused(sign_in(&desk, "Amy", "", false), DENIED, "isn't the secret");
	refused(sign_in(&desk, "Amy", NULL, false), DENIED, "in 10 seconds");
	refused(sign_in(&desk, "Amy", "1234", false), DENIED, "after 3 wrong tries");
	assert_string_equal(desk.who, "Kim Novak");	/* she sits there still */
	assert_int_equal(counted("select count(*) from access where act = 'failed'"), 3);
	wait_for_it();
	refused(sign_in(&desk, "Amy", "4321", false), DENIED, "in 20 seconds");
	wait_for_it();
	must(sign_in(&desk, "Amy", "1234", true));
	assert_int_equal(counted("select count(*) from access where act = 'signed_in'"), 1);
	assert_int_equal(counted("select count(*) from sign_in"), 0);
	refused(sign_in(&desk, "Nobody", "1234", false), NOT_FOUND, "");
	assert_int_equal(counted("select count(*) from access where act = 'failed'"), 5);
}

/* A clock that was put back doesn't shut anybody out for longer than the pause. */
static void
test_clock_put_back(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++)
		refused(sign_in(&desk, "Amy", "4321", false), DENIED, "");
	must(db_run(desk.db, "update sign_in set until_at = '2099-01-01T00:00:00Z'", ""));
	must(sign_in(&desk, "Amy", "1234", false));
}

static void
test_pauses(void **state)
{
	(void)state;
	assert_int_equal(sign_in_pause(0), 0);
	assert_int_equal(sign_in_pause(2), 0);
	assert_int_equal(sign_in_pause(3), 10);
	assert_int_equal(sign_in_pause(5), 40);
	assert_int_equal(sign_in_pause(9), 640);
	assert_int_equal(sign_in_pause(10), 900);
	assert_int_equal(sign_in_pause(1000000), 900);
}

static void
note(void *context, const char *sentence)
{
	strncat(context, sentence, 1000);
}

static void
finds(const char *sql, const char *words)
{
	char found[2000] = "";
	int64_t count;

	must(db_run(desk.db, sql, ""));
	must(store_check(&desk, note, found, &count));
	if (!strstr(found, words) || (!*words && count))
		fail_msg("%s: found \"%s\"", sql, found);
}

/* What another program makes of secrets and of the log of who saw what is found. */
static void
test_check(void **state)
{
	char hash[200];
	const char *was = NULL;

	(void)state;
	must(access_note(&desk, NULL, ACCESS_CARD, 7, NULL));
	must(access_note(&desk, NULL, ACCESS_SHOW, 7, NULL));
	must(access_note(&desk, NULL, ACCESS_EXPORT, 0, "csv patients"));
	finds("update person set name = name", "");
	must(db_text_value(desk.db, &arena, &was, "select secret from person where id = $1", "I", amy));
	snprintf(hash, sizeof hash, "update person set secret = '%s' where id = %d", was, (int)kim);
	must(db_text_value(desk.db, &arena, &was, "select secret from person where id = $1", "I", kim));
	finds(hash, "the secret of Kim Novak isn't");
	snprintf(hash, sizeof hash, "update person set secret = '%s' where id = %d", was, (int)kim);
	finds(hash, "");
	finds("update access set who = 'Lee' where id = 2", "breaks at 2");
	finds("update access set who = 'Kim Novak' where id = 2", "");
	finds("delete from access where id = 2", "goes from 1 to 3");
}

/* The proof of a secret is nowhere in the log. */
static void
test_nothing_in_the_log(void **state)
{
	(void)state;
	assert_int_equal(counted("select count(*) from change where after like '%argon2%'"
		" or before like '%argon2%' or after like '%correct horse%'"), 0);
	assert_int_equal(counted("select count(*) from person where secret like '$argon2id$%'"), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_each_record_has_a_right, set_up, tear_down),
		cmocka_unit_test(test_each_right_is_said),
		cmocka_unit_test_setup_teardown(test_writes_want_rights, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_rights_follow, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_somebody_is_left, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_own_secret, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_wrong_tries, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_clock_put_back, set_up, tear_down),
		cmocka_unit_test(test_pauses),
		cmocka_unit_test_setup_teardown(test_check, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_nothing_in_the_log, set_up, tear_down),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
