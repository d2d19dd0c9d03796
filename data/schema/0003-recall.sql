-- Recall: who is due, who was asked, what they said.

-- hand_due, stopped and note hold while set_for equals previous (both null counts as equal).
-- Derived: previous = the latest done visit that satisfies the type; due = the day set by hand, else
-- previous + interval; next_visit = the latest day of a booked, arrived or seated visit that
-- satisfies it; urgent = due less 28 days a missed visit and 14 an unanswered attempt ('9999-12-31'
-- without a due day); act_on = the day of the next step (null: none is left, or stopped;
-- '0001-01-01' without a due day: always).
create table recall (
	id integer primary key,
	rev integer not null,
	patient integer not null references patient(id),
	recall_type integer not null references recall_type(id),
	interval text,
	hand_due text,
	paused_until text,
	stopped text check (stopped in ('moved', 'died', 'asked', 'insurance', 'cost', 'other_dentist',
		'unhappy')),
	note text,
	set_for text,
	previous text,
	due text,
	next_visit text,
	urgent text,
	act_on text,
	unique (patient, recall_type)
);
create index recall_urgent on recall (urgent, act_on) where act_on is not null;

-- A question, complaint or promise.
create table concern (
	id integer primary key,
	rev integer not null,
	kind text not null check (kind in ('question', 'complaint', 'promise')),
	patient integer references patient(id),
	caller text,
	text text not null,
	about text,
	wish text,
	owner text not null,
	opened text not null,
	due text not null,
	acknowledged text,
	answered text,
	answer text,
	told_how text,
	outcome text check (outcome in ('recovered', 'left', 'unresolved')),
	lesson text,
	follow_up text
);
create index concern_open on concern (due) where answered is null;
create index concern_patient on concern (patient) where patient is not null;

-- One attempt to reach somebody. until: a day, or a moment for call_at.
create table contact (
	id integer primary key,
	rev integer not null,
	patient integer not null references patient(id),
	reach integer references reach(id),
	at text not null,
	who text not null,
	direction text not null check (direction in ('in', 'out')),
	channel text not null check (channel in ('call', 'text', 'email', 'letter', 'desk')),
	purpose text not null check (purpose in ('service', 'reminder', 'invitation', 'opinion')),
	spoke_with text,
	outcome text check (outcome in ('told', 'talked', 'left_message', 'no_answer', 'will_call',
		'call_at', 'not_until', 'off', 'wrong_number', 'booked')),
	until text,
	appointment integer references appointment(id),
	recall integer references recall(id),
	concern integer references concern(id),
	note text
);
create index contact_patient on contact (patient, at);
create index contact_at on contact (at);
create index contact_until on contact (until) where until is not null;
create index contact_appointment on contact (appointment) where appointment is not null;
create index contact_recall on contact (recall) where recall is not null;
