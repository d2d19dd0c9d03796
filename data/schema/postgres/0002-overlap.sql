-- Two live visits never overlap on a treatment chair, whatever program writes. Made on the empty table:
-- on a full one it takes long. The constraint is called by what it says when it refuses.

alter table appointment
	add constraint "overlap: another live visit is in that chair then"
	exclude using gist (chair with =, day with =, int4range(start, start + held) with &&)
	where (chair_kind = 'treatment' and state in ('booked', 'arrived', 'seated', 'done'));
