/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Setting up the practice: rows of its chairs, providers, visit types, closures and blocks, written
 * with what must hold of them. Each is one batch, or a part of the caller's. INPUT says which value
 * can't be taken; CLASH that another row has that name already.
 */
#ifndef BOOK_SETUP_H
#define BOOK_SETUP_H

#include "book/practice.h"

/* A position of NONE is that behind the last. */
enum code chair_save(struct desk *desk, struct chair *chair);
enum code provider_save(struct desk *desk, struct provider *provider);
/* Without a pattern it is all X, in the arena. */
enum code visit_type_save(struct desk *desk, struct arena *arena, struct visit_type *type);
/* A last day of NONE is the first one; start and until_min are both there or neither. */
enum code closure_save(struct desk *desk, struct closure *closure);
/* On a day or a weekday. */
enum code block_save(struct desk *desk, struct block *block);

#endif
