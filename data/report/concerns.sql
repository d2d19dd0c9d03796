-- Questions, complaints and promises that were opened: answered, in time, overdue now; and how complaints ended
-- by: kind owner month
-- columns: group text, opened int, answered int, in_time int, overdue int, withdrawn int, recovered int, left int, unresolved int
--
-- Each counts on the day on which it was opened. In time: answered by the time that it was due.
select case $3 when 'kind' then c.kind when 'owner' then c.owner
		when 'month' then substr(stamp_day(c.opened), 1, 7) else '' end as grp,
	1 as opened,
	case when c.answered is not null then 1 else 0 end as answered,
	case when c.answered <= c.due then 1 else 0 end as in_time,
	case when c.answered is null and c.withdrawn is null and c.due < $4 then 1 else 0 end as overdue,
	case when c.withdrawn is not null then 1 else 0 end as withdrawn,
	case when c.outcome = 'recovered' then 1 else 0 end as recovered,
	case when c.outcome = 'left' then 1 else 0 end as "left",
	case when c.outcome = 'unresolved' then 1 else 0 end as unresolved,
	stamp_day(c.opened) as day, cast(null as integer) as start, c.patient,
	cast(null as integer) as provider, c.kind || ' (' || c.owner || '): ' ||
		coalesce('from ' || c.caller || ': ', '') || c.text as words
from concern c
where c.opened >= day_stamp($1, 0) and c.opened < day_stamp(day_after($2, '1d'), 0)
