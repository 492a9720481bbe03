-- Who works with whom: two organisations, one engagement, its members on either side, and the plain register of what
-- they look after. Sites, calendars, people and teams as agreed are part of the engagement file (responsibility); a
-- member here is an account that may act, tied to a person of the file where there is one.

create table engagements_organisation (
  id uuid primary key default uuidv7(),
  name text not null,
  created_at timestamptz not null
);

create table engagements_engagement (
  id uuid primary key default uuidv7(),
  -- The id of the engagement file: what people type.
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{0,62}$'),
  name text not null,
  -- Work items are numbered HAR-1042.
  prefix text not null check (prefix ~ '^[A-Z]{2,5}$'),
  internal_organisation_id uuid not null references engagements_organisation,
  provider_organisation_id uuid not null references engagements_organisation,
  example boolean not null default false,
  created_at timestamptz not null
);

create table engagements_member (
  engagement_id uuid not null references engagements_engagement,
  id uuid not null default uuidv7(),
  -- The account; names and addresses are kept here so that the product never reads accounts.
  user_id uuid not null,
  side text not null check (side in ('internal', 'provider')),
  role text not null check (role in ('it', 'leader', 'business', 'employee', 'admin', 'dispatcher', 'engineer', 'analyst', 'account')),
  name text not null,
  email text not null,
  person text,
  teams text[] not null default '{}',
  joined_at timestamptz not null,
  removed_at timestamptz,
  primary key (engagement_id, id),
  check ((side = 'internal') = (role in ('it', 'leader', 'business', 'employee')))
);
create unique index engagements_member_user on engagements_member (user_id, engagement_id) where removed_at is null;
create unique index engagements_member_person on engagements_member (engagement_id, person) where removed_at is null and person is not null;

create table engagements_invitation (
  engagement_id uuid not null references engagements_engagement,
  id uuid not null default uuidv7(),
  email text not null,
  name text not null,
  side text not null check (side in ('internal', 'provider')),
  role text not null,
  person text,
  teams text[] not null default '{}',
  -- SHA-256 of the token in the mailed link; the token itself is kept nowhere.
  token_hash text not null unique,
  invited_by uuid not null,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (engagement_id, id)
);

create table engagements_asset (
  engagement_id uuid not null references engagements_engagement,
  id uuid not null default uuidv7(),
  -- What alerts and the matrix call it: ERP01.
  name text not null,
  class text not null,
  site text,
  app text,
  detail text not null default '',
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (engagement_id, id)
);
create unique index engagements_asset_name on engagements_asset (engagement_id, lower(name)) where retired_at is null;

create table engagements_app (
  engagement_id uuid not null references engagements_engagement,
  id uuid not null default uuidv7(),
  name text not null,
  vendor text,
  detail text not null default '',
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (engagement_id, id)
);
create unique index engagements_app_name on engagements_app (engagement_id, lower(name)) where retired_at is null;

-- Forced row-level security, also for the owner; functions that look something up by a secret are let through by name.
create function tandem.let_owner_read(of_table regclass) returns void language plpgsql as $$
begin
  execute format('create policy owner_reads on %s for select to %I using (true)', of_table, current_user);
end $$;

alter table engagements_organisation enable row level security;
alter table engagements_organisation force row level security;
alter table engagements_engagement enable row level security;
alter table engagements_engagement force row level security;
alter table engagements_member enable row level security;
alter table engagements_member force row level security;
alter table engagements_invitation enable row level security;
alter table engagements_invitation force row level security;
alter table engagements_asset enable row level security;
alter table engagements_asset force row level security;
alter table engagements_app enable row level security;
alter table engagements_app force row level security;

create policy engagements_member_read on engagements_member for select using (engagement_id = tandem.engagement() or user_id = tandem.person());
-- Each side keeps its own people: nobody adds to, changes or removes from the other side.
create policy engagements_member_insert on engagements_member for insert with check (engagement_id = tandem.engagement() and tandem.side() in ('system', side));
create policy engagements_member_update on engagements_member for update using (engagement_id = tandem.engagement() and tandem.side() in ('system', side))
  with check (engagement_id = tandem.engagement() and tandem.side() in ('system', side));

create policy engagements_engagement_read on engagements_engagement for select
  using (id = tandem.engagement() or exists (select from engagements_member m where m.engagement_id = id and m.user_id = tandem.person() and m.removed_at is null));
create policy engagements_engagement_create on engagements_engagement for insert with check (id = tandem.engagement() and tandem.side() = 'system');
create policy engagements_engagement_update on engagements_engagement for update using (id = tandem.engagement() and tandem.side() = 'system');

create policy engagements_organisation_read on engagements_organisation for select
  using (tandem.side() = 'system' or exists (select from engagements_engagement e where engagements_organisation.id in (e.internal_organisation_id, e.provider_organisation_id)));
create policy engagements_organisation_create on engagements_organisation for insert with check (tandem.side() = 'system');

create policy engagements_invitation_own on engagements_invitation using (engagement_id = tandem.engagement() and tandem.side() in ('system', side))
  with check (engagement_id = tandem.engagement() and tandem.side() in ('system', side));

create policy engagements_asset_engagement on engagements_asset using (engagement_id = tandem.engagement() and tandem.role() <> 'employee')
  with check (engagement_id = tandem.engagement() and tandem.role() <> 'employee');
create policy engagements_app_engagement on engagements_app using (engagement_id = tandem.engagement())
  with check (engagement_id = tandem.engagement() and tandem.role() <> 'employee');

grant select, insert on engagements_organisation to tandem_app;
grant select, insert, update on engagements_engagement, engagements_member, engagements_invitation, engagements_asset, engagements_app to tandem_app;

-- An invitation link is a secret that names its engagement; whoever holds it is not yet anybody.
select tandem.let_owner_read('engagements_invitation');
create function tandem.invitation_engagement(hash text) returns uuid language sql stable security definer set search_path = public, pg_temp
  return (select engagement_id from engagements_invitation where token_hash = hash);
revoke all on function tandem.invitation_engagement from public;
grant execute on function tandem.invitation_engagement to tandem_app;
