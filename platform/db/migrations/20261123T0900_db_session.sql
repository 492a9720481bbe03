-- Who is asking, as the database sees it. Policies of every table read the session through these functions, so the
-- names of the settings are written in one place. An unset session sees nothing: every function then gives null or ''.
-- Two roles that own no table: tandem_app for the product, tandem_identity for accounts and sessions alone.

do $$
begin
  create role tandem_app nologin;
exception when duplicate_object or unique_violation then null;
end $$;
do $$
begin
  create role tandem_identity nologin;
exception when duplicate_object or unique_violation then null;
end $$;
do $$
begin
  execute format('grant tandem_app, tandem_identity to %I', current_user);
exception when unique_violation or object_not_in_prerequisite_state then null;
end $$;

create schema tandem;
grant usage on schema tandem to tandem_app, tandem_identity;

create function tandem.engagement() returns uuid language sql stable parallel safe
  return nullif(current_setting('tandem.engagement', true), '')::uuid;
create function tandem.side() returns text language sql stable parallel safe
  return coalesce(current_setting('tandem.side', true), '');
create function tandem.role() returns text language sql stable parallel safe
  return coalesce(current_setting('tandem.role', true), '');
create function tandem.member() returns uuid language sql stable parallel safe
  return nullif(current_setting('tandem.member', true), '')::uuid;
create function tandem.person() returns uuid language sql stable parallel safe
  return nullif(current_setting('tandem.person', true), '')::uuid;

-- May this session read a row of that audience? The system sees all of its one engagement; an employee of the
-- internal side sees what is meant for requesters; the two IT sides see what is shared and what is their own.
create function tandem.sees(audience text) returns boolean language sql stable parallel safe
  return case
    when tandem.side() = 'system' then true
    when tandem.role() = 'employee' then audience = 'requester'
    when tandem.side() in ('internal', 'provider') then audience in ('requester', 'shared') or audience = tandem.side()
    else false
  end;

-- Jobs are added in the transaction that causes them. The queue's own tables stay out of the product role's reach.
create function tandem.job_add(name text, payload jsonb, run_at timestamptz, job_key text, max_attempts int)
  returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.add_job(name, payload::json, run_at => run_at, job_key => job_key, max_attempts => max_attempts,
    job_key_mode => 'preserve_run_at');
end $$;
revoke all on function tandem.job_add from public;
grant execute on function tandem.job_add to tandem_app;
