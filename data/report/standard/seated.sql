-- Done visits seated within {bound} minutes of the later of the booked (or told) time and the arrival
-- name: Seated in time
-- place: 1
-- target: at least 90
-- bound: 10 minutes
select w.day, w.patient, w.visit, w.provider, w.start, case when w.wait <= $3 then 1 else 0 end as kept,
	'waited ' || w.wait || ' min' as words
from (
	select a.day, a.patient, a.id as visit, a.provider, a.start,
		case when a.seated <= coalesce(a.told_start, a.start) then 0
			when a.arrived > coalesce(a.told_start, a.start)
				then case when a.seated > a.arrived then a.seated - a.arrived else 0 end
			else a.seated - coalesce(a.told_start, a.start) end as wait
	from appointment a
	where a.state = 'done' and a.arrived is not null and a.seated is not null
		and a.day >= $1 and a.day <= $2
) w
