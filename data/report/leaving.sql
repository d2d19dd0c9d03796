-- Done visits after which the patient is due again, and those that left with the next one booked
-- by: provider month type
-- columns: group text, visits int, leaving int
--
-- Visits of types that a recall follows; left with the next one booked is who had, by the end of that day,
-- a visit of a later day (of the two years after), whatever became of it.
select case $3 when 'provider' then coalesce((select p.name from provider p
			where p.id = a.provider), 'nobody')
		when 'type' then (select t.code from visit_type t where t.id = a.type)
		when 'month' then substr(a.day, 1, 7) else '' end as grp,
	1 as visits,
	case when exists (select 1 from appointment b where b.patient = a.patient
		and b.day > a.day and b.day <= day_after(a.day, '24m')
		and b.made_at < day_stamp(day_after(a.day, '1d'), 0)) then 1 else 0 end as leaving,
	a.day, a.start, a.patient, a.provider,
	(select t.name from visit_type t where t.id = a.type) as words
from appointment a
where a.state = 'done' and a.day >= $1 and a.day <= $2
	and exists (select 1 from visit_type_recall s where s.type = a.type)
