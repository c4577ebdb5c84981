import type { AgreementCounts } from '@preferably/domain';
import type { Database } from '../database.ts';
import { currentJudgements, isWork } from './current-judgements.ts';

/** What was counted of a group of judgements: with the model's side, and with those of other annotators. */
export interface CountedAgreement {
  model: AgreementCounts;
  humans: AgreementCounts;
}

export interface AnnotatorsAgreement extends CountedAgreement {
  annotatorId: string;
  name: string;
  pseudonym: string;
  versions: VersionsAgreement[];
}

export interface VersionsAgreement extends CountedAgreement {
  guidelineVersion: number | null;
}

/** What a model was fitted on: every training row of the snapshots that its run trained on or mixed in. */
const fitted = `
  select distinct r.comparison_id from run_snapshot u join snapshot_row r on r.snapshot_id = u.snapshot_id
  where u.run_id = $1 and u.use <> 'evaluate' and r.split = 'train'`;

/*
 * Each judgement with how many others stand on its comparison: in all, on its side, under its guideline version, and
 * both. From these the pairs of any group are sums. A person's pairs are all that their judgement has a part in; of a
 * version and of the whole each pair counts once, so a judgement has half of those that it shares with its own group.
 * A score that favours neither side says nothing about agreement and is left out.
 */
export const agreementStatement = {
  name: 'model-agreement',
  text: `
  with fitted as materialized (${fitted}), judged as (
    select a.annotator_id, a.comparison_id, p.side, p.guideline_version_id as version,
           count(*) over (partition by a.comparison_id) as n,
           count(*) over (partition by a.comparison_id, p.side) as n_side,
           count(*) over (partition by a.comparison_id, p.guideline_version_id) as n_version,
           count(*) over (partition by a.comparison_id, p.guideline_version_id, p.side) as n_both
    from ${currentJudgements}
    join comparison c on c.id = a.comparison_id and ${isWork}
    where a.project_id = $2
  ), told as (
    select j.*, s.probability, f.comparison_id is null as held_out
    from judged j
    left join model_score s on s.run_id = $1 and s.comparison_id = j.comparison_id and s.probability <> 0.5
    left join fitted f on f.comparison_id = j.comparison_id
  ), counted as (
    select annotator_id, version, grouping(annotator_id) = 0 as of_annotator, grouping(version) = 0 as of_version,
           count(probability) filter (where held_out) as model_judged,
           count(*) filter (where held_out and (probability > 0.5) = (side = 'a')) as model_agreed,
           sum(n - 1) as own_judged, sum(n_side - 1) as own_agreed,
           sum(n - n_version + (n_version - 1) / 2.0) as version_judged,
           sum(n_side - n_both + (n_both - 1) / 2.0) as version_agreed,
           sum((n - 1) / 2.0) as all_judged, sum((n_side - 1) / 2.0) as all_agreed
    from told group by grouping sets ((annotator_id, version), (annotator_id), (version), ())
  )
  select t.annotator_id as "annotatorId", v.number as "guidelineVersion", t.of_annotator as "ofAnnotator",
         t.of_version as "ofVersion", coalesce(u.name, an.recorded_as, '') as name,
         'annotator-' || left(encode(sha256(convert_to(pj.shuffle_seed || ':' || t.annotator_id, 'UTF8')), 'hex'), 12)
           as pseudonym,
         t.model_judged::int as "modelJudged", t.model_agreed::int as "modelAgreed",
         coalesce(case when t.of_annotator then t.own_judged when t.of_version then t.version_judged
                       else t.all_judged end, 0)::int as "humansJudged",
         coalesce(case when t.of_annotator then t.own_agreed when t.of_version then t.version_agreed
                       else t.all_agreed end, 0)::int as "humansAgreed",
         (select count(distinct comparison_id)::int from told where probability is not null and not held_out)
           as "fittedOn"
  from counted t
  join project pj on pj.id = $2
  left join annotator an on an.id = t.annotator_id
  left join "user" u on u.id = an.user_id
  left join guideline_version v on v.id = t.version
  order by t.model_judged desc, t.annotator_id, v.number`,
};

interface Row {
  annotatorId: string;
  guidelineVersion: number | null;
  ofAnnotator: boolean;
  ofVersion: boolean;
  name: string;
  pseudonym: string;
  modelJudged: number;
  modelAgreed: number;
  humansJudged: number;
  humansAgreed: number;
  fittedOn: number;
}

const countsOf = (row: Row): CountedAgreement => ({
  model: { judged: row.modelJudged, agreed: row.modelAgreed },
  humans: { judged: row.humansJudged, agreed: row.humansAgreed },
});

const byNumber = (rows: Row[]): VersionsAgreement[] =>
  rows
    .map((row) => ({ guidelineVersion: row.guidelineVersion, ...countsOf(row) }))
    // Recorded judgements, which name no version, come last.
    .toSorted((x, y) => (x.guidelineVersion ?? Infinity) - (y.guidelineVersion ?? Infinity));

/**
 * How often a model's side is the annotators' on comparisons that it was not fitted on, and how often two annotators'
 * sides of one comparison are the same. People of whom neither says anything are left out.
 */
export async function modelAgreement(db: Database, modelId: string, projectId: string) {
  const { rows: all } = await db.pool.query<Row>({ ...agreementStatement, values: [modelId, projectId] });
  const rows = all.filter((row) => row.modelJudged > 0 || row.humansJudged > 0);
  const none = { judged: 0, agreed: 0 };
  const overall = all.find((row) => !row.ofAnnotator && !row.ofVersion);
  return {
    fittedOn: overall?.fittedOn ?? 0,
    overall: overall ? countsOf(overall) : { model: none, humans: none },
    byAnnotator: rows
      .filter((row) => row.ofAnnotator && !row.ofVersion)
      .map((row): AnnotatorsAgreement => {
        const { annotatorId, name, pseudonym } = row;
        const own = rows.filter((each) => each.ofVersion && each.annotatorId === annotatorId);
        return { annotatorId, name, pseudonym, ...countsOf(row), versions: byNumber(own) };
      }),
    byGuidelineVersion: byNumber(rows.filter((row) => row.ofVersion && !row.ofAnnotator)),
  };
}
