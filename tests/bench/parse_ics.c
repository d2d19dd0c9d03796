/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parse_ics FILE: libical's own parse of a calendar, an entry at a time and forgotten again. The
 * yardstick of `import ics`. Prints the number of events.
 */
#include <stdio.h>

#include <libical/ical.h>

static char *
line_read(char *out, size_t size, void *file)
{
	return fgets(out, (int)size, file);
}

/* Counts the events of a component that the parser has finished, and frees it. */
static long
count(icalcomponent *component)
{
	long events = icalcomponent_isa(component) == ICAL_VEVENT_COMPONENT;

	if (icalcomponent_isa(component) == ICAL_VCALENDAR_COMPONENT)
		events += icalcomponent_count_components(component, ICAL_VEVENT_COMPONENT);
	icalcomponent_free(component);
	return events;
}

int
main(int argc, char **argv)
{
	FILE *const file = argc > 1 ? fopen(argv[1], "r") : NULL;
	icalparser *const parser = icalparser_new();
	icalcomponent *component;
	long events = 0;
	char *line;

	if (!file)
		return 2;
	icalparser_set_gen_data(parser, file);
	do {
		line = icalparser_get_line(parser, line_read);
		component = icalparser_add_line(parser, line);
		if (component)
			events += count(component);
		if (line)
			icalmemory_free_buffer(line);
	} while (line);
	icalparser_free(parser);
	fclose(file);
	printf("%ld events\n", events);
	return 0;
}
