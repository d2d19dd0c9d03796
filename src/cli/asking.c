/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Questions on the terminal, and passphrases.
 */
#include "asking.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/crypt.h"
#include "base/guard.h"
#include "post/ways.h"

#define ANSWER_SIZE 1024
#define TERMINAL "/dev/tty"
#define KEY_CANCEL 0x03			/* C-c: no signal comes while nothing is echoed */
#define KEY_END 0x04
#define KEY_EMPTY 0x15			/* C-u */

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

	(void)fflush(out->file);
	(void)fprintf(out->notes, "%s [y/N] ", question);
	(void)fflush(out->notes);
	return read_answer(answer) && (strcmp(answer, "y") == 0 || strcmp(answer, "yes") == 0);
}

/* A line being read, wiped when it has been copied. */
struct typed {
	char text[ANSWER_SIZE];
	size_t length;
};

/* A byte of it; true at its end. */
static bool
take_byte(struct typed *typed, unsigned char byte, bool typing)
{
	if (byte == '\n' || byte == '\r' || (typing && byte == KEY_END))
		return true;
	if (typing && byte == KEY_EMPTY)
		typed->length = 0;
	else if (typing && (byte == '\b' || byte == 0x7f))
		typed->length -= typed->length > 0;
	else if (typed->length < sizeof typed->text - 1)
		typed->text[typed->length++] = (char)byte;
	return false;
}

/* Byte by byte, so that what follows on standard input is the command's. */
enum code
read_secret_line(struct arena *arena, int file, bool typing, const char **out)
{
	struct typed typed = { .length = 0 };
	unsigned char byte = 0;
	bool over = false, cancelled = false;

	while (!over && !cancelled && read(file, &byte, 1) == 1) {
		cancelled = typing && byte == KEY_CANCEL;
		over = take_byte(&typed, byte, typing);
	}
	typed.text[typed.length] = '\0';
	*out = arena_copy(arena, typed.text);
	guard_wipe(&typed, sizeof typed);
	return cancelled ? fail(DENIED, "nothing was done: no secret was typed") : OK;
}

static enum code
ask_terminal(struct arena *arena, int terminal, const char *prompt, const char **out)
{
	struct termios before, quiet;
	enum code code;

	if (tcgetattr(terminal, &before) != 0)
		return fail(WORLD, "%s: it is no terminal", TERMINAL);
	quiet = before;
	quiet.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG);
	tcsetattr(terminal, TCSAFLUSH, &quiet);	/* before anybody can answer */
	dprintf(terminal, "%s: ", prompt);
	code = read_secret_line(arena, terminal, true, out);
	tcsetattr(terminal, TCSAFLUSH, &before);
	dprintf(terminal, "\n");
	return code;
}

enum code
ask_unseen(struct arena *arena, const char *question, const char **out)
{
	const int terminal = open(TERMINAL, O_RDWR | O_NOCTTY | O_CLOEXEC);
	enum code code;

	*out = NULL;
	if (terminal < 0)
		return fail(DENIED, "%s: there is no terminal to ask at: give it in a file", question);
	code = ask_terminal(arena, terminal, question, out);
	close(terminal);
	return code;
}

static enum code
ask_passphrase(struct input *in, bool twice, const char **passphrase)
{
	const char *again = NULL;
	enum code code;

	if (!somebody_is_there())
		return fail(USAGE, "%s: the passphrase can't be asked for here: give --key-file FILE, "
				"--key-command COMMAND or --key-credential NAME", in->command->name);
	code = ask_unseen(in->arena, "Passphrase", passphrase);
	if (code == OK && (!*passphrase || !**passphrase))
		code = fail(INPUT, "%s: a passphrase is wanted", in->command->name);
	if (code == OK && twice)
		code = ask_unseen(in->arena, "Once more", &again);
	if (again && *passphrase && strcmp(*passphrase, again) != 0)
		code = fail(INPUT, "%s: that was another one: nothing was done", in->command->name);
	secret_wipe(&again);
	if (code != OK)
		secret_wipe(passphrase);
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
