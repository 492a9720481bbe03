-- An employee writes on items that they asked for, and on no other: the policies so far held what an employee reads to
-- their own items, and left what they add to the application. A restrictive policy narrows those that stand; it lets an
-- employee begin no turn of custody but the first of an item, which the agreement places.

create policy work_custody_employee on work_custody as restrictive for insert to tandem_app
  with check ((select tandem.role()) <> 'employee' or (how = 'opened' and turn = 1));

create policy work_event_employee on work_event as restrictive for insert to tandem_app
  with check ((select tandem.role()) <> 'employee'
    or exists (select from work_item i where i.engagement_id = work_event.engagement_id and i.id = item_id));
create policy work_link_employee on work_link as restrictive for insert to tandem_app
  with check ((select tandem.role()) <> 'employee'
    or exists (select from work_item i where i.engagement_id = work_link.engagement_id and i.id = item_id));
create policy work_attachment_employee on work_attachment as restrictive for insert to tandem_app
  with check ((select tandem.role()) <> 'employee'
    or exists (select from work_item i where i.engagement_id = work_attachment.engagement_id and i.id = item_id));
