/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The door of libcurl.
 */
#include "curl.h"

#include <dlfcn.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "net.h"

#define CONNECT_SECONDS 20L

/* By the name that links programs to it, then by that of another TLS library. */
static const char *const library_names[] = {
#ifdef __APPLE__
	"libcurl.4.dylib",
#else
	"libcurl.so.4", "libcurl-gnutls.so.4",
#endif
};

struct net {
	struct curl curl;
	const struct way *way;
	const char *password;
	CURL *easy;
	bool digest;		/* this server wants the password by digest, not plain */
	char error[CURL_ERROR_SIZE];
};

static enum code
curl_load(struct curl *curl)
{
	void *library = NULL, *place;
	bool whole = true;

	for (size_t i = 0; !library && i < sizeof library_names / sizeof *library_names; i++)
		library = dlopen(library_names[i], RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	if (!library)
		return fail(WORLD, "libcurl isn't on this machine: install it (libcurl4, libcurl, "
				"curl)");
#define CURL_LOAD(name) \
	place = dlsym(library, #name); \
	memcpy(&curl->name, &place, sizeof place); \
	whole = whole && place;
	CURL_FUNCTIONS(CURL_LOAD)
	dlclose(library);
	if (!whole || curl->curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return fail(WORLD, "%s: it can't be used", library_names[0]);
	return OK;
}

enum code
net_open(struct arena *arena, const struct way *way, struct net **out)
{
	struct net *const net = arena_take(arena, sizeof *net);
	enum code code = curl_load(&net->curl);

	*out = NULL;
	net->way = way;
	if (code == OK)
		code = secret_read(arena, &way->secret, &net->password);
	if (code != OK)
		return code;
	if (!(net->easy = net->curl.curl_easy_init())) {
		secret_wipe(&net->password);
		return fail(WORLD, "%s: libcurl can't be used", way->url);
	}
	*out = net;
	return OK;
}

void
net_close(struct net *net)
{
	if (!net)
		return;
	net->curl.curl_easy_cleanup(net->easy);
	secret_wipe(&net->password);
}

/* What holds for every act. Connections stay open for the next. */
static void
prepare(struct net *net, const char *url)
{
	CURL *const easy = net->easy;
	const struct curl *const curl = &net->curl;

	curl->curl_easy_reset(easy);
	net->error[0] = '\0';
	curl->curl_easy_setopt(easy, CURLOPT_URL, url);
	curl->curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, net->error);
	curl->curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl->curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
	curl->curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)net->way->seconds);
	curl->curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
	curl->curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
	curl->curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (net->way->ca)
		curl->curl_easy_setopt(easy, CURLOPT_CAINFO, net->way->ca);
	if (net->way->user)
		curl->curl_easy_setopt(easy, CURLOPT_USERNAME, net->way->user);
	if (net->password)
		curl->curl_easy_setopt(easy, CURLOPT_PASSWORD, net->password);
}

/* libcurl's own words, or what the code means. */
static const char *
why_not(const struct net *net, struct arena *arena, CURLcode result)
{
	if (result == CURLE_WRITE_ERROR)	/* take_body's */
		return "the answer is longer than anything that was asked for";
	return text_clean(arena, net->error[0] ? net->error :
			net->curl.curl_easy_strerror(result));
}

/* E-mail */

struct reading {
	const struct buffer *mail;
	size_t done;
	bool whole;		/* all of it was taken: from now on it may have been accepted */
};

static size_t
give(char *to, size_t size, size_t count, void *context)
{
	struct reading *const reading = context;
	const size_t left = reading->mail->length - reading->done;
	const size_t length = left < size * count ? left : size * count;

	memcpy(to, reading->mail->bytes + reading->done, length);
	reading->done += length;
	reading->whole = reading->done == reading->mail->length;
	return length;
}

/* Rejections by the server are known ends; what is cut off after the last byte is not. */
static enum handed
judge(CURLcode result, long status, bool whole)
{
	if (result == CURLE_OK)
		return HANDED_OVER;
	if (whole && result != CURLE_WEIRD_SERVER_REPLY && status < 400)
		return HANDED_UNKNOWN;
	switch (result) {
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_CONNECT:
	case CURLE_LOGIN_DENIED:
	case CURLE_USE_SSL_FAILED:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_OPERATION_TIMEDOUT:
		return HANDED_DOWN;
	default:
		return status >= 500 && status < 600 ? HANDED_REFUSED : HANDED_LATER;
	}
}

enum handed
net_mail(struct net *net, struct arena *arena, const char *from, const char *to,
		const struct buffer *mail, const char **why)
{
	const struct curl *const curl = &net->curl;
	struct reading reading = { .mail = mail };
	struct curl_slist *const whom = curl->curl_slist_append(NULL, to);
	const long tls = way_is_local(net->way->url) ? CURLUSESSL_TRY : CURLUSESSL_ALL;
	long status = 0;
	CURLcode result;

	*why = NULL;
	prepare(net, net->way->url);
	curl->curl_easy_setopt(net->easy, CURLOPT_USE_SSL, tls);
	curl->curl_easy_setopt(net->easy, CURLOPT_MAIL_FROM, from);
	curl->curl_easy_setopt(net->easy, CURLOPT_MAIL_RCPT, whom);
	curl->curl_easy_setopt(net->easy, CURLOPT_UPLOAD, 1L);
	curl->curl_easy_setopt(net->easy, CURLOPT_READFUNCTION, give);
	curl->curl_easy_setopt(net->easy, CURLOPT_READDATA, &reading);
	result = curl->curl_easy_perform(net->easy);
	curl->curl_easy_getinfo(net->easy, CURLINFO_RESPONSE_CODE, &status);
	curl->curl_slist_free_all(whom);
	if (result != CURLE_OK)
		*why = why_not(net, arena, result);
	return judge(result, status, reading.whole);
}

/* HTTP */

struct hearing {
	struct arena *arena;
	struct answer *answer;
	size_t most;
};

static size_t
take_body(char *bytes, size_t size, size_t count, void *context)
{
	struct hearing *const hearing = context;
	const size_t length = size * count;

	if (hearing->answer->body.length + length > hearing->most)
		return 0;
	buffer_add(&hearing->answer->body, bytes, length);
	return length;
}

/* The value of "ETag: …" where the line is that header; without the blanks around it. */
static const char *
header_value(struct arena *arena, const char *line, size_t length, const char *name)
{
	const size_t known = strlen(name);

	if (length <= known || line[known] != ':' || strncasecmp(line, name, known) != 0)
		return NULL;
	line += known + 1;
	length -= known + 1;
	while (length && (*line == ' ' || *line == '\t'))
		line++, length--;
	while (length && strchr(" \t\r\n", line[length - 1]))
		length--;
	return arena_copy_bytes(arena, line, length);
}

static size_t
take_header(char *bytes, size_t size, size_t count, void *context)
{
	struct hearing *const hearing = context;
	const char *const etag = header_value(hearing->arena, bytes, size * count, "ETag");
	const char *const place = header_value(hearing->arena, bytes, size * count, "Location");

	if (etag)
		hearing->answer->etag = etag;
	if (place)
		hearing->answer->place = place;
	return size * count;
}

static struct curl_slist *
add_header(const struct net *net, struct arena *arena, struct curl_slist *list, const char *name,
		const char *value)
{
	return value ? net->curl.curl_slist_append(list, arena_print(arena, "%s: %s", name, value))
		     : list;
}

/* Redirections aren't followed: who asks decides whether the new place may have the password. */
static void
prepare_request(struct net *net, const struct request *request, struct hearing *hearing,
		struct curl_slist *headers)
{
	const struct curl *const curl = &net->curl;

	prepare(net, request->url);
	curl->curl_easy_setopt(net->easy, CURLOPT_CUSTOMREQUEST, request->method);
	curl->curl_easy_setopt(net->easy, CURLOPT_HTTPHEADER, headers);
	curl->curl_easy_setopt(net->easy, CURLOPT_USERAGENT, "chairtime/" CHAIRTIME_VERSION);
	curl->curl_easy_setopt(net->easy, CURLOPT_HTTPAUTH, (long)(net->digest ?
			CURLAUTH_BASIC | CURLAUTH_DIGEST : CURLAUTH_BASIC));
	if (request->pressed)
		curl->curl_easy_setopt(net->easy, CURLOPT_ACCEPT_ENCODING, "");
	curl->curl_easy_setopt(net->easy, CURLOPT_WRITEFUNCTION, take_body);
	curl->curl_easy_setopt(net->easy, CURLOPT_WRITEDATA, hearing);
	curl->curl_easy_setopt(net->easy, CURLOPT_HEADERFUNCTION, take_header);
	curl->curl_easy_setopt(net->easy, CURLOPT_HEADERDATA, hearing);
	if (request->body) {
		curl->curl_easy_setopt(net->easy, CURLOPT_POSTFIELDS, request->body);
		curl->curl_easy_setopt(net->easy, CURLOPT_POSTFIELDSIZE, (long)strlen(request->body));
	}
}

static CURLcode
perform(struct net *net, struct arena *arena, const struct request *request,
		struct answer *answer)
{
	struct hearing hearing = { .arena = arena, .answer = answer, .most = request->most };
	struct curl_slist *headers = add_header(net, arena, NULL, "Expect", "");
	CURLcode result;

	*answer = (struct answer){0};
	headers = add_header(net, arena, headers, "Content-Type", request->type);
	headers = add_header(net, arena, headers, "Depth", request->depth);
	headers = add_header(net, arena, headers, "If-Match", request->if_match);
	headers = add_header(net, arena, headers, "If-None-Match", request->if_none_match);
	prepare_request(net, request, &hearing, headers);
	result = net->curl.curl_easy_perform(net->easy);
	net->curl.curl_easy_getinfo(net->easy, CURLINFO_RESPONSE_CODE, &answer->status);
	net->curl.curl_slist_free_all(headers);
	return result;
}

/* Who we are is said at once, by the connection that is encrypted or goes to this machine: some servers
 * answer whom they don't know, instead of asking. One that wants a digest instead is asked again. */
enum code
net_request(struct net *net, struct arena *arena, const struct request *request,
		struct answer *answer)
{
	CURLcode result = perform(net, arena, request, answer);

	if (result == CURLE_OK && answer->status == 401 && !net->digest && net->password) {
		net->digest = true;
		buffer_free(&answer->body);
		result = perform(net, arena, request, answer);
		net->digest = answer->status != 401;
	}
	if (result == CURLE_OK)
		return OK;
	return fail(WORLD, "%s: %s", request->url, why_not(net, arena, result));
}
