-- A concern can be withdrawn; reason: why it was, or why it was last put off (the log has the others).
-- Open is what is neither answered nor withdrawn.
alter table concern add column withdrawn text;
alter table concern add column reason text;

create index concern_follow_up on concern (follow_up) where follow_up is not null;

drop view concern_list;
create view concern_list as
select n.id, n.rev, n.kind, n.patient, p.name, n.caller, n.text, n.about, n.wish, n.owner, n.opened,
	n.due, n.acknowledged, n.answered, n.answer, n.told_how, n.outcome, n.lesson, n.follow_up,
	n.withdrawn, n.reason
from concern n
left join patient p on p.id = n.patient;
