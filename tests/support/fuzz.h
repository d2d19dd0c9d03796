/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzers: a reader is given bytes; what matters is that it ends, and that sanitizers find nothing.
 * With clang -fsanitize=fuzzer -DFUZZING (make fuzz) libFuzzer drives it; without, the program's own
 * main gives it the files of tests/fuzz/corpus/NAME, each as it is and mangled in some ways by chance
 * from a fixed seed, and prints TAP.
 */
#ifndef SUPPORT_FUZZ_H
#define SUPPORT_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Runs the corpus of that name, each file also mangled in so many ways; the exit status. */
int fuzz_corpus(const char *name, int ways, int (*reader)(const uint8_t *bytes, size_t size));

#ifdef FUZZING
#define FUZZ_MAIN(name, ways)
#else
#define FUZZ_MAIN(name, ways) \
	int \
	main(void) \
	{ \
		return fuzz_corpus(name, ways, LLVMFuzzerTestOneInput); \
	}
#endif

#endif
