/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a unit test includes first: cmocka with the headers that it needs. Its macro fail() is
 * ours by another meaning (base/error.h); a test that must fail says fail_msg().
 */
#ifndef SUPPORT_UNIT_H
#define SUPPORT_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#undef fail

#endif
