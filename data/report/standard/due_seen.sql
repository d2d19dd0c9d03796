-- Recalls seen within {bound} days of the day on which they fell due
-- name: Recalls seen
-- place: 8
-- target: at least 85
-- with: turn
-- bound: 90 days
--
-- Due is the visit before it and the interval of its type; patients with an interval of their own, who moved
-- away or died aren't counted. Who comes early is seen. Each counts on the day on which the days are over.
select t.counted as day, t.patient, t.visit, t.provider, cast(null as integer) as start,
	case when exists (select 1 from appointment b join visit_type_recall s on s.type = b.type
		where b.patient = t.patient and b.day > t.day and b.day <= t.counted and b.state = 'done'
			and s.recall_type = t.recall_type) then 1 else 0 end as kept,
	t.name || ' due ' || t.due as words
from turn t
