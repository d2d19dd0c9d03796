/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the top line says of what is due: the first question, complaint or promise that is overdue
 * or due today.
 */
#include "session.h"
#include "care.h"

#include <stdio.h>

void
session_due(struct ui *ui)
{
	struct concern_line first;
	int count = 0;

	ui->due[0] = '\0';
	if (concern_first(ui->desk, &ui->arena, &first, &count) == OK && count > 0)
		snprintf(ui->due, sizeof(ui->due), "%s %s due %s", sign_text(STYLE_LATE),
				concern_kind_words[first.kind],
				due_words(&ui->arena, first.due, desk_today(ui->desk)));
}
