/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The heads of SQL files: comments that tell what their query is. Private to src/care.
 */
#ifndef CARE_HEAD_H
#define CARE_HEAD_H

struct arena;

/* What stands on the first line that begins so ("\n-- by: "), in the arena; NULL where there is none. */
const char *head_line(struct arena *arena, const char *sql, const char *beginning);

#endif
