import type { Database } from '../database.ts';

export interface SnapshotChoices {
  languages: { language: string; preferences: number }[];
  models: { model: string; preferences: number }[];
  /** Each pair once, whichever of the two stands first in a comparison. */
  modelPairs: { models: [string, string]; preferences: number }[];
  guidelineVersions: { number: number; preferences: number }[];
}

interface Group {
  language: string;
  a: string | null;
  b: string | null;
  version: number | null;
  preferences: number;
}

/*
 * One pass over what a snapshot may take at all: the current judgements of work and gold whose comparison stands and
 * whose annotator was not erased. What differs in nothing that a filter asks for is counted together, so what comes back
 * is as short as the form is long.
 */
const GROUPS = `
  select coalesce(pr.lang, 'und') as language, ra.model as a, rb.model as b, v.number as version,
         count(*)::int as preferences
  from assignment a
  join preference p on p.assignment_id = a.id
  join comparison c on c.id = a.comparison_id and c.kind <> 'qualification' and c.state <> 'withdrawn'
  join prompt pr on pr.id = c.prompt_id
  join annotator an on an.id = a.annotator_id and an.erased_at is null
  join response ra on ra.id = c.response_a_id
  join response rb on rb.id = c.response_b_id
  left join guideline_version v on v.id = p.guideline_version_id
  where a.project_id = $1
    and not exists (select 1 from preference q where q.assignment_id = p.assignment_id and q.revision > p.revision)
  group by 1, 2, 3, 4`;

/**
 * What the filter of a snapshot can choose from, with how many preferences each choice would let through by itself; the
 * most frequent first, guideline versions newest first.
 *
 * @param longestModel names longer than this cannot be asked for, so they are not offered
 */
export async function snapshotChoices(
  db: Database,
  projectId: string,
  longestModel: number,
): Promise<SnapshotChoices> {
  const { rows } = await db.pool.query<Group>(GROUPS, [projectId]);
  const languages = new Map<string, number>();
  const models = new Map<string, number>();
  const pairs = new Map<string, number>();
  const versions = new Map<number, number>();
  for (const { language, a, b, version, preferences: n } of rows) {
    if (language !== '') add(languages, language, n);
    const named = [a, b].filter(
      (model): model is string => model !== null && model !== '' && model.length <= longestModel,
    );
    for (const model of new Set(named)) add(models, model, n);
    if (named.length === 2) add(pairs, JSON.stringify(named.sort()), n);
    if (version !== null) add(versions, version, n);
  }
  return {
    languages: mostFirst(languages).map(([language, preferences]) => ({ language, preferences })),
    models: mostFirst(models).map(([model, preferences]) => ({ model, preferences })),
    modelPairs: mostFirst(pairs).map(([pair, preferences]) => ({ models: JSON.parse(pair), preferences })),
    guidelineVersions: [...versions]
      .sort(([one], [other]) => other - one)
      .map(([number, preferences]) => ({ number, preferences })),
  };
}

function add<T>(counts: Map<T, number>, key: T, n: number) {
  counts.set(key, (counts.get(key) ?? 0) + n);
}

const mostFirst = (counts: Map<string, number>) =>
  [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
