-- Earlier people at the counter: an identity number is looked up exactly, on either side of a transfer.
create index dossier_by_applicant_id on dossier ((form #>> '{applicant,idNumber}'), received_at desc);
create index dossier_by_transferor_id on dossier ((form #>> '{transferor,idNumber}'), received_at desc);

-- The land data by what a citizen can read off his papers: number of the certificate, sheet and parcel, name.
create index certificate_by_serial on certificate (serial text_pattern_ops);
create index certificate_by_holder on certificate using gin (search_text(holder_name) gin_trgm_ops);
create index parcel_by_number on parcel (parcel_number, sheet_number);

-- A form is drawn in the order its author wrote: jsonb would sort the names of its fields.
alter table procedure_version alter column forms type json;
