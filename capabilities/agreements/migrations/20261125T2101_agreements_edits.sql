-- Edits of drafts: who changed what, in the order of the revisions they led to. An edit is never changed or removed; the
-- name is kept as it was, so that history reads the same when somebody has left.

create table agreements_edit (
  engagement_id uuid not null,
  draft_id uuid not null,
  revision int not null check (revision > 0),
  member_id uuid not null,
  member_name text not null,
  side text not null check (side in ('internal', 'provider')),
  at timestamptz not null,
  -- Lists of differences: {"file": [...], "terms": [...]}.
  changes jsonb not null,
  primary key (engagement_id, draft_id, revision),
  foreign key (engagement_id, draft_id) references agreements_draft (engagement_id, id)
);

alter table agreements_edit enable row level security;
alter table agreements_edit force row level security;

create policy agreements_edit_read on agreements_edit for select
  using (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared')));
create policy agreements_edit_add on agreements_edit for insert
  with check (engagement_id = (select tandem.engagement()) and member_id = (select tandem.member()) and side = (select tandem.side()));

grant select, insert on agreements_edit to tandem_app;
