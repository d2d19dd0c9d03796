-- Done visits after which a recall fell due, counted $3 days after that due day (between $1 and $2). Of patients who didn't move away or die, and without those with an interval of
-- their own. The joins stand in the order in which they are quick, the visits of some days first;
-- `|| ''` keeps SQLite from making an index of all done visits.
with span as materialized (
	select t.id, t.name, t.interval,
		day_before(day_before(day_before($1, $3 || 'd'), t.interval), '3d') as first,
		day_after(day_before(day_before($2, $3 || 'd'), t.interval), '3d') as last
	from recall_type t
), done as materialized (
	select a.patient, t.id as recall_type, t.name, a.id as visit, a.provider, a.day,
		day_after(a.day, t.interval) as due,
		day_after(day_after(a.day, t.interval), $3 || 'd') as counted
	from span t cross join appointment a cross join visit_type_recall s cross join recall r
		cross join patient p
	where a.day >= t.first and a.day <= t.last and a.state || '' = 'done' and s.recall_type = t.id
		and s.type = a.type and r.patient = a.patient and r.recall_type = t.id and r.interval is null
		and p.id = a.patient and p.state not in ('deceased', 'moved')
)
select d.* from done d where d.counted >= $1 and d.counted <= $2
