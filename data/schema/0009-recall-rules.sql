-- Rules of recall: a type that rides along with another (bitewings with the cleaning by which they
-- fall due) is no call of its own; a plan's frequency ("2/y": twice a calendar year, or an interval)
-- gives the day before which the next visit isn't paid for. Derived: not_before.
alter table recall_type add column rides_with integer references recall_type(id);
alter table recall add column plan text;
alter table recall add column not_before text;

-- hand_due, stopped and note only while they hold.
drop view recall_list;
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
		then r.note end as note,
	r.plan, r.not_before
from recall r
join patient p on p.id = r.patient
join recall_type t on t.id = r.recall_type;

create view cadence_list as
select c.id, c.rev, t.code as recall_type, c.days, c.channel, c.recall_type as type_id
from cadence c
join recall_type t on t.id = c.recall_type;
