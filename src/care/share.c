/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Shares: what a few of a few can say. Wilson's score interval; the difference of two by Newcombe
 * (1998, method 10), which is made of them. Both hold for small numbers.
 */
#include "care/measure.h"

#include <math.h>

#define Z 1.959964			/* 95 % */
#define FEWEST 10			/* cases, below which nothing is said */
#define TARGET_HEIGHT 6			/* of a bar of eight */
#define POINTS_EACH 5.0			/* percent that one height is, of an `at least` */

const char *const trend_words[] = {"too_few", "same", "better", "worse", NULL};

const char heat_legend[] = "· under 5 %  ░ 5 to 15  ▒ to 30  ▓ to 50  █ above";

/* The part that kept to it, whatever the target counts. */
static double
part(struct share share)
{
	return share.cases > 0 ? (double)share.kept / share.cases : 0;
}

static void
wilson(struct share share, double *low, double *high)
{
	const double n = share.cases, p = part(share), z2 = Z * Z;
	const double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
	const double half = Z / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n));

	*low = share.cases > 0 && middle > half ? middle - half : 0;
	*high = share.cases > 0 && middle + half < 1 ? middle + half : 1;
}

double
share_percent(const struct standard *standard, struct share share)
{
	if (share.cases == 0)
		return -1;
	return 100 * (standard->at_most ? 1 - part(share) : part(share));
}

void
share_interval(const struct standard *standard, struct share share, double *low, double *high)
{
	double from, to;

	wilson(share, &from, &to);
	*low = 100 * (standard->at_most ? 1 - to : from);
	*high = 100 * (standard->at_most ? 1 - from : to);
}

enum standing
share_standing(const struct standard *standard, struct share share)
{
	const double percent = share_percent(standard, share);
	double low, high;

	share_interval(standard, share, &low, &high);
	if (share.cases == 0 || (share.cases < FEWEST && low <= standard->target &&
			high >= standard->target))
		return STANDING_UNSURE;
	return (standard->at_most ? percent <= standard->target : percent >= standard->target)
		? STANDING_MEETS : STANDING_BELOW;
}

enum trend
share_trend(struct share before, struct share after)
{
	const double p1 = part(before), p2 = part(after), difference = p2 - p1;
	double low1, high1, low2, high2;

	if (before.cases < FEWEST || after.cases < FEWEST)
		return TREND_TOO_FEW;
	wilson(before, &low1, &high1);
	wilson(after, &low2, &high2);
	if (difference - sqrt((p2 - low2) * (p2 - low2) + (high1 - p1) * (high1 - p1)) > 0)
		return TREND_BETTER;
	if (difference + sqrt((high2 - p2) * (high2 - p2) + (p1 - low1) * (p1 - low1)) < 0)
		return TREND_WORSE;
	return TREND_SAME;
}

const char *
heat_block(struct share share)
{
	const double failed = 1 - part(share);

	if (share.cases == 0)
		return " ";
	return failed < 0.05 ? "·" : failed < 0.15 ? "░" : failed < 0.3 ? "▒" : failed < 0.5 ? "▓"
		: "█";
}

const char *
measure_bar(const struct standard *standard, struct share share)
{
	static const char *const bars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	const double percent = share_percent(standard, share);
	double height;

	if (share.cases == 0)
		return "·";
	if (standard->at_most)
		height = standard->target > 0 ? percent / standard->target * 3 : percent;
	else
		height = TARGET_HEIGHT + (percent - standard->target) / POINTS_EACH;
	return bars[height < 1.5 ? 0 : height > 7.5 ? 7 : (int)(height + 0.5) - 1];
}
