-- Work items and who holds them. Custody is kept as turns: each says from when a side holds the item, and it holds it
-- until the next turn begins. There is no end to write, so no two turns overlap and none leaves a hole: at every instant
-- since an item was opened exactly one side is its custodian, whatever the product does. Turns and events are only ever
-- added. Events, links and attachments carry an audience; what one side keeps to itself touches no row that the other reads.

create table work_counter (
  engagement_id uuid primary key references engagements_engagement,
  prefix text not null,
  last int not null
);

create table work_item (
  engagement_id uuid not null references engagements_engagement,
  id uuid not null default uuidv7(),
  -- 1042; people see HAR-1042.
  number int not null,
  prefix text not null,
  kind text not null check (kind in ('incident', 'request', 'problem', 'change', 'task')),
  title text not null,
  detail text not null default '',
  function text not null,
  priority text not null check (priority in ('P1', 'P2', 'P3', 'P4')),
  state text not null default 'open' check (state in ('open', 'waiting-requester', 'waiting-vendor', 'waiting-other-side', 'resolved', 'closed')),
  asset text,
  app text,
  site text,
  user_group text,
  requester_member_id uuid,
  requester_name text,
  -- The present turn of custody, repeated here so that a queue is one index away. The side is tied to the turn below.
  side text not null check (side in ('internal', 'provider')),
  team text,
  member_id uuid,
  custody_turn int not null default 1,
  custody_since timestamptz not null,
  taken_at timestamptz,
  -- The last decision: what the agreement was asked and what it said; the whole answer is in the receipt.
  facts jsonb not null,
  receipt_id uuid,
  mode text not null,
  row_id text,
  agreement_version text,
  gap boolean not null,
  urgent boolean not null,
  response_due_at timestamptz,
  work_starts_at timestamptz,
  first_response_at timestamptz,
  -- The first thing a person did for everybody to see; private writing never sets it.
  touched_at timestamptz,
  alert_id uuid,
  alert_count int not null default 0,
  alert_resolved_at timestamptz,
  resolution text,
  resolved_at timestamptz,
  closed_at timestamptz,
  opened_by uuid,
  idempotency_key text,
  idempotency_hash text,
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  -- Counts the changes that both sides see.
  revision int not null default 1,
  primary key (engagement_id, id),
  unique (engagement_id, number),
  check ((state in ('resolved', 'closed')) = (resolved_at is not null)),
  check ((state = 'closed') = (closed_at is not null))
);
create unique index work_item_alert on work_item (engagement_id, alert_id) where alert_id is not null;
create unique index work_item_idempotency on work_item (engagement_id, opened_by, idempotency_key) where idempotency_key is not null;
create index work_item_updated on work_item (engagement_id, updated_at desc, id desc);
create index work_item_open on work_item (engagement_id, number desc) where state not in ('resolved', 'closed');
create index work_item_due on work_item (engagement_id, response_due_at, id) where state not in ('resolved', 'closed') and first_response_at is null;
create index work_item_member on work_item (engagement_id, member_id, number desc) where state not in ('resolved', 'closed');
create index work_item_requester on work_item (engagement_id, requester_member_id, number desc) where requester_member_id is not null;
create index work_item_asset on work_item (engagement_id, asset, opened_at desc) where asset is not null;

create table work_custody (
  engagement_id uuid not null,
  item_id uuid not null,
  turn int not null check (turn >= 1),
  side text not null check (side in ('internal', 'provider')),
  team text,
  member_id uuid,
  since timestamptz not null,
  how text not null check (how in ('opened', 'taken', 'assigned', 'accepted', 'decided')),
  previous_turn int generated always as (nullif(turn - 1, 0)) stored,
  previous_since timestamptz,
  primary key (engagement_id, item_id, turn),
  unique (engagement_id, item_id, turn, since),
  unique (engagement_id, item_id, turn, side),
  -- Turns follow one another without a hole in their count, and never go back in time.
  check ((turn = 1) = (previous_since is null)),
  check (since >= previous_since),
  foreign key (engagement_id, item_id) references work_item,
  foreign key (engagement_id, item_id, previous_turn, previous_since) references work_custody (engagement_id, item_id, turn, since)
);
alter table work_item add constraint work_item_custody foreign key (engagement_id, id, custody_turn, side)
  references work_custody (engagement_id, item_id, turn, side) deferrable initially deferred;

-- The item names its newest turn, or the transaction fails.
create function work_custody_newest() returns trigger language plpgsql as $$
begin
  if not exists (select from work_item i where i.engagement_id = new.engagement_id and i.id = new.item_id and i.custody_turn >= new.turn) then
    raise exception 'the item does not name its newest turn of custody';
  end if;
  return null;
end $$;
create constraint trigger work_custody_newest after insert on work_custody deferrable initially deferred
  for each row execute function work_custody_newest();

create table work_offer (
  engagement_id uuid not null,
  id uuid not null default uuidv7(),
  item_id uuid not null,
  from_side text not null check (from_side in ('internal', 'provider')),
  from_member_id uuid,
  to_side text not null check (to_side in ('internal', 'provider')),
  to_team text,
  to_member_id uuid,
  brief jsonb not null,
  offered_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'accepted', 'declined', 'timed-out', 'withdrawn')),
  answered_at timestamptz,
  answered_by uuid,
  reason text,
  primary key (engagement_id, id),
  foreign key (engagement_id, item_id) references work_item,
  check (from_side <> to_side),
  check (expires_at > offered_at),
  check ((state = 'open') = (answered_at is null))
);
create unique index work_offer_open on work_offer (engagement_id, item_id) where state = 'open';
create index work_offer_waiting on work_offer (engagement_id, to_side, expires_at) where state = 'open';

create table work_event (
  engagement_id uuid not null,
  id uuid not null default uuidv7(),
  item_id uuid not null,
  at timestamptz not null,
  audience text not null check (audience in ('requester', 'shared', 'internal', 'provider')),
  kind text not null,
  -- Who did it: {side, name, memberId}; null for the product itself.
  actor jsonb,
  payload jsonb not null default '{}',
  body text,
  primary key (engagement_id, id),
  foreign key (engagement_id, item_id) references work_item
);
create index work_event_item on work_event (engagement_id, item_id, at, id);

create table work_link (
  engagement_id uuid not null,
  id uuid not null default uuidv7(),
  item_id uuid not null,
  audience text not null check (audience in ('requester', 'shared', 'internal', 'provider')),
  title text not null,
  to_item_id uuid,
  url text,
  at timestamptz not null,
  removed_at timestamptz,
  primary key (engagement_id, id),
  foreign key (engagement_id, item_id) references work_item,
  foreign key (engagement_id, to_item_id) references work_item,
  check ((to_item_id is null) <> (url is null))
);
create index work_link_item on work_link (engagement_id, item_id, at);

create table work_attachment (
  engagement_id uuid not null,
  id uuid not null default uuidv7(),
  item_id uuid not null,
  audience text not null check (audience in ('requester', 'shared', 'internal', 'provider')),
  name text not null,
  media_type text not null,
  bytes int not null check (bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  content bytea not null,
  at timestamptz not null,
  by_member_id uuid,
  by_name text not null,
  primary key (engagement_id, id),
  foreign key (engagement_id, item_id) references work_item
);
-- Files are packed already: storing them as they are saves the time to find that out.
alter table work_attachment alter column content set storage external;
create index work_attachment_item on work_attachment (engagement_id, item_id, at);

alter table work_counter enable row level security;
alter table work_counter force row level security;
alter table work_item enable row level security;
alter table work_item force row level security;
alter table work_custody enable row level security;
alter table work_custody force row level security;
alter table work_offer enable row level security;
alter table work_offer force row level security;
alter table work_event enable row level security;
alter table work_event force row level security;
alter table work_link enable row level security;
alter table work_link force row level security;
alter table work_attachment enable row level security;
alter table work_attachment force row level security;

-- The session is asked once a statement, not once a row: a queue holds tens of thousands.
create policy work_counter_engagement on work_counter using (engagement_id = (select tandem.engagement()) and (select tandem.side()) <> '')
  with check (engagement_id = (select tandem.engagement()) and (select tandem.side()) <> '');

-- Both IT sides see every item; an employee sees what they asked for.
create policy work_item_engagement on work_item
  using (engagement_id = (select tandem.engagement()) and ((select tandem.sees('shared')) or requester_member_id = (select tandem.member())))
  with check (engagement_id = (select tandem.engagement()) and ((select tandem.sees('shared')) or requester_member_id = (select tandem.member())));

-- Nobody puts custody on the other side: a side begins turns of its own, and only the agreement's decision places both ways.
create policy work_custody_read on work_custody for select
  using (engagement_id = (select tandem.engagement()) and ((select tandem.sees('shared')) or exists (select from work_item i where i.engagement_id = work_custody.engagement_id and i.id = item_id)));
create policy work_custody_append on work_custody for insert
  with check (engagement_id = (select tandem.engagement()) and (select tandem.side()) <> ''
    and ((select tandem.side()) in ('system', side) or how in ('opened', 'decided')));

create policy work_offer_engagement on work_offer using (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared')))
  with check (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared')));

-- An employee reads what is meant for requesters on their own items; what happens to an item on their word may be shared.
create policy work_event_read on work_event for select
  using (engagement_id = (select tandem.engagement()) and tandem.sees(audience)
    and ((select tandem.role()) <> 'employee' or exists (select from work_item i where i.engagement_id = work_event.engagement_id and i.id = item_id)));
create policy work_event_append on work_event for insert
  with check (engagement_id = (select tandem.engagement()) and (tandem.sees(audience) or (audience = 'shared' and (select tandem.side()) <> '')));

create policy work_link_engagement on work_link
  using (engagement_id = (select tandem.engagement()) and tandem.sees(audience)
    and ((select tandem.role()) <> 'employee' or exists (select from work_item i where i.engagement_id = work_link.engagement_id and i.id = item_id)))
  with check (engagement_id = (select tandem.engagement()) and tandem.sees(audience));
create policy work_attachment_engagement on work_attachment
  using (engagement_id = (select tandem.engagement()) and tandem.sees(audience)
    and ((select tandem.role()) <> 'employee' or exists (select from work_item i where i.engagement_id = work_attachment.engagement_id and i.id = item_id)))
  with check (engagement_id = (select tandem.engagement()) and tandem.sees(audience));

grant select, insert, update on work_counter, work_item, work_offer, work_link to tandem_app;
grant select, insert on work_custody, work_event, work_attachment to tandem_app;
