-- Visits confirmed by the evening before
-- name: Confirmed
-- place: 9
-- target: at least 90
--
-- Of visits that were booked before their day and not cancelled. When one was confirmed is read from the
-- log; what came in confirmed, from another program, counts.
select a.day, a.patient, a.id as visit, a.provider, a.start,
	case when a.confirmed = 'yes' and not exists (select 1 from change c
			where c.tbl = 'appointment' and c.row = a.id and c.before is not null
				and c.after like '%"confirmed":"yes"%' and c.at >= day_stamp(a.day, 0))
		then 1 else 0 end as kept,
	case a.confirmed when 'yes' then 'on the day' when 'no' then 'said no' when 'asked' then 'no answer'
		else 'not asked' end as words
from appointment a
where a.state in ('done', 'missed', 'left', 'arrived', 'seated', 'booked') and a.day >= $1 and a.day <= $2
	and a.day <= stamp_day($4) and a.made_at < day_stamp(a.day, 0)
