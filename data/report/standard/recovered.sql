-- Complaints that were closed and are recovered
-- name: Complaints recovered
-- place: 4
-- target: at least 80
--
-- Each counts on the day of its answer.
select stamp_day(n.answered) as day, n.patient, cast(null as integer) as visit,
	cast(null as integer) as provider, cast(null as integer) as start,
	case when n.outcome = 'recovered' then 1 else 0 end as kept,
	coalesce(n.outcome, '') || ': ' || n.text as words
from concern n
where n.kind = 'complaint' and n.answered >= day_stamp($1, 0)
	and n.answered < day_stamp(day_after($2, '1d'), 0)
