/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a quick line says of days, times, length and kind. The forms are a table, asked in turn.
 */
#include <string.h>

#include "base/text.h"
#include "quick_parts.h"

#define NOON (12 * 60)
#define EVENING (17 * 60)
#define SERIES_MOST 60
#define YEAR 365

/* Narrows the days that are asked for. */
static void
keep_days(struct reading *r, size_t n, int first, int last)
{
	struct opening_search *const search = &r->quick->search;

	if (first != NONE && (search->first == NONE || first > search->first))
		search->first = first;
	if (last != NONE && (search->last == NONE || last < search->last))
		search->last = last;
	r->day_word = n;
}

static void
keep_window(struct reading *r, size_t n, int after, int before)
{
	struct opening_search *const search = &r->quick->search;

	if (after != NONE && (search->after == NONE || after > search->after))
		search->after = after;
	if (before != NONE && (search->before == NONE || before < search->before))
		search->before = before;
	r->window_word = n;
}

/* Sets what may be said only once. */
static void
say_once(struct reading *r, size_t n, size_t used, int *field, int value)
{
	if (*field != NONE && *field != value)
		quick_mark_words(r, n, used, "is said already, and otherwise");
	else
		*field = value;
}

static size_t
read_flag(struct reading *r, size_t n)
{
	if (quick_word_is(r, n, "now"))
		r->quick->now = true;
	else if (quick_word_is(r, n, "squeeze"))
		r->quick->squeeze = true;
	else if (quick_word_is(r, n, "asap") || quick_word_is(r, n, "soonest"))
		r->quick->asap = true;
	else
		return 0;
	return 1;
}

/* The rest of the line, as it was typed. */
static size_t
read_note(struct reading *r, size_t n)
{
	if (!quick_word_is(r, n, "note") && !quick_word_is(r, n, "note:"))
		return 0;
	if (n + 1 < r->count)
		r->quick->note = arena_copy(r->arena, r->line + r->words[n + 1].at);
	else
		quick_mark_words(r, n, 1, "has nothing behind it");
	return r->count - n;
}

static size_t
read_part_of_day(struct reading *r, size_t n)
{
	static const struct {
		const char *word;
		int after, before;
	} parts[] = {
		{"am", NONE, NOON}, {"morning", NONE, NOON}, {"mornings", NONE, NOON},
		{"pm", NOON, NONE}, {"afternoon", NOON, NONE}, {"afternoons", NOON, NONE},
		{"evening", EVENING, NONE}, {"evenings", EVENING, NONE}
	};

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (quick_word_is(r, n, parts[i].word)) {
			keep_window(r, n, parts[i].after, parts[i].before);
			return 1;
		}
	return 0;
}

/* A day or a weekday's next day. */
static size_t
read_a_day(const struct reading *r, size_t n, struct days *days)
{
	const int today = desk_today(r->desk);
	const size_t used = days_read(r->folded + n, r->count - n, today, r->order, days);
	unsigned bits;

	if (used || !weekdays_read(r->folded + n, r->count - n, &bits) || (bits & (bits - 1)))
		return used;
	for (days->first = today; !(bits >> civil_weekday(days->first) & 1); )
		days->first++;
	days->last = days->first;
	return 1;
}

/* The words that bound what follows them, a time or a day. */
struct bound {
	const char *word;
	bool from;			/* else until */
	bool itself;			/* the day itself is within */
};

static void
keep_bound(struct reading *r, size_t n, const struct bound *bound, const struct days *days)
{
	const int last = days->last == NONE ? days->first : days->last;

	if (bound->from)
		keep_days(r, n, bound->itself ? days->first : last + 1, NONE);
	else
		keep_days(r, n, NONE, bound->itself ? last : days->first - 1);
}

/* "after 15", "before 10:30", "from 1 dec", "until fri" */
static size_t
read_bound(struct reading *r, size_t n)
{
	static const struct bound bounds[] = {
		{"after", true, false}, {"from", true, true}, {"since", true, true},
		{"between", true, true}, {"before", false, false}, {"until", false, true},
		{"till", false, true}, {"to", false, true}, {"by", false, true}
	};
	const struct bound *bound = bounds, *const end = bounds + sizeof bounds / sizeof bounds[0];
	struct days days;
	size_t as_day, as_time;
	int minute;

	while (bound < end && !quick_word_is(r, n, bound->word))
		bound++;
	if (bound == end)
		return 0;
	as_day = read_a_day(r, n + 1, &days);
	as_time = clock_read(r->folded + n + 1, r->count - n - 1, true, &minute);
	if (!as_day && !as_time)
		return 0;
	if (as_day > as_time)
		keep_bound(r, n, bound, &days);
	else
		keep_window(r, n, bound->from ? minute : NONE, bound->from ? NONE : minute);
	return 1 + (as_day > as_time ? as_day : as_time);
}

/* "and 16" behind "between 14" */
static size_t
read_until(struct reading *r, size_t n)
{
	int minute;
	size_t used;

	if (!quick_word_is(r, n, "and") || r->window_word == r->count)
		return 0;
	used = clock_read(r->folded + n + 1, r->count - n - 1, true, &minute);
	if (used)
		keep_window(r, n, NONE, minute);
	return used ? 1 + used : 0;
}

/* Half of "2-4pm": it has the am or pm of the other, where that comes before it. */
static bool
read_first_half(struct reading *r, const char *first, const char *second, int until, int *minute)
{
	const size_t plain = strspn(second, "0123456789:.");
	const char *const with = arena_print(r->arena, "%s%s", first, second + plain);

	if (second[plain] && clock_read(&with, 1, true, minute) && *minute < until)
		return true;
	return clock_read(&first, 1, true, minute) && *minute < until;
}

/* "14-16", "8:00-10:30", "2-4pm" */
static size_t
read_span(struct reading *r, size_t n)
{
	const char *const word = r->folded[n], *const dash = strchr(word, '-');
	const char *first, *second;
	int after, before;

	if (!dash || dash == word || dash - word > 5)
		return 0;
	first = arena_copy_bytes(r->arena, word, (size_t)(dash - word));
	second = dash + 1;
	if (!clock_read(&second, 1, true, &before) ||
	    !read_first_half(r, first, second, before, &after))
		return 0;
	keep_window(r, n, after, before);
	return 1;
}

/* A birth date, or one far off: of such days nobody speaks when booking. */
static bool
is_no_day_of_the_book(const struct reading *r, const struct days *days)
{
	const int today = desk_today(r->desk);

	return (days->last != NONE && days->last < today - YEAR) || days->first > today + 10 * YEAR;
}

static size_t
read_days(struct reading *r, size_t n)
{
	struct days days;
	const size_t used = days_read(r->folded + n, r->count - n, desk_today(r->desk), r->order,
				      &days);

	if (!used || is_no_day_of_the_book(r, &days))
		return 0;
	keep_days(r, n, days.first, days.last);
	if (days.last != NONE && days.last < desk_today(r->desk))
		quick_mark_words(r, n, used, "is over");
	r->day_named = true;
	return used;
}

static size_t
read_weekdays(struct reading *r, size_t n)
{
	unsigned bits;

	if (!weekdays_read(r->folded + n, r->count - n, &bits)) {
		if (!quick_word_is(r, n, "weekend") && !quick_word_is(r, n, "weekends"))
			return 0;
		bits = 3u << 5;
	}
	r->quick->search.weekdays |= bits;
	r->weekday_word = n;
	r->day_named = true;
	return 1;
}

/* "at 15", "@15", "15:30"; behind a day "15" too. */
static size_t
read_clock(struct reading *r, size_t n, bool day_before)
{
	const size_t at = quick_word_is(r, n, "at") || quick_word_is(r, n, "@");
	const size_t left = r->count - n - at;
	int minute;
	size_t used = left ? clock_read(r->folded + n + at, left, at || day_before, &minute) : 0;

	if (!used && *r->folded[n] == '@' && r->folded[n][1]) {
		const char *const behind = r->folded[n] + 1;

		used = clock_read(&behind, 1, true, &minute);
	}
	if (!used)
		return 0;
	say_once(r, n, at + used, &r->quick->at, minute);
	return at + used;
}

static size_t
read_length(struct reading *r, size_t n)
{
	const size_t for_word = quick_word_is(r, n, "for");
	int minutes;
	const size_t used = length_read(r->folded + n + for_word, r->count - n - for_word,
					&minutes);

	if (!used)
		return 0;
	say_once(r, n, for_word + used, &r->quick->search.minutes, minutes);
	return for_word + used;
}

/* "x8" and "every 6w" */
static size_t
read_series(struct reading *r, size_t n)
{
	const char *const word = r->folded[n];
	long long times;
	size_t used;

	if (*word == 'x' && text_parse_int(word + 1, &times) && times >= 2) {
		if (times > SERIES_MOST)
			quick_mark_words(r, n, 1, "is more than a series has");
		else
			say_once(r, n, 1, &r->quick->times, (int)times);
		return 1;
	}
	if (!quick_word_is(r, n, "every"))
		return 0;
	used = interval_read(r->folded + n + 1, r->count - n - 1, &r->quick->every);
	return used ? 1 + used : 0;
}

size_t
quick_read_time(struct reading *r, size_t n)
{
	static size_t (*const readers[])(struct reading *r, size_t n) = {
		read_flag, read_note, read_series, read_length, read_bound, read_until,
		read_part_of_day, read_days, read_weekdays, read_span
	};
	const bool day_before = r->day_named;

	r->day_named = false;
	for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
		const size_t used = readers[i](r, n);

		if (used)
			return used;
	}
	return read_clock(r, n, day_before);
}
