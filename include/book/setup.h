/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Setting up the practice: rows of its chairs, providers, visit types, closures and blocks, written
 * with what must hold of them. Each is one batch, or a part of the caller's. INPUT says which value
 * can't be taken; CLASH that another row has that name already.
 */
#ifndef BOOK_SETUP_H
#define BOOK_SETUP_H

#include "book/patient.h"
#include "book/practice.h"

/* A position of NONE is that behind the last. */
enum code chair_save(struct desk *desk, struct chair *chair);
enum code provider_save(struct desk *desk, struct provider *provider);
/* Without a pattern it is all X, in the arena. */
enum code visit_type_save(struct desk *desk, struct arena *arena, struct visit_type *type);

/*
 * What shuts or keeps time. Visits that then can't stay where they are, are marked as to be moved
 * (book/moving.h: visits_marked lists those of a batch); taking it away takes the marks away.
 */

/* A last day of NONE is the first one; start and until_min are both there or neither. */
enum code closure_save(struct desk *desk, struct closure *closure);
enum code closure_remove(struct desk *desk, const struct closure *closure);
/* On a day or a weekday. */
enum code block_save(struct desk *desk, struct block *block);
/* The same block on several weekdays (bit 0 Monday …; 0: as it stands): the row itself is that of the
 * first, the others are new ones. */
enum code blocks_save(struct desk *desk, struct block *block, unsigned weekdays);
enum code block_remove(struct desk *desk, const struct block *block);
/* "Dr Lee is away (ill)", "the practice is shut": what a closure means for a visit, in the arena. */
enum code closure_said(struct desk *desk, struct arena *arena, const struct closure *closure,
		const char **said);

/* The school's holidays, in which commitments that say so don't hold. A last day of NONE is the first
 * one. */
enum code holiday_save(struct desk *desk, struct holiday *holiday);
enum code holiday_remove(struct desk *desk, const struct holiday *holiday);

#endif
