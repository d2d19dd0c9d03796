-- What reports ask of days: src/db/sqlite_days.h tells each.
create function day_span(span text) returns interval language sql stable strict as $$
	select replace(replace(replace(replace(replace(span, '+', ' '), 'y', ' year '), 'm', ' month '),
		'w', ' week '), 'd', ' day ')::interval
$$;
create function day_after(day text, span text) returns text language sql stable strict as $$
	select to_char(day::date + day_span(span), 'YYYY-MM-DD')
$$;
create function day_before(day text, span text) returns text language sql stable strict as $$
	select to_char(day::date - day_span(span), 'YYYY-MM-DD')
$$;
create function day_weekday(day text) returns text language sql stable strict as $$
	select substr('montuewedthufrisatsun', 3 * extract(isodow from day::date)::integer - 2, 3)
$$;
create function day_zone() returns text language sql stable as $$
	select coalesce((select value from setting where name = 'zone'), 'UTC')
$$;
create function day_stamp(day text, minute integer) returns text language sql stable strict as $$
	select to_char((day::date + make_interval(mins => minute)) at time zone day_zone() at time zone 'UTC',
		'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$$;
create function stamp_day(stamp text) returns text language sql stable strict as $$
	select to_char(stamp::timestamptz at time zone day_zone(), 'YYYY-MM-DD')
$$;
