/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Naming a chair, a provider or a visit type: few rows, read whole and compared folded.
 */
#include "name.h"
#include "base/text.h"

#include <string.h>

enum fit { FITS_NOT, FITS_WORD, FITS_BEGINNING, FITS_WHOLE, FITS_ID };

struct search {
	struct arena *arena;
	const struct record *record;
	const char *const *names;
	const char *folded;
	long long id;			/* -1: the text is no number */
};

static enum fit
field_fit(const struct search *search, const char *name, const void *row)
{
	const struct field *const field = record_field(search->record, name);
	const char *const text = field_text(search->arena, field, row);
	const char *folded;

	if (!text)
		return FITS_NOT;
	folded = text_fold(search->arena, text);
	if (strncmp(folded, search->folded, strlen(search->folded)) != 0)
		return strstr(folded, arena_print(search->arena, " %s", search->folded))
			? FITS_WORD : FITS_NOT;
	return folded[strlen(search->folded)] ? FITS_BEGINNING : FITS_WHOLE;
}

static enum fit
row_fit(const struct search *search, const void *row)
{
	enum fit best = FITS_NOT;

	if (((const struct row *)row)->id == search->id)
		return FITS_ID;
	for (const char *const *name = search->names; *name; name++) {
		const enum fit fit = field_fit(search, *name, row);

		if (fit > best)
			best = fit;
	}
	return best;
}

/* "Chair 1, Chair 2": what matched, by the first of the names. */
static const char *
list_fitting(const struct search *search, const char *rows, size_t count, enum fit wanted)
{
	const struct field *const field = record_field(search->record, search->names[0]);
	const char *list = "";

	for (size_t i = 0; i < count; i++) {
		const void *const row = rows + i * search->record->size;

		if (row_fit(search, row) == wanted)
			list = arena_print(search->arena, "%s%s%s", list, *list ? ", " : "",
					   field_text(search->arena, field, row));
	}
	return list;
}

static enum code
choose(const struct search *search, const char *rows, size_t count, const char *text, void *out)
{
	const char *const label = search->record->label;
	enum fit best = FITS_NOT;
	size_t alike = 0;

	for (size_t i = 0; i < count; i++) {
		const char *const row = rows + i * search->record->size;
		const enum fit fit = row_fit(search, row);

		if (fit == FITS_NOT || fit < best)
			continue;
		alike = fit > best ? 1 : alike + 1;
		best = fit;
		if (alike == 1)
			memcpy(out, row, search->record->size);
	}
	if (alike == 1)
		return OK;
	if (alike == 0)
		return fail(NOT_FOUND, "%s %s: there is none of that name, but %s", label, text,
				list_fitting(search, rows, count, FITS_NOT));
	return fail(INPUT, "%s %s: several match: %s", label, text,
		    list_fitting(search, rows, count, best));
}

enum code
name_find(struct desk *desk, struct arena *arena, const struct record *record,
		const char *const *names, const char *text, void *out)
{
	struct search search = {arena, record, names, text_fold(arena, text), -1};
	char *rows;
	size_t count;
	const enum code code = record_select(desk, arena, record, &rows, &count, "order by id", "");

	if (code != OK)
		return code;
	if (!*search.folded)
		return fail(INPUT, "%s: a name or a number is missing", record->label);
	if (!text_parse_int(text, &search.id))
		search.id = -1;
	return choose(&search, rows, count, text, out);
}
