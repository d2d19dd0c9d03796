-- The front desk's day: what is to be moved, who waits for the dentist's check, what was agreed on
-- leaving, and what each desk holds in its hands just now.

-- to_move: why a visit can't stay where it is; it keeps its time until the patient has been told.
-- check_asked, checked: since when the patient in the chair waits for the dentist, and when she came.
-- no_next: why she left without her next visit. notice: whether her own cancelling came early enough.
-- target: of a planned visit, the Monday of the week that it is wanted in.
alter table appointment add column to_move text;
alter table appointment add column check_asked integer;
alter table appointment add column checked integer;
alter table appointment add column no_next text;
alter table appointment add column notice text check (notice in ('early', 'short'));
alter table appointment add column target text;
create index appointment_to_move on appointment (day) where to_move is not null;

-- Kinds of need that each visit of a type brings, with blanks between.
alter table visit_type add column needs text;

-- A child of two homes: household is the one that is called first.
alter table patient add column second_home integer references household(id);
create index patient_second_home on patient (second_home) where second_home is not null;

-- Weekly commitments that don't hold in the school's holidays, and these.
alter table commitment add column not_holidays integer not null default 0
	check (not_holidays in (0, 1));
create table holiday (
	id integer primary key,
	rev integer not null,
	name text not null,
	first text not null,
	last text not null,
	check (last >= first)
);
create index holiday_last on holiday (last);

-- What desks have in their hands: an opening that is being offered, a card that is being looked at; and
-- when a copy was last made (until_at).
-- Not a part of the book: nothing of it is logged, and what is past until_at is nothing.
create table mark (
	desk text not null,
	who text not null,
	kind text not null check (kind in ('offered', 'looking', 'backup')),
	patient integer,
	chair integer,
	day text,
	start integer,
	minutes integer,
	until_at text not null
);
create index mark_desk on mark (desk, kind);

drop view appointment_list;
create view appointment_list as
select a.id, a.rev, a.uid, a.sequence, a.ref, a.patient, p.name as name, p.called as called,
	p.birth as birth, a.provider, v.name as provider_name,
	coalesce(v.short, v.name) as provider_short,
	a.checker, a.chair, c.name as chair_name, a.chair_kind, a.day, a.start, a.minutes, a.held,
	a.pattern, t.code as type, t.name as type_name, t.public_name as public_name, a.state, a.confirmed,
	a.arrived, a.seated, a.check_asked, a.checked, a.done, a.told_start, a.to_move, a.reason, a.by,
	a.notice, a.no_next, a.call_on, a.target, a.series, a.replaces, a.note, a.made_at, a.made_by
from appointment a
join patient p on p.id = a.patient
join visit_type t on t.id = a.type
left join provider v on v.id = a.provider
left join chair c on c.id = a.chair;

-- Visits that can't stay where they are, with whom to reach.
create view to_move_list as
select a.id, a.rev, a.patient, p.name,
	(select r.value from patient_reach pr join reach r on r.id = pr.reach
		where pr.patient = p.id and r.kind = 'phone' and r.failed is null
		order by pr.position, pr.id limit 1) as phone,
	p.area, a.day, a.start, a.minutes, t.code as type, a.provider, v.name as provider_name,
	c.name as chair_name, a.state, a.to_move
from appointment a
join patient p on p.id = a.patient
join visit_type t on t.id = a.type
left join provider v on v.id = a.provider
left join chair c on c.id = a.chair
where a.to_move is not null;

-- What must be there before visits to come.
create view need_list as
select n.id, n.rev, n.appointment, a.patient, p.name,
	(select r.value from patient_reach pr join reach r on r.id = pr.reach
		where pr.patient = p.id and r.kind = 'phone' and r.failed is null
		order by pr.position, pr.id limit 1) as phone,
	a.day, a.start, t.code as type, n.kind, n.whom, n.wanted_by, n.got
from need n
join appointment a on a.id = n.appointment
join patient p on p.id = a.patient
join visit_type t on t.id = a.type
where a.state in ('planned', 'booked', 'arrived', 'seated');

-- The latest word on each number and purpose of a patient: it is what holds.
create view consent_list as
select pr.patient, pr.reach, r.value, c.purpose, c.allowed, c.at, c.how
from patient_reach pr
join reach r on r.id = pr.reach
join consent c on c.reach = pr.reach and (c.patient is null or c.patient = pr.patient)
where not exists (select 1 from consent d where d.reach = c.reach and d.purpose = c.purpose
	and (d.patient is null or d.patient = pr.patient)
	and (d.at > c.at or (d.at = c.at and d.id > c.id)));
