/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Another program as a child in a process group of its own, fed and listened to until it ends or
 * its time is up.
 */
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/guard.h"

extern char **environ;

struct child {
	pid_t pid;
	int in, out;		/* our ends of its pipes, -1: closed */
	const char *input;
	size_t left;
	int64_t until;		/* of the monotonic clock */
};

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
close_end(int *end)
{
	if (*end >= 0)
		close(*end);
	*end = -1;
}

/* A pipe of which the child gets nothing but what it is given. */
static bool
pipe_make(int ends[2])
{
	if (pipe(ends) != 0) {
		ends[0] = ends[1] = -1;
		return false;
	}
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	return true;
}

/* Starts it, with the signals as they are by default. */
static bool
spawn(struct child *child, const char *const *argv, const int in[2], const int out[2])
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t pipes;
	int failed;

	sigemptyset(&pipes);
	sigaddset(&pipes, SIGPIPE);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, out[1], STDERR_FILENO);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setsigdefault(&attributes, &pipes);
	failed = posix_spawnp(&child->pid, argv[0], &actions, &attributes, (char *const *)argv,
			environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return failed == 0;
}

/* The other ends of the pipes are closed here, so that their closing there is noticed. */
static bool
child_start(struct child *child, const char *const *argv)
{
	int in[2] = {-1, -1}, out[2] = {-1, -1};
	const bool began = pipe_make(in) && pipe_make(out) && spawn(child, argv, in, out);

	close_end(&in[0]);
	close_end(&out[1]);
	child->in = in[1];
	child->out = out[0];
	if (began)
		fcntl(child->in, F_SETFL, O_NONBLOCK);
	return began;
}

static void
feed(struct child *child)
{
	const ssize_t written = child->left ? write(child->in, child->input, child->left) : 0;

	if (written > 0) {
		child->input += written;
		child->left -= (size_t)written;
	} else if (written < 0 && (errno == EAGAIN || errno == EINTR)) {
		return;
	} else if (written < 0) {
		child->left = 0;	/* it doesn't want the rest */
	}
	if (child->left == 0)
		close_end(&child->in);
}

static void
listen_to(struct child *child, struct buffer *output)
{
	char bytes[512];
	const ssize_t count = read(child->out, bytes, sizeof bytes);

	if (count < 0 && errno == EINTR)
		return;
	if (count <= 0)
		close_end(&child->out);
	else if (output->length < PROGRAM_OUTPUT)
		buffer_add(output, bytes, (size_t)count);
	guard_wipe(bytes, sizeof bytes);	/* it may have been a password */
}

/* False when its time is up before it has closed its output. */
static bool
converse(struct child *child, struct buffer *output)
{
	while (child->out >= 0) {
		const int64_t left = child->until - now_ms();
		struct pollfd ends[] = {
			{ .fd = child->out, .events = POLLIN },
			{ .fd = child->in, .events = POLLOUT },
		};

		if (left <= 0)
			return false;
		if (poll(ends, 2, (int)left) < 0 && errno != EINTR)
			return false;
		if (child->in >= 0 && ends[1].revents)
			feed(child);
		if (ends[0].revents)
			listen_to(child, output);
	}
	close_end(&child->in);
	return true;
}

/* It may go on after it has closed its output. */
static bool
wait_for(const struct child *child, int *status)
{
	const struct timespec pause = { .tv_nsec = 5 * 1000000L };
	pid_t ended;

	while ((ended = waitpid(child->pid, status, WNOHANG)) == 0 || (ended < 0 && errno == EINTR)) {
		if (now_ms() >= child->until)
			return false;
		nanosleep(&pause, NULL);
	}
	return ended == child->pid;
}

static enum code
child_end(struct child *child, bool conversed, struct program_end *end)
{
	int status = 0;

	end->late = !conversed || !wait_for(child, &status);
	if (end->late) {
		kill(-child->pid, SIGKILL);
		while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
			;
	}
	end->status = !end->late && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	return end->status < 0 ? WORLD : OK;
}

enum code
program_run(const char *const *argv, const char *input, size_t size, int seconds,
		struct buffer *output, struct program_end *end)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
	struct child child = { .in = -1, .out = -1, .input = input, .left = input ? size : 0,
		.until = now_ms() + (int64_t)seconds * 1000 };
	enum code code = WORLD;

	*end = (struct program_end){ .status = -1 };
	sigemptyset(&ignore.sa_mask);
	sigaction(SIGPIPE, &ignore, &before);
	if ((end->began = child_start(&child, argv)))
		code = child_end(&child, converse(&child, output), end);
	close_end(&child.in);
	close_end(&child.out);
	sigaction(SIGPIPE, &before, NULL);
	return code;
}
