-- Recalls due in these days: how many were reached by 14 days after, have a visit booked, were stopped and why; of whom is active now
-- by: provider month type
-- columns: group text, due int, reached int, booked int, stopped int, moved int, asked int, insurance int, cost int, other_dentist int, unhappy int
--
-- $1 and $2 are the first and the last due day, $3 what it is grouped by ('' nothing). A recall is reached
-- by a contact that invited since the visit before it, where somebody was spoken to, a message left, or a
-- text or letter went out; or by having a visit booked. Recalls that were done in time are due anew, later:
-- they aren't among these.
with dated as (
	-- The months from March on, so that a leap day is the year's last.
	select r.id, r.patient, r.recall_type, r.due, r.previous, r.next_visit, p.provider,
		case when r.stopped is not null and coalesce(r.set_for, '') = coalesce(r.previous, '')
			then r.stopped end as stopped,
		cast(substr(r.due, 1, 4) as integer)
			- case when substr(r.due, 6, 2) < '03' then 1 else 0 end as y,
		(cast(substr(r.due, 6, 2) as integer) + 9) % 12 as m,
		cast(substr(r.due, 9, 2) as integer) as d
	from recall r join patient p on p.id = r.patient
	where p.state = 'active' and r.due >= $1 and r.due <= $2
), invited as (
	select k.patient, substr(k.at, 1, 10) as day,
		cast(substr(k.at, 1, 4) as integer)
			- case when substr(k.at, 6, 2) < '03' then 1 else 0 end as y,
		(cast(substr(k.at, 6, 2) as integer) + 9) % 12 as m,
		cast(substr(k.at, 9, 2) as integer) as d
	from contact k
	where k.purpose = 'invitation' and k.direction = 'out'
		and coalesce(k.outcome, 'sent') not in ('no_answer', 'wrong_number')
), counted as (
	select case $3 when 'provider' then coalesce((select v.name from provider v
				where v.id = dated.provider), 'nobody')
			when 'type' then (select t.code from recall_type t where t.id = dated.recall_type)
			when 'month' then substr(due, 1, 7) else '' end as grp,
		case when next_visit is not null or exists (select 1 from invited k
			where k.patient = dated.patient and k.day > coalesce(dated.previous, '')
			and 365 * k.y + k.y / 4 - k.y / 100 + k.y / 400 + (153 * k.m + 2) / 5 + k.d
				<= 365 * dated.y + dated.y / 4 - dated.y / 100 + dated.y / 400
				+ (153 * dated.m + 2) / 5 + dated.d + 14) then 1 else 0 end as reached,
		case when next_visit is not null then 1 else 0 end as booked, stopped
	from dated
)
select grp, count(*), sum(reached), sum(booked),
	sum(case when stopped is not null then 1 else 0 end),
	sum(case when stopped = 'moved' then 1 else 0 end),
	sum(case when stopped = 'asked' then 1 else 0 end),
	sum(case when stopped = 'insurance' then 1 else 0 end),
	sum(case when stopped = 'cost' then 1 else 0 end),
	sum(case when stopped = 'other_dentist' then 1 else 0 end),
	sum(case when stopped = 'unhappy' then 1 else 0 end)
from counted
group by grp
order by grp
