-- Rate cards are a provider's own: the other side can neither read nor count them. A version is never changed; who edits
-- a card adds the next version. `card` is the same in all versions of one card.
create table agreements_rate (
  engagement_id uuid not null,
  id uuid not null default uuidv7(),
  card uuid not null,
  version int not null check (version > 0),
  name text not null,
  -- The first local day on which it may be quoted.
  effective_from date not null,
  rates jsonb not null,
  member_id uuid not null,
  member_name text not null,
  created_at timestamptz not null,
  primary key (engagement_id, id),
  constraint agreements_rate_version unique (engagement_id, card, version)
);

alter table agreements_rate enable row level security;
alter table agreements_rate force row level security;

create policy agreements_rate_read on agreements_rate for select
  using (engagement_id = (select tandem.engagement()) and (select tandem.sees('provider')));
create policy agreements_rate_add on agreements_rate for insert
  with check (engagement_id = (select tandem.engagement()) and (select tandem.sees('provider')) and member_id = (select tandem.member()));

grant select, insert on agreements_rate to tandem_app;

-- Quotes as they were shown: what was asked, of which content, and what it cost. Never changed.
create table agreements_quote (
  engagement_id uuid not null,
  id uuid not null default uuidv7(),
  draft_id uuid not null,
  revision int not null check (revision >= 0),
  -- SHA-256 of file and terms (agreementHash).
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  card_name text not null,
  scope jsonb not null,
  quote jsonb not null,
  member_id uuid not null,
  member_name text not null,
  side text not null check (side in ('internal', 'provider')),
  created_at timestamptz not null,
  primary key (engagement_id, id),
  foreign key (engagement_id, draft_id) references agreements_draft (engagement_id, id)
);
create index agreements_quote_newest on agreements_quote (engagement_id, draft_id, id desc);

alter table agreements_quote enable row level security;
alter table agreements_quote force row level security;

create policy agreements_quote_read on agreements_quote for select
  using (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared')));
create policy agreements_quote_add on agreements_quote for insert
  with check (engagement_id = (select tandem.engagement()) and member_id = (select tandem.member()) and side = (select tandem.side())
    and (select tandem.sees('shared')));

grant select, insert on agreements_quote to tandem_app;
