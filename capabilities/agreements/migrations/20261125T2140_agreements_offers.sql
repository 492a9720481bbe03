-- Offers and signatures. An offer is a draft frozen under its content hash: file and terms as they will be executed. What
-- was offered never changes; only how it ended is written down. A signature is of one person, for one side, over one hash,
-- and neither changes nor goes. The database refuses otherwise by itself, whoever asks.

create table agreements_offer (
  engagement_id uuid not null,
  id uuid not null default uuidv7(),
  draft_id uuid not null,
  kind text not null check (kind in ('agreement', 'amendment', 'emergency')),
  title text not null,
  reason text not null,
  version text not null,
  -- Local dates of the default site; the last day of an emergency, null for everything else.
  effective_from date not null,
  effective_to date,
  -- The document that it amends, which must still count when it is signed; null for the first agreement.
  base_hash text,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  -- {file, terms}: exactly what the hash is of.
  content jsonb not null,
  -- A month, before and after, as priced when it was offered; null where nothing was priced.
  currency text,
  price_before_minor bigint,
  price_after_minor bigint,
  side text not null check (side in ('internal', 'provider')),
  offered_by uuid not null,
  offered_name text not null,
  offered_at timestamptz not null,
  lapses_at timestamptz not null,
  state text not null check (state in ('open', 'signed', 'enacted', 'declined', 'withdrawn', 'lapsed', 'overtaken')),
  ended_at timestamptz,
  ended_name text,
  ended_reason text,
  -- Content hash of the file that counts since it was enacted.
  enacted_hash text,
  reminded int not null default 0,
  lapsing_told_at timestamptz,
  -- When both sides were told that its first day has come.
  announced_at timestamptz,
  primary key (engagement_id, id),
  foreign key (engagement_id, draft_id) references agreements_draft
);
create unique index agreements_offer_open on agreements_offer (engagement_id, draft_id) where state in ('open', 'signed', 'enacted');
create index agreements_offer_newest on agreements_offer (engagement_id, offered_at desc, id desc);
create index agreements_offer_watched on agreements_offer (engagement_id) where state = 'open' or (state = 'enacted' and announced_at is null);

create table agreements_signature (
  engagement_id uuid not null,
  offer_id uuid not null,
  side text not null check (side in ('internal', 'provider')),
  member_id uuid not null,
  name text not null,
  title text not null,
  signed_at timestamptz not null,
  hash text not null,
  address text not null,
  method text not null,
  -- When the signer had last proved that it is them.
  proved_at timestamptz not null,
  primary key (engagement_id, offer_id, side),
  foreign key (engagement_id, offer_id) references agreements_offer
);

-- A draft begun from an offer: after it was declined, withdrawn or lapsed.
alter table agreements_draft add column from_offer_id uuid;

create function agreements_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'what was offered or signed is never removed, and a signature never changes';
end $$;
create trigger agreements_offer_kept before delete or truncate on agreements_offer
  for each statement execute function agreements_refuse();
create trigger agreements_signature_kept before update or delete or truncate on agreements_signature
  for each statement execute function agreements_refuse();

create function agreements_offer_guard() returns trigger language plpgsql as $$
begin
  if (old.engagement_id, old.id, old.draft_id, old.kind, old.title, old.reason, old.version, old.effective_from, old.effective_to,
      old.base_hash, old.hash, old.content, old.currency, old.price_before_minor, old.price_after_minor, old.side, old.offered_by,
      old.offered_name, old.offered_at, old.lapses_at)
    is distinct from (new.engagement_id, new.id, new.draft_id, new.kind, new.title, new.reason, new.version, new.effective_from,
      new.effective_to, new.base_hash, new.hash, new.content, new.currency, new.price_before_minor, new.price_after_minor, new.side,
      new.offered_by, new.offered_name, new.offered_at, new.lapses_at)
  then raise exception 'what was offered never changes'; end if;
  if old.state <> new.state and not (old.state = 'open' or (old.state = 'signed' and new.state in ('enacted', 'overtaken')))
  then raise exception 'an offer that is over stays as it ended'; end if;
  if old.state <> new.state and new.state = 'signed' and (select count(*) from agreements_signature s
      where s.engagement_id = new.engagement_id and s.offer_id = new.id) <> 2
  then raise exception 'an offer is signed when both sides signed it'; end if;
  if old.state <> new.state and new.state = 'enacted' and old.state <> 'signed'
  then raise exception 'only what both sides signed is enacted'; end if;
  return new;
end $$;
create trigger agreements_offer_frozen before update on agreements_offer
  for each row execute function agreements_offer_guard();

create function agreements_signature_guard() returns trigger language plpgsql as $$
begin
  if not exists (select from agreements_offer o
    where o.engagement_id = new.engagement_id and o.id = new.offer_id and o.state = 'open' and o.hash = new.hash)
  then raise exception 'a signature is over the hash of an offer that is open'; end if;
  return null;
end $$;
create trigger agreements_signature_fits after insert on agreements_signature
  for each row execute function agreements_signature_guard();

create function agreements_draft_guard() returns trigger language plpgsql as $$
begin
  if old.state in ('offered', 'signed') and (old.file, old.terms, old.kind, old.title, old.reason, old.base_hash, old.revision)
    is distinct from (new.file, new.terms, new.kind, new.title, new.reason, new.base_hash, new.revision)
  then raise exception 'a draft that is offered or signed never changes'; end if;
  if (old.state = 'offered' and new.state = 'open') or (old.state = 'signed' and new.state <> 'signed')
  then raise exception 'a draft that is offered or signed is not opened again'; end if;
  return new;
end $$;
create trigger agreements_draft_frozen before update on agreements_draft
  for each row execute function agreements_draft_guard();

alter table agreements_offer enable row level security;
alter table agreements_offer force row level security;
alter table agreements_signature enable row level security;
alter table agreements_signature force row level security;

create policy agreements_offer_read on agreements_offer for select
  using (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared')));
create policy agreements_offer_make on agreements_offer for insert
  with check (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared')) and side = (select tandem.side())
    and offered_by = (select tandem.member()));
create policy agreements_offer_end on agreements_offer for update
  using (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared')))
  with check (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared')));
create policy agreements_signature_read on agreements_signature for select
  using (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared')));
-- Nobody signs for somebody else, and the product signs for nobody.
create policy agreements_signature_sign on agreements_signature for insert
  with check (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared')) and side = (select tandem.side())
    and member_id = (select tandem.member()));

grant select, insert on agreements_offer, agreements_signature to tandem_app;
grant update (state, ended_at, ended_name, ended_reason, enacted_hash, reminded, lapsing_told_at, announced_at) on agreements_offer to tandem_app;

-- Engagements in which an offer waits for somebody, or a signed version for its first day.
create function tandem.agreements_watched() returns setof uuid language sql stable security definer set search_path = public, pg_temp
begin atomic
  select distinct o.engagement_id from agreements_offer o where o.state = 'open' or (o.state = 'enacted' and o.announced_at is null);
end;
revoke all on function tandem.agreements_watched from public;
grant execute on function tandem.agreements_watched to tandem_app;
