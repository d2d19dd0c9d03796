-- Of the visits that we seated {bound} minutes late or more, those told beforehand of a later time
-- name: Told of a delay
-- place: 2
-- target: at least 90
-- bound: 15 minutes
--
-- Late is counted from the booked time; from the arrival where she came later herself and wasn't told.
select w.day, w.patient, w.visit, w.provider, w.start, w.told as kept,
	w.late || ' min late' || case w.told when 1 then ', told' else ', not told' end as words
from (
	select a.day, a.patient, a.id as visit, a.provider, a.start,
		case when a.told_start > a.start then 1 else 0 end as told,
		a.seated - case when a.told_start > a.start or a.arrived <= a.start then a.start
			else a.arrived end as late
	from appointment a
	where a.state = 'done' and a.arrived is not null and a.seated is not null
		and a.day >= $1 and a.day <= $2
) w
where w.late >= $3
