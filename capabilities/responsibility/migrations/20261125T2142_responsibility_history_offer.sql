-- Which signed offer a change of the agreement came from; null for the first file, which is brought in as a whole.

alter table responsibility_history add column offer_id uuid;
create unique index responsibility_history_once on responsibility_history (engagement_id, offer_id) where offer_id is not null;

-- Engagements that have an agreement: background work looks at each of them by itself.
create function tandem.responsibility_agreed() returns setof uuid language sql stable security definer set search_path = public, pg_temp
begin atomic
  select c.engagement_id from responsibility_current c;
end;
revoke all on function tandem.responsibility_agreed from public;
grant execute on function tandem.responsibility_agreed to tandem_app;
