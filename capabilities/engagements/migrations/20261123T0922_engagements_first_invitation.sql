-- An engagement is created from one side, so the other side begins empty and has nobody who could invite its people.
-- Until somebody has joined a side, the other side may invite to it, see and revoke those invitations; from the first
-- member on, each side keeps its own people. The rule looks at rows that a removal leaves in place, so it never reopens.

drop policy engagements_invitation_own on engagements_invitation;
create policy engagements_invitation_own on engagements_invitation
  using (engagement_id = tandem.engagement() and (tandem.side() in ('system', side)
    or (tandem.side() in ('internal', 'provider') and not exists (
      select from engagements_member m where m.engagement_id = engagements_invitation.engagement_id and m.side = engagements_invitation.side))))
  with check (engagement_id = tandem.engagement() and (tandem.side() in ('system', side)
    or (tandem.side() in ('internal', 'provider') and not exists (
      select from engagements_member m where m.engagement_id = engagements_invitation.engagement_id and m.side = engagements_invitation.side))));
