-- Done visits, and those seated within so many minutes of the later of the booked (or told) time and the arrival; median and nine in ten waited at most so many minutes
-- by: provider weekday hour month type
-- columns: group text, visits int, within int, minutes int, median int, p90 int
-- gives: waits
--
-- Who is seated before her time has waited 0 minutes. The minutes are the bound of the standard `seated`.
select w.*, (select t.name from visit_type t where t.id = w.type) || ', waited ' || w.wait || ' min' as words
from (
	select case $3 when 'provider' then coalesce((select p.name from provider p
				where p.id = a.provider), 'nobody')
			when 'type' then (select t.code from visit_type t where t.id = a.type)
			when 'month' then substr(a.day, 1, 7)
			when 'hour' then case when a.start < 600 then '0' else '' end || (a.start / 60)
			when 'weekday' then day_weekday(a.day)
			else '' end as grp,
		case when a.seated <= coalesce(a.told_start, a.start) then 0
			when a.arrived > coalesce(a.told_start, a.start)
				then case when a.seated > a.arrived then a.seated - a.arrived else 0 end
			else a.seated - coalesce(a.told_start, a.start) end as wait,
		a.day, a.start, a.patient, a.provider, a.type
	from appointment a
	where a.state = 'done' and a.arrived is not null and a.seated is not null
		and a.day >= $1 and a.day <= $2
) w
