-- Patients seen in the 18 months before the last 18, who were seen again in these
-- name: Seen again
-- place: 11
-- target: at least 90
-- each: week
--
-- Without those who moved away or died.
with span as materialized (
	select day_before($2, '36m') as oldest, day_before($2, '18m') as middle
), had as materialized (
	select p.id, p.provider from patient p cross join span
	where p.state not in ('deceased', 'moved') and exists (select 1 from appointment a
		where a.patient = p.id and a.state = 'done' and a.day > span.oldest and a.day <= span.middle)
)
select cast($2 as text) as day, h.id as patient, cast(null as integer) as visit, h.provider,
	cast(null as integer) as start,
	case when exists (select 1 from appointment b where b.patient = h.id and b.state = 'done'
		and b.day > span.middle and b.day <= $2) then 1 else 0 end as kept,
	'last seen ' || (select max(c.day) from appointment c where c.patient = h.id and c.state = 'done'
		and c.day <= $2) as words
from had h cross join span
