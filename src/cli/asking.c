/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Questions on the terminal, and passphrases.
 */
#include "asking.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/crypt.h"
#include "post/ways.h"

#define ANSWER_SIZE 1024

bool
somebody_is_there(void)
{
	return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

/* A line of what is typed, without its end; false at the end of it. */
static bool
read_answer(char answer[ANSWER_SIZE])
{
	if (!fgets(answer, ANSWER_SIZE, stdin))
		return false;
	answer[strcspn(answer, "\r\n")] = '\0';
	return true;
}

bool
ask_yes(struct output *out, const char *question)
{
	char answer[ANSWER_SIZE];

	fflush(out->file);
	fprintf(out->notes, "%s [y/N] ", question);
	fflush(out->notes);
	return read_answer(answer) && (strcmp(answer, "y") == 0 || strcmp(answer, "yes") == 0);
}

/* Typed unseen. */
static bool
read_unseen(struct output *out, const char *question, char answer[ANSWER_SIZE])
{
	struct termios before, unseen;
	const bool known = tcgetattr(STDIN_FILENO, &before) == 0;
	bool read;

	fputs(question, out->notes);
	fflush(out->notes);
	if (known) {
		unseen = before;
		unseen.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen);
	}
	read = read_answer(answer);
	if (known)
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
	fputc('\n', out->notes);
	return read && *answer;
}

static enum code
ask_passphrase(struct input *in, bool twice, const char **passphrase)
{
	char first[ANSWER_SIZE], second[ANSWER_SIZE];
	enum code code = OK;

	if (!somebody_is_there())
		return fail(USAGE, "%s: the passphrase can't be asked for here: give --key-file FILE, "
				"--key-command COMMAND or --key-credential NAME", in->command->name);
	if (!read_unseen(in->out, "Passphrase: ", first))
		return fail(INPUT, "%s: a passphrase is wanted", in->command->name);
	if (twice && (!read_unseen(in->out, "Once more: ", second) || strcmp(first, second) != 0))
		code = fail(INPUT, "%s: that was another one: nothing was done", in->command->name);
	else
		*passphrase = arena_copy(in->arena, first);
	memset(first, 0, sizeof first);
	memset(second, 0, sizeof second);
	return code;
}

/* What the options give; NULL where none does. */
static enum code
key_given(struct input *in, const char **passphrase)
{
	const struct secret secret = {
		.file = input_text(in, "key-file"), .command = input_text(in, "key-command"),
		.credential = input_text(in, "key-credential"),
	};

	return secret_read(in->arena, &secret, passphrase);
}

enum code
key_to_lock(struct input *in, const char **passphrase)
{
	const enum code code = key_given(in, passphrase);

	if (code != OK || *passphrase || !input_has(in, "encrypt"))
		return code;
	return ask_passphrase(in, true, passphrase);
}

enum code
key_for_output(struct input *in, const char **passphrase)
{
	const enum code code = key_to_lock(in, passphrase);

	if (code == OK && *passphrase && !input_has(in, "o"))
		return fail(USAGE, "%s: what is encrypted goes into a file: say -o FILE",
				in->command->name);
	return code;
}

enum code
key_to_open(struct input *in, const char *path, const char **passphrase)
{
	enum code code;

	*passphrase = NULL;
	if (!crypt_is_locked(path))
		return OK;
	code = key_given(in, passphrase);
	return code != OK || *passphrase ? code : ask_passphrase(in, false, passphrase);
}
