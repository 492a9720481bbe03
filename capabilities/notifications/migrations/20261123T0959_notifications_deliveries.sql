-- Who was told what, and how it went. A notice is what a person finds in the product; a delivery is one message to one
-- address outside it, with a row for every attempt. Both are written in the transaction that handles the event, so an
-- event is told once however often the process dies; a delivery is claimed before it is sent, so two workers never send
-- the same one, and one that was under way when the process died is known as such.

create table notifications_inbox (
  engagement_id uuid not null references engagements_engagement,
  id uuid not null default uuidv7(),
  member_id uuid not null,
  -- Updates of the same thing within a minute stand in one line.
  about text,
  title text not null,
  body text not null,
  place text,
  urgent boolean not null,
  count int not null default 1,
  at timestamptz not null,
  read_at timestamptz,
  primary key (engagement_id, id)
);
create index notifications_inbox_member on notifications_inbox (engagement_id, member_id, at desc, id desc);
create index notifications_inbox_unread on notifications_inbox (engagement_id, member_id) where read_at is null;
create index notifications_inbox_about on notifications_inbox (engagement_id, member_id, about, at) where read_at is null;

-- Mail about accounts stands under an engagement id of its own that no engagement has: hence no reference.
create table notifications_delivery (
  engagement_id uuid not null,
  id uuid not null default uuidv7(),
  channel text not null check (channel in ('email', 'webhook')),
  -- The side that may see how it went; null for people who are not members yet.
  side text check (side in ('internal', 'provider')),
  member_id uuid,
  webhook_id uuid,
  -- Whom it is for, in words, and where it goes.
  recipient text not null,
  address text not null,
  about text,
  topic text not null,
  subject text not null,
  body text not null,
  -- Below the engagement, /work/HAR-1042; null when there is nothing to open.
  place text,
  urgent boolean not null,
  -- Holds a secret (a link, a code): the text is erased once it is sent.
  secret boolean not null default false,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'unknown')),
  attempts int not null default 0,
  may_be_repeat boolean not null default false,
  next_at timestamptz,
  sending_since timestamptz,
  due_at timestamptz,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (engagement_id, id),
  check ((state = 'sending') = (sending_since is not null)),
  check ((state in ('queued', 'unknown')) = (next_at is not null)),
  check ((state = 'sent') = (sent_at is not null))
);
create index notifications_delivery_due on notifications_delivery (engagement_id, next_at) where state in ('queued', 'unknown');
create index notifications_delivery_sending on notifications_delivery (engagement_id, sending_since) where state = 'sending';
create index notifications_delivery_about on notifications_delivery (engagement_id, address, about, created_at desc) where about is not null;
create index notifications_delivery_newest on notifications_delivery (engagement_id, created_at desc, id desc);

create table notifications_attempt (
  engagement_id uuid not null,
  delivery_id uuid not null,
  number int not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text not null check (outcome in ('sending', 'sent', 'temporary', 'permanent', 'unknown')),
  detail text not null default '',
  primary key (engagement_id, delivery_id, number),
  foreign key (engagement_id, delivery_id) references notifications_delivery
);

-- Without a mail server, mail stays here: for its reader, or for whoever passes it on by hand.
create table notifications_mailbox (
  engagement_id uuid not null,
  id uuid not null default uuidv7(),
  side text check (side in ('internal', 'provider')),
  member_id uuid,
  address text not null,
  subject text not null,
  body text not null,
  message_id text not null,
  at timestamptz not null,
  primary key (engagement_id, id),
  unique (engagement_id, message_id)
);
create index notifications_mailbox_newest on notifications_mailbox (engagement_id, at desc, id desc);

create table notifications_preference (
  engagement_id uuid not null references engagements_engagement,
  member_id uuid not null,
  mail_routine boolean not null default true,
  -- The address that was verified; another address of the same member is not.
  verified_address text,
  verified_at timestamptz,
  code_hash text,
  code_expires_at timestamptz,
  code_tries int not null default 0,
  primary key (engagement_id, member_id)
);

create table notifications_webhook (
  engagement_id uuid not null references engagements_engagement,
  id uuid not null default uuidv7(),
  side text not null check (side in ('internal', 'provider')),
  -- A member's own, or a team's channel.
  member_id uuid,
  team text,
  name text not null,
  url text not null,
  secret text not null,
  created_at timestamptz not null,
  verified_at timestamptz,
  removed_at timestamptz,
  primary key (engagement_id, id),
  check ((member_id is null) <> (team is null))
);
create index notifications_webhook_present on notifications_webhook (engagement_id, side) where removed_at is null;

create table notifications_finding (
  engagement_id uuid not null references engagements_engagement,
  id uuid not null default uuidv7(),
  audience text not null check (audience in ('shared', 'internal', 'provider')),
  side text not null check (side in ('internal', 'provider')),
  kind text not null check (kind in ('nobody-to-tell', 'delivery-failed')),
  subject text not null,
  detail text not null,
  count int not null default 1,
  first_at timestamptz not null,
  last_at timestamptz not null,
  cleared_at timestamptz,
  primary key (engagement_id, id)
);
create unique index notifications_finding_open on notifications_finding (engagement_id, audience, kind, subject) where cleared_at is null;

alter table notifications_inbox enable row level security;
alter table notifications_inbox force row level security;
alter table notifications_delivery enable row level security;
alter table notifications_delivery force row level security;
alter table notifications_attempt enable row level security;
alter table notifications_attempt force row level security;
alter table notifications_mailbox enable row level security;
alter table notifications_mailbox force row level security;
alter table notifications_preference enable row level security;
alter table notifications_preference force row level security;
alter table notifications_webhook enable row level security;
alter table notifications_webhook force row level security;
alter table notifications_finding enable row level security;
alter table notifications_finding force row level security;

create policy notifications_inbox_own on notifications_inbox
  using (engagement_id = (select tandem.engagement()) and ((select tandem.side()) = 'system' or member_id = (select tandem.member())))
  with check (engagement_id = (select tandem.engagement()) and ((select tandem.side()) = 'system' or member_id = (select tandem.member())));

-- Only the product sends. A member sees what went to them; who looks after a side sees how its messages went.
create policy notifications_delivery_read on notifications_delivery for select
  using (engagement_id = (select tandem.engagement()) and ((select tandem.side()) = 'system' or member_id = (select tandem.member())
    or (side = (select tandem.side()) and (select tandem.role()) in ('it', 'leader', 'admin', 'dispatcher'))));
create policy notifications_delivery_add on notifications_delivery for insert
  with check (engagement_id = (select tandem.engagement()) and ((select tandem.side()) = 'system' or member_id = (select tandem.member())));
create policy notifications_delivery_change on notifications_delivery for update
  using (engagement_id = (select tandem.engagement()) and (select tandem.side()) = 'system')
  with check (engagement_id = (select tandem.engagement()) and (select tandem.side()) = 'system');
create policy notifications_attempt_read on notifications_attempt for select
  using (engagement_id = (select tandem.engagement()) and exists (
    select from notifications_delivery d where d.engagement_id = notifications_attempt.engagement_id and d.id = delivery_id));
create policy notifications_attempt_system on notifications_attempt
  using (engagement_id = (select tandem.engagement()) and (select tandem.side()) = 'system')
  with check (engagement_id = (select tandem.engagement()) and (select tandem.side()) = 'system');

create policy notifications_mailbox_read on notifications_mailbox for select
  using (engagement_id = (select tandem.engagement()) and ((select tandem.side()) = 'system' or member_id = (select tandem.member())
    or (member_id is null and side = (select tandem.side()) and (select tandem.role()) in ('it', 'leader', 'admin'))));
create policy notifications_mailbox_system on notifications_mailbox for insert
  with check (engagement_id = (select tandem.engagement()) and (select tandem.side()) = 'system');

create policy notifications_preference_own on notifications_preference
  using (engagement_id = (select tandem.engagement()) and ((select tandem.side()) = 'system' or member_id = (select tandem.member())))
  with check (engagement_id = (select tandem.engagement()) and ((select tandem.side()) = 'system' or member_id = (select tandem.member())));

create policy notifications_webhook_own on notifications_webhook
  using (engagement_id = (select tandem.engagement()) and ((select tandem.side()) = 'system'
    or (side = (select tandem.side()) and (member_id is null or member_id = (select tandem.member())))))
  with check (engagement_id = (select tandem.engagement()) and ((select tandem.side()) = 'system'
    or (side = (select tandem.side()) and (member_id is null or member_id = (select tandem.member())))));

create policy notifications_finding_read on notifications_finding for select
  using (engagement_id = (select tandem.engagement()) and (select tandem.role()) <> 'employee' and tandem.sees(audience));
create policy notifications_finding_system on notifications_finding
  using (engagement_id = (select tandem.engagement()) and (select tandem.side()) = 'system')
  with check (engagement_id = (select tandem.engagement()) and (select tandem.side()) = 'system');

grant select, insert, update on notifications_inbox, notifications_delivery, notifications_attempt, notifications_preference, notifications_webhook, notifications_finding to tandem_app;
grant select, insert on notifications_mailbox to tandem_app;
