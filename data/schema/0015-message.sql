-- A message says more of itself: the subject of an e-mail; until when it is worth sending; whether
-- the visit goes with it as an invitation or a cancellation; the visit's sequence when it was queued
-- (another one now: it is overtaken); what it asks (keep: yes or no; choose: which of its openings);
-- the openings, a line each; when the answer came.
alter table message add column subject text;
alter table message add column until_at text;
alter table message add column method text check (method in ('request', 'cancel'));
alter table message add column sequence integer;
alter table message add column question text check (question in ('keep', 'choose'));
alter table message add column offers text;
alter table message add column answered text;
create index message_reach on message (reach);
create index message_open on message (state) where state in ('failed', 'uncertain');

create view message_list as
select m.id, m.rev, m.state, m.due_at, m.channel, m.purpose, m.template, m.patient, p.name, m.reach,
	r.value as reach_value, m.subject, m.text, m.method, m.question, m.tries, m.error, m.sent_at,
	m.answered, m.until_at, m.appointment, a.day as day, a.start as start, m.recall, m.concern
from message m
join patient p on p.id = m.patient
join reach r on r.id = m.reach
left join appointment a on a.id = m.appointment;
