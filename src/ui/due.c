/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the top line says of what is due: the first question, complaint or promise that is overdue
 * or due today; else how many visits of past days nobody has settled; else messages that failed or
 * may not have gone out; else how many visits aren't confirmed though their cut-off has passed.
 */
#include "session.h"
#include "book/flow.h"
#include "care.h"
#include "post/settle.h"
#include "recall/calls.h"

#include <stdio.h>

void
session_due(struct ui *ui)
{
	struct concern_line first;
	int count = 0;
	int64_t unsettled = 0;
	int troubles = 0;

	ui->due[0] = '\0';
	if (concern_first(ui->desk, &ui->arena, &first, &count) == OK && count > 0)
		snprintf(ui->due, sizeof(ui->due), "%s %s due %s", sign_text(STYLE_LATE),
				concern_kind_words[first.kind],
				due_words(&ui->arena, first.due, desk_today(ui->desk)));
	else if (visits_unsettled_count(ui->desk, &unsettled) == OK && unsettled > 0)
		snprintf(ui->due, sizeof(ui->due), "%s %lld unsettled :close", sign_text(STYLE_LATE),
				(long long)unsettled);
	else if (outbox_troubles(ui->desk, &troubles) == OK && troubles > 0)
		snprintf(ui->due, sizeof(ui->due), "%s %d not sent :outbox",
				sign_text(STYLE_LATE), troubles);
	else if (unconfirmed_late(ui->desk, &count) == OK && count > 0)
		snprintf(ui->due, sizeof(ui->due), "%s %d not confirmed", sign_text(STYLE_LATE),
				count);
}
