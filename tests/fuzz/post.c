/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What comes back from outside against random texts: text replies, a server's XML, openings that a
 * message offers; and e-mails made of hostile texts. They always end, what they give lies within
 * its bounds, and no text makes a header of its own. Seeds are fixed, so a failure comes again.
 */
#include "../support/unit.h"

#include <stdio.h>
#include <string.h>

#include "../../src/post/mail.h"
#include "../../src/post/xml.h"
#include "base/text.h"
#include "post/reply.h"

#define ROUNDS 20000
#define TEXT_LENGTH 400

static struct arena arena;
static uint64_t chance = 88172645463325252u;

static size_t
any(size_t n)
{
	chance ^= chance << 13;
	chance ^= chance >> 7;
	chance ^= chance << 17;
	return (size_t)(chance % n);
}

/* Bytes, or pieces of the grammar thrown together; without a NUL. */
static size_t
random_text(char *out, const char *const *pieces, size_t count)
{
	size_t length = 0;

	for (size_t i = any(24); i > 0 && length < TEXT_LENGTH - 40; i--)
		if (any(4) == 0) {
			out[length++] = (char)(1 + any(255));
		} else {
			const char *const piece = pieces[any(count)];

			memcpy(out + length, piece, strlen(piece));
			length += strlen(piece);
		}
	out[length] = '\0';
	return length;
}

#define PIECES(a) (a), sizeof(a) / sizeof *(a)

static void
test_replies(void **state)
{
	static const char *const pieces[] = { "yes ", "no ", "STOP", " stop ", "1", "2 ", "later",
		"not now ", "J ", "bitte ", "\303\204", "\n", "cancel ", "start ", "please ", "_",
		"opt out ", "\360\237\230\200 ", "\0302", "d'accord " };
	char text[TEXT_LENGTH];

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		struct reply_words words;

		random_text(text, PIECES(pieces));
		words = reply_words_read(&arena, text, any(2) ? "en de fr" : text);
		assert_in_range(words.meaning, REPLY_UNCLEAR, REPLY_START);
		assert_in_range(words.number, 0, 9);
		if (words.meaning == REPLY_NUMBER)
			assert_true(words.number > 0);
		arena_reset(&arena);
	}
}

static void
test_xml(void **state)
{
	static const char *const pieces[] = { "<", ">", "/>", "</", "<d:href>", "</d:href>",
		"<d:response>", "</d:response>", "&amp;", "&#x41;", "&#99999999999;", "&", "<!--",
		"-->", "<![CDATA[", "]]>", "<?x", "?>", "a=\"", "'", "<a ", "text ", "<a/>", ":" };
	char text[TEXT_LENGTH];

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		const size_t length = random_text(text, PIECES(pieces));
		struct xml_tag tag;
		struct xml xml;
		size_t tags = 0;

		xml_begin(&xml, &arena, text, length);
		while (xml_next(&xml, &tag)) {
			assert_non_null(tag.name);
			assert_non_null(tag.text);
			assert_in_range(xml.depth, 0, XML_DEEP);
			assert_true(++tags <= 2 * length);
		}
		assert_true(xml.at <= text + length);
		arena_reset(&arena);
	}
}

static void
test_offers(void **state)
{
	static const char *const pieces[] = { "2026-11-26T16:30", " 45", " type ", "2", " provider ",
		"3", " chair ", "1\n", "\n", "-1", "99999999999999999999", "T" };
	char text[TEXT_LENGTH];

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		struct offer offers[OFFERS];

		random_text(text, PIECES(pieces));
		assert_in_range(offers_parse(text, offers), 0, OFFERS);
	}
}

/* The headers end where the first empty line is; of the hostile texts none began a line there. */
static void
look_at_mail(const struct buffer *out)
{
	const char *const end = strstr(out->bytes, "\r\n\r\n");

	assert_non_null(end);
	for (const char *line = out->bytes; line < end; line = strstr(line, "\r\n") + 2) {
		if (*line != ' ' && strncmp(line, "Evil:", 5) == 0)
			fail_msg("a header was made: %s", out->bytes);
		assert_true(strcspn(line, "\r") <= 998);
	}
	for (size_t i = 0; i < out->length; i++) {
		if (out->bytes[i] == '\n')
			assert_true(i > 0 && out->bytes[i - 1] == '\r');
		if (out->bytes[i] == '\r')
			assert_int_equal(out->bytes[i + 1], '\n');
		assert_true((unsigned char)out->bytes[i] < 0x80);
	}
}

static void
test_mails(void **state)
{
	static const char *const pieces[] = { "\r\nEvil: 1", "\nEvil: 2\n", "\r\n\r\n", "\r", "=?",
		"\"", "<", ">", "\303\244", "a long word ", "\\", ".", "\n.\n", "From ", "--", "\t",
		"=_chairtime_mixed", "\360\237\230\200", " " };
	char subject[TEXT_LENGTH], text[TEXT_LENGTH], name[TEXT_LENGTH], language[TEXT_LENGTH];
	struct buffer out = {0};

	(void)state;
	for (int i = 0; i < ROUNDS / 10; i++) {
		const struct mail mail = { .from = "a@example.org", .from_name = name,
			.to = "b@example.org", .subject = subject, .text = text,
			.language = language, .id = "x", .unsubscribe = any(2),
			.calendar = any(2) ? text : NULL, .method = "REQUEST" };

		random_text(subject, PIECES(pieces));
		random_text(text, PIECES(pieces));
		random_text(name, PIECES(pieces));
		random_text(language, PIECES(pieces));
		buffer_reset(&out);
		mail_compose(&out, &mail);
		look_at_mail(&out);
	}
	buffer_free(&out);
}

static void
test_addresses(void **state)
{
	static const char *const pieces[] = { "a", "@", "b.org", "\r\n", " ", "<", ">", ",", "-", ".",
		"\303\244", "\"" };
	char text[TEXT_LENGTH];

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		random_text(text, PIECES(pieces));
		if (mail_address_good(text))
			assert_null(strpbrk(text, "\r\n <>,;\"()\\"));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_replies), cmocka_unit_test(test_xml),
		cmocka_unit_test(test_offers), cmocka_unit_test(test_mails),
		cmocka_unit_test(test_addresses),
	};
	const int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
