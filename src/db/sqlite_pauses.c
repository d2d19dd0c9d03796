/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Waiting for other desks.
 */
#include "sqlite_pauses.h"

#include "driver.h"

#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#define BUSY_MS 10000			/* then a desk gives up */
#define PAUSE_LEAST_US 100
#define PAUSE_MOST_US 5000		/* of who has just come; */
#define PAUSE_AGED_MS 200		/* who has waited that long asks again at once, nearly */

void
pauses_begin(struct pauses *pauses)
{
	if (getrandom(&pauses->chance, sizeof pauses->chance, GRND_NONBLOCK) < 0 || !pauses->chance)
		pauses->chance = (uint64_t)getpid() << 32 | 1;
}

/* xorshift64*: good enough for pauses. */
static uint64_t
next_chance(struct pauses *pauses)
{
	pauses->chance ^= pauses->chance >> 12;
	pauses->chance ^= pauses->chance << 25;
	pauses->chance ^= pauses->chance >> 27;
	return pauses->chance * 0x2545F4914F6CDD1D;
}

/* How long until it asks again, in microseconds. SQLite gives the lock to whoever asks when it is free,
 * so that pauses which are all alike let some wait for seconds among many: the longer one has waited,
 * the shorter its pauses, and so the likelier its turn. */
static long
next_pause(struct pauses *pauses, int64_t waited)
{
	const int64_t age = waited < PAUSE_AGED_MS ? waited : PAUSE_AGED_MS;
	const uint64_t span = 1 + (uint64_t)((PAUSE_MOST_US - PAUSE_LEAST_US) *
			(PAUSE_AGED_MS - age) / PAUSE_AGED_MS);

	return PAUSE_LEAST_US + (long)((next_chance(pauses) >> 32) % span);
}

int
pauses_wait(void *context, int tries)
{
	struct pauses *const pauses = context;
	const int64_t now = monotonic_ms();
	struct timespec pause = { 0 };

	if (tries == 0)
		pauses->until = now + BUSY_MS;
	if (now >= pauses->until)
		return 0;
	pause.tv_nsec = next_pause(pauses, now + BUSY_MS - pauses->until) * 1000;
	nanosleep(&pause, NULL);
	return 1;
}
