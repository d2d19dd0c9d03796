/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Addresses of a server: written in one way, and only to whom our password may go.
 */
#include "../support/unit.h"

#include "../../src/post/address.h"

#define ICLOUD "https://caldav.icloud.com/"

static void
written(const char *as, const char *want)
{
	struct arena arena = {0};

	assert_string_equal(address_normal(&arena, as), want);
	assert_string_equal(address_normal(&arena, want), want);
	arena_free(&arena);
}

static void
one_way(void **state)
{
	(void)state;
	written("HTTPS://Cal.Example.ORG:443/A/%7edesk/", "https://cal.example.org/A/~desk/");
	written("http://h:80/x", "http://h/x");
	written("http://h:8080/x", "http://h:8080/x");
	written("http://h/desk%40riverside.example/", "http://h/desk@riverside.example/");
	written("http://h/a%2fb%20c%c3%a9 \xC3\xA9", "http://h/a%2Fb%20c%C3%A9%20%C3%A9");
	written("http://h/100%", "http://h/100%25");
	written("http://h/a+b%2bc", "http://h/a+b%2Bc");
	written("https://h", "https://h");
}

static void
goes_to(const char *server, const char *href, const char *want)
{
	struct arena arena = {0};
	const char *const url = address_resolve(&arena, server, server, href);

	if (want)
		assert_string_equal(url, want);
	else
		assert_null(url);
	arena_free(&arena);
}

static void
trusted(void **state)
{
	(void)state;
	goes_to(ICLOUD, "/123/principal/", "https://caldav.icloud.com/123/principal/");
	goes_to(ICLOUD, "https://p44-caldav.icloud.com:443/1/calendars/",
			"https://p44-caldav.icloud.com/1/calendars/");
	goes_to(ICLOUD, "HTTPS://CalDAV.iCloud.com:443/x", "https://caldav.icloud.com/x");
	goes_to("http://127.0.0.1:8/", "http://127.0.0.1:8/x", "http://127.0.0.1:8/x");
	goes_to("https://dav.dentist.co.uk/", "https://p1.dentist.co.uk/", "https://p1.dentist.co.uk/");
}

static void
not_trusted(void **state)
{
	(void)state;
	goes_to(ICLOUD, "http://caldav.icloud.com/", NULL);
	goes_to(ICLOUD, "https://icloud.com.evil.example/", NULL);
	goes_to(ICLOUD, "https://evil.example?.icloud.com/", NULL);
	goes_to(ICLOUD, "https://evil.example#.icloud.com/", NULL);
	goes_to(ICLOUD, "https://evil.example\\.icloud.com/", NULL);
	goes_to(ICLOUD, "https://caldav.icloud.com@evil.example/", NULL);
	goes_to(ICLOUD, "https://p44.icloud.com:8443/", NULL);
	goes_to("https://dav.dentist.co.uk/", "https://dav.evil.co.uk/", NULL);
	goes_to("https://127.0.0.1/", "https://1.0.0.1/", NULL);
	goes_to("http://127.0.0.1:8/", "http://127.0.0.1:9/", NULL);
	goes_to(ICLOUD, "calendars/", NULL);
	goes_to(ICLOUD, "", NULL);
	goes_to(ICLOUD, NULL, NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_way),
		cmocka_unit_test(trusted),
		cmocka_unit_test(not_trusted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
