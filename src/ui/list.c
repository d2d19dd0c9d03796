/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Moving through a list.
 */
#include "ui/list.h"

#include <stdlib.h>
#include <string.h>

void
list_clamp(struct list *list, size_t count)
{
	if (list->at >= count)
		list->at = count ? count - 1 : 0;
}

size_t
list_top(const struct list *list, size_t count, size_t page)
{
	if (count <= page || list->at < page / 2)
		return 0;
	return list->at - page / 2 + page > count ? count - page : list->at - page / 2;
}

bool
list_key(struct list *list, const char *key, size_t count, size_t page)
{
	const size_t at = list->at;

	if (strcmp(key, "Up") == 0)
		list->at = at > 0 ? at - 1 : 0;
	else if (strcmp(key, "Down") == 0)
		list->at = at + 1;
	else if (strcmp(key, "PageUp") == 0)
		list->at = at > page ? at - page : 0;
	else if (strcmp(key, "PageDown") == 0)
		list->at = at + page;
	else if (strcmp(key, "Home") == 0)
		list->at = 0;
	else if (strcmp(key, "End") == 0)
		list->at = count;
	else if (key[0] == '@' && key[1])
		list->at = (size_t)strtoul(key + 1, NULL, 10);
	else
		return false;
	list_clamp(list, count);
	return true;
}
