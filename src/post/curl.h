/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libcurl's functions, loaded at need. Private to src/post/curl*.c.
 */
#ifndef POST_CURL_H
#define POST_CURL_H

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

#define CURL_FUNCTIONS(of) \
	of(curl_easy_cleanup) of(curl_easy_getinfo) of(curl_easy_init) of(curl_easy_perform) \
	of(curl_easy_reset) of(curl_easy_setopt) of(curl_easy_strerror) of(curl_global_init) \
	of(curl_slist_append) of(curl_slist_free_all)

struct curl {
#define CURL_MEMBER(name) __typeof__(name) *name;	/* NOLINT(bugprone-macro-parentheses) */
	CURL_FUNCTIONS(CURL_MEMBER)
};

#endif
