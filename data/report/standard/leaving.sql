-- Cleaning and gum visits after which she left with the next visit booked
-- name: Leave with the next
-- place: 7
-- target: at least 90
--
-- Booked by the end of that day, for a later day, whatever became of it.
select a.day, a.patient, a.id as visit, a.provider, a.start,
	case when exists (select 1 from appointment b where b.patient = a.patient and b.day > a.day
			and b.day <= day_after(a.day, '24m')
			and b.made_at < day_stamp(day_after(a.day, '1d'), 0)) then 1 else 0 end as kept,
	'nothing booked' as words
from appointment a
where a.state = 'done' and a.day >= $1 and a.day <= $2
	and a.type in (select s.type from visit_type_recall s join recall_type t on t.id = s.recall_type
		where t.code in ('cleaning', 'perio'))
