-- A patient's numbers and addresses in their order: the first telephone stands beside each line of the
-- lists, and the index gives it without sorting.
drop index patient_reach_patient;
create index patient_reach_patient on patient_reach (patient, position, id);
