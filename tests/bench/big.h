/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The big practice of the benchmarks, row by row: 24 chairs that hold ten visits a day each, Monday
 * to Friday, until the day before BIG_TODAY, and eight weeks ahead, ever fewer. What the n-th
 * patient and the next visit are follows from their numbers alone, so that the generator
 * (make_store.c) and the bare loop beside it (bare.c) write the same rows.
 */
#ifndef BENCH_BIG_H
#define BENCH_BIG_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/civil.h"

#define BIG_CHAIRS 24
#define BIG_SLOTS 10			/* of a chair, a day */
#define BIG_COMMIT 10000		/* rows from one commit to the next */
#define BIG_TODAY "2026-11-24"		/* a Tuesday */
#define BIG_NOW (10 * 60)
#define BIG_AHEAD 56			/* days */
/* So many random pages are touched from one commit to the next that both writers keep them. */
#define BIG_CACHE "PRAGMA cache_size = -131072"

enum big_type { BIG_EXAM, BIG_FILLING, BIG_CROWN, BIG_CLEANING, BIG_CHILD, BIG_TYPES };
static const char *const big_type_codes[BIG_TYPES] = {
	"exam", "filling", "crown", "cleaning", "child"
};

/* Numbered as in big_state_words, which is the store's list of states. */
static const char *const big_state_words[] = {
	"planned", "booked", "arrived", "seated", "done", "missed", "left", "cancelled"
};
enum big_state { BIG_BOOKED = 1, BIG_SEATED = 3, BIG_DONE = 4, BIG_MISSED = 5, BIG_CANCELLED = 7 };

struct big_patient {
	char name[64], birth[DAY_SIZE], phone[24];
	char family[32], given[16];	/* what the name is made of */
	long household;			/* from 1 */
};

struct big_visit {
	long patient;			/* from 1 */
	int chair;			/* from 0, and its provider's number too */
	int type, state;		/* enum big_type, enum big_state */
	int day, start, minutes;
	int arrived, seated, done;	/* NONE unless it came so far */
	bool confirmed;
	int made_day;
};

struct big {
	long visits, patients;
	int today;
	/* where the walk stands */
	long made;
	int day, chair, slot;
};

/* splitmix64: a number without a pattern for each number. */
static inline uint64_t
big_mix(uint64_t n)
{
	n += 0x9E3779B97F4A7C15;
	n = (n ^ n >> 30) * 0xBF58476D1CE4E5B9;
	n = (n ^ n >> 27) * 0x94D049BB133111EB;
	return n ^ n >> 31;
}

static inline uint64_t
big_slot_chance(int day, int chair, int slot)
{
	return big_mix(((uint64_t)day * BIG_CHAIRS + (uint64_t)chair) * BIG_SLOTS +
			(uint64_t)slot);
}

/* Is there a visit at all? Up to today always, then ever less. */
static inline bool
big_taken(const struct big *big, int day, int chair, int slot)
{
	const int ahead = day - big->today;

	if (civil_weekday(day) > 4)
		return false;
	return ahead <= 0 || (int)(big_slot_chance(day, chair, slot) % 100) < 95 - ahead * 3 / 2;
}

static inline long
big_count(const struct big *big, int day)
{
	long count = 0;

	for (int chair = 0; chair < BIG_CHAIRS; chair++)
		for (int slot = 0; slot < BIG_SLOTS; slot++)
			count += big_taken(big, day, chair, slot);
	return count;
}

/* The walk begins so many days back that it ends with the last visit ahead. */
static inline void
big_start(struct big *big, long visits, long patients)
{
	long left = visits;

	*big = (struct big){ .visits = visits, .patients = patients };
	civil_parse(BIG_TODAY, &big->today);
	big->day = big->today + BIG_AHEAD;
	while (left > 0)
		left -= big_count(big, --big->day);
	/* What the first day would hold too many is left out of it. */
	while (left < 0) {
		left += big_taken(big, big->day, big->chair, big->slot);
		if (++big->slot == BIG_SLOTS) {
			big->slot = 0;
			big->chair++;
		}
	}
}

static inline int
big_slot_minutes(int slot)
{
	static const int minutes[BIG_SLOTS] = { 60, 45, 60, 30, 45, 45, 60, 30, 60, 45 };

	return minutes[slot];
}

/* From 8:00 to 12:00, and from 13:00 to 17:00. */
static inline int
big_slot_start(int slot)
{
	int start = slot < BIG_SLOTS / 2 ? 8 * 60 : 13 * 60;

	for (int i = slot < BIG_SLOTS / 2 ? 0 : BIG_SLOTS / 2; i < slot; i++)
		start += big_slot_minutes(i);
	return start;
}

/* Every third chair is a hygienist's. */
static inline bool
big_hygienist(int chair)
{
	return chair % 3 == 2;
}

static inline int
big_type(int chair, int minutes, uint64_t chance)
{
	if (big_hygienist(chair))
		return minutes == 30 ? BIG_CHILD : BIG_CLEANING;
	if (minutes == 60)
		return BIG_CROWN;
	return minutes == 30 || chance % 3 != 0 ? BIG_EXAM : BIG_FILLING;
}

/* Patients come about every eight months; in the course of the years a fifth of them stays away,
 * and as many are new. */
static inline long
big_whose(const struct big *big)
{
	const long pool = big->patients - big->patients / 5;
	const double past = (double)big->made / (double)big->visits;
	const long gone = (long)(past * (double)(big->patients / 5));
	const double turn = (double)big->made * 0.6180339887498949;

	return 1 + gone + (long)((turn - (double)(long)turn) * (double)pool);
}

static inline int
big_state(const struct big *big, const struct big_visit *visit, uint64_t chance)
{
	const int now = visit->day > big->today ? 0 : visit->day < big->today ? 24 * 60 : BIG_NOW;

	if (visit->start > now)
		return BIG_BOOKED;
	if (chance % 100 < 4 && visit->day < big->today)
		return BIG_MISSED;
	if (chance % 100 < 10 && visit->day < big->today)
		return BIG_CANCELLED;
	return visit->start + visit->minutes <= now ? BIG_DONE : BIG_SEATED;
}

static inline void
big_fill(const struct big *big, struct big_visit *visit)
{
	const uint64_t chance = big_slot_chance(big->day, big->chair, big->slot) >> 8;

	visit->patient = big_whose(big);
	visit->chair = big->chair;
	visit->day = big->day;
	visit->start = big_slot_start(big->slot);
	visit->minutes = big_slot_minutes(big->slot);
	visit->type = big_type(big->chair, visit->minutes, chance);
	visit->state = big_state(big, visit, chance);
	visit->arrived = visit->seated = visit->done = NONE;
	if (visit->state == BIG_DONE || visit->state == BIG_SEATED) {
		visit->arrived = visit->start - (int)(chance % 10);
		visit->seated = visit->start + (int)(chance % 7);
	}
	if (visit->state == BIG_DONE)
		visit->done = visit->start + visit->minutes - (int)(chance % 12);
	visit->confirmed = visit->state != BIG_CANCELLED && chance % 3 != 0;
	visit->made_day = visit->day - 7 - (int)(chance % 170);
}

/* The next visit in the order of days; false after the last. */
static inline bool
big_next(struct big *big, struct big_visit *visit)
{
	bool taken = false;

	while (!taken && big->made < big->visits) {
		if (big->chair == BIG_CHAIRS) {
			big->chair = 0;
			big->day++;
		}
		taken = big_taken(big, big->day, big->chair, big->slot);
		if (taken) {
			big_fill(big, visit);
			big->made++;
		}
		if (++big->slot == BIG_SLOTS) {
			big->slot = 0;
			big->chair++;
		}
	}
	return taken;
}

static inline void
big_patient(long n, struct big_patient *out)
{
	static const char *const starts[] = {
		"Ba", "Ca", "De", "Fi", "Go", "Ha", "Jo", "Ka", "Le", "Mi", "No", "Pe", "Ri", "Sa",
		"To", "Va"
	};
	static const char *const middles[] = {
		"bel", "cor", "dan", "fer", "gol", "lin", "mar", "nov", "pan", "ros", "sel", "tar",
		"ven", "win", "zan", "kov"
	};
	static const char *const ends[] = {
		"a", "berg", "den", "er", "ez", "in", "ko", "ley", "man", "ova", "sen", "ski",
		"son", "ti", "us", "well"
	};
	static const char *const given[] = {
		"Ada", "Anna", "Ben", "Clara", "Dan", "Elena", "Emil", "Farah", "Grace", "Hugo",
		"Ines", "Ivan", "Jana", "Joy", "Karim", "Lea", "Luis", "Maria", "Max", "Mila",
		"Nina", "Noah", "Olga", "Omar", "Paul", "Rosa", "Sara", "Tara", "Tom", "Vera", "Yui",
		"Zoe"
	};
	const uint64_t chance = big_mix((uint64_t)n);

	snprintf(out->family, sizeof out->family, "%s%s%s", starts[chance & 15],
			middles[chance >> 4 & 15], ends[chance >> 8 & 15]);
	snprintf(out->given, sizeof out->given, "%s", given[chance >> 12 & 31]);
	snprintf(out->name, sizeof out->name, "%s, %s", out->family, out->given);
	civil_format(out->birth, (int)(chance >> 20 & 0x7FFF) - 11000);
	snprintf(out->phone, sizeof out->phone, "020 7%03u %04u",
			(unsigned)(n / 10000) % 1000, (unsigned)n % 10000);
	out->household = 1 + (n - 1) * 2 / 5;
}

/* BENCH_VISITS and the like. */
static inline long
big_size(const char *text)
{
	char *end;
	const long size = strtol(text, &end, 10);

	if (size < 0 || end == text || *end) {
		fprintf(stderr, "%s: not a number\n", text);
		exit(2);
	}
	return size;
}

#endif
