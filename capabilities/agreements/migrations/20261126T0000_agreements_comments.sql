-- Comments on drafts: on the whole, on a row, on one cell of a row, or on a question that is still open. A thread is a
-- comment with its replies, one deep. A private thread is of its writer's side: the other side sees neither the words nor
-- that there are any. What was taken back loses its words and keeps its place, since replies may stand below it.

create table agreements_comment (
  engagement_id uuid not null,
  id uuid not null default uuidv7(),
  draft_id uuid not null,
  -- The comment that begins the thread; null for that one itself.
  parent_id uuid,
  -- Where the thread stands. Nothing of it: on the draft as a whole. The row may be gone by now.
  row_id text,
  field text,
  question text,
  audience text not null check (audience in ('shared', 'internal', 'provider')),
  side text not null check (side in ('internal', 'provider')),
  member_id uuid not null,
  -- As it was then, so that a thread reads the same when somebody has left.
  member_name text not null,
  body text not null,
  -- [{"memberId", "name"}]: who is mentioned.
  mentioned jsonb not null default '[]' check (jsonb_typeof(mentioned) = 'array'),
  written_at timestamptz not null,
  edited_at timestamptz,
  taken_back_at timestamptz,
  settled_at timestamptz,
  settled_side text check (settled_side in ('internal', 'provider')),
  settled_name text,
  -- Hash of what was asked under the key: a second request with it writes nothing.
  idempotency_key text,
  idempotency_hash text,
  primary key (engagement_id, id),
  unique (engagement_id, draft_id, id, audience),
  foreign key (engagement_id, draft_id) references agreements_draft,
  -- A reply is for whom its thread is for.
  foreign key (engagement_id, draft_id, parent_id, audience) references agreements_comment (engagement_id, draft_id, id, audience),
  check (audience = 'shared' or audience = side),
  check (field is null or row_id is not null),
  check (question is null or row_id is null),
  check (parent_id is null or (row_id is null and question is null)),
  check (parent_id is null or settled_at is null),
  check ((settled_at is null) = (settled_name is null) and (settled_at is null) = (settled_side is null)),
  check (case when taken_back_at is null then char_length(body) between 1 and 4000 else body = '' and mentioned = '[]' end)
);
create index agreements_comment_oldest on agreements_comment (engagement_id, draft_id, written_at, id);
create index agreements_comment_replies on agreements_comment (engagement_id, parent_id) where parent_id is not null;
create unique index agreements_comment_idempotency on agreements_comment (engagement_id, member_id, idempotency_key)
  where idempotency_key is not null;

-- Words are their writer's, whoever else may settle the thread; what was taken back stays so.
create function agreements_comment_guard() returns trigger language plpgsql as $$
begin
  if (old.body, old.mentioned, old.edited_at, old.taken_back_at) is distinct from (new.body, new.mentioned, new.edited_at, new.taken_back_at)
    and old.member_id is distinct from tandem.member()
  then raise exception 'a comment is changed by whoever wrote it' using errcode = '42501'; end if;
  if old.taken_back_at is not null and (old.body, old.taken_back_at) is distinct from (new.body, new.taken_back_at)
  then raise exception 'what was taken back stays so' using errcode = '42501'; end if;
  return new;
end $$;
create trigger agreements_comment_own before update on agreements_comment
  for each row execute function agreements_comment_guard();

alter table agreements_comment enable row level security;
alter table agreements_comment force row level security;

create policy agreements_comment_read on agreements_comment for select
  using (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared')) and tandem.sees(audience));
-- Nobody writes in another's name.
create policy agreements_comment_add on agreements_comment for insert
  with check (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared')) and tandem.sees(audience)
    and member_id = (select tandem.member()) and side = (select tandem.side()));
create policy agreements_comment_change on agreements_comment for update
  using (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared')) and tandem.sees(audience))
  with check (engagement_id = (select tandem.engagement()) and (select tandem.sees('shared')) and tandem.sees(audience));

grant select, insert on agreements_comment to tandem_app;
grant update (body, mentioned, edited_at, taken_back_at, settled_at, settled_side, settled_name) on agreements_comment to tandem_app;
