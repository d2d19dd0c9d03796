/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Listings of the practice's set-up, with names beside ids (views of data/schema).
 */
#ifndef BOOK_LISTING_H
#define BOOK_LISTING_H

#include "store/desk.h"

struct hours_line {
	struct row row;
	int64_t provider;
	const char *provider_name;
	int64_t chair;
	const char *chair_name;
	const char *weekday;		/* "mon" */
	int start, until_min;
	int since, until_day, every_weeks;
};

struct closure_line {
	struct row row;
	int64_t provider;
	const char *provider_name;
	int64_t chair;
	const char *chair_name;
	int first, last, start, until_min;
	const char *note, *ref;
};

struct block_line {
	struct row row;
	int64_t chair;
	const char *chair_name;
	int64_t provider;
	const char *provider_name;
	const char *weekday;
	int day, since, until_day, start, minutes, kind;
	const char *type;		/* its code */
	int opens_before;
	const char *note;
};

struct wait_line {
	struct row row;
	int64_t patient;
	const char *name, *phone;
	int64_t appointment;
	const char *type;		/* its code */
	int first, last, notice_min, since, ended;
	const char *note;
};

extern const struct record hours_line_record, closure_line_record, block_line_record,
	wait_line_record;

#endif
