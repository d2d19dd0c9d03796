-- Visits that were to take place: done, missed, left unseen; and beside them those cancelled, by whom
-- by: provider weekday hour month type
-- columns: group text, visits int, done int, missed int, left_unseen int, cancelled int, by_patient int, by_practice int
--
-- visits counts what was done, missed or left. A visit counts on the day for which it was booked.
select case $3 when 'provider' then coalesce((select p.name from provider p
			where p.id = a.provider), 'nobody')
		when 'type' then (select t.code from visit_type t where t.id = a.type)
		when 'month' then substr(a.day, 1, 7)
		when 'hour' then case when a.start < 600 then '0' else '' end || (a.start / 60)
		when 'weekday' then day_weekday(a.day)
		else '' end as grp,
	case when a.state = 'cancelled' then 0 else 1 end as visits,
	case when a.state = 'done' then 1 else 0 end as done,
	case when a.state = 'missed' then 1 else 0 end as missed,
	case when a.state = 'left' then 1 else 0 end as left_unseen,
	case when a.state = 'cancelled' then 1 else 0 end as cancelled,
	case when a.state = 'cancelled' and a.by = 'patient' then 1 else 0 end as by_patient,
	case when a.state = 'cancelled' and a.by = 'practice' then 1 else 0 end as by_practice,
	a.day, a.start, a.patient, a.provider,
	(select t.name from visit_type t where t.id = a.type) || ', ' ||
		case when a.state = 'left' then 'left unseen' else a.state end ||
		case when a.state = 'cancelled' then coalesce(' by the ' || a.by, '') else '' end as words
from appointment a
where a.state in ('done', 'missed', 'left', 'cancelled') and a.day >= $1 and a.day <= $2
