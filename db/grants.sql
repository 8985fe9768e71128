-- What the application's role may do. Run by the owner after every migration (db/migrate.ts), so that it holds for new tables, too.
grant usage on schema public to sodo_app;
grant select, insert, update, delete on all tables in schema public to sodo_app;
grant usage, select on all sequences in schema public to sodo_app;
do $$ begin
  -- A test's template is made without this table.
  if to_regclass('public.schema_migration') is not null then
    revoke insert, update, delete on schema_migration from sodo_app;
  end if;
end $$;

-- The audit log: add and read. No update, no delete, no truncate; and it owns nothing, so it can drop and disable nothing.
-- The number of writing is given by the database.
revoke all on audit_entry, audit_seal, audit_head, audit_check from sodo_app;
grant select on audit_entry, audit_seal, audit_head, audit_check to sodo_app;
grant insert (id, at, actor, action, subject_type, subject_id, unit_id, detail, address) on audit_entry to sodo_app;
grant insert on audit_head, audit_check to sodo_app;
grant execute on function seal_audit(bigint, uuid[], bytea[]) to sodo_app;
