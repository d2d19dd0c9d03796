-- Questions answered by the time that they were due
-- name: Questions answered
-- place: 3
-- target: at least 95
--
-- Each counts on the day on which it is due; withdrawn ones don't.
select stamp_day(n.due) as day, n.patient, cast(null as integer) as visit, cast(null as integer) as provider,
	cast(null as integer) as start, case when n.answered <= n.due then 1 else 0 end as kept,
	case when n.answered is null then 'open: ' when n.answered > n.due then 'late: ' else '' end || n.text
		as words
from concern n
where n.kind = 'question' and n.withdrawn is null and n.due >= day_stamp($1, 0)
	and n.due < day_stamp(day_after($2, '1d'), 0) and (n.answered is not null or n.due < $4)
