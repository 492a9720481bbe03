-- A side's people and invitations are kept by those of the side who may keep them, in the database as in the
-- application: before, row-level security asked for the side alone, so that a statement that forgot the role would have
-- let an employee raise themselves or read whom their side invites.

create function tandem.keeps_people() returns boolean language sql stable parallel safe
  return tandem.side() = 'system' or tandem.role() in ('it', 'leader', 'admin');

drop policy engagements_member_insert on engagements_member;
create policy engagements_member_insert on engagements_member for insert
  with check (engagement_id = tandem.engagement() and tandem.side() in ('system', side) and tandem.keeps_people());
drop policy engagements_member_update on engagements_member;
create policy engagements_member_update on engagements_member for update
  using (engagement_id = tandem.engagement() and tandem.side() in ('system', side) and tandem.keeps_people())
  with check (engagement_id = tandem.engagement() and tandem.side() in ('system', side) and tandem.keeps_people());

-- Restrictive: it narrows the policy that says which side's invitations these are.
create policy engagements_invitation_keepers on engagements_invitation as restrictive to tandem_app
  using (tandem.keeps_people()) with check (tandem.keeps_people());
