/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a unit test includes first: cmocka with the headers that it needs. The name fail() is
 * taken in this house (base/error.h); a test fails by fail_msg("format", ...).
 */
#ifndef SUPPORT_UNIT_H
#define SUPPORT_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#undef fail
#undef fail_msg
#define fail_msg(...) \
	do { \
		print_error("ERROR: " __VA_ARGS__); \
		print_error("\n"); \
		_fail(__FILE__, __LINE__); \
	} while (0)

#endif
