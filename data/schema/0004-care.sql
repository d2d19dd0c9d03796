-- Care, the charter, and what is sent.

create table answer (
	id integer primary key,
	rev integer not null,
	title text not null,
	text text not null,
	language text not null,
	agreed_by text,
	review_on text,
	used integer not null
);

create table standard (
	id integer primary key,
	rev integer not null,
	code text not null unique,
	name text not null,
	report text not null,
	target integer not null,
	position integer not null,
	active integer not null check (active in (0, 1))
);

create table programme (
	id integer primary key,
	rev integer not null,
	start text not null,
	ended text,
	note text
);

create table message (
	id integer primary key,
	rev integer not null,
	patient integer not null references patient(id),
	reach integer not null references reach(id),
	channel text not null check (channel in ('text', 'email', 'letter')),
	purpose text not null check (purpose in ('service', 'reminder', 'invitation', 'opinion')),
	template text not null,
	text text not null,
	due_at text not null,
	state text not null check (state in ('waiting', 'sent', 'failed', 'withdrawn', 'uncertain')),
	tries integer not null,
	error text,
	sent_at text,
	appointment integer references appointment(id),
	recall integer references recall(id),
	concern integer references concern(id)
);
create index message_waiting on message (due_at) where state = 'waiting';
create index message_patient on message (patient);
create index message_appointment on message (appointment) where appointment is not null;
