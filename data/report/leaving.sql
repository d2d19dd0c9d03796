-- Done visits after which the patient is due again, and those that left with the next one booked
-- by: provider month type
-- columns: group text, visits int, leaving int
--
-- $1 and $2 are the first and the last day, $3 what it is grouped by ('' nothing). Visits of types that a
-- recall follows; left with the next one booked is who had, by the end of that day, a visit of a later day,
-- whatever became of it.
with visit as (
	select case $3 when 'provider' then coalesce((select v.name from provider v
				where v.id = a.provider), 'nobody')
			when 'type' then (select t.code from visit_type t where t.id = a.type)
			when 'month' then substr(a.day, 1, 7) else '' end as grp,
		case when exists (select 1 from appointment b where b.patient = a.patient
			and b.day > a.day and substr(b.made_at, 1, 10) <= a.day) then 1 else 0 end as leaving
	from appointment a
	where a.state = 'done' and a.day >= $1 and a.day <= $2
		and exists (select 1 from visit_type_recall s where s.type = a.type)
)
select grp, count(*), sum(leaving)
from visit
group by grp
order by grp
