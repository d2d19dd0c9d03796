/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The demo: a lively made-up practice to try the program on, and to show it with. Its names and
 * words stand in data/demo; everything else is chance from a fixed seed, so that it is the same
 * every time for the same clock.
 */
#ifndef PORT_DEMO_H
#define PORT_DEMO_H

#include "store/desk.h"

/* What the demo is called. */
#define DEMO_PRACTICE "Riverside Dental"

/*
 * Fills a store that was just founded (practice_found, recall_found): providers, some six hundred
 * patients in their households, two years of visits behind, eight weeks ahead, a day in full
 * swing around the desk's clock, recalls in every stage, contacts, needs, the waiting list. A
 * few batches of kind "import". The desk is a demo afterwards: nothing is sent. uids are the same
 * where the desk is seeded.
 */
enum code demo_make(struct desk *desk);

#endif
