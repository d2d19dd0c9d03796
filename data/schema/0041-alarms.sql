-- How long before a visit a patient's own calendar is to remind her, "1d 2h", "none"; null: as the
-- practice has it (setting alarm_minutes).
alter table patient add column alarms text;
drop view patient_list;
create view patient_list as
select p.id, p.rev, p.ref, p.name, p.called, p.birth, p.sex, p.language, p.channel, p.area, p.state,
	p.since, p.household, h.name as household_name, p.called_first, p.provider,
	v.name as provider_name, p.condition,
	(select r.value from patient_reach pr join reach r on r.id = pr.reach
		where pr.patient = p.id and r.kind = 'phone' and r.failed is null
		order by pr.position, pr.id limit 1) as phone,
	(select r.value from patient_reach pr join reach r on r.id = pr.reach
		where pr.patient = p.id and r.kind = 'email' and r.failed is null
		order by pr.position, pr.id limit 1) as email,
	p.alarms, p.note
from patient p
left join household h on h.id = p.household
left join provider v on v.id = p.provider;
