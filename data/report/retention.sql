-- Patients seen in the 18 months before the last 18 (patients), how many of them were seen again in these (seen), and what 5 points more or fewer of such patients are in visits a year here (five_points)
-- by: provider month
-- columns: group text, patients int, seen int, active int, visits_year int, five_points int
-- makes: five_points case when sum(c.active) > 0 then (5 * sum(c.patients) * cast(sum(c.visits_year) as bigint) + 50 * sum(c.active)) / (100 * sum(c.active)) else 0 end
-- of: day
--
-- Without those who moved away or died. active: seen in the 18 months up to the day; visits_year: their done
-- visits of the 12 months up to it. five_points = 5 % of patients x visits_year / active.
with span as materialized (
	select day_before($2, '36m') as oldest, day_before($2, '18m') as middle, day_before($2, '12m') as year
), seen as materialized (
	select p.id, p.provider, case when exists (select 1 from appointment a where a.patient = p.id
			and a.state = 'done' and a.day > span.oldest and a.day <= span.middle)
			then 1 else 0 end as before,
		case when exists (select 1 from appointment a where a.patient = p.id
			and a.state = 'done' and a.day > span.middle and a.day <= $2)
			then 1 else 0 end as since,
		(select count(*) from appointment a where a.patient = p.id and a.state = 'done'
			and a.day > span.year and a.day <= $2) as visits
	from patient p cross join span
	where p.state not in ('deceased', 'moved')
)
select case $3 when 'provider' then coalesce((select v.name from provider v where v.id = c.provider), 'nobody')
		else '' end as grp,
	c.before as patients, c.before * c.since as seen, c.since as active, c.visits as visits_year,
	(select max(a.day) from appointment a where a.patient = c.id and a.state = 'done' and a.day <= $2) as day,
	cast(null as integer) as start, c.id as patient, c.provider, 'seen last' as words
from seen c
where c.before = 1 or c.since = 1
