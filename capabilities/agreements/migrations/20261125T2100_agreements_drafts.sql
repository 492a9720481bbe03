-- Drafts of the next agreement. A draft is one document (engagement file with one version, and terms) that both IT sides
-- edit. The revision counts edits, and is what an edit says it was made at.

create table agreements_draft (
  engagement_id uuid not null,
  id uuid not null default uuidv7(),
  kind text not null check (kind in ('agreement', 'amendment', 'emergency')),
  title text not null,
  -- Why the agreement is changed; empty for the first one.
  reason text not null default '',
  -- The document in force when the draft was begun; null for the first agreement.
  base_hash text,
  state text not null check (state in ('open', 'offered', 'signed', 'closed')),
  revision int not null default 0 check (revision >= 0),
  file jsonb not null,
  terms jsonb not null,
  created_by uuid not null,
  created_side text not null check (created_side in ('internal', 'provider')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (engagement_id, id)
);
create index agreements_draft_newest on agreements_draft (engagement_id, updated_at desc, id desc);

alter table agreements_draft enable row level security;
alter table agreements_draft force row level security;

create policy agreements_draft_engagement on agreements_draft
  using (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared')))
  with check (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared')));

grant select, insert, update on agreements_draft to tandem_app;
