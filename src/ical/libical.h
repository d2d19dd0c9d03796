/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libical's functions, loaded by the first who reads or writes a calendar: with ICU and the rest that it
 * brings, loading it takes longer than a whole command that needs no calendar. Private to src/ical.
 *
 * What calls them reads as it would with libical linked in: their names stand for places in one table.
 */
#ifndef ICAL_LIBICAL_H
#define ICAL_LIBICAL_H

#include <libical/ical.h>

#include "base/error.h"

#define LIBICAL_FUNCTIONS(of) \
	of(icalcomponent_add_component) of(icalcomponent_add_property) \
	of(icalcomponent_as_ical_string_r) of(icalcomponent_free) of(icalcomponent_new) \
	of(icaldurationtype_as_ical_string_r) of(icaldurationtype_from_int) \
	of(icaldurationtype_null_duration) of(icalmemory_free_buffer) of(icalparameter_new_cn) \
	of(icalparameter_new_partstat) of(icalparameter_new_role) of(icalparameter_new_rsvp) \
	of(icalparameter_new_tzid) of(icalparameter_new_value) of(icalperiodtype_null_period) \
	of(icalproperty_add_parameter) of(icalproperty_as_ical_string_r) of(icalproperty_free) \
	of(icalproperty_new_action) of(icalproperty_new_attendee) of(icalproperty_new_class) \
	of(icalproperty_new_color) of(icalproperty_new_description) of(icalproperty_new_dtend) \
	of(icalproperty_new_dtstamp) of(icalproperty_new_dtstart) of(icalproperty_new_due) \
	of(icalproperty_new_lastmodified) of(icalproperty_new_location) \
	of(icalproperty_new_method) of(icalproperty_new_name) of(icalproperty_new_organizer) \
	of(icalproperty_new_prodid) of(icalproperty_new_rdate) \
	of(icalproperty_new_refreshinterval) of(icalproperty_new_relatedto) \
	of(icalproperty_new_rrule) of(icalproperty_new_sequence) of(icalproperty_new_status) \
	of(icalproperty_new_summary) of(icalproperty_new_transp) of(icalproperty_new_trigger) \
	of(icalproperty_new_tzid) of(icalproperty_new_tzname) of(icalproperty_new_tzoffsetfrom) \
	of(icalproperty_new_tzoffsetto) of(icalproperty_new_uid) of(icalproperty_new_version) \
	of(icalproperty_new_x) of(icalproperty_set_x_name) of(icalrecur_iterator_free) \
	of(icalrecur_iterator_new) of(icalrecur_iterator_next) of(icalrecur_iterator_set_start) \
	of(icalrecurrencetype_clear) of(icalrecurrencetype_from_string) \
	of(icaltime_is_null_time) of(icaltime_null_time) of(icaltimezone_get_utc_timezone)

struct libical {
#define LIBICAL_MEMBER(name) __typeof__(name) *name;	/* NOLINT(bugprone-macro-parentheses) */
	LIBICAL_FUNCTIONS(LIBICAL_MEMBER)
};

/* Written once, by libical_load, and the same ever after. */
extern struct libical libical;

/* Before any of them is called: ical_open, ical_read and itip_read do it. WORLD where libical isn't on
 * this machine. */
enum code libical_load(void);

#define icalcomponent_add_component(...) libical.icalcomponent_add_component(__VA_ARGS__)
#define icalcomponent_add_property(...) libical.icalcomponent_add_property(__VA_ARGS__)
#define icalcomponent_as_ical_string_r(...) libical.icalcomponent_as_ical_string_r(__VA_ARGS__)
#define icalcomponent_free(...) libical.icalcomponent_free(__VA_ARGS__)
#define icalcomponent_new(...) libical.icalcomponent_new(__VA_ARGS__)
#define icaldurationtype_as_ical_string_r(...) libical.icaldurationtype_as_ical_string_r(__VA_ARGS__)
#define icaldurationtype_from_int(...) libical.icaldurationtype_from_int(__VA_ARGS__)
#define icaldurationtype_null_duration(...) libical.icaldurationtype_null_duration(__VA_ARGS__)
#define icalmemory_free_buffer(...) libical.icalmemory_free_buffer(__VA_ARGS__)
#define icalparameter_new_cn(...) libical.icalparameter_new_cn(__VA_ARGS__)
#define icalparameter_new_partstat(...) libical.icalparameter_new_partstat(__VA_ARGS__)
#define icalparameter_new_role(...) libical.icalparameter_new_role(__VA_ARGS__)
#define icalparameter_new_rsvp(...) libical.icalparameter_new_rsvp(__VA_ARGS__)
#define icalparameter_new_tzid(...) libical.icalparameter_new_tzid(__VA_ARGS__)
#define icalparameter_new_value(...) libical.icalparameter_new_value(__VA_ARGS__)
#define icalperiodtype_null_period(...) libical.icalperiodtype_null_period(__VA_ARGS__)
#define icalproperty_add_parameter(...) libical.icalproperty_add_parameter(__VA_ARGS__)
#define icalproperty_as_ical_string_r(...) libical.icalproperty_as_ical_string_r(__VA_ARGS__)
#define icalproperty_free(...) libical.icalproperty_free(__VA_ARGS__)
#define icalproperty_new_action(...) libical.icalproperty_new_action(__VA_ARGS__)
#define icalproperty_new_attendee(...) libical.icalproperty_new_attendee(__VA_ARGS__)
#define icalproperty_new_class(...) libical.icalproperty_new_class(__VA_ARGS__)
#define icalproperty_new_color(...) libical.icalproperty_new_color(__VA_ARGS__)
#define icalproperty_new_description(...) libical.icalproperty_new_description(__VA_ARGS__)
#define icalproperty_new_dtend(...) libical.icalproperty_new_dtend(__VA_ARGS__)
#define icalproperty_new_dtstamp(...) libical.icalproperty_new_dtstamp(__VA_ARGS__)
#define icalproperty_new_dtstart(...) libical.icalproperty_new_dtstart(__VA_ARGS__)
#define icalproperty_new_due(...) libical.icalproperty_new_due(__VA_ARGS__)
#define icalproperty_new_lastmodified(...) libical.icalproperty_new_lastmodified(__VA_ARGS__)
#define icalproperty_new_location(...) libical.icalproperty_new_location(__VA_ARGS__)
#define icalproperty_new_method(...) libical.icalproperty_new_method(__VA_ARGS__)
#define icalproperty_new_name(...) libical.icalproperty_new_name(__VA_ARGS__)
#define icalproperty_new_organizer(...) libical.icalproperty_new_organizer(__VA_ARGS__)
#define icalproperty_new_prodid(...) libical.icalproperty_new_prodid(__VA_ARGS__)
#define icalproperty_new_rdate(...) libical.icalproperty_new_rdate(__VA_ARGS__)
#define icalproperty_new_refreshinterval(...) libical.icalproperty_new_refreshinterval(__VA_ARGS__)
#define icalproperty_new_relatedto(...) libical.icalproperty_new_relatedto(__VA_ARGS__)
#define icalproperty_new_rrule(...) libical.icalproperty_new_rrule(__VA_ARGS__)
#define icalproperty_new_sequence(...) libical.icalproperty_new_sequence(__VA_ARGS__)
#define icalproperty_new_status(...) libical.icalproperty_new_status(__VA_ARGS__)
#define icalproperty_new_summary(...) libical.icalproperty_new_summary(__VA_ARGS__)
#define icalproperty_new_transp(...) libical.icalproperty_new_transp(__VA_ARGS__)
#define icalproperty_new_trigger(...) libical.icalproperty_new_trigger(__VA_ARGS__)
#define icalproperty_new_tzid(...) libical.icalproperty_new_tzid(__VA_ARGS__)
#define icalproperty_new_tzname(...) libical.icalproperty_new_tzname(__VA_ARGS__)
#define icalproperty_new_tzoffsetfrom(...) libical.icalproperty_new_tzoffsetfrom(__VA_ARGS__)
#define icalproperty_new_tzoffsetto(...) libical.icalproperty_new_tzoffsetto(__VA_ARGS__)
#define icalproperty_new_uid(...) libical.icalproperty_new_uid(__VA_ARGS__)
#define icalproperty_new_version(...) libical.icalproperty_new_version(__VA_ARGS__)
#define icalproperty_new_x(...) libical.icalproperty_new_x(__VA_ARGS__)
#define icalproperty_set_x_name(...) libical.icalproperty_set_x_name(__VA_ARGS__)
#define icalrecur_iterator_free(...) libical.icalrecur_iterator_free(__VA_ARGS__)
#define icalrecur_iterator_new(...) libical.icalrecur_iterator_new(__VA_ARGS__)
#define icalrecur_iterator_next(...) libical.icalrecur_iterator_next(__VA_ARGS__)
#define icalrecur_iterator_set_start(...) libical.icalrecur_iterator_set_start(__VA_ARGS__)
#define icalrecurrencetype_clear(...) libical.icalrecurrencetype_clear(__VA_ARGS__)
#define icalrecurrencetype_from_string(...) libical.icalrecurrencetype_from_string(__VA_ARGS__)
#define icaltime_is_null_time(...) libical.icaltime_is_null_time(__VA_ARGS__)
#define icaltime_null_time(...) libical.icaltime_null_time(__VA_ARGS__)
#define icaltimezone_get_utc_timezone(...) libical.icaltimezone_get_utc_timezone(__VA_ARGS__)

#endif
