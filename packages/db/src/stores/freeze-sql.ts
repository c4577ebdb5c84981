// The statement that decides what a snapshot holds: a judgement each, with the reason why it is left out or its place.
import type { Aggregation, TieRule } from '@preferably/domain';
import { safetyBin } from '../streams/canonical-sql.ts';
import type { FreezeFilter } from './snapshots.ts';

/** What decides membership. The same with the same data gives the same rows. */
export interface Membership {
  projectId: string;
  filter: FreezeFilter;
  aggregation: Aggregation;
  tieRule: TieRule;
  /** Share of the dialog roots that go to the test split, between 0 and 0.9. */
  testShare: number;
  splitKeyId: number;
}

const rank = `(case strength when 'significantly_better' then 4 when 'better' then 3 when 'slightly_better' then 2
                             when 'negligibly_better' then 1 else 0 end)`;

/*
 * A dialog's side is a keyed hash of the leaders of its root, so it is the same in every snapshot with the same share,
 * and nobody who knows the texts can tell which. Leaders on both sides: a text between two others, left out.
 */
const onTestSide = (leader: string) => `
  ('x' || left(encode(sha256(k.key || decode(${leader}, 'hex')), 'hex'), 8))::bit(32)::bigint < $2::float8 * 4294967296`;
const split = `
  case when cardinality(ro.leaders) = 1 then case when ${onTestSide('ro.leaders[1]')} then 'test' else 'train' end
       else (select case when bool_and(${onTestSide('leader')}) then 'test' when bool_or(${onTestSide('leader')}) then null
                         else 'train' end from unnest(ro.leaders) leader) end`;

/*
 * The reason why a judgement is left out: the first of these that holds. Each is one line of the snapshot's counts. A
 * filter that lets everything through costs nothing: its line, and what it would have to look up, is not there.
 */
function reasons(filter: FreezeFilter, value: (v: unknown, type: string) => string): string[] {
  const when = (condition: string, reason: string) => `when ${condition} then '${reason}'`;
  const one = (on: boolean, condition: () => string, reason: string) =>
    on ? [when(condition(), reason)] : [];
  const bins = filter.safetyBins;
  return [
    when(`c.kind = 'qualification'`, 'not_work'),
    ...one(!filter.includeGold, () => `c.kind = 'gold'`, 'not_work'),
    when(`c.state = 'withdrawn'`, 'withdrawn'),
    when('an.erased_at is not null', 'erased'),
    ...one(
      filter.batchIds.length > 0,
      () => `not c.batch_id = any(${value(filter.batchIds, 'uuid[]')})`,
      'other_batch',
    ),
    ...one(!filter.includeRecorded, () => 'p.recorded', 'recorded'),
    ...one(
      filter.submittedFrom !== null,
      () => `p.submitted_at < ${value(filter.submittedFrom, 'timestamptz')}`,
      'other_date',
    ),
    ...one(
      filter.submittedBefore !== null,
      () => `p.submitted_at >= ${value(filter.submittedBefore, 'timestamptz')}`,
      'other_date',
    ),
    ...one(
      filter.languages.length > 0,
      () => `not coalesce(pr.lang, 'und') = any(${value(filter.languages, 'text[]')})`,
      'other_language',
    ),
    ...one(
      filter.guidelineVersions.length > 0,
      () => `not coalesce((select v.number from guideline_version v where v.id = p.guideline_version_id)
                          = any(${value(filter.guidelineVersions, 'int[]')}), false)`,
      'other_guidelines',
    ),
    ...one(
      filter.annotatorIds.length > 0,
      () => `not a.annotator_id = any(${value(filter.annotatorIds, 'uuid[]')})`,
      'other_annotator',
    ),
    ...one(
      filter.strengths.length > 0,
      () => `not coalesce(p.strength::text = any(${value(filter.strengths, 'text[]')}), false)`,
      'other_strength',
    ),
    ...one(
      !filter.includeChosenUnsafe && !bins.includes('chosen_unsafe'),
      () => `${safetyBin} = 'chosen_unsafe'`,
      'chosen_unsafe',
    ),
    ...one(
      bins.length > 0,
      () => `not coalesce(${safetyBin} = any(${value(bins, 'text[]')}), false)`,
      'other_safety_bin',
    ),
    ...one(
      filter.flags !== 'all',
      () => `${filter.flags === 'flagged' ? 'not' : ''} exists (
               select from assignment x join flag f on f.assignment_id = x.id where x.comparison_id = c.id)`,
      'flags',
    ),
    ...one(
      filter.models.length > 0,
      () =>
        `not coalesce((select ${
          filter.models.length === 1
            ? `${value(filter.models[0], 'text')} in (ra.model, rb.model)`
            : `array[ra.model, rb.model] @> ${value(filter.models, 'text[]')}
             and ${value(filter.models, 'text[]')} @> array[ra.model, rb.model]`
        } from response ra, response rb where ra.id = c.response_a_id and rb.id = c.response_b_id), false)`,
      'other_models',
    ),
    when(`${split} is null`, 'bridges_splits'),
  ];
}

const isVerdict = `exists (select from project_member m
  where m.project_id = $1 and m.user_id = a.annotator_id and m.role = 'reviewer')`;

/** The rules that make one row of several judgements: which side counts, and which judgement stands for it. */
function outvoted(verdicts: boolean, tieRule: TieRule): string[] {
  const tied = tieRule === 'stronger' ? 'votes_a = votes_b and strength_a = strength_b' : 'votes_a = votes_b';
  const preferred = `(case when votes_a > votes_b or votes_a = votes_b and strength_a > strength_b then 'a' else 'b' end)`;
  return [
    ...(verdicts ? [`when verdicts > 0 then case when verdict_place > 1 then 'outvoted' end`] : []),
    `when ${tied} then 'tie'`,
    `when side::text <> ${preferred} then 'outvoted'`,
    `when place <> (case when side = 'a' then votes_a else votes_b end + 1) / 2 then 'merged'`,
  ];
}

/**
 * Every current judgement of the project: `left_out` with its reason or null, then `split`, `votes_a`, `votes_b` and
 * `weight`. The values are those of the returned list.
 *
 * Votes are counted among the judgements that pass the filter. Of the judgements on the preferred side the one with the
 * (lower) median strength stands for them; a verdict is the newest judgement by a reviewer of the project.
 */
export function membershipSql(membership: Membership): { text: string; values: unknown[] } {
  const { filter, aggregation } = membership;
  const values: unknown[] = [membership.projectId, membership.testShare, membership.splitKeyId];
  const value = (v: unknown, type: string) => `$${values.push(v)}::${type}`;
  const verdicts = aggregation === 'adjudicated';
  const oneRow = verdicts || aggregation === 'majority';
  const conditions = reasons(filter, value).join('\n                ');
  const rules = [
    ...(filter.minVotes > 1
      ? [`when votes_a + votes_b < ${value(filter.minVotes, 'int')} then 'few_votes'`]
      : []),
    ...(filter.minAgreement === null
      ? []
      : [
          `when greatest(votes_a, votes_b) < ${value(filter.minAgreement, 'float8')} * (votes_a + votes_b)
           then 'low_agreement'`,
        ]),
    ...(oneRow ? outvoted(verdicts, membership.tieRule) : []),
  ];
  const afterwards = rules.length > 0 ? `case ${rules.join(' ')} end` : 'null';
  // Counted apart: the judgements that pass, and those that do not.
  const over = 'over (partition by comparison_id, left_out is null)';
  const placed = (by: string, order: string) =>
    `row_number() over (partition by comparison_id, left_out is null${by} order by ${order})`;
  const text = `
    with judged as (
      select c.id as comparison_id, p.id as preference_id, a.annotator_id, c.batch_id, p.side, p.strength,
             p.submitted_at, ${verdicts ? isVerdict : 'false'} as is_verdict, case ${conditions} end as left_out,
             ${split} as split, ro.sha256 is null as unknown_root
      from assignment a
      join preference p on p.assignment_id = a.id
      join comparison c on c.id = a.comparison_id
      join prompt pr on pr.id = c.prompt_id
      join annotator an on an.id = a.annotator_id
      left join root ro on ro.sha256 = pr.root_sha256
      cross join (select key from split_key where id = $3) k
      where a.project_id = $1
        and not exists (select 1 from preference q where q.assignment_id = p.assignment_id and q.revision > p.revision)
    ), counted as (
      select *, count(*) filter (where side = 'a') ${over} as votes_a, count(*) filter (where side = 'b') ${over} as votes_b,
             ${
               oneRow
                 ? `coalesce(sum(${rank}) filter (where side = 'a') ${over}, 0) as strength_a,
                    coalesce(sum(${rank}) filter (where side = 'b') ${over}, 0) as strength_b,
                    ${placed(', side', `${rank}, preference_id`)} as place`
                 : '1 as place'
             },
             ${
               verdicts
                 ? `count(*) filter (where is_verdict) ${over} as verdicts,
                    ${placed('', 'is_verdict desc, submitted_at desc, preference_id desc')} as verdict_place`
                 : '0 as verdicts'
             }
      from judged
    ), decided as (
      select comparison_id, preference_id, annotator_id, batch_id, split, unknown_root, votes_a, votes_b,
             coalesce(left_out, ${afterwards}) as left_out,
             ${aggregation === 'weighted' ? '1.0 / (votes_a + votes_b)' : '1'} as weight
      from counted
    )`;
  return { text, values };
}
