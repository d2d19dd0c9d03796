-- chairtime's store, first of all: the counters, the settings and the log of changes.
--
-- Read these files in order of number: they are the plan of the whole book. They hold for both
-- engines (the common subset of SQLite 3.40 and PostgreSQL 15); what only one engine can say
-- stands in its folder, under the same number. Days are TEXT 'YYYY-MM-DD' and times of day
-- INTEGER minutes since midnight, both in the practice's wall time; what has happened is UTC TEXT
-- 'YYYY-MM-DDTHH:MM:SSZ'. 0 and 1 are no and yes. Every domain row has an id that is never used
-- again and a rev that counts how often it was written.

-- The newest id given to a table's rows.
create table counter (
	name text primary key,
	value integer not null
);

-- The practice's own settings: name, zone, grid, notice_days, grace, aim …
create table setting (
	id integer primary key,
	rev integer not null,
	name text not null unique,
	value text
);

-- Everything ever done. Only appended to: an alteration is found by `chairtime check`.
-- before and after are JSON objects of the fields that differ. A batch is the changes of one act,
-- named by the id of its first; a batch of a kind (import, erase, send, migrate, seal) opens with a
-- change whose tbl is that kind and whose row is 0.
create table change (
	id integer primary key,
	batch integer not null,
	at text not null,
	desk text not null,
	who text not null,
	tbl text not null,
	row integer not null,
	rev integer not null,
	before text,
	after text,
	undoes integer references change(id),
	salt text,
	digest text not null,
	hash text not null
);
create index change_row on change (tbl, row);
create index change_desk on change (desk, id);
create index change_undoes on change (undoes) where undoes is not null;
