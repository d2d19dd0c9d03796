-- Visits that were to take place: done, missed, left unseen; and beside them those cancelled, by whom
-- by: provider weekday hour month type
-- columns: group text, visits int, done int, missed int, left_unseen int, cancelled int, by_patient int, by_practice int
--
-- $1 and $2 are the first and the last day, $3 what it is grouped by ('' nothing). visits counts what was
-- done, missed or left. A visit counts on the day for which it was booked.
with dated as (
	-- The months from March on, so that a leap day is the year's last.
	select a.provider, a.type, a.day, a.start, a.state, a.by,
		cast(substr(a.day, 1, 4) as integer)
			- case when substr(a.day, 6, 2) < '03' then 1 else 0 end as y,
		(cast(substr(a.day, 6, 2) as integer) + 9) % 12 as m,
		cast(substr(a.day, 9, 2) as integer) as d
	from appointment a
	where a.state in ('done', 'missed', 'left', 'cancelled') and a.day >= $1 and a.day <= $2
), placed as (
	select t.*, (365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + d + 1) % 7 as weekday
	from dated t
), visit as (
	select case $3 when 'weekday' then weekday else 0 end as place,
		case $3 when 'provider' then coalesce((select p.name from provider p
				where p.id = placed.provider), 'nobody')
			when 'type' then (select t.code from visit_type t where t.id = placed.type)
			when 'month' then substr(day, 1, 7)
			when 'hour' then case when start < 600 then '0' else '' end || (start / 60)
			when 'weekday' then substr('montuewedthufrisatsun', weekday * 3 + 1, 3)
			else '' end as grp,
		state, by
	from placed
)
select grp, sum(case when state = 'cancelled' then 0 else 1 end),
	sum(case when state = 'done' then 1 else 0 end),
	sum(case when state = 'missed' then 1 else 0 end),
	sum(case when state = 'left' then 1 else 0 end),
	sum(case when state = 'cancelled' then 1 else 0 end),
	sum(case when state = 'cancelled' and by = 'patient' then 1 else 0 end),
	sum(case when state = 'cancelled' and by = 'practice' then 1 else 0 end)
from visit
group by place, grp
order by place, grp
