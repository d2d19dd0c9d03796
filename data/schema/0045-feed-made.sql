-- Of what the file of a feed was made, so that one that would be the same isn't made again. It tells of
-- files, not of the practice: no change of the log is made of it, and what is lost of it costs time alone.

-- change, hash: the newest of the log when it was made; minute: of that day; basis: what else it hangs on
-- (the program, the days, the zone's rules); identity: the file as it was left.
create table feed_made (
	folder text not null,
	kind text not null,
	row integer not null,
	change integer not null,
	hash text not null,
	minute integer not null,
	basis text not null,
	identity text not null,
	entries integer not null,
	primary key (folder, kind, row)
);
