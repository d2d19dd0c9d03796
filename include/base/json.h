/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing JSON as a stream (RFC 8259), into a buffer that its owner drains: images of the
 * change log and the output of --json alike. (Reading is jansson's.)
 *
 * Valid UTF-8 is written as it is, but for controls (C0, DEL, C1), which are escaped; a
 * malformed byte becomes U+FFFD.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buffer.h"

/* A value, quoted and escaped; NULL gives null. */
void json_text(struct buffer *buffer, const char *text);
void json_int(struct buffer *buffer, long long value);

#endif
