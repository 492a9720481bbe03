-- What the queue of the side that overflow relieves looked like after its last change, so that a decision need not count
-- it: alerts are decided hundreds a second. Ages are kept as instants, hence a state that nothing changes stays true.
create table responsibility_queue (
  engagement_id uuid primary key,
  untouched int not null check (untouched >= 0),
  -- Since when the oldest untouched P3 could be worked on; null when there is none.
  oldest_p3_since timestamptz,
  -- Overflow was active after that change.
  active boolean not null,
  -- Since when the queue has been as short and young as leaving asks; null while it is not.
  calm_since timestamptz
);

alter table responsibility_queue enable row level security;
alter table responsibility_queue force row level security;

-- Every decision asks it, those for employees too; only the product itself writes it.
create policy responsibility_queue_engagement on responsibility_queue
  using (engagement_id = tandem.engagement() and tandem.side() <> '')
  with check (engagement_id = tandem.engagement() and tandem.side() = 'system');

grant select, insert, update on responsibility_queue to tandem_app;
