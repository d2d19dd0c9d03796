/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * desks COUNT SECONDS WHERE...: so many desks, each a process with its own connection, book all at
 * once for so long, spread over the practices WHERE (made by make_store).
 * Prints the figures of a booking (figure.h) over all desks, then `rate BOOKINGS-A-SECOND BUSY 0`.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "big.h"
#include "book/appointment.h"
#include "cli/rooms.h"
#include "figure.h"

#define DESKS_MOST 64
#define FAR_DAYS 400		/* beyond all that is booked, and from desk to desk */
#define SLOT_MINUTES 15

/* What the desks share: who is ready, when to begin, what each took. */
struct shared {
	volatile int ready, go;
	struct figure figures[DESKS_MOST];
	int busy[DESKS_MOST];		/* bookings that waited too long and were told so */
};

static void
must(enum code code)
{
	if (code == OK)
		return;
	fprintf(stderr, "desks: %s\n", error_text());
	exit(code_exit_status(code));
}

/* The first day that is free in the stretch of days that is a desk's own. */
static int
first_day(struct desk *desk, struct arena *arena, int turn)
{
	const int first = desk_today(desk) + FAR_DAYS * (1 + turn);
	char from[DAY_SIZE], to[DAY_SIZE];
	const char *last;
	int day;

	must(db_text_value(desk->db, arena, &last, "SELECT max(day) FROM appointment"
			" WHERE day >= $1 AND day < $2", "tt", civil_format(from, first),
			civil_format(to, first + FAR_DAYS)));
	return last && civil_parse(last, &day) ? day + 1 : first;
}

/* The n-th place of a desk: no two desks of a practice ever want the same, so none is refused. */
static struct slot
place(int first, int n)
{
	return (struct slot){ .chair = 1, .day = first + n / 40,
		.start = 8 * 60 + n % 40 * SLOT_MINUTES, .minutes = SLOT_MINUTES };
}

static void
book_until(struct desk *desk, int turn, double until, struct figure *figure, int *busy)
{
	struct arena arena = { 0 };
	struct visit_type type;
	const char *said;
	const int first = first_day(desk, &arena, turn);

	int64_t check;

	must(visit_type_find(desk, &arena, "check", &type));
	check = type.row.id;
	for (int n = 0; figure_now() < until; n++) {
		struct appointment visit;
		enum code code;

		figure_begin(figure);
		code = appointment_book(desk, &arena, &(struct booking){ .patient = 1 + turn,
				.type = check, .slot = place(first, n),
				.force = "measured" }, &visit, &said);
		figure_end(figure);
		arena_reset(&arena);
		if (code == BUSY)
			(*busy)++;
		else
			must(code);
		error_clear();
	}
	arena_free(&arena);
}

static void
run_desk(struct shared *shared, int number, const char *where, int turn, double seconds)
{
	struct desk desk;
	char name[16];
	const struct desk_options options = { .name = name, .where = where,
		.now = BIG_TODAY "T10:00", .mode = DB_OPEN };

	snprintf(name, sizeof name, "desk%d", number);
	must(desk_open(&desk, &options, &chairtime_rooms));
	__atomic_add_fetch(&shared->ready, 1, __ATOMIC_SEQ_CST);
	while (!shared->go)
		usleep(1000);
	book_until(&desk, turn, figure_now() + seconds * 1e6, &shared->figures[number],
			&shared->busy[number]);
	desk_close(&desk);
	exit(0);
}

/* All desks' figures in one; false where a desk failed. */
static bool
wait_for_desks(struct shared *shared, int desks, struct figure *all)
{
	bool good = true;
	int status;

	for (int i = 0; i < desks; i++)
		good = wait(&status) > 0 && status == 0 && good;
	for (int i = 0; i < desks; i++)
		for (int n = 0; n < shared->figures[i].count && all->count < FIGURE_ROOM; n++)
			all->times[all->count++] = shared->figures[i].times[n];
	return good;
}

int
main(int count, char **arguments)
{
	const int desks = count > 3 ? atoi(arguments[1]) : 0, practices = count - 3;
	struct shared *const shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE,
			MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	static struct figure all;
	long booked = 0, busy = 0;

	if (desks < 1 || desks > DESKS_MOST || shared == MAP_FAILED) {
		fprintf(stderr, "usage: desks COUNT SECONDS WHERE...\n");
		return 2;
	}
	for (int i = 0; i < desks; i++)
		if (fork() == 0)
			run_desk(shared, i, arguments[3 + i % practices], i / practices,
					atof(arguments[2]));
	for (int tries = 0; shared->ready < desks && tries < 30000; tries++)
		usleep(1000);
	shared->go = 1;
	if (!wait_for_desks(shared, desks, &all))
		return 3;
	for (int i = 0; i < desks; i++) {
		booked += shared->figures[i].count - shared->busy[i];
		busy += shared->busy[i];
	}
	figure_print(&all, "book");
	printf("rate %.1f %ld 0\n", (double)booked / atof(arguments[2]), busy);
	return 0;
}
