-- The charter. A standard that comes with the program (data/report/standard/CODE.sql) has a row only where
-- the practice has changed it; one of its own has its whole text in it. target: percent; bound: what $3 of
-- its query is, in the unit that its text tells; active 0: it isn't measured.
-- (No program wrote a standard before this number.)
drop table standard;
create table standard (
	id integer primary key,
	rev integer not null,
	code text not null unique,
	target integer check (target between 0 and 100),
	bound integer check (bound >= 0),
	sql text,
	active integer not null check (active in (0, 1))
);

-- A programme of 13 weeks (programme: start, ended, note = what it is for), and what was done in it.
create table programme_note (
	id integer primary key,
	rev integer not null,
	programme integer not null references programme(id),
	day text not null check (length(day) = 10),
	who text not null,
	text text not null
);
create index programme_note_programme on programme_note (programme, day);

-- What a patient said after a visit: 0 to 10 and a sentence. concern: the complaint that a low one became.
create table opinion (
	id integer primary key,
	rev integer not null,
	patient integer not null references patient(id),
	appointment integer references appointment(id),
	at text not null,
	who text not null,
	channel text not null check (channel in ('call', 'text', 'email', 'letter', 'desk')),
	score integer not null check (score between 0 and 10),
	text text,
	concern integer references concern(id)
);
create index opinion_patient on opinion (patient, at);
create index opinion_at on opinion (at);
create index opinion_appointment on opinion (appointment) where appointment is not null;
create index opinion_concern on opinion (concern) where concern is not null;

create index concern_due on concern (due);
