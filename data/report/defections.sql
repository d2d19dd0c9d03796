-- Patients who left: who told us so, by reason, and who wasn't seen for 18 months and has nothing booked (lapsed)
-- by: reason month provider
-- columns: group text, patients int, insurance int, cost int, other_dentist int, unhappy int, left_us int, lapsed int
--
-- Who told us counts once, on the day on which it was noted; who lapsed on the day on which the 18 months
-- were over. Without those who moved away, died or only asked not to be called.
with told as materialized (
	select r.patient, max(r.stopped) as reason, min((select min(stamp_day(c.at))
		from change c where c.tbl = 'recall' and c.row = r.id
			and c.after like '%"stopped":"' || r.stopped || '"%')) as day
	from recall r
	where r.stopped in ('insurance', 'cost', 'other_dentist', 'unhappy')
		and coalesce(r.set_for, '') = coalesce(r.previous, '')
	group by r.patient
), gone as materialized (
	select p.id as patient, 'left_us' as reason, (select max(stamp_day(c.at)) from change c
		where c.tbl = 'patient' and c.row = p.id and c.after like '%"state":"left"%') as day
	from patient p
	where p.state = 'left' and p.id not in (select t.patient from told t)
), lapsed as materialized (
	select a.patient, 'lapsed' as reason, day_after(a.day, '18m') as day
	from appointment a
	where a.state = 'done' and a.day >= day_before(day_before($1, '18m'), '3d')
		and a.day <= day_before($2, '18m')
		and not exists (select 1 from appointment b where b.patient = a.patient
			and b.day > a.day and b.state in ('done', 'booked', 'arrived', 'seated'))
		and not exists (select 1 from appointment b where b.patient = a.patient
			and b.day = a.day and b.state = 'done' and b.id > a.id)
), event as materialized (
	select t.patient, t.reason, t.day from told t
	union all select g.patient, g.reason, g.day from gone g
	union all select l.patient, l.reason, l.day from lapsed l
	where exists (select 1 from patient p where p.id = l.patient and p.state in ('active', 'inactive'))
		and not exists (select 1 from recall r where r.patient = l.patient and r.stopped is not null
			and coalesce(r.set_for, '') = coalesce(r.previous, ''))
)
select case $3 when 'reason' then e.reason when 'month' then substr(e.day, 1, 7)
		when 'provider' then coalesce((select v.name from patient p
			join provider v on v.id = p.provider where p.id = e.patient), 'nobody')
		else '' end as grp,
	1 as patients,
	case when e.reason = 'insurance' then 1 else 0 end as insurance,
	case when e.reason = 'cost' then 1 else 0 end as cost,
	case when e.reason = 'other_dentist' then 1 else 0 end as other_dentist,
	case when e.reason = 'unhappy' then 1 else 0 end as unhappy,
	case when e.reason = 'left_us' then 1 else 0 end as left_us,
	case when e.reason = 'lapsed' then 1 else 0 end as lapsed,
	e.day, cast(null as integer) as start, e.patient,
	(select p.provider from patient p where p.id = e.patient) as provider, e.reason as words
from event e
where e.day >= $1 and e.day <= $2 and e.day <= stamp_day($4)
