-- Listings: views that are read like records. Names beside ids; types as their codes.

create view appointment_list as
select a.id, a.rev, a.uid, a.sequence, a.ref, a.patient, p.name as name, p.called as called,
	p.birth as birth, a.provider, v.name as provider_name, v.short as provider_short,
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
