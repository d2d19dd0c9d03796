-- People and rights. Where nobody has a secret none of it is asked: a practice of one person has none.

-- secret: what the passphrase or PIN is proved by (argon2id); it stands in no image of the log, so that
-- neither the log nor an export holds it. secret_digest: its BLAKE2b, which does, so that `check`
-- finds one that another program put there or took away.
alter table person add column secret_digest text;

-- What a role may: a row for each right. Who has the right 'all' may everything.
create table role_right (
	id integer primary key,
	rev integer not null,
	role text not null,
	may text not null,
	unique (role, may)
);

-- Tries to sign in since the last that went well, and from when on another is heard. Not logged.
create table sign_in (
	person integer primary key references person(id) on delete cascade,
	failed integer not null,
	until_at text not null
);

-- Who came in and who saw what: a log of its own beside that of changes, with a chain of its own, and
-- like that one only appended to. patient: whose card or rows; null: everybody's.
create table access (
	id integer primary key,
	at text not null,
	desk text not null,
	who text not null,
	act text not null check (act in ('signed_in', 'failed', 'card', 'show', 'export', 'journal')),
	patient integer,
	detail text,
	hash text not null
);
create index access_patient on access (patient);

create view person_list as
select p.id, p.rev, p.name, p.initials, p.role,
	case when p.secret is null then 0 else 1 end as secret,
	coalesce(s.failed, 0) as failed
from person p
left join sign_in s on s.person = p.id;
