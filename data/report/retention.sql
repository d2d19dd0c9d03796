-- Patients seen in the 18 months before the last 18 (patients), how many of them were seen again in these (seen), and what 5 points more or fewer of such patients are in visits a year here (five_points)
-- by: provider month
-- columns: group text, patients int, seen int, active int, visits_year int, five_points int
-- of: day
--
-- Without those who moved away or died. active: seen in the 18 months up to the day; visits_year: their done
-- visits of the 12 months up to it. five_points = 5 % of patients x visits_year / active.
with span as materialized (
	select day_before($2, '36m') as oldest, day_before($2, '18m') as middle, day_before($2, '12m') as year
), seen as materialized (
	select p.provider, case when exists (select 1 from appointment a where a.patient = p.id
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
	sum(c.before), sum(c.before * c.since), sum(c.since), sum(c.visits),
	case when sum(c.since) > 0 then (5 * sum(c.before) * cast(sum(c.visits) as bigint)
		+ 50 * sum(c.since)) / (100 * sum(c.since)) else 0 end
from seen c
where c.before = 1 or c.since = 1
group by grp
