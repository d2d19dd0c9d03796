-- Recalls due in these days: how many were reached by 14 days after, have a visit booked, were stopped and why; of whom is active now
-- by: provider month type
-- columns: group text, due int, reached int, booked int, stopped int, moved int, asked int, insurance int, cost int, other_dentist int, unhappy int
--
-- A recall is reached by a contact that invited since the visit before it, where somebody was spoken to, a
-- message left, or a text or letter went out; or by having a visit booked. Recalls that were done in time are
-- due anew, later: they aren't among these. How many of all came in time is the standard `due_seen`.
select d.grp, count(*), sum(d.reached), sum(d.booked),
	sum(case when d.stopped is not null then 1 else 0 end),
	sum(case when d.stopped = 'moved' then 1 else 0 end),
	sum(case when d.stopped = 'asked' then 1 else 0 end),
	sum(case when d.stopped = 'insurance' then 1 else 0 end),
	sum(case when d.stopped = 'cost' then 1 else 0 end),
	sum(case when d.stopped = 'other_dentist' then 1 else 0 end),
	sum(case when d.stopped = 'unhappy' then 1 else 0 end)
from (
	select case $3 when 'provider' then coalesce((select v.name from provider v
				where v.id = p.provider), 'nobody')
			when 'type' then (select t.code from recall_type t where t.id = r.recall_type)
			when 'month' then substr(r.due, 1, 7) else '' end as grp,
		case when r.next_visit is not null or exists (select 1 from contact k
			where k.patient = r.patient and k.purpose = 'invitation' and k.direction = 'out'
			and coalesce(k.outcome, 'sent') not in ('no_answer', 'wrong_number')
			and k.at >= coalesce(day_stamp(day_after(r.previous, '1d'), 0), '')
			and k.at < day_stamp(day_after(r.due, '15d'), 0)) then 1 else 0 end as reached,
		case when r.next_visit is not null then 1 else 0 end as booked,
		case when coalesce(r.set_for, '') = coalesce(r.previous, '') then r.stopped end as stopped
	from recall r join patient p on p.id = r.patient
	where p.state = 'active' and r.due >= $1 and r.due <= $2
) d
group by d.grp
