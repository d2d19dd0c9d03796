/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Images: what of a row stands in the log (design section 5), as JSON objects with the fields in
 * the order of the field table. Numbers, minutes and flags are numbers, days and words are text.
 * id and rev are the change's own columns and in no image. Private to src/store.
 */
#ifndef STORE_IMAGE_H
#define STORE_IMAGE_H

#include <jansson.h>

#include "base/buffer.h"
#include "store/record.h"

/* In images: logged, and not one of the change's own columns. */
bool field_in_image(const struct field *field);

/* Writes every field that isn't null. */
void image_whole(struct buffer *image, const struct record *record, const void *row);
/* Writes the fields that differ to both, nulls too; how many. None: the buffers are empty. */
size_t image_differences(struct buffer *before, struct buffer *after,
		const struct record *record, const void *old, const void *row);

/* Reads an image, NULL as an empty one; the caller gives it back by json_decref(). STORE where it
 * is no JSON object. */
enum code image_parse(const char *text, json_t **image);
/* Puts an image's value (NULL: null) into the row's field; texts are copied into the arena. False
 * where it isn't a value of that field. */
bool image_put(struct arena *arena, const struct field *field, const json_t *value, void *row);
/* Puts all fields that stand in the image. STORE with a sentence where one isn't of the record, or
 * its value can't be. */
enum code image_put_all(struct arena *arena, const struct record *record, const json_t *image,
		void *row);

#endif
