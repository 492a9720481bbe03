-- The questionnaire as a link that somebody outside may answer until it is closed or ends. Only the hash of its token is
-- kept. Answers are written by whoever holds the link, which is the system on their behalf.
create table agreements_fit (
  engagement_id uuid not null,
  id uuid not null default uuidv7(),
  hash text not null unique check (hash ~ '^[0-9a-f]{64}$'),
  -- For whom the link is meant, in the words of who made it.
  title text not null,
  side text not null check (side in ('internal', 'provider')),
  member_id uuid not null,
  member_name text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  closed_at timestamptz,
  answered_at timestamptz,
  answers jsonb,
  primary key (engagement_id, id)
);

alter table agreements_fit enable row level security;
alter table agreements_fit force row level security;

create policy agreements_fit_read on agreements_fit for select
  using (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared')));
create policy agreements_fit_add on agreements_fit for insert
  with check (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared'))
    and member_id = (select tandem.member()) and side = (select tandem.side()));
create policy agreements_fit_change on agreements_fit for update
  using (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared')) and tandem.side() in ('system', side))
  with check (engagement_id = (select tandem.engagement()));

-- The hash of a token can be written and compared, never read.
grant select (engagement_id, id, title, side, member_id, member_name, created_at, expires_at, closed_at, answered_at, answers),
  insert, update (closed_at, answered_at, answers) on agreements_fit to tandem_app;

-- A token names its engagement; whoever holds it is not yet anybody.
select tandem.let_owner_read('agreements_fit');
create function tandem.agreements_fit_link(of_hash text) returns table (engagement_id uuid, fit_id uuid)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select f.engagement_id, f.id from agreements_fit f where f.hash = of_hash;
end;
revoke all on function tandem.agreements_fit_link from public;
grant execute on function tandem.agreements_fit_link to tandem_app;
