/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files of templates share. Private to src/post.
 */
#ifndef POST_TEMPLATE_PARTS_H
#define POST_TEMPLATE_PARTS_H

#include "post/template.h"

/* Are all {fields} of a text such as the occasion has? INPUT with the one that isn't. */
enum code fields_check(struct arena *arena, const struct template *template, const char *text);

/* "Elena" of "Ruiz, Elena", or what she is called; in the arena. */
const char *patient_given(struct arena *arena, const struct patient *patient);

#endif
