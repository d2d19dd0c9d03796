/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Erasing a person on request (design section 5).
 */
#ifndef BOOK_ERASE_H
#define BOOK_ERASE_H

#include "store/desk.h"

/*
 * Blanks name, birth, numbers and addresses, notes, words of contacts and concerns, texts of messages
 * and search words of a patient, and what the log says of these rows; what they looked like can't be
 * brought back. Her visits, recalls and figures stay, without her. She leaves her household and the
 * waiting list, and is noted as left where she was still with us. Numbers that serve others stay
 * theirs. CLASH while she has a visit to come or planned. One batch, which undo doesn't take back.
 * Copies of the store that were made before are not reached.
 */
enum code patient_erase(struct desk *desk, int64_t patient);

#endif
