/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Output into a file, a pager or a printer.
 */
#include "paper.h"

#include "base/split.h"
#include "base/text.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define LP_WORDS 4			/* lp -d PRINTER, and NULL */
#define PAPER_COLUMNS 80		/* of a printed page, as lp sets text */

/* The words of $PAGER ("less -R"), ended by NULL. */
static char **
pager_words(struct arena *arena)
{
	const char *const pager = getenv("PAGER");

	return split_words(arena, text_is_blank(pager) ? "less" : pager, NULL);
}

static char **
lp_words(struct input *in)
{
	char **const words = arena_take(in->arena, LP_WORDS * sizeof *words);
	size_t count = 0;

	words[count++] = arena_copy(in->arena, "lp");
	if (input_has(in, "printer")) {
		words[count++] = arena_copy(in->arena, "-d");
		words[count++] = arena_copy(in->arena, input_text(in, "printer"));
	}
	words[count] = NULL;
	return words;
}

/* Runs a program that reads what is written to the output. */
static enum code
run(struct input *in, struct paper *paper, char *const words[])
{
	int ends[2];

	assert(words[0]);
	fflush(in->out->file);
	if (pipe(ends) != 0 || (paper->child = fork()) < 0)
		return fail(WORLD, "%s: %s", words[0], strerror(errno));
	if (paper->child == 0) {
		dup2(ends[0], STDIN_FILENO);
		close(ends[0]);
		close(ends[1]);
		execvp(words[0], words);
		_exit(127);
	}
	close(ends[0]);
	paper->on_pipe = signal(SIGPIPE, SIG_IGN);	/* it says so by its status */
	in->out->file = fdopen(ends[1], "w");
	return in->out->file ? OK : fail(WORLD, "%s: %s", words[0], strerror(errno));
}

static enum code
into_file(struct input *in, struct paper *paper, const char *path)
{
	const enum code code = new_file_open(&paper->file, path);

	if (code == OK)
		in->out->file = paper->file.stream;
	return code;
}

enum code
paper_open(struct input *in, struct paper *paper)
{
	const bool lp = input_has(in, "lp") || input_has(in, "printer");
	const char *const file = input_text(in, "o");
	char **words;

	*paper = (struct paper){.was = in->out->file, .width = in->out->width};
	if ((file != NULL) + lp + input_has(in, "page") > 1)
		return fail(USAGE, "one of -o, --page and --lp is enough");
	if (file || lp)
		in->out->width = file ? 0 : PAPER_COLUMNS;
	if (file)
		return into_file(in, paper, file);
	if (!lp && !input_has(in, "page"))
		return OK;
	words = lp ? lp_words(in) : pager_words(in->arena);
	paper->program = words[0];
	return run(in, paper, words);
}

enum code
paper_close(struct input *in, struct paper *paper, enum code result)
{
	FILE *const file = in->out->file;
	int status = 0;

	in->out->width = paper->width;
	if (!file || file == paper->was) {
		in->out->file = paper->was;
		return result;
	}
	in->out->file = paper->was;
	if (paper->file.stream)
		return new_file_close(&paper->file, result);
	fclose(file);
	if (paper->child && waitpid(paper->child, &status, 0) == paper->child && result == OK &&
	    (!WIFEXITED(status) || WEXITSTATUS(status) != 0))
		result = fail(WORLD, "%s: it couldn't be run, or failed", paper->program);
	if (paper->child)
		signal(SIGPIPE, paper->on_pipe);
	return result;
}
