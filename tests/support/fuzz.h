/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzers: a reader is given bytes; what matters is that it ends, and that sanitizers find nothing.
 * With clang -fsanitize=fuzzer -DFUZZING (make fuzz) libFuzzer drives it; without, the program's own
 * main gives it the files of tests/fuzz/corpus/NAME, each as it is and mangled in many ways by chance
 * from a fixed seed, and prints TAP.
 */
#ifndef SUPPORT_FUZZ_H
#define SUPPORT_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Runs the corpus of that name; the exit status. */
int fuzz_corpus(const char *name, int (*reader)(const uint8_t *bytes, size_t size));

#ifdef FUZZING
#define FUZZ_MAIN(name)
#else
#define FUZZ_MAIN(name) \
	int \
	main(void) \
	{ \
		return fuzz_corpus(name, LLVMFuzzerTestOneInput); \
	}
#endif

#endif
