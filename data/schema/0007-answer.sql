-- The answer book's search words, and which entry a concern was answered from. Derived: used = how
-- many were. (No program wrote an answer before this number.)
drop table answer;
create table answer (
	id integer primary key,
	rev integer not null,
	title text not null,
	text text not null,
	language text not null,
	agreed_by text,
	review_on text,
	used integer not null default 0
);

create table answer_word (
	word text not null,
	answer integer not null references answer(id) on delete cascade,
	primary key (word, answer)
);
create index answer_word_answer on answer_word (answer);

alter table concern add column from_answer integer references answer(id);
create index concern_from_answer on concern (from_answer) where from_answer is not null;

drop view concern_list;
create view concern_list as
select n.id, n.rev, n.kind, n.patient, p.name, n.caller, n.text, n.about, n.wish, n.owner, n.opened,
	n.due, n.acknowledged, n.answered, n.answer, n.told_how, n.outcome, n.lesson, n.follow_up,
	n.withdrawn, n.reason, n.from_answer
from concern n
left join patient p on p.id = n.patient;
