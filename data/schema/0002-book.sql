-- The book: who sits where, when, with whom.

create table person (
	id integer primary key,
	rev integer not null,
	name text not null,
	initials text not null,
	role text not null,
	secret text
);

-- What a visit occupies exclusively (treatment), or a column for what is squeezed in.
create table chair (
	id integer primary key,
	rev integer not null,
	name text not null unique,
	kind text not null check (kind in ('treatment', 'squeeze')),
	position integer not null,
	active integer not null check (active in (0, 1)),
	unique (id, kind)
);

create table provider (
	id integer primary key,
	rev integer not null,
	name text not null,
	short text,
	role text not null check (role in ('dentist', 'hygienist', 'assistant')),
	colour text,
	active integer not null check (active in (0, 1)),
	open_until text,
	ref text unique
);

-- Weekly hours (weekday 0 is Monday); without provider and chair: the practice's. Providers and
-- chairs without rows of their own have the practice's.
create table hours (
	id integer primary key,
	rev integer not null,
	provider integer references provider(id),
	chair integer references chair(id),
	weekday integer not null check (weekday between 0 and 6),
	start integer not null check (start between 0 and 1440),
	until_min integer not null check (until_min between 0 and 1440),
	since text,
	until_day text,
	every_weeks integer not null check (every_weeks > 0),
	check (until_min > start)
);

-- One day's hours instead of the weekly ones; without a start: none that day.
create table hours_day (
	id integer primary key,
	rev integer not null,
	provider integer references provider(id),
	chair integer references chair(id),
	day text not null,
	start integer check (start between 0 and 1440),
	until_min integer check (until_min between 0 and 1440)
);
create index hours_day_day on hours_day (day);

-- Days or a span of them shut: of the practice, a provider or a chair.
create table closure (
	id integer primary key,
	rev integer not null,
	provider integer references provider(id),
	chair integer references chair(id),
	first text not null,
	last text not null,
	start integer,
	until_min integer,
	note text,
	ref text unique,
	check (last >= first)
);
create index closure_last on closure (last);

create table visit_type (
	id integer primary key,
	rev integer not null,
	code text not null unique,
	name text not null,
	minutes integer not null check (minutes > 0 and minutes <= 1440),
	pattern text not null,
	role text check (role in ('dentist', 'hygienist', 'assistant')),
	colour text,
	follows integer references visit_type(id),
	after_days integer,
	public_name text
);

-- A span kept for something: lunch, emergencies, one visit type.
create table block (
	id integer primary key,
	rev integer not null,
	chair integer references chair(id),
	provider integer references provider(id),
	weekday integer check (weekday between 0 and 6),
	day text,
	since text,
	until_day text,
	start integer not null check (start between 0 and 1440),
	minutes integer not null check (minutes > 0),
	kind text not null check (kind in ('lunch', 'emergency', 'type', 'other')),
	type integer references visit_type(id),
	opens_before integer,
	note text
);

create table recall_type (
	id integer primary key,
	rev integer not null,
	code text not null unique,
	name text not null,
	interval text not null,
	everyone integer not null check (everyone in (0, 1)),
	excludes integer references recall_type(id),
	age_from integer,
	age_to integer
);

-- Which recall types a done visit of a type satisfies.
create table visit_type_recall (
	id integer primary key,
	rev integer not null,
	type integer not null references visit_type(id),
	recall_type integer not null references recall_type(id),
	unique (type, recall_type)
);

-- The steps of a recall: days before (negative) or after the due day, and the channel.
create table cadence (
	id integer primary key,
	rev integer not null,
	recall_type integer not null references recall_type(id),
	days integer not null,
	channel text not null check (channel in ('call', 'text', 'email', 'letter')),
	unique (recall_type, days)
);

create table household (
	id integer primary key,
	rev integer not null,
	name text not null,
	address text
);

-- birth is a day or, where no more is known, a year. called_first: of the household, whom to call.
create table patient (
	id integer primary key,
	rev integer not null,
	household integer references household(id),
	called_first integer not null check (called_first in (0, 1)),
	name text not null,
	called text,
	birth text check (length(birth) in (4, 10)),
	sex text check (sex in ('female', 'male', 'other')),
	language text,
	channel text check (channel in ('call', 'text', 'email', 'letter')),
	area text,
	state text not null check (state in ('enquirer', 'active', 'inactive', 'moved', 'deceased',
		'left', 'dismissed')),
	since text,
	provider integer references provider(id),
	hygienist integer references provider(id),
	condition text check (condition in ('same_day', 'deposit', 'ask_manager')),
	note text,
	ref text unique
);
create index patient_household on patient (household) where household is not null;
create index patient_deceased on patient (household) where state = 'deceased';

-- Derived: the folded words of names, telephone digits forwards and (behind a '<') backwards,
-- birth dates as digits (behind a '='), so that a search is one range of an index. They go with
-- their patient.
create table patient_word (
	word text not null,
	patient integer not null references patient(id) on delete cascade,
	primary key (word, patient)
);
create index patient_word_patient on patient_word (patient, word);

-- A telephone number, e-mail or postal address; what is known of it holds for all it serves.
create table reach (
	id integer primary key,
	rev integer not null,
	kind text not null check (kind in ('phone', 'email', 'address')),
	value text not null,
	may_text integer not null check (may_text in (0, 1)),
	checked text,
	failed text
);
create index reach_value on reach (value);

create table patient_reach (
	id integer primary key,
	rev integer not null,
	patient integer not null references patient(id),
	reach integer not null references reach(id),
	position integer not null,
	whose text
);
create index patient_reach_patient on patient_reach (patient);
create index patient_reach_reach on patient_reach (reach);

-- Who speaks for a patient: may book, and may be told nothing, times or all.
create table contact_person (
	id integer primary key,
	rev integer not null,
	patient integer not null references patient(id),
	person integer references patient(id),
	name text not null,
	role text not null,
	may_book integer not null check (may_book in (0, 1)),
	may_be_told text not null check (may_be_told in ('nothing', 'times', 'all')),
	reminders integer not null check (reminders in (0, 1)),
	position integer not null,
	since text,
	until_day text
);
create index contact_person_patient on contact_person (patient);

create table consent (
	id integer primary key,
	rev integer not null,
	reach integer not null references reach(id),
	patient integer references patient(id),
	purpose text not null check (purpose in ('service', 'reminder', 'invitation', 'opinion')),
	allowed integer not null check (allowed in (0, 1)),
	at text not null,
	how text not null
);
create index consent_reach on consent (reach);

-- When the patient can't come: weekly (weekday, first and last the days of effect), or dated
-- (no weekday); firm, or rather not.
create table commitment (
	id integer primary key,
	rev integer not null,
	patient integer not null references patient(id),
	weekday integer check (weekday between 0 and 6),
	first text,
	last text,
	start integer not null check (start between 0 and 1440),
	until_min integer not null check (until_min between 0 and 1440),
	firm integer not null check (firm in (0, 1)),
	note text,
	check (until_min > start)
);
create index commitment_patient on commitment (patient);

-- Words to be said at moments: a list of booking, confirming, arriving, seating, checkout.
create table alert (
	id integer primary key,
	rev integer not null,
	patient integer not null references patient(id),
	text text not null,
	moments text not null,
	until_day text,
	asked_by text
);
create index alert_patient on alert (patient);

-- A visit. Live = booked, arrived, seated, done: such a row has chair, day and start. held is what it
-- occupies: minutes, cut at done. sequence counts what a calendar must know (RFC 5545, 3.8.7.4).
create table appointment (
	id integer primary key,
	rev integer not null,
	uid text not null unique,
	sequence integer not null,
	patient integer not null references patient(id),
	type integer not null references visit_type(id),
	provider integer references provider(id),
	checker integer references provider(id),
	chair integer references chair(id),
	chair_kind text check (chair_kind in ('treatment', 'squeeze')),
	day text check (length(day) = 10),
	start integer check (start between 0 and 1439),
	minutes integer not null check (minutes > 0),
	held integer not null check (held > 0),
	pattern text not null,
	state text not null check (state in ('planned', 'booked', 'arrived', 'seated', 'done', 'missed',
		'left', 'cancelled')),
	confirmed text not null check (confirmed in ('not_asked', 'asked', 'yes', 'no')),
	arrived integer,
	seated integer,
	done integer,
	told_start integer,
	reason text,
	by text check (by in ('patient', 'practice')),
	call_on text,
	series integer,
	replaces integer references appointment(id),
	note text,
	made_at text not null,
	made_by text not null,
	ref text unique,
	foreign key (chair, chair_kind) references chair (id, kind),
	check ((chair is null) = (chair_kind is null)),
	check (state not in ('booked', 'arrived', 'seated', 'done')
		or (chair is not null and day is not null and start is not null)),
	check (start is null or start + minutes <= 1440)
);
create index appointment_slot on appointment (day, chair, start);
-- All that recall asks of a patient's visits stands in it.
create index appointment_patient on appointment (patient, day, state, type);
create index appointment_open on appointment (day) where state in ('booked', 'arrived', 'seated');
create index appointment_planned on appointment (call_on) where state = 'planned';
create index appointment_replaces on appointment (replaces) where replaces is not null;

-- What must be there before a visit.
create table need (
	id integer primary key,
	rev integer not null,
	appointment integer not null references appointment(id),
	kind text not null check (kind in ('lab', 'xrays', 'letter', 'interpreter', 'clearance', 'consent',
		'deposit', 'other')),
	whom text,
	wanted_by text,
	got text
);
create index need_appointment on need (appointment);
create index need_open on need (wanted_by) where got is null;

-- The waiting list: who would come sooner, and with how many minutes' notice.
create table wait (
	id integer primary key,
	rev integer not null,
	patient integer not null references patient(id),
	appointment integer references appointment(id),
	type integer not null references visit_type(id),
	first text,
	last text,
	notice_min integer not null,
	note text,
	since text not null,
	ended text
);
create index wait_patient on wait (patient);
create index wait_appointment on wait (appointment) where appointment is not null;
