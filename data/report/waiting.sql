-- Done visits seated within 10 minutes of the later of the booked (or told) time and the arrival; median and nine in ten waited at most so many minutes
-- by: provider weekday hour month type
-- columns: group text, visits int, within int, minutes int, median int, p90 int
--
-- $1 and $2 are the first and the last day, $3 what it is grouped by ('' nothing). Who is seated before
-- her time has waited 0 minutes. Ranks are the nearest: the median of four is the second.
with dated as (
	-- The months from March on, so that a leap day is the year's last.
	select a.provider, a.type, a.day, a.start, a.seated,
		case when a.arrived > coalesce(a.told_start, a.start) then a.arrived
			else coalesce(a.told_start, a.start) end as ready,
		cast(substr(a.day, 1, 4) as integer)
			- case when substr(a.day, 6, 2) < '03' then 1 else 0 end as y,
		(cast(substr(a.day, 6, 2) as integer) + 9) % 12 as m,
		cast(substr(a.day, 9, 2) as integer) as d
	from appointment a
	where a.state = 'done' and a.arrived is not null and a.seated is not null
		and a.day >= $1 and a.day <= $2
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
		case when seated > ready then seated - ready else 0 end as wait
	from placed
), ranked as (
	select place, grp, wait, row_number() over (partition by grp order by wait) as n,
		count(*) over (partition by grp) as visits
	from visit
)
select grp, visits, sum(case when wait <= 10 then 1 else 0 end), 10,
	max(case when n = (visits + 1) / 2 then wait end),
	max(case when n = (visits * 9 + 9) / 10 then wait end)
from ranked
group by place, grp, visits
order by place, grp
