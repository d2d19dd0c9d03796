/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Signs: what stands beside a state so that it is told without colour, and what stands for signs
 * and lines where there is only ASCII.
 */
#include "ui/grid.h"

#include <string.h>

struct sign {
	const char *utf8, *ascii, *word;
};

static const struct sign signs[STYLE_COUNT] = {
	[STYLE_BOOKED] = { "·", ".", "booked" },
	[STYLE_ASKED] = { "?", "?", "no answer" },
	[STYLE_CONFIRMED] = { "✓", "v", "confirmed" },
	[STYLE_HERE] = { "▸", ">", "here" },
	[STYLE_IN_CHAIR] = { "●", "*", "in chair" },
	[STYLE_DONE] = { "■", "=", "done" },
	[STYLE_MISSED] = { "✗", "x", "missed" },
	[STYLE_LATE] = { "!", "!", "late" },
	[STYLE_TO_MOVE] = { "»", ">>", "to be moved" },
	[STYLE_FREE] = { "○", "o", "free" },
	[STYLE_KEPT] = { "░", "#", "kept" },
	[STYLE_ALERT] = { "◆", "+", "alert" },
	[STYLE_NEED] = { "□", "%", "need" },
};

/* Lines and marks that are no state. */
static const struct sign lines[] = {
	{ "│", "|", NULL }, { "─", "-", NULL }, { "▶", ">", NULL }, { "…", ".", NULL },
	{ "▁", ".", NULL }, { "▂", ".", NULL }, { "▃", "-", NULL }, { "▄", "-", NULL },
	{ "▅", "=", NULL }, { "▆", "=", NULL }, { "▇", "=", NULL }, { "█", "@", NULL },
	{ "▌", "-", NULL }, { "▒", "%", NULL }, { "▓", "&", NULL },
	{ "→", "-", NULL }, { "↑", "^", NULL }, { "↓", "v", NULL },
};

static const struct sign *
sign_of(const char *cluster)
{
	for (size_t i = 0; i < STYLE_COUNT; i++)
		if (signs[i].utf8 && strcmp(signs[i].utf8, cluster) == 0)
			return &signs[i];
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		if (strcmp(lines[i].utf8, cluster) == 0)
			return &lines[i];
	return NULL;
}

const char *
sign_text(enum style style)
{
	return signs[style].utf8 ? signs[style].utf8 : "";
}

const char *
sign_word(enum style style)
{
	return signs[style].word ? signs[style].word : "";
}

bool
sign_known(const char *cluster)
{
	return sign_of(cluster) != NULL;
}

const char *
sign_ascii(const char *cluster)
{
	const struct sign *const sign = sign_of(cluster);

	return sign ? sign->ascii : "?";
}
