-- The printed statement of an offer, frozen with it: its hash is in the terms, so signing the offer's hash signs every word.
-- Offers made before have none; their terms name none.

alter table agreements_offer add column statement jsonb;
alter table agreements_offer add constraint agreements_offer_wording
  check ((statement is null) = (content #> '{terms,wording}' is null));

create or replace function agreements_offer_guard() returns trigger language plpgsql as $$
begin
  if (old.engagement_id, old.id, old.draft_id, old.kind, old.title, old.reason, old.version, old.effective_from, old.effective_to,
      old.base_hash, old.hash, old.content, old.statement, old.currency, old.price_before_minor, old.price_after_minor, old.side,
      old.offered_by, old.offered_name, old.offered_at, old.lapses_at)
    is distinct from (new.engagement_id, new.id, new.draft_id, new.kind, new.title, new.reason, new.version, new.effective_from,
      new.effective_to, new.base_hash, new.hash, new.content, new.statement, new.currency, new.price_before_minor,
      new.price_after_minor, new.side, new.offered_by, new.offered_name, new.offered_at, new.lapses_at)
  then raise exception 'what was offered never changes'; end if;
  if old.state <> new.state and not (old.state = 'open' or (old.state = 'signed' and new.state in ('enacted', 'overtaken')))
  then raise exception 'an offer that is over stays as it ended'; end if;
  if old.state <> new.state and new.state = 'signed' and (select count(*) from agreements_signature s
      where s.engagement_id = new.engagement_id and s.offer_id = new.id) <> 2
  then raise exception 'an offer is signed when both sides signed it'; end if;
  if old.state <> new.state and new.state = 'enacted' and old.state <> 'signed'
  then raise exception 'only what both sides signed is enacted'; end if;
  return new;
end $$;
