-- Which occasions there are for a message is the program's business: new ones come with it.
create table template_made (
	id integer primary key,
	rev integer not null,
	name text not null,
	language text not null,
	channel text not null check (channel in ('text', 'email', 'letter')),
	subject text,
	text text not null,
	unique (name, language, channel)
);
insert into template_made (id, rev, name, language, channel, subject, text)
select id, rev, name, language, channel, subject, text from template;
drop table template;
alter table template_made rename to template;
