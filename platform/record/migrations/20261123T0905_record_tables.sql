-- The record: audit, receipts and outbox, written in the transaction of the change they tell of.
-- The audit is one hash chain per engagement and audience. One chain for both sides would let each count the other's
-- private entries from the gaps in the sequence; with a chain of its own, private history leaves no trace at all.

create table record_chain (
  engagement_id uuid not null,
  chain text not null check (chain in ('shared', 'internal', 'provider')),
  seq bigint not null,
  head text not null,
  primary key (engagement_id, chain)
);

create table record_audit (
  engagement_id uuid not null,
  chain text not null check (chain in ('shared', 'internal', 'provider')),
  seq bigint not null check (seq > 0),
  at timestamptz not null,
  actor jsonb not null,
  action text not null,
  subject jsonb not null,
  payload jsonb not null,
  prev_hash text not null,
  hash text not null,
  primary key (engagement_id, chain, seq)
);
create index record_audit_at on record_audit (engagement_id, at desc);
create index record_audit_subject on record_audit (engagement_id, (subject ->> 'id'));

create function record_audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is append-only';
end $$;
create trigger record_audit_append_only before update or delete or truncate on record_audit
  for each statement execute function record_audit_refuse();

create table record_receipt (
  engagement_id uuid not null,
  id uuid not null default uuidv7(),
  at timestamptz not null,
  kind text not null,
  actor jsonb not null,
  content_hash text not null,
  input jsonb not null,
  output jsonb not null,
  primary key (engagement_id, id)
);

create table record_outbox (
  engagement_id uuid not null,
  id bigint generated always as identity,
  subscriber text not null,
  topic text not null,
  payload jsonb not null,
  at timestamptz not null,
  attempts int not null default 0,
  next_at timestamptz,
  dead_at timestamptz,
  error text,
  primary key (engagement_id, subscriber, id)
);

alter table record_chain enable row level security;
alter table record_chain force row level security;
alter table record_audit enable row level security;
alter table record_audit force row level security;
alter table record_receipt enable row level security;
alter table record_receipt force row level security;
alter table record_outbox enable row level security;
alter table record_outbox force row level security;

-- A member of one side may append to the chains it sees; the other side's chain is out of reach even for a head.
create policy record_chain_engagement on record_chain using (engagement_id = tandem.engagement() and (tandem.sees(chain) or (chain = 'shared' and tandem.side() <> '')))
  with check (engagement_id = tandem.engagement() and (tandem.sees(chain) or (chain = 'shared' and tandem.side() <> '')));
create policy record_audit_read on record_audit for select using (engagement_id = tandem.engagement() and tandem.sees(chain));
create policy record_audit_append on record_audit for insert with check (engagement_id = tandem.engagement() and (tandem.sees(chain) or (chain = 'shared' and tandem.side() <> '')));
create policy record_receipt_read on record_receipt for select using (engagement_id = tandem.engagement() and tandem.sees('shared'));
create policy record_receipt_append on record_receipt for insert with check (engagement_id = tandem.engagement());
create policy record_outbox_system on record_outbox using (engagement_id = tandem.engagement() and tandem.side() = 'system');
create policy record_outbox_append on record_outbox for insert with check (engagement_id = tandem.engagement());

grant select, insert, update on record_chain to tandem_app;
grant select, insert on record_audit, record_receipt to tandem_app;
grant select, insert, update, delete on record_outbox to tandem_app;
