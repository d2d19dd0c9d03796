-- Recalls due in these days: how many were reached within 14 days of it, booked and seen within 90, left the visit before with the next one booked, were stopped and why
-- by: provider month type
-- table: due reached booked seen leaving stopped
-- columns: group text, due int, reached int, booked int, seen int, leaving int, stopped int, asked int, insurance int, cost int, other_dentist int, unhappy int, moved int
--
-- Each time a recall fell due is a case: those of now as they stand, with days and intervals of the patient's
-- own, and those before them by the interval of the type. Reached is whom somebody spoke to, left a message,
-- or sent a text or letter that invites, since the visit before, or who had a visit booked by then; seen is
-- who came within 90 days of it, or early. Who died or moved away isn't counted. A span that ended 90
-- days ago is whole. A limit that is never reached lets what stands before it be worked out once a case: its
-- moments, then by one look at her visits whether one was booked in time for reached (1) and for booked (2),
-- one was seen (4), one was booked as she left the visit before (8).
with span as materialized (
	select t.id, day_before(day_before($1, t.interval), '3d') as first,
		day_after(day_before($2, t.interval), '3d') as last, t.interval
	from recall_type t where t.id in (select s.recall_type from visit_type_recall s)
), turn as materialized (
	select r.patient, r.recall_type, r.previous, r.due,
		case when coalesce(r.set_for, '') = coalesce(r.previous, '') then r.stopped end as stopped
	from recall r where r.due >= $1 and r.due <= $2
	union
	select a.patient, t.id, a.day, day_after(a.day, t.interval), null
	from span t cross join appointment a cross join visit_type_recall s cross join recall r
	where a.day >= t.first and a.day <= t.last and a.state || '' = 'done' and s.recall_type = t.id
		and s.type = a.type and r.patient = a.patient and r.recall_type = t.id
		and r.interval is null and r.previous > a.day
), due as (
	select t.*, p.provider, coalesce(day_after(t.previous, '1d'), '1900-01-01') as since,
		day_after(t.due, '15d') as reached_by, day_after(t.due, '91d') as seen_by,
		day_after(t.due, '24m') as booked_until
	from turn t join patient p on p.id = t.patient
	where t.due >= $1 and t.due <= $2 and p.state not in ('deceased', 'moved', 'enquirer')
	limit 1000000000
), timed as (
	select d.*, day_stamp(d.since, 0) as since_at, day_stamp(d.reached_by, 0) as reached_at,
		day_stamp(d.seen_by, 0) as seen_at, day_after(d.previous, '24m') as leaving_until
	from due d
	limit 1000000000
), told as (
	select d.*, (select coalesce(max(case when s.type is not null and b.day <= d.booked_until
				and b.made_at < d.reached_at then 1 else 0 end)
			+ max(case when s.type is not null and b.day <= d.booked_until
				and b.made_at < d.seen_at then 2 else 0 end)
			+ max(case when s.type is not null and b.day < d.seen_by and b.state = 'done'
				then 4 else 0 end)
			+ max(case when b.day <= d.leaving_until and b.made_at < d.since_at then 8 else 0 end), 0)
		from appointment b left join visit_type_recall s on s.type = b.type
			and s.recall_type = d.recall_type
		where b.patient = d.patient and b.day >= d.since and b.day <= case when d.leaving_until >
			d.booked_until then d.leaving_until else d.booked_until end) as visits
	from timed d
	limit 1000000000
)
select case $3 when 'provider' then coalesce((select v.name from provider v where v.id = d.provider), 'nobody')
		when 'type' then (select t.code from recall_type t where t.id = d.recall_type)
		when 'month' then substr(d.due, 1, 7) else '' end as grp,
	1 as due,
	case when d.visits % 2 = 1 or exists (select 1 from contact k where k.patient = d.patient
			and k.purpose = 'invitation' and k.direction = 'out'
			and coalesce(k.outcome, 'sent') not in ('no_answer', 'wrong_number')
			and k.at >= d.since_at and k.at < d.reached_at) then 1 else 0 end as reached,
	d.visits / 2 % 2 as booked, d.visits / 4 % 2 as seen, d.visits / 8 as leaving,
	case when d.stopped is not null then 1 else 0 end as stopped,
	case when d.stopped = 'asked' then 1 else 0 end as asked,
	case when d.stopped = 'insurance' then 1 else 0 end as insurance,
	case when d.stopped = 'cost' then 1 else 0 end as cost,
	case when d.stopped = 'other_dentist' then 1 else 0 end as other_dentist,
	case when d.stopped = 'unhappy' then 1 else 0 end as unhappy,
	case when d.stopped = 'moved' then 1 else 0 end as moved,
	d.due as day, cast(null as integer) as start, d.patient, d.provider,
	(select t.name from recall_type t where t.id = d.recall_type) ||
		case when d.stopped is not null then ', stopped: ' || d.stopped else '' end as words
from told d
