/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rights: asked of rows, and where they are wanting, said.
 */
#include "right.h"

#include <string.h>

#include "batch.h"

#define ALL_RIGHTS (~0u)

const char *const right_words[] = {
	[RIGHT_LOOK] = "look", [RIGHT_BOOK] = "book", [RIGHT_FORCE] = "force",
	[RIGHT_PATIENTS] = "patients", [RIGHT_CONTACTS] = "contacts", [RIGHT_RECALL] = "recall",
	[RIGHT_CARE] = "care", [RIGHT_ANSWERS] = "answers", [RIGHT_SEND] = "send",
	[RIGHT_HOURS] = "hours", [RIGHT_SETUP] = "setup", [RIGHT_CHARTER] = "charter",
	[RIGHT_IMPORT] = "import", [RIGHT_EXPORT] = "export", [RIGHT_ERASE] = "erase",
	[RIGHT_JOURNAL] = "journal", [RIGHT_PEOPLE] = "people", [RIGHT_ALL] = "all", NULL
};

const char *const right_acts[RIGHT_COUNT] = {
	[RIGHT_LOOK] = "sign in and look at the book",
	[RIGHT_BOOK] = "book, move and cancel visits, and mark what becomes of them",
	[RIGHT_FORCE] = "book against a rule, with a reason",
	[RIGHT_PATIENTS] = "add and change patients, households and numbers",
	[RIGHT_CONTACTS] = "note calls and answers, and queue messages",
	[RIGHT_RECALL] = "set, pause and stop recalls",
	[RIGHT_CARE] = "note and answer questions, complaints and promises",
	[RIGHT_ANSWERS] = "change the answer book",
	[RIGHT_SEND] = "send messages and match calendars",
	[RIGHT_HOURS] = "change single days, closures and kept time",
	[RIGHT_SETUP] = "change the set-up: settings, chairs, providers, hours, types, templates",
	[RIGHT_CHARTER] = "change the charter and its programmes",
	[RIGHT_IMPORT] = "import",
	[RIGHT_EXPORT] = "take many patients' data out: exports, backups",
	[RIGHT_ERASE] = "erase patients",
	[RIGHT_JOURNAL] = "read the journal, and who saw what",
	[RIGHT_PEOPLE] = "change people, their secrets, roles and rights",
	[RIGHT_ALL] = "do everything",
};

/* Of kinds of batches. */
static const struct {
	const char *kind;
	enum right right;
} kinds[] = {
	{"import", RIGHT_IMPORT}, {"send", RIGHT_SEND}, {"erase", RIGHT_ERASE},
	{"seal", RIGHT_JOURNAL},
};

enum code
secrets_ask(struct desk *desk, struct stmt **asked)
{
	const enum code code = db_query(desk->db, asked,
			"SELECT count(*) FROM person WHERE secret IS NOT NULL", "");

	if (code == OK)
		db_ahead(*asked);
	return code;
}

enum code
secrets_answer(struct stmt *asked, bool *in_use)
{
	bool row;
	const enum code code = db_step(asked, &row);

	*in_use = code == OK && row && db_int64(asked, 0) > 0;
	return code;
}

enum code
secrets_in_use(struct desk *desk, bool *in_use)
{
	struct stmt *asked;
	enum code code = secrets_ask(desk, &asked);

	*in_use = false;
	if (code == OK)
		code = secrets_answer(asked, in_use);
	db_done(asked);
	return code;
}

enum code
sign_in_wanted(struct desk *desk, bool *wanted)
{
	int64_t count = 0;
	enum code code = secrets_in_use(desk, wanted);

	if (code == OK && *wanted && desk->person)
		code = db_value(desk->db, &count, "SELECT count(*) FROM person "
				"WHERE id = $1 AND secret IS NOT NULL", "I", desk->person);
	*wanted = *wanted && count == 0;
	return code;
}

/* The rights of who has signed in, by her role; none where her secret was taken away. */
static enum code
read_rights(struct desk *desk, unsigned *rights)
{
	struct stmt *stmt;
	bool row = true;
	enum code code = db_query(desk->db, &stmt, "SELECT r.may FROM person p "
			"JOIN role_right r ON r.role = p.role "
			"WHERE p.id = $1 AND p.secret IS NOT NULL", "I", desk->person);

	*rights = 0;
	while (code == OK && (code = db_step(stmt, &row)) == OK && row) {
		const int right = word_index(right_words, db_text(stmt, 0));

		if (right == RIGHT_ALL)
			*rights = ALL_RIGHTS;
		else if (right != NONE)
			*rights |= 1u << right;
	}
	db_done(stmt);
	return code;
}

enum code
rights_hold(struct desk *desk, bool in_use)
{
	desk->batch->rights = ALL_RIGHTS;
	return in_use ? read_rights(desk, &desk->batch->rights) : OK;
}

enum code
rights_of(struct desk *desk, unsigned *rights)
{
	bool in_use;
	const enum code code = secrets_in_use(desk, &in_use);

	*rights = ALL_RIGHTS;
	return code == OK && in_use ? read_rights(desk, rights) : code;
}

static enum code
fail_lacking(struct desk *desk, enum right right)
{
	struct arena arena = {0};
	const char *role = NULL;
	enum code code = OK;

	if (desk->person)
		code = db_text_value(desk->db, &arena, &role, "SELECT role FROM person "
				"WHERE id = $1 AND secret IS NOT NULL", "I", desk->person);
	if (code == OK && !role)
		code = fail(DENIED, "not allowed: nobody has signed in here: this practice asks who "
				"you are (--who NAME)");
	else if (code == OK)
		code = fail(DENIED, "not allowed: %s (%s) hasn't the right \"%s\": %s", desk->who,
				role, right_words[right], right_acts[right]);
	arena_free(&arena);
	return code;
}

static enum code
check_held(struct desk *desk, enum right right)
{
	return desk->batch->rights & (1u << right) ? OK : fail_lacking(desk, right);
}

enum code
right_check(struct desk *desk, enum right right)
{
	unsigned rights;
	enum code code;

	if (batch_begun(desk))
		return check_held(desk, right);
	code = rights_of(desk, &rights);
	if (code != OK)
		return code;
	return rights & (1u << right) ? OK : fail_lacking(desk, right);
}

void
right_lend(struct desk *desk, enum right right)
{
	desk->batch->rights |= 1u << right;
}

enum code
right_take_in(struct desk *desk, enum right right)
{
	static const enum right needed[] = { RIGHT_BOOK, RIGHT_PATIENTS, RIGHT_CONTACTS, RIGHT_RECALL,
		RIGHT_CARE, RIGHT_HOURS };
	const enum code code = check_held(desk, right);

	for (size_t i = 0; code == OK && i < sizeof needed / sizeof needed[0]; i++)
		right_lend(desk, needed[i]);
	return code;
}

enum right
right_of(const struct desk *desk, const struct record *record)
{
	const struct record_right *row = desk->rooms->rights;

	while (row && row->record && row->record != record)
		row++;
	return row && row->record ? row->right : RIGHT_ALL;
}

enum code
right_to_write(struct desk *desk, const struct record *record)
{
	if (desk->batch->rights == ALL_RIGHTS || desk->batch->following || !desk->rooms->rights)
		return OK;
	return check_held(desk, right_of(desk, record));
}

enum code
right_to_begin(struct desk *desk, const char *kind)
{
	for (size_t i = 0; kind && i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			return check_held(desk, kinds[i].right);
	return OK;
}
