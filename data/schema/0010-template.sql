-- Templates of messages as the practice has changed them; what isn't here is the program's own
-- (data/templates).
create table template (
	id integer primary key,
	rev integer not null,
	name text not null check (name in ('reminder', 'confirmation', 'recall', 'reactivation', 'missed',
		'late', 'offer')),
	language text not null,
	channel text not null check (channel in ('text', 'email', 'letter')),
	subject text,
	text text not null,
	unique (name, language, channel)
);
