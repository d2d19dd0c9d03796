-- Recalls reached within {bound} days of the day on which they fell due, or booked by then
-- name: Recalls reached
-- place: 6
-- target: at least 90
-- with: turn
-- bound: 14 days
--
-- Due is the visit before it and the interval of its type; patients with an interval of their own, who moved
-- away or died aren't counted. Reached is who was spoken to, left a message, or sent a text or letter that
-- invites, or had the next visit booked. Each counts on the day on which the days are over.
select t.counted as day, t.patient, t.visit, t.provider, cast(null as integer) as start,
	case when exists (select 1 from contact k where k.patient = t.patient and k.purpose = 'invitation'
			and k.direction = 'out' and coalesce(k.outcome, 'sent') not in ('no_answer', 'wrong_number')
			and k.at >= day_stamp(t.day, 0) and k.at < day_stamp(day_after(t.counted, '1d'), 0))
		or exists (select 1 from appointment b join visit_type_recall s on s.type = b.type
			where b.patient = t.patient and s.recall_type = t.recall_type and b.day > t.day
				and b.day <= day_after(t.counted, '24m')
				and b.made_at < day_stamp(day_after(t.counted, '1d'), 0))
		then 1 else 0 end as kept,
	t.name || ' due ' || t.due as words
from turn t
