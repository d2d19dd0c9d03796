/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words of the screens: days, ages and names as a front desk writes them, by the locale's habit.
 */
#ifndef UI_WORDS_H
#define UI_WORDS_H

#include <stdbool.h>

struct arena;

#define DAY_WORDS 24

/* "Tue 24 Nov", with the year "Tue 24 Nov 2026"; NONE gives "". */
char *day_words(char out[DAY_WORDS], int day, bool year);
/* "November 2026", of a day. */
char *month_words(char out[DAY_WORDS], int day);
/* "24 Nov" in the year of `today` (NONE: of none), else "24 Nov 2025". */
char *day_short(char out[DAY_WORDS], int day, int today);
/* A birth date "14 Mar 1985 (41)", a year "1985 (41)"; NULL gives "". */
const char *birth_words(struct arena *arena, const char *birth, int today);

/* Of "Meyer, Anna" or "Anna Meyer": the given name, the family name. */
const char *name_given(struct arena *arena, const char *name);
const char *name_family(struct arena *arena, const char *name);

/* What came of a contact (enum outcome): "left message", "nobody". */
const char *outcome_said(int outcome);

/* A day that somebody typed: ISO, "24.11.2026", "24/11" in the locale's order, "24 Nov", "today",
 * "mon", "next thu", "+7". What has no year is the next such day. False where it is none. */
bool day_typed(const char *text, int today, int *day);

/* The same with a time of day at its end, or that alone, of today: "fri 12:00", "15:30". minute NONE
 * where none is said. */
bool moment_typed(const char *text, int today, int *day, int *minute);

/* A path as it is typed: what begins with "~/" stands below $HOME, where there is one. In the arena. */
#define HOME_PREFIX "~/"
const char *path_at_home(struct arena *arena, const char *path);

#endif
