/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The groups of commands: one a file cmd_*.c, each ended by a row without a name.
 */
#ifndef CLI_GROUPS_H
#define CLI_GROUPS_H

#include "cli/command.h"

extern const struct command init_commands[], demo_commands[], day_commands[], book_commands[],
	flow_commands[], sheet_commands[], life_commands[], patient_commands[], household_commands[],
	wait_commands[], hours_commands[],
	practice_commands[], people_commands[],
	settings_commands[], calls_commands[], recall_commands[], care_commands[], answers_commands[],
	report_commands[], charter_commands[], programme_commands[],
	post_commands[], sync_commands[], export_commands[], ics_commands[], reply_text_commands[],
	reply_commands[], feed_commands[], import_commands[], backup_commands[], check_commands[],
	template_commands[], huddle_commands[], letters_commands[], move_commands[], journal_commands[],
	help_commands[];

#endif
