-- Questions, complaints and promises that were opened: answered, in time, overdue now; and how complaints ended
-- by: kind owner month
-- columns: group text, opened int, answered int, in_time int, overdue int, withdrawn int, recovered int, left int, unresolved int
--
-- Each counts on the day on which it was opened. In time: answered by the time that it was due.
select n.grp, count(*), sum(case when n.answered is not null then 1 else 0 end),
	sum(case when n.answered <= n.due then 1 else 0 end),
	sum(case when n.answered is null and n.withdrawn is null and n.due < $4 then 1 else 0 end),
	sum(case when n.withdrawn is not null then 1 else 0 end),
	sum(case when n.outcome = 'recovered' then 1 else 0 end),
	sum(case when n.outcome = 'left' then 1 else 0 end),
	sum(case when n.outcome = 'unresolved' then 1 else 0 end)
from (
	select case $3 when 'kind' then c.kind when 'owner' then c.owner
			when 'month' then substr(stamp_day(c.opened), 1, 7) else '' end as grp, c.*
	from concern c
	where c.opened >= day_stamp($1, 0) and c.opened < day_stamp(day_after($2, '1d'), 0)
) n
group by n.grp
