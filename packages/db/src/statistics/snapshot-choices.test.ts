import { acknowledge } from '../stores/acknowledgements.ts';
import { erasePerson } from '../stores/people.ts';
import { preview } from '../stores/snapshots.ts';
import {
  addPairs,
  answered,
  everything,
  judgeNext,
  newPeople,
  newProject,
  pair,
  publishNext,
  recorded,
  rowsOf,
  useDatabase,
} from '../testing/fixtures.ts';
import { snapshotChoices } from './snapshot-choices.ts';

const at = useDatabase();
const LONGEST = 200;

const judgements = [recorded('somebody', 'a')];
const of = (a: string, b: string) => ({ models: { a, b }, judgements });

test('what a snapshot can take is offered with its counts, the most frequent first', async () => {
  const { db } = at;
  const project = await newProject(db);
  await addPairs(db, project, [
    pair(1, of('quick', 'careful')),
    pair(2, { ...of('careful', 'quick'), lang: 'ko' }),
    pair(3, { ...of('careful', 'careful'), lang: 'ko' }),
    pair(4, { ...of('older', 'quick'), lang: 'ko' }),
    pair(5, { judgements, lang: null }),
    pair(6, { lang: 'fr' }),
  ]);
  expect(await snapshotChoices(db, project.projectId, LONGEST)).toEqual({
    languages: [
      { language: 'ko', preferences: 3 },
      { language: 'en', preferences: 1 },
      { language: 'und', preferences: 1 },
    ],
    models: [
      { model: 'careful', preferences: 3 },
      { model: 'quick', preferences: 3 },
      { model: 'older', preferences: 1 },
    ],
    modelPairs: [
      { models: ['careful', 'quick'], preferences: 2 },
      { models: ['careful', 'careful'], preferences: 1 },
      { models: ['older', 'quick'], preferences: 1 },
    ],
    guidelineVersions: [],
  });
});

test('every choice lets through what it says', async () => {
  const { db } = at;
  const project = await newProject(db);
  const { projectId } = project;
  await addPairs(db, project, [
    pair(1, of('quick', 'careful')),
    pair(2, { ...of('careful', 'careful'), lang: 'ko' }),
    pair(3, { models: { a: 'older', b: '' }, judgements }),
    pair(4, { lang: null }),
    pair(5),
  ]);
  const [person = ''] = await newPeople(db, 1);
  await judgeNext(db, person, projectId);
  await acknowledge(db, person, projectId, await publishNext(db, project.guidelineSetId));
  await judgeNext(db, person, projectId);
  const choices = await snapshotChoices(db, projectId, LONGEST);
  const rowsWith = async (change: Partial<typeof everything>) => {
    const filter = { ...everything, includeGold: true, ...change };
    const membership = {
      projectId,
      filter,
      aggregation: 'each',
      tieRule: 'leave_out',
      testShare: 0.1,
    } as const;
    return (await preview(db, membership)).rows;
  };
  expect(choices.guidelineVersions).toHaveLength(2);
  for (const { language, preferences } of choices.languages)
    expect([language, await rowsWith({ languages: [language] })]).toEqual([language, preferences]);
  for (const { model, preferences } of choices.models)
    expect([model, await rowsWith({ models: [model] })]).toEqual([model, preferences]);
  for (const { models, preferences } of choices.modelPairs)
    expect([models, await rowsWith({ models })]).toEqual([models, preferences]);
  for (const { number, preferences } of choices.guidelineVersions)
    expect([number, await rowsWith({ guidelineVersions: [number] })]).toEqual([number, preferences]);
});

test('gold counts; a name that is too long, a withdrawn comparison and an erased person do not', async () => {
  const { db } = at;
  const project = await newProject(db);
  const { projectId } = project;
  const gold = answered(1, 1).map((each) => ({ ...each, lang: 'ko', judgements }));
  await addPairs(db, project, gold, 'gold');
  await addPairs(db, project, [
    pair(2, { ...of('x'.repeat(LONGEST + 1), 'quick'), lang: 'ko' }),
    pair(3, { lang: 'fr', judgements }),
    pair(4, { lang: 'de' }),
  ]);
  await db.pool.query(
    `update comparison set state = 'withdrawn' where prompt_id in (select id from prompt where lang = 'fr')`,
  );
  const [person = ''] = await newPeople(db, 1);
  await judgeNext(db, person, projectId);
  const languages = async () =>
    (await snapshotChoices(db, projectId, LONGEST)).languages.map(({ language }) => language);
  expect(await languages()).toEqual(['ko', 'de']);
  await erasePerson(db, person);
  expect(await languages()).toEqual(['ko']);
  expect(await snapshotChoices(db, projectId, LONGEST)).toMatchObject({
    languages: [{ preferences: 2 }],
    models: [{ model: 'quick', preferences: 1 }],
    modelPairs: [],
  });
});

test('a judgement counts as its newest revision, and other projects do not', async () => {
  const { db } = at;
  const [project, other] = [await newProject(db), await newProject(db)];
  await addPairs(db, project, [pair(1)]);
  await addPairs(db, other, [pair(1, { lang: 'ko', judgements })]);
  const [person = ''] = await newPeople(db, 1);
  await judgeNext(db, person, project.projectId);
  await db.pool.query(
    `insert into preference select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'revision', 2))).*
     from preference p join assignment a on a.id = p.assignment_id where a.project_id = $1`,
    [project.projectId],
  );
  const kept = await rowsOf(db, 'select 1 from preference where revision = 2');
  expect(kept).toHaveLength(1);
  const { languages } = await snapshotChoices(db, project.projectId, LONGEST);
  expect(languages).toEqual([{ language: 'en', preferences: 1 }]);
});

test('a project without a judgement offers nothing', async () => {
  const project = await newProject(at.db);
  await addPairs(at.db, project, [pair(1)]);
  expect(await snapshotChoices(at.db, project.projectId, LONGEST)).toEqual({
    languages: [],
    models: [],
    modelPairs: [],
    guidelineVersions: [],
  });
});
