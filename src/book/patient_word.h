/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words by which a patient is found, as they stand in patient_word: folded words of the
 * name, of what she is called and of her household; the digits of her telephone numbers, and
 * behind WORD_BACKWARDS the same from the end (people say the last four); behind WORD_BIRTH the
 * digits of her birth date, so that neither kind is taken for the other.
 */
#ifndef BOOK_PATIENT_WORD_H
#define BOOK_PATIENT_WORD_H

#define WORD_BACKWARDS "<"
#define WORD_BIRTH "="

/* Behind every word that begins with a prefix stands that prefix with this, the last of all
 * characters, added. */
#define WORD_LAST "\xF4\x8F\xBF\xBF"

#endif
