/**
 * What row-level security must let a member do with the rows of each table, said a second time and independently, in SQL
 * over the row: `:side`, `:role` and `:member` are the reader's. Nothing is said of other engagements: their rows are
 * out of reach in every table. A table that is missing here fails the proof by name.
 */

export interface Locks {
  /** Which rows are seen. */
  read: string;
  /** Which rows may be written anew. Left out: none. */
  add?: string;
  /** Which rows may be changed. Left out: none. */
  change?: string;
}

const everybody = 'true';
const nobody = 'false';
const itPeople = `:role <> 'employee'`;
const keepers = `:role in ('it', 'leader', 'admin')`;
const ownSide = `side = :side and ${itPeople}`;
const ownChain = `(chain = 'shared' or (chain = :side and ${itPeople}))`;
const byAudience = `case when :role = 'employee' then audience = 'requester' else audience in ('requester', 'shared', :side) end`;
const visibleItem = `(${itPeople} or item_id in (select id from work_item where requester_member_id = :member))`;
const ownSource = `${itPeople} and source_id in (select id from alerts_source where side = :side)`;
const own = 'member_id = :member';
const sentToSide = `(${own} or (side = :side and :role in ('it', 'leader', 'admin', 'dispatcher')))`;

export const locks: Record<string, Locks> = {
  engagements_organisation: { read: everybody },
  engagements_engagement: { read: everybody },
  engagements_member: { read: everybody, add: `side = :side and ${keepers}`, change: `side = :side and ${keepers}` },
  engagements_invitation: {
    read: `side = :side and ${keepers}`,
    add: `side = :side and ${keepers}`,
    change: `side = :side and ${keepers}`,
  },
  engagements_asset: { read: itPeople, add: itPeople, change: itPeople },
  engagements_app: { read: everybody, add: itPeople, change: itPeople },

  responsibility_document: { read: everybody, add: itPeople },
  responsibility_current: { read: everybody, add: itPeople, change: itPeople },
  responsibility_history: { read: itPeople, add: itPeople },
  responsibility_queue: { read: everybody },

  alerts_source: { read: itPeople, add: ownSide, change: ownSide },
  alerts_token: { read: itPeople, add: ownSource, change: ownSource },
  // A source has its pulse from its first moment, so there is none to add for another's.
  alerts_pulse: { read: itPeople, add: itPeople, change: ownSource },
  alerts_alert: { read: itPeople },
  alerts_event: { read: itPeople },
  alerts_quarantine: { read: itPeople, change: itPeople },

  work_counter: { read: everybody, add: everybody, change: everybody },
  work_item: {
    read: `${itPeople} or requester_member_id = :member`,
    add: `${itPeople} or requester_member_id = :member`,
    change: `${itPeople} or requester_member_id = :member`,
  },
  // An employee opens an item, which the agreement places; nobody begins a turn of the other side by hand.
  work_custody: {
    read: visibleItem,
    add: `case when :role = 'employee' then how = 'opened' and turn = 1 else side = :side or how in ('opened', 'decided') end`,
  },
  work_offer: { read: itPeople, add: itPeople, change: itPeople },
  // What an employee does to an item of theirs may be told to both sides, though they do not read it.
  work_event: { read: `${byAudience} and ${visibleItem}`, add: `(${byAudience} or audience = 'shared') and ${visibleItem}` },
  work_link: {
    read: `${byAudience} and ${visibleItem}`,
    add: `${byAudience} and ${visibleItem}`,
    change: `${byAudience} and ${visibleItem}`,
  },
  work_attachment: { read: `${byAudience} and ${visibleItem}`, add: `${byAudience} and ${visibleItem}` },

  agreements_comment: {
    read: `${itPeople} and audience in ('shared', :side)`,
    add: `${ownSide} and ${own} and audience in ('shared', :side)`,
    change: `${itPeople} and audience in ('shared', :side)`,
  },
  agreements_draft: { read: itPeople, add: itPeople, change: itPeople },
  agreements_offer: { read: itPeople, add: `${ownSide} and offered_by = :member`, change: itPeople },
  // Nobody signs for somebody else.
  agreements_signature: { read: itPeople, add: `${ownSide} and ${own}` },
  agreements_proposal: { read: itPeople, change: itPeople },
  agreements_finding: { read: itPeople },
  agreements_edit: { read: itPeople, add: `${itPeople} and ${own} and side = :side` },

  agreements_clause: { read: `:side = 'provider'`, add: `:side = 'provider' and ${own}` },
  agreements_rate: { read: `:side = 'provider'`, add: `:side = 'provider' and ${own}` },
  agreements_quote: { read: itPeople, add: `${itPeople} and ${own}` },
  agreements_fit: { read: itPeople, add: `${itPeople} and ${own}`, change: ownSide },

  notifications_inbox: { read: own, add: own, change: own },
  notifications_delivery: { read: sentToSide, add: own },
  notifications_attempt: { read: `delivery_id in (select id from notifications_delivery where ${sentToSide})` },
  notifications_mailbox: { read: `(${own} or (member_id is null and side = :side and ${keepers}))` },
  notifications_preference: { read: own, add: own, change: own },
  notifications_webhook: {
    read: `${ownSide} and (member_id is null or ${own})`,
    add: `${ownSide} and (member_id is null or ${own})`,
    change: `${ownSide} and (member_id is null or ${own})`,
  },
  notifications_finding: { read: `${itPeople} and audience in ('shared', :side)` },

  record_chain: { read: ownChain, add: ownChain, change: ownChain },
  record_audit: { read: `${itPeople} and chain in ('shared', :side)`, add: ownChain },
  // Whatever a member causes leaves receipts and events; what is kept of them is read by others.
  record_receipt: { read: itPeople, add: everybody },
  record_outbox: { read: nobody, add: everybody },
};

/** The rows of an engagement in a table that does not say `engagement_id`. */
export const belongs: Record<string, string> = {
  engagements_engagement: 'id = :engagement',
  engagements_organisation: `id in (select unnest(array[internal_organisation_id, provider_organisation_id]) from engagements_engagement where id = :engagement)`,
};

/** Functions that the product may call and that see past row-level security, each with the reason. */
export const waysAround: Record<string, string> = {
  agreements_fit_link: 'Gives the engagement and the questionnaire of a link to whoever holds its token.',
  agreements_watched: 'Gives engagements, to the watch over offers.',
  alerts_quarantined: 'Gives engagements, to the work that drops what is too old.',
  alerts_token: 'Gives the engagement and the source of a token to whoever holds it.',
  alerts_watched: 'Gives engagements, to the watch over heartbeats.',
  invitation_engagement: 'Gives the engagement of an invitation to whoever holds its token.',
  job_add: 'Adds to the queue of background work, which the product cannot read.',
  responsibility_agreed: 'Gives engagements, to the nightly proof of their agreements.',
};
