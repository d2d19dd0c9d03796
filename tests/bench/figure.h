/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Figures: times of one act done many times over. Printed as `NAME MEDIAN P99 LONGEST COUNT`, in
 * microseconds.
 */
#ifndef BENCH_FIGURE_H
#define BENCH_FIGURE_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define FIGURE_ROOM 4096

struct figure {
	double begun;
	double times[FIGURE_ROOM];	/* those beyond are not kept */
	int count;
};

static inline double
figure_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static inline void
figure_begin(struct figure *figure)
{
	figure->begun = figure_now();
}

static inline void
figure_end(struct figure *figure)
{
	const double took = figure_now() - figure->begun;

	if (figure->count < FIGURE_ROOM)
		figure->times[figure->count++] = took;
}

static inline int
figure_compare(const void *a, const void *b)
{
	const double difference = *(const double *)a - *(const double *)b;

	return (difference > 0) - (difference < 0);
}

static inline void
figure_print(struct figure *figure, const char *name)
{
	const int count = figure->count;

	if (!count)
		return;
	qsort(figure->times, (size_t)count, sizeof *figure->times, figure_compare);
	printf("%s %.1f %.1f %.1f %d\n", name, figure->times[count / 2],
			figure->times[count * 99 / 100], figure->times[count - 1], count);
	fflush(stdout);
}

#endif
