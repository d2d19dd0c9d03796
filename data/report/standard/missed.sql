-- Visits that were missed, or cancelled by the patient after the same time of the open day before
-- name: Missed, short notice
-- place: 10
-- target: at most 5
--
-- Of all that were done, missed, left unseen, or cancelled so late. When one was cancelled is read from the
-- log; the open day before is the last before it on which a visit was done.
select a.day, a.patient, a.id as visit, a.provider, a.start,
	case when a.state in ('done', 'left') then 1 else 0 end as kept,
	case a.state when 'missed' then 'missed' else 'cancelled late' end
		|| coalesce(': ' || a.reason, '') as words
from appointment a
where a.day >= $1 and a.day <= $2 and (a.state in ('done', 'missed', 'left')
	or a.state = 'cancelled' and a.by = 'patient' and a.start is not null and exists (select 1 from change c
		where c.tbl = 'appointment' and c.row = a.id and c.before is not null
			and c.after like '%"state":"cancelled"%'
			and c.at > day_stamp((select max(b.day) from appointment b
				where b.day < a.day and b.state = 'done'), a.start)))
