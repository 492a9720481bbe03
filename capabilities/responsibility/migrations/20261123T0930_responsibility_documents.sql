-- The engagement as agreed, kept whole and by content: a document is stored once under the hash of its canonical form and
-- never changes, so that a receipt that names the hash can be recomputed years later. Which document counts now is one
-- pointer; every change of the pointer stays in the history.

create table responsibility_document (
  engagement_id uuid not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  -- The engagement file as data, as written (key order and all), not the canonical form.
  document jsonb not null,
  stored_at timestamptz not null,
  primary key (engagement_id, hash)
);

create function responsibility_document_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'a stored engagement document never changes';
end $$;
create trigger responsibility_document_immutable before update or delete or truncate on responsibility_document
  for each statement execute function responsibility_document_refuse();

create table responsibility_history (
  engagement_id uuid not null,
  id uuid not null default uuidv7(),
  hash text not null,
  since timestamptz not null,
  member_id uuid,
  reason text not null,
  primary key (engagement_id, id),
  foreign key (engagement_id, hash) references responsibility_document
);

create table responsibility_current (
  engagement_id uuid primary key,
  hash text not null,
  since timestamptz not null,
  foreign key (engagement_id, hash) references responsibility_document
);

alter table responsibility_document enable row level security;
alter table responsibility_document force row level security;
alter table responsibility_history enable row level security;
alter table responsibility_history force row level security;
alter table responsibility_current enable row level security;
alter table responsibility_current force row level security;

-- Both IT sides read the same agreement; an employee's request is decided by it without showing it.
create policy responsibility_document_engagement on responsibility_document using (engagement_id = tandem.engagement() and tandem.side() <> '')
  with check (engagement_id = tandem.engagement() and tandem.role() <> 'employee');
create policy responsibility_current_engagement on responsibility_current using (engagement_id = tandem.engagement() and tandem.side() <> '')
  with check (engagement_id = tandem.engagement() and tandem.role() <> 'employee');
create policy responsibility_history_engagement on responsibility_history using (engagement_id = tandem.engagement() and tandem.sees('shared'))
  with check (engagement_id = tandem.engagement() and tandem.role() <> 'employee');

grant select, insert on responsibility_document, responsibility_history to tandem_app;
grant select, insert, update on responsibility_current to tandem_app;
