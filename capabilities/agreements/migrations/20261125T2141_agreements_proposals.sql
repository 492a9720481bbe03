-- Proposals: what live work showed the agreement to lack. One row for each thing, counted up each time it happens again.
-- And the findings of the nightly proof that both sides know of, so that they are told only of new ones.

create table agreements_proposal (
  engagement_id uuid not null,
  id uuid not null default uuidv7(),
  kind text not null check (kind in ('gap', 'conflict', 'swap')),
  -- What it is about: the same thing again has the same key.
  key text not null,
  function text not null,
  scope jsonb not null,
  -- The rows concerned; none for a gap.
  rows jsonb not null,
  sentence text not null,
  count int not null default 1 check (count > 0),
  first_at timestamptz not null,
  last_at timestamptz not null,
  -- The latest times, newest first: [{at, itemId, number, receiptId}].
  evidence jsonb not null,
  state text not null check (state in ('open', 'dismissed', 'drafted')),
  answered_at timestamptz,
  answered_name text,
  answer text,
  draft_id uuid,
  primary key (engagement_id, id),
  foreign key (engagement_id, draft_id) references agreements_draft
);
create unique index agreements_proposal_open on agreements_proposal (engagement_id, key) where state = 'open';
create index agreements_proposal_key on agreements_proposal (engagement_id, key, first_at desc);
create index agreements_proposal_newest on agreements_proposal (engagement_id, last_at desc, id desc);

create table agreements_finding (
  engagement_id uuid not null,
  key text not null,
  severity text not null check (severity in ('error', 'warning', 'info')),
  sentence text not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  -- When a night's proof no longer had it; it is new again if it comes back.
  gone_at timestamptz,
  primary key (engagement_id, key)
);

alter table agreements_proposal enable row level security;
alter table agreements_proposal force row level security;
alter table agreements_finding enable row level security;
alter table agreements_finding force row level security;

create policy agreements_proposal_read on agreements_proposal for select
  using (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared')));
create policy agreements_proposal_open on agreements_proposal for insert
  with check (engagement_id = (select tandem.engagement()) and (select tandem.side()) = 'system');
create policy agreements_proposal_answer on agreements_proposal for update
  using (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared')))
  with check (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared')));
create policy agreements_finding_read on agreements_finding for select
  using (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared')));
create policy agreements_finding_note on agreements_finding for insert
  with check (engagement_id = (select tandem.engagement()) and (select tandem.side()) = 'system');
create policy agreements_finding_change on agreements_finding for update
  using (engagement_id = (select tandem.engagement()) and (select tandem.side()) = 'system')
  with check (engagement_id = (select tandem.engagement()) and (select tandem.side()) = 'system');

grant select, insert, update on agreements_proposal, agreements_finding to tandem_app;
