/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page of a programme: each standard with its weeks as a chart, before and during it, and what can
 * be said of them.
 */
#include "programme_page.h"

#include "port/page.h"

#define BAR 9				/* pixels a week */
#define CHART_HEIGHT 40
#define CHART_WIDTH (2 * WEEKS_USUAL * BAR + BAR)

static int
height_of(const struct standard *standard, struct share share)
{
	const double percent = share_percent(standard, share);

	return percent < 0 ? 0 : (int)(percent * CHART_HEIGHT / 100 + 0.5);
}

/* The bars of some weeks from column x on. */
static void
write_bars(struct buffer *buffer, const struct measure *measure, int x, const char *colour)
{
	for (int i = 0; i < measure->weeks; i++, x += BAR) {
		const int height = height_of(&measure->standard, measure->week[i]);

		if (measure->week[i].cases > 0)
			buffer_print(buffer, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
					"fill=\"%s\"/>", x, CHART_HEIGHT - height, BAR - 2,
					height > 0 ? height : 1, colour);
	}
}

/* The weeks before in grey, those of the programme in black, the target a line across. */
static void
write_chart(struct buffer *buffer, const struct programme_line *line)
{
	const int target = CHART_HEIGHT - line->during.standard.target * CHART_HEIGHT / 100;

	buffer_print(buffer, "<svg width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">",
			CHART_WIDTH, CHART_HEIGHT + 1, "percent by week, before and during");
	write_bars(buffer, &line->before, 0, "#999");
	write_bars(buffer, &line->during, (WEEKS_USUAL + 1) * BAR, "#111");
	buffer_print(buffer, "<line x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"#a01010\" "
			"stroke-dasharray=\"4 3\"/></svg>", CHART_WIDTH, target, target);
}

static void
write_share(struct buffer *buffer, const struct measure *measure)
{
	double low, high;

	if (measure->whole.cases == 0) {
		buffer_text(buffer, "<td class=\"n dim\">no case</td>");
		return;
	}
	share_interval(&measure->standard, measure->whole, &low, &high);
	buffer_print(buffer, "<td class=\"n\">%.1f %%<br><span class=\"dim\">%.0f to %.0f, of %d"
			"</span></td>", share_percent(&measure->standard, measure->whole), low, high,
			measure->whole.cases);
}

static void
write_line(struct buffer *buffer, const struct programme_line *line)
{
	static const char *const classes[] = {
		[STANDING_MEETS] = " class=\"meets\"", [STANDING_BELOW] = " class=\"below\"",
		[STANDING_UNSURE] = "" };
	const struct standard *const standard = &line->during.standard;

	buffer_print(buffer, "<tr><td%s><b>", classes[share_standing(standard, line->during.whole)]);
	page_text(buffer, standard->name);
	buffer_text(buffer, "</b><br><span class=\"dim\">");
	page_text(buffer, standard->definition);
	buffer_print(buffer, "</span></td><td>%s %d %%</td>",
			standard->at_most ? "at most" : "at least", standard->target);
	write_share(buffer, &line->before);
	write_share(buffer, &line->during);
	buffer_text(buffer, "<td>");
	write_chart(buffer, line);
	buffer_print(buffer, "</td><td>%s</td></tr>\n", programme_words(line));
}

static void
write_notes(struct buffer *buffer, const struct programme_page *page)
{
	char day[DAY_SIZE];

	buffer_text(buffer, "<h2>What was done</h2>\n<ul>\n");
	for (size_t i = 0; i < page->note_count; i++) {
		buffer_print(buffer, "<li>%s ", civil_format(day, page->notes[i].day));
		page_text(buffer, page->notes[i].who);
		buffer_text(buffer, ": ");
		page_text(buffer, page->notes[i].text);
		buffer_text(buffer, "</li>\n");
	}
	buffer_text(buffer, "</ul>\n");
}

void
programme_page_write(struct buffer *buffer, const struct programme_page *page)
{
	page_begin(buffer, page->title, page->lead);
	if (page->aim) {
		buffer_text(buffer, "<p><b>");
		page_text(buffer, page->aim);
		buffer_text(buffer, "</b></p>\n");
	}
	buffer_text(buffer, "<table>\n<thead><tr><th>Standard</th><th>Target</th><th class=\"n\">13 weeks "
			"before</th><th class=\"n\">During</th><th>By week</th><th>In a word</th></tr>"
			"</thead>\n<tbody>\n");
	for (size_t i = 0; i < page->count; i++)
		write_line(buffer, &page->lines[i]);
	page_table_end(buffer);
	buffer_text(buffer, "<p class=\"dim\">Grey: the 13 weeks before; black: the programme; dashed: the "
			"target. Below each figure stands the interval in which it very likely lies "
			"(Wilson, 95 %), and of how many cases it is.</p>\n");
	if (page->note_count > 0)
		write_notes(buffer, page);
	page_end(buffer);
}
