// What a canonical row says of a preference `p` on a comparison `c`, for the lines of a snapshot and for the feed alike.

export const safetyBin = `(case when p.safe_a = p.safe_b then 'both_' || p.safe_a
                         when (p.side = 'a') = (p.safe_a = 'safe') then 'chosen_safe'
                         when p.safe_a is not null then 'chosen_unsafe' end)`;

export const pairColumns = `
  pr.root_sha256, pr.messages as prompt, ra.content as response_a, rb.content as response_b,
  case when ra.model is not null or rb.model is not null
       then json_build_object('a', ra.model, 'b', rb.model) end as models`;

export const judgementColumns = `
  p.side, p.strength, case when p.safe_a is not null then json_build_object('a', p.safe_a, 'b', p.safe_b) end as safety,
  ${safetyBin} as safety_bin, json_build_object('a', p.categories_a, 'b', p.categories_b) as categories,
  json_build_object('a', p.chips_a, 'b', p.chips_b) as chips, p.comment, e.content as edited`;

export const shownColumns = 'p.shown_first, v.number as guideline_version, p.recorded';

export const originColumns = `
  c.source, pr.lang, to_char(p.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as submitted_at`;

/** A name that tells nobody who it is, from a secret key, what it is kept within, and the annotator. */
export const pseudonym = (key: string, within: string, annotatorId: string) =>
  `'annotator-' || left(encode(sha256(${key} || ${within} || uuid_send(${annotatorId})), 'hex'), 12)`;

export const canonicalJoins = `
  join project pj on pj.id = c.project_id
  join batch b on b.id = c.batch_id
  join prompt pr on pr.id = c.prompt_id
  join response ra on ra.id = c.response_a_id
  join response rb on rb.id = c.response_b_id
  left join response e on e.id = p.edited_response_id
  left join guideline_version v on v.id = p.guideline_version_id`;
