-- Where alerts come from, and what they are. A source is one sender with its tokens and its rules; an alert is one
-- occurrence of one identity (source and fingerprint), so that a re-send finds the row it belongs to. What could not be
-- read is kept in quarantine with its reason. Alerts are written by the intake alone, which acts as the system: a member
-- of either side reads them and can change none. Only a token's SHA-256 is kept, in a column the product cannot select.

create table alerts_source (
  engagement_id uuid not null references engagements_engagement,
  id uuid not null default uuidv7(),
  name text not null check (length(name) between 1 and 100),
  -- The side that made it is the side that changes it.
  side text not null check (side in ('internal', 'provider')),
  format text not null check (format in ('auto', 'alertmanager', 'grafana', 'plain', 'mapping', 'heartbeat')),
  -- JSONata that turns a foreign body into the plain shape.
  mapping text,
  rules jsonb not null,
  priorities jsonb not null,
  -- Firing again within this time of its resolve continues the same alert.
  reopen_minutes int not null check (reopen_minutes between 0 and 10080),
  heartbeat jsonb,
  -- Tell the sender in the reply who owns each alert, and why.
  explains boolean not null,
  -- Raised by every change, so that an intake that read an older source notices.
  revision int not null default 1,
  created_by uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  retired_at timestamptz,
  primary key (engagement_id, id)
);
create unique index alerts_source_name on alerts_source (engagement_id, lower(name)) where retired_at is null;

create table alerts_token (
  engagement_id uuid not null,
  id uuid not null default uuidv7(),
  source_id uuid not null,
  hash text not null unique check (hash ~ '^[0-9a-f]{64}$'),
  -- The last characters of the token, to tell two apart on the screen.
  hint text not null check (length(hint) = 4),
  created_at timestamptz not null,
  -- Set when a newer token takes over: until then both are good.
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (engagement_id, id),
  foreign key (engagement_id, source_id) references alerts_source
);
create index alerts_token_source on alerts_token (engagement_id, source_id);

-- What changes with every delivery stands apart from what people write.
create table alerts_pulse (
  engagement_id uuid not null,
  source_id uuid not null,
  heard_at timestamptz,
  deliveries bigint not null default 0,
  alerts bigint not null default 0,
  refused bigint not null default 0,
  -- Heartbeat sources: silent when nothing came until then.
  expected_by timestamptz,
  -- When this installation last listened; a gap is its own deafness, not the sender's silence.
  watched_at timestamptz,
  silent_since timestamptz,
  primary key (engagement_id, source_id),
  foreign key (engagement_id, source_id) references alerts_source
) with (fillfactor = 70);

create table alerts_alert (
  engagement_id uuid not null,
  id uuid not null default uuidv7(),
  source_id uuid not null,
  -- Of the identifying labels; never of a title or a text.
  fingerprint text not null check (length(fingerprint) between 1 and 150),
  occurrence int not null check (occurrence > 0),
  -- The newest occurrence of its identity: the one that deliveries reach.
  newest boolean not null,
  state text not null check (state in ('firing', 'resolved')),
  title text not null,
  detail text not null,
  labels jsonb not null,
  link text,
  severity text,
  -- Same text for alerts that the sender grouped.
  group_key text,
  -- True when labels or text were cut to the limits.
  cut boolean not null,
  -- Null until it fired: a resolve may arrive first.
  opened_at timestamptz,
  resolved_at timestamptz,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  -- As the sender says; they order deliveries of one identity.
  starts_at timestamptz,
  ends_at timestamptz,
  count int not null,
  -- Instants of the latest state changes, oldest first.
  transitions jsonb not null,
  rule text,
  function text,
  priority text check (priority in ('P1', 'P2', 'P3', 'P4')),
  facts jsonb,
  answer jsonb,
  content_hash text,
  receipt_id uuid,
  primary key (engagement_id, id),
  foreign key (engagement_id, source_id) references alerts_source,
  check (opened_at is null or function is not null)
) with (fillfactor = 85);
create unique index alerts_alert_newest on alerts_alert (engagement_id, source_id, fingerprint) where newest;
create index alerts_alert_firing on alerts_alert (engagement_id, id) where state = 'firing';

create table alerts_event (
  engagement_id uuid not null,
  alert_id uuid not null,
  id uuid not null default uuidv7(),
  at timestamptz not null,
  kind text not null check (kind in ('opened', 'reopened', 'changed', 'seen', 'late', 'resolved')),
  -- How often the alert had been delivered by then.
  count int not null,
  priority text,
  receipt_id uuid,
  primary key (engagement_id, alert_id, id),
  foreign key (engagement_id, alert_id) references alerts_alert
);

create table alerts_quarantine (
  engagement_id uuid not null,
  id uuid not null default uuidv7(),
  source_id uuid not null,
  state text not null check (state in ('waiting', 'replayed', 'dismissed')),
  code text not null,
  field text,
  message text not null,
  body bytea not null,
  -- Of the whole body as it came; more than is kept when `bytes` exceeds the kept length.
  bytes bigint not null,
  body_hash text not null,
  content_type text,
  first_at timestamptz not null,
  last_at timestamptz not null,
  -- The same body again, for the same reason, is counted.
  count int not null default 1,
  settled_by uuid,
  settled_at timestamptz,
  primary key (engagement_id, id),
  foreign key (engagement_id, source_id) references alerts_source
);
create unique index alerts_quarantine_same on alerts_quarantine (engagement_id, source_id, body_hash, code) where state = 'waiting';
create index alerts_quarantine_source on alerts_quarantine (engagement_id, source_id, last_at);

alter table alerts_source enable row level security;
alter table alerts_source force row level security;
alter table alerts_token enable row level security;
alter table alerts_token force row level security;
alter table alerts_pulse enable row level security;
alter table alerts_pulse force row level security;
alter table alerts_alert enable row level security;
alter table alerts_alert force row level security;
alter table alerts_event enable row level security;
alter table alerts_event force row level security;
alter table alerts_quarantine enable row level security;
alter table alerts_quarantine force row level security;

create policy alerts_source_read on alerts_source for select using (engagement_id = tandem.engagement() and tandem.sees('shared'));
create policy alerts_source_insert on alerts_source for insert
  with check (engagement_id = tandem.engagement() and tandem.sees('shared') and tandem.side() in ('system', side));
create policy alerts_source_update on alerts_source for update using (engagement_id = tandem.engagement() and tandem.sees('shared') and tandem.side() in ('system', side))
  with check (engagement_id = tandem.engagement() and tandem.side() in ('system', side));

create policy alerts_token_read on alerts_token for select using (engagement_id = tandem.engagement() and tandem.sees('shared'));
-- A token belongs to the side of its source; the inner select is itself under row-level security.
create policy alerts_token_insert on alerts_token for insert with check (engagement_id = tandem.engagement() and tandem.sees('shared')
  and exists (select from alerts_source s where s.engagement_id = alerts_token.engagement_id and s.id = source_id and tandem.side() in ('system', s.side)));
create policy alerts_token_update on alerts_token for update using (engagement_id = tandem.engagement() and tandem.sees('shared')
  and exists (select from alerts_source s where s.engagement_id = alerts_token.engagement_id and s.id = source_id and tandem.side() in ('system', s.side)))
  with check (engagement_id = tandem.engagement());

create policy alerts_pulse_read on alerts_pulse for select using (engagement_id = tandem.engagement() and tandem.sees('shared'));
create policy alerts_pulse_insert on alerts_pulse for insert with check (engagement_id = tandem.engagement() and tandem.sees('shared'));
create policy alerts_pulse_update on alerts_pulse for update using (engagement_id = tandem.engagement() and tandem.sees('shared')
  and exists (select from alerts_source s where s.engagement_id = alerts_pulse.engagement_id and s.id = source_id and tandem.side() in ('system', s.side)))
  with check (engagement_id = tandem.engagement());

create policy alerts_alert_read on alerts_alert for select using (engagement_id = tandem.engagement() and tandem.sees('shared'));
create policy alerts_alert_insert on alerts_alert for insert with check (engagement_id = tandem.engagement() and tandem.side() = 'system');
create policy alerts_alert_update on alerts_alert for update using (engagement_id = tandem.engagement() and tandem.side() = 'system')
  with check (engagement_id = tandem.engagement());

create policy alerts_event_read on alerts_event for select using (engagement_id = tandem.engagement() and tandem.sees('shared'));
create policy alerts_event_insert on alerts_event for insert with check (engagement_id = tandem.engagement() and tandem.side() = 'system');

create policy alerts_quarantine_read on alerts_quarantine for select using (engagement_id = tandem.engagement() and tandem.sees('shared'));
create policy alerts_quarantine_insert on alerts_quarantine for insert with check (engagement_id = tandem.engagement() and tandem.side() = 'system');
create policy alerts_quarantine_update on alerts_quarantine for update using (engagement_id = tandem.engagement() and tandem.sees('shared'))
  with check (engagement_id = tandem.engagement());
create policy alerts_quarantine_delete on alerts_quarantine for delete using (engagement_id = tandem.engagement() and tandem.side() = 'system');

grant select, insert, update on alerts_source, alerts_pulse, alerts_alert to tandem_app;
grant select, insert on alerts_event to tandem_app;
grant select, insert, update, delete on alerts_quarantine to tandem_app;
-- The hash of a token can be written and compared, never read.
grant select (engagement_id, id, source_id, hint, created_at, expires_at, revoked_at), insert, update (expires_at, revoked_at) on alerts_token to tandem_app;

-- A token names its engagement; whoever holds it is not yet anybody.
select tandem.let_owner_read('alerts_token');
select tandem.let_owner_read('alerts_source');
select tandem.let_owner_read('alerts_pulse');
select tandem.let_owner_read('alerts_quarantine');
create function tandem.alerts_token(of_hash text) returns table (engagement_id uuid, source_id uuid, token_id uuid)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select t.engagement_id, t.source_id, t.id from alerts_token t where t.hash = of_hash and t.revoked_at is null;
end;
-- Engagements in which a source is to be listened to, or has an end of its silence to be told.
create function tandem.alerts_watched() returns setof uuid language sql stable security definer set search_path = public, pg_temp
begin atomic
  select distinct s.engagement_id from alerts_source s left join alerts_pulse p on p.engagement_id = s.engagement_id and p.source_id = s.id
  where (s.heartbeat is not null and s.retired_at is null) or p.silent_since is not null;
end;
create function tandem.alerts_quarantined(before timestamptz) returns setof uuid language sql stable security definer set search_path = public, pg_temp
begin atomic
  select distinct q.engagement_id from alerts_quarantine q where q.last_at < before;
end;
revoke all on function tandem.alerts_token, tandem.alerts_watched, tandem.alerts_quarantined from public;
grant execute on function tandem.alerts_token, tandem.alerts_watched, tandem.alerts_quarantined to tandem_app;
