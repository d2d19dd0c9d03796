-- Listings: views that are read like records. Names beside ids; types as their codes.

create view appointment_list as
select a.id, a.rev, a.uid, a.sequence, a.ref, a.patient, p.name as name, p.called as called,
	p.birth as birth, a.provider, v.name as provider_name,
	coalesce(v.short, v.name) as provider_short,
	a.checker, a.chair, c.name as chair_name, a.chair_kind, a.day, a.start, a.minutes, a.held,
	a.pattern, t.code as type, t.name as type_name, t.public_name as public_name, a.state, a.confirmed,
	a.arrived, a.seated, a.done, a.told_start, a.reason, a.by, a.call_on, a.replaces, a.note,
	a.made_at, a.made_by
from appointment a
join patient p on p.id = a.patient
join visit_type t on t.id = a.type
left join provider v on v.id = a.provider
left join chair c on c.id = a.chair;

create view patient_list as
select p.id, p.rev, p.ref, p.name, p.called, p.birth, p.sex, p.language, p.channel, p.area, p.state,
	p.since, p.household, h.name as household_name, p.called_first, p.provider,
	v.name as provider_name, p.condition,
	(select r.value from patient_reach pr join reach r on r.id = pr.reach
		where pr.patient = p.id and r.kind = 'phone' and r.failed is null
		order by pr.position, pr.id limit 1) as phone,
	(select r.value from patient_reach pr join reach r on r.id = pr.reach
		where pr.patient = p.id and r.kind = 'email' and r.failed is null
		order by pr.position, pr.id limit 1) as email,
	p.note
from patient p
left join household h on h.id = p.household
left join provider v on v.id = p.provider;

-- hand_due, stopped and note only while they hold.
create view recall_list as
select r.id, r.rev, r.patient, p.ref, p.household, p.name, p.state as patient_state,
	t.code as recall_type, t.name as recall_type_name, r.previous, r.due, r.interval,
	case when r.set_for = r.previous or (r.set_for is null and r.previous is null)
		then r.hand_due end as hand_due,
	r.paused_until,
	case when r.set_for = r.previous or (r.set_for is null and r.previous is null)
		then r.stopped end as stopped,
	(select s.value from patient_reach pr join reach s on s.id = pr.reach
		where pr.patient = r.patient and s.kind = 'phone' and s.failed is null
		order by pr.position, pr.id limit 1) as phone,
	r.next_visit, r.urgent, r.act_on,
	case when r.set_for = r.previous or (r.set_for is null and r.previous is null)
		then r.note end as note
from recall r
join patient p on p.id = r.patient
join recall_type t on t.id = r.recall_type;

create view contact_list as
select k.id, k.rev, k.at, k.patient, p.name, k.who, k.direction, k.channel, k.purpose, k.spoke_with,
	k.outcome, k.until, k.appointment, k.recall, k.concern, s.value as reach_value, k.note
from contact k
join patient p on p.id = k.patient
left join reach s on s.id = k.reach;

create view concern_list as
select n.id, n.rev, n.kind, n.patient, p.name, n.caller, n.text, n.about, n.wish, n.owner, n.opened,
	n.due, n.acknowledged, n.answered, n.answer, n.told_how, n.outcome, n.lesson, n.follow_up
from concern n
left join patient p on p.id = n.patient;

create view hours_list as
select h.id, h.rev, h.provider, v.name as provider_name, h.chair, c.name as chair_name,
	case h.weekday when 0 then 'mon' when 1 then 'tue' when 2 then 'wed' when 3 then 'thu'
		when 4 then 'fri' when 5 then 'sat' else 'sun' end as weekday,
	h.start, h.until_min, h.since, h.until_day, h.every_weeks, h.weekday as weekday_number
from hours h
left join provider v on v.id = h.provider
left join chair c on c.id = h.chair;

create view closure_list as
select s.id, s.rev, s.provider, v.name as provider_name, s.chair, c.name as chair_name, s.first,
	s.last, s.start, s.until_min, s.note, s.ref
from closure s
left join provider v on v.id = s.provider
left join chair c on c.id = s.chair;

create view block_list as
select b.id, b.rev, b.chair, c.name as chair_name, b.provider, v.name as provider_name,
	case b.weekday when 0 then 'mon' when 1 then 'tue' when 2 then 'wed' when 3 then 'thu'
		when 4 then 'fri' when 5 then 'sat' when 6 then 'sun' end as weekday,
	b.day, b.since, b.until_day, b.start, b.minutes, b.kind, t.code as type, b.opens_before, b.note
from block b
left join chair c on c.id = b.chair
left join provider v on v.id = b.provider
left join visit_type t on t.id = b.type;

create view wait_list as
select w.id, w.rev, w.patient, p.name, (select r.value from patient_reach pr
		join reach r on r.id = pr.reach
		where pr.patient = w.patient and r.kind = 'phone' and r.failed is null
		order by pr.position, pr.id limit 1) as phone,
	w.appointment, t.code as type, w.first, w.last, w.notice_min, w.since, w.ended, w.note
from wait w
join patient p on p.id = w.patient
join visit_type t on t.id = w.type;
