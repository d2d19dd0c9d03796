/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The entries of the answer book: their fields, how they are added and agreed to.
 */
#include "care/answer.h"

#include <string.h>

#include "base/embedded.h"
#include "base/text.h"
#include "store/change.h"

#define STARTERS "answers/starters.txt"
#define REVIEW_MONTHS 12

static const struct field answer_fields[] = {
	FIELD_ROW(answer),
	FIELD(answer, title, "Title", FIELD_TEXT, 0),
	FIELD(answer, text, "Text", FIELD_TEXT, LONG),
	FIELD(answer, language, "Language", FIELD_TEXT, 0),
	FIELD(answer, agreed_by, "Agreed by", FIELD_TEXT, OPTIONAL),
	FIELD(answer, review_on, "Review on", FIELD_DAY, OPTIONAL),
	FIELD(answer, used, "Used", FIELD_INT, DERIVED),
};

const struct record answer_record = {
	"answer", "answer", sizeof(struct answer), answer_fields, FIELD_COUNT(answer_fields), false,
	NULL
};

static const struct field answer_word_fields[] = {
	FIELD(answer_word, word, "Word", FIELD_TEXT, DERIVED),
	FIELD(answer_word, answer, "Answer", FIELD_REF, DERIVED),
};

const struct record answer_word_record = {
	"answer_word", "answer word", sizeof(struct answer_word), answer_word_fields,
	FIELD_COUNT(answer_word_fields), false, NULL
};

static enum code
write(struct desk *desk, struct answer *answer)
{
	const enum code code = batch_begin(desk, NULL, NULL);

	return code == OK ? batch_end(desk, record_put(desk, &answer_record, answer)) : code;
}

enum code
answer_add(struct desk *desk, struct answer *answer)
{
	if (text_is_blank(answer->title) || text_is_blank(answer->text))
		return fail(INPUT, "answer: it needs a title and a text");
	if (text_is_blank(answer->language))
		answer->language = "en";
	return write(desk, answer);
}

enum code
answer_approve(struct desk *desk, struct answer *answer, const char *by, int review_on)
{
	if (text_is_blank(by))
		return fail(INPUT, "answer %lld: say who agrees to it", (long long)answer->row.id);
	answer->agreed_by = by;
	answer->review_on = review_on != NONE ? review_on
		: civil_add_months(desk_today(desk), REVIEW_MONTHS);
	return write(desk, answer);
}

/* The next starter at *at: its title's line, then its text up to an empty line. Lines that begin
 * with # are comments. False at the end. */
static bool
starter_read(struct arena *arena, const char **at, struct answer *out)
{
	const char *text = *at, *end;
	char *lines;

	while (*text == '#' || *text == '\n')
		text += strcspn(text, "\n") + (text[strcspn(text, "\n")] == '\n');
	if (!*text)
		return false;
	record_blank(&answer_record, out);
	out->language = "en";
	out->title = arena_copy_bytes(arena, text, strcspn(text, "\n"));
	text += strcspn(text, "\n") + 1;
	end = strstr(text, "\n\n");
	if (!end)
		end = text + strcspn(text, "\n");
	lines = arena_copy_bytes(arena, text, (size_t)(end - text));
	for (char *line = lines; (line = strchr(line, '\n')); )
		*line = ' ';
	out->text = lines;
	*at = end;
	return true;
}

/* Unless an entry of that title is there. */
static enum code
starter_put(struct desk *desk, struct answer *starter, int *added)
{
	int64_t same = 0;
	enum code code = db_value(desk->db, &same, "select count(*) from answer where title = $1", "t",
			starter->title);

	if (code != OK || same > 0)
		return code;
	code = record_put(desk, &answer_record, starter);
	*added += code == OK;
	return code;
}

enum code
answers_start(struct desk *desk, int *added)
{
	const struct embedded *const file = embedded_find(STARTERS);
	const char *at = file->text;
	struct arena arena = {0};
	struct answer starter;
	enum code code = batch_begin(desk, NULL, NULL);

	*added = 0;
	if (code != OK)
		return code;
	while (code == OK && starter_read(&arena, &at, &starter))
		code = starter_put(desk, &starter, added);
	arena_free(&arena);
	return batch_end(desk, code);
}
