-- What stands on a CalDAV server, as far as we know.

-- A calendar there: of the practice, a provider or a chair. token: from which to ask for changes.
create table dav_calendar (
	id integer primary key,
	rev integer not null,
	url text not null unique,
	provider integer references provider(id),
	chair integer references chair(id),
	token text
);

-- An object in one, and what it is: a visit or closure of ours, as of which rev it was written; else
-- somebody's own time, whose closures have its id in their ref. etag null: it is gone there.
create table dav_object (
	id integer primary key,
	rev integer not null,
	calendar integer not null references dav_calendar(id),
	url text not null,
	etag text,
	appointment integer references appointment(id),
	closure integer,
	written integer,
	unique (calendar, url)
);
create index dav_object_appointment on dav_object (appointment) where appointment is not null;
