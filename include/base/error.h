/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Errors: a code for programs and one sentence for people, returned in one line:
 *
 *	return fail(NOT_FOUND, "patient %s: nobody of that name", name);
 *
 * A sentence reads "WHAT: WHY" and, where there is one, ends in the mend. The first fail()
 * since the last error_clear() stands: what failed first is what the person must hear, not
 * what failed while cleaning up after it. Its readers are the message line and stderr.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

/* The order is fixed: code_exit_status() and the JSON of the manual name them. */
enum code {
	OK,		/* done */
	USAGE,		/* the command was put wrongly */
	INPUT,		/* a value or a file can't be taken as it is */
	NOT_FOUND,	/* there is no such row, or a question has no result */
	CLASH,		/* a booking rule or the store refuses it */
	STALE,		/* another desk wrote that row first */
	DENIED,		/* the person may not */
	BUSY,		/* other desks hold the store; nothing was done */
	STORE,		/* the store can't be opened, read or written */
	WORLD		/* the file system, the network, another program */
};

/* Notes the code and the sentence (printf-like), unless an error stands already.
 * Returns the code it was given, so that `return fail(…)` is the whole of it. */
enum code fail(enum code code, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* What the system's error number means to whoever writes, and the mend where there is one: "the disk is
 * full: make room there". Others in the system's words. */
const char *error_words(int number);
/* WORLD: that it can't be written, in those words, by errno. */
enum code fail_writing(const char *what);

/* The sentence that stands, "" where there is none. Valid until the next error_clear(). */
const char *error_text(void);

/* The code of the sentence that stands, OK where there is none. */
enum code error_code(void);

/* Forgets the error that stands: at the start of a command or of a key's action. */
void error_clear(void);

/* The exit status for a code (design section 6): 0, 1 (refused), 2 (put wrongly), 3 (world). */
int code_exit_status(enum code code);

#endif
