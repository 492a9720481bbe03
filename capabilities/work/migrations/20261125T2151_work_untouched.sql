-- The untouched items of a side: how many there are, and which P3 has waited longest, are asked after every change.
create index work_item_untouched on work_item (engagement_id, side, priority, coalesce(work_starts_at, opened_at))
  where state = 'open' and touched_at is null;
