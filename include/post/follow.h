/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the outbox makes of what happens to a visit, in the same transaction.
 */
#ifndef POST_FOLLOW_H
#define POST_FOLLOW_H

#include "store/change.h"

/*
 * A consequence of appointments. What waits about a visit that has changed is withdrawn. Where the
 * practice wants it (setting confirmations: 1), what was booked, moved or cancelled, for another day,
 * is put in writing by a number or address that the patient allows for it; by e-mail the visit comes
 * along as an invitation, and its cancellation (where the practice has an e-mail of its own). Whatever the setting, who has it in
 * writing or in the calendar hears by the same way when it isn't so any more: after a move, a
 * cancellation, an undo. A visit that was missed queues a word that another time is to be found
 * (setting missed_notes: 1). An import writes to nobody but these last.
 */
enum code messages_follow(struct desk *desk, const struct written *rows, size_t count);

/* A consequence of patients: all that waits for who has died is withdrawn. */
enum code deaths_quiet(struct desk *desk, const struct written *rows, size_t count);

/* A consequence of reaches: where an address gives mail back, what was e-mailed to it in the last days
 * has failed, and is no contact that counts. */
enum code bounces_follow(struct desk *desk, const struct written *rows, size_t count);

/* Undo (struct lasting): a message that doesn't wait any more stays; a visit of which there are
 * messages is cancelled instead of being removed. */
bool message_stays(const void *now);
enum code visit_give_up(struct desk *desk, void *row, bool *ends);

#endif
