-- Two live visits never overlap on a treatment chair, whatever program writes.

create trigger appointment_overlap_insert
before insert on appointment
when new.chair_kind = 'treatment' and new.state in ('booked', 'arrived', 'seated', 'done')
begin
	select raise(abort, 'overlap: another live visit is in that chair then')
	where exists (
		select 1 from appointment
		where day = new.day and chair = new.chair
			and start < new.start + new.held and start + held > new.start
			and state in ('booked', 'arrived', 'seated', 'done')
			and id <> new.id);
end;

create trigger appointment_overlap_update
before update of chair, chair_kind, day, start, held, state on appointment
when new.chair_kind = 'treatment' and new.state in ('booked', 'arrived', 'seated', 'done')
begin
	select raise(abort, 'overlap: another live visit is in that chair then')
	where exists (
		select 1 from appointment
		where day = new.day and chair = new.chair
			and start < new.start + new.held and start + held > new.start
			and state in ('booked', 'arrived', 'seated', 'done')
			and id <> new.id);
end;
