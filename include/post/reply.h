/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers that come back as text messages (desk.md section 7). They are understood only where every
 * word means something, and exactly one question to that number is open; all else is a call.
 */
#ifndef POST_REPLY_H
#define POST_REPLY_H

#include "post/message.h"

enum reply_meaning { REPLY_UNCLEAR, REPLY_YES, REPLY_NO, REPLY_NUMBER, REPLY_LATER, REPLY_STOP,
	REPLY_CANCEL, REPLY_START };

struct reply_words {
	enum reply_meaning meaning;
	int number;			/* of REPLY_NUMBER, from 1 */
	bool more;			/* STOP with words behind it, which somebody should read */
};

/* What a text says. `languages`: their codes or names with blanks between ("de English"); words
 * that end the messages are known in all. */
struct reply_words reply_words_read(struct arena *arena, const char *text, const char *languages);

/* What came of one. A listing. */
struct text_reply {
	const char *from;
	const char *result;		/* confirmed, declined, booked, later, stopped, started, call */
	int64_t patient;		/* 0: nobody has that number */
	const char *name;
	int64_t appointment;
	const char *said;
};
extern const struct record text_reply_record;

/*
 * Takes a text message from a number, in one batch. Yes confirms the visit that was asked about,
 * no makes it a call of today; a number books the opening it stands for (one that is gone is a
 * call, and she is told at once); later keeps the recall for four weeks; STOP ends all texts to
 * that number and withdraws those that wait, START begins them again. INPUT where it isn't text or
 * the number has no digits.
 */
enum code reply_text(struct desk *desk, struct arena *arena, const char *from, const char *text,
		struct text_reply *out);

/*
 * Takes the files of a folder, in the order of their names: a line "From: NUMBER", other such
 * lines, an empty line, the text (as smstools writes them). Each is first moved to taken/
 * within it, then read, then moved to done/: what stays in taken/ was being read when the machine
 * stopped; it is told by found() as `uncertain` and not read again by itself. What can't be read
 * is moved to bad/.
 */
enum code reply_folder(struct desk *desk, struct arena *arena, const char *path,
		void (*found)(void *context, const struct text_reply *reply), void *context);

#endif
