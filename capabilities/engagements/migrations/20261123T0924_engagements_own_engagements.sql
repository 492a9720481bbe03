-- A person outside any engagement sees the engagements they are a member of. The first policy compared the member's
-- engagement with the member's own id, which an unqualified `id` means inside the subquery, and so showed none.

drop policy engagements_engagement_read on engagements_engagement;
create policy engagements_engagement_read on engagements_engagement for select
  using (id = tandem.engagement() or exists (
    select from engagements_member m
    where m.engagement_id = engagements_engagement.id and m.user_id = tandem.person() and m.removed_at is null));
