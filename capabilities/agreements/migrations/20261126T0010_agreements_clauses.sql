-- A provider's own clauses, for its agreements with this customer: the other side can neither read nor count them. A version
-- is never changed; who edits or withdraws a clause adds the next version. `clause` is the same in all versions of one.
create table agreements_clause (
  engagement_id uuid not null,
  id uuid not null default uuidv7(),
  clause uuid not null,
  version int not null check (version > 0),
  -- One of the sections of the statement of work.
  section text not null,
  -- The clause of the product's library in whose place it is printed; null: it stands beside the others of its section.
  replaces text,
  title text not null,
  text text not null,
  withdrawn boolean not null default false,
  member_id uuid not null,
  member_name text not null,
  created_at timestamptz not null,
  primary key (engagement_id, id),
  constraint agreements_clause_version unique (engagement_id, clause, version)
);

alter table agreements_clause enable row level security;
alter table agreements_clause force row level security;

create policy agreements_clause_read on agreements_clause for select
  using (engagement_id = (select tandem.engagement()) and (select tandem.sees('provider')));
create policy agreements_clause_add on agreements_clause for insert
  with check (engagement_id = (select tandem.engagement()) and (select tandem.sees('provider')) and member_id = (select tandem.member()));

grant select, insert on agreements_clause to tandem_app;
