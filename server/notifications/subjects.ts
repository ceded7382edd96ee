import { sql, type SQL } from 'drizzle-orm'

/** Fragments of SQL about what a notification (or event) `n` is about, as the account `a` may know it. */

const IS_FACILITATOR = sql`a.role in ('facilitator', 'administrator')`
const ID = sql`n.subject_id::int`

const belongsTo = (...organisations: SQL[]): SQL => sql`exists (
  select from membership ms join organisation mo on mo.id = ms.organisation_id
  where ms.account_id = a.id and mo.deleted_at is null and mo.merged_into is null
    and mo.id in (${sql.join(organisations, sql`, `)}))`

/**
 * Whether `a` may still read what `n` is about. What is told of a listing concerns its owners and facilitators; that
 * somebody came to an organisation or left it concerns himself too.
 */
export const IS_READABLE: SQL = sql`case n.subject_kind
  when 'listing' then ${IS_FACILITATOR}
    or exists (select from listing l where l.id = ${ID} and ${belongsTo(sql`l.organisation_id`)})
  when 'proposal' then exists (select from proposal p join listing offered on offered.id = p.offer_id
    join listing needed on needed.id = p.need_id where p.id = ${ID}
      and (${IS_FACILITATOR} or ${belongsTo(sql`offered.organisation_id`, sql`needed.organisation_id`)}))
  when 'exchange' then exists (select from exchange x where x.id = ${ID}
    and (${IS_FACILITATOR} or ${belongsTo(sql`x.supplier_id`, sql`x.receiver_id`)}))
  when 'organisation' then ${IS_FACILITATOR} or ${belongsTo(ID)} or n.params->>'account' = a.id::text
  when 'saved_search' then exists (select from saved_search v where v.id = ${ID} and v.account_id = a.id)
  when 'webhook' then exists (select from webhook w where w.id = ${ID} and ${belongsTo(sql`w.organisation_id`)})
  else false end`

/** What `n` is about in a few words that `a` may read: of a proposal his own listing, of an exchange what is offered. */
export const TITLE: SQL = sql`case n.subject_kind
  when 'listing' then (select l.title from listing l where l.id = ${ID})
  when 'proposal' then (select case when ${belongsTo(sql`needed.organisation_id`)} then needed.title else offered.title end
    from proposal p join listing offered on offered.id = p.offer_id join listing needed on needed.id = p.need_id
    where p.id = ${ID})
  when 'exchange' then (select l.title from exchange x join listing l on l.id = x.offer_id where x.id = ${ID})
  when 'organisation' then (select o.name from organisation o where o.id = ${ID}
    and (not o.name_hidden or ${IS_FACILITATOR} or ${belongsTo(ID)}))
  when 'saved_search' then (select v.name from saved_search v where v.id = ${ID})
  when 'webhook' then (select w.url from webhook w where w.id = ${ID})
  end`

/**
 * What a facilitator said in both languages with what `n` tells, taken from the room: events hold no words, and what was
 * erased there is gone here too.
 */
export const WORDS: SQL = sql`(select json_object_agg(w.language, w.body) from message w
  where n.subject_kind = 'exchange' and w.exchange_id = ${ID} and w.body is not null
    and w.id in ((n.params->>'messageKa')::int, (n.params->>'messageEn')::int))`

/** Whether `a` may be told anything: his account is in use. */
export const IS_ADMITTED: SQL = sql`(a.disabled_at is null and a.erased_at is null and a.email_verified_at is not null)`
