-- A team's channel holds an address and a secret of its side's IT people; an employee of that side has no webhooks, so
-- none is theirs to see or to change.

create policy notifications_webhook_it on notifications_webhook as restrictive to tandem_app
  using ((select tandem.role()) <> 'employee') with check ((select tandem.role()) <> 'employee');
