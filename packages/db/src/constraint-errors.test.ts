import { DomainError } from '@preferably/domain';
import { asDomainError, refusals, refusing } from './constraint-errors.ts';
import { newId } from './database.ts';
import { changeDraft, createGuidelineSet, draftVersion, publishVersion } from './stores/guidelines.ts';
import { createBatch, createProject, putMember } from './stores/projects.ts';
import { createWebhook } from './stores/webhooks.ts';
import {
  freezeAll,
  newJudgedProject,
  newPeople,
  newProject,
  rowsOf,
  useDatabase,
} from './testing/fixtures.ts';
import { newModel, newTrainedProject } from './testing/model-fixtures.ts';

const at = useDatabase();

test('every constraint that is put into words exists in the database', async () => {
  const sql = `select conname as name from pg_constraint
               union select tgname from pg_trigger union select indexname from pg_indexes`;
  const names = new Set((await rowsOf<{ name: string }>(at.db, sql)).map((row) => row.name));
  expect(Object.keys(refusals).filter((name) => !names.has(name))).toEqual([]);
});

interface Case {
  constraint: keyof typeof refusals;
  break: () => Promise<unknown>;
}

const project = (change: object) => ({
  name: 'x',
  slug: `p-${newId()}`,
  dimension: 'helpfulness' as const,
  guidelineSetId: '',
  votesWanted: 1,
  leaseSeconds: 60,
  ...change,
});

const cases: Case[] = [
  {
    constraint: 'project_slug_key',
    break: async () => {
      const { guidelineSetId } = await newProject(at.db);
      const taken = project({ guidelineSetId });
      await createProject(at.db, taken);
      await createProject(at.db, taken);
    },
  },
  {
    constraint: 'user_email_key',
    break: async () => {
      const same = () => ({ id: newId(), name: 'x', email: 'taken@example.org' });
      await at.db.prisma.user.create({ data: same() });
      await refusing(at.db.prisma.user.create({ data: same() }));
    },
  },
  {
    constraint: 'snapshot_project_id_name_key',
    break: async () => {
      const { projectId } = await newJudgedProject(at.db);
      await freezeAll(at.db, projectId, { name: 'once' });
      await freezeAll(at.db, projectId, { name: 'once' });
    },
  },
  {
    constraint: 'guideline_version_published_immutable',
    break: async () => {
      const { versionId: id } = await newProject(at.db);
      await refusing(at.db.prisma.guidelineVersion.update({ where: { id }, data: { number: 9 } }));
    },
  },
  {
    constraint: 'guideline_text_published_immutable',
    break: async () => changeDraft(at.db, (await newProject(at.db)).versionId, { en: 'Other words.' }),
  },
  {
    constraint: 'project_guideline_set_id_dimension_fkey',
    break: async () => {
      const set = await createGuidelineSet(at.db, 'of safety', 'safety');
      await createProject(at.db, project({ guidelineSetId: set.id, dimension: 'helpfulness' }));
    },
  },
  {
    constraint: 'webhook_project_id_fkey',
    break: () =>
      createWebhook(at.db, {
        projectId: newId(),
        url: 'https://example.org',
        events: ['snapshot.ready'],
        createdBy: null,
      }),
  },
  {
    constraint: 'reward_model_one_promoted',
    break: async () => {
      const { projectId, trainSnapshotId } = await newTrainedProject(at.db);
      const ids = [await newModel(at.db, projectId, trainSnapshotId)];
      ids.push(await newModel(at.db, projectId, trainSnapshotId));
      await refusing(
        at.db.prisma.rewardModel.updateMany({ where: { runId: { in: ids } }, data: { state: 'promoted' } }),
      );
    },
  },
  {
    constraint: 'project_member_user_id_fkey',
    break: async () => putMember(at.db, (await newProject(at.db)).projectId, newId(), 'annotator'),
  },
];

test.each(cases)('$constraint comes out as an error of the domain', async (one) => {
  const [code, message] = refusals[one.constraint] ?? [];
  const error = await one.break().then(
    () => null,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(DomainError);
  expect(error).toMatchObject({ code, message });
});

test('batches created at the same moment are told to try again, and those that stand are numbered without a gap', async () => {
  const { projectId } = await newProject(at.db);
  const made = await Promise.allSettled(
    Array.from({ length: 12 }, () => createBatch(at.db, projectId, 'at once', undefined)),
  );
  for (const one of made)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict' });
  const sql = 'select number from batch where project_id = $1 order by number';
  const numbers = (await rowsOf<{ number: number }>(at.db, sql, [projectId])).map((row) => row.number);
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  expect(numbers).toHaveLength(1 + made.filter((one) => one.status === 'fulfilled').length);
});

test('versions drafted at the same moment are told to try again', async () => {
  const { guidelineSetId } = await newProject(at.db);
  const drafting = Array.from({ length: 12 }, () => draftVersion(at.db, guidelineSetId, { en: 'New.' }));
  for (const one of await Promise.allSettled(drafting)) {
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict' });
  }
});

test('a version is published once, and by one of several at the same time', async () => {
  const { guidelineSetId } = await newProject(at.db);
  const { id } = await draftVersion(at.db, guidelineSetId, { en: 'Soon.' });
  const published = await Promise.all(Array.from({ length: 4 }, () => publishVersion(at.db, id)));
  expect(published.filter((version) => version !== null)).toHaveLength(1);
});

test('what no constraint refused passes through as it is', async () => {
  const failure = new Error('anything else');
  expect(asDomainError(failure)).toBe(failure);
  expect(asDomainError(undefined)).toBeUndefined();
  await newPeople(at.db, 1);
  const unknown = at.db.pool.query('select from nowhere');
  await expect(refusing(unknown)).rejects.toMatchObject({ code: '42P01' });
});
