-- Missed visits come back as calls until somebody has spoken with the patient: they are few among the days.
create index appointment_missed on appointment (day) where state in ('missed', 'left');
