// The words stand three times: in the domain, in Prisma's schema and in the database. They must be the same words.
import * as domain from '@preferably/domain';
import * as enums from './generated/enums.ts';
import { rowsOf, useDatabase } from './testing/fixtures.ts';

const at = useDatabase();

const words: [name: string, ofTheDomain: readonly string[], ofPrisma: object][] = [
  ['Role', domain.roles, enums.Role],
  ['Dimension', domain.dimensions, enums.Dimension],
  ['GuidelineState', domain.guidelineStates, enums.GuidelineState],
  ['BatchState', domain.batchStates, enums.BatchState],
  ['BatchKind', domain.batchKinds, enums.BatchKind],
  ['ComparisonKind', domain.comparisonKinds, enums.ComparisonKind],
  ['ComparisonState', domain.comparisonStates, enums.ComparisonState],
  ['AssignmentState', domain.assignmentStates, enums.AssignmentState],
  ['Side', domain.sides, enums.Side],
  ['Strength', domain.strengths, enums.Strength],
  ['SafetyLabel', domain.safetyLabels, enums.SafetyLabel],
  ['SnapshotState', domain.snapshotStates, enums.SnapshotState],
  ['Split', domain.splits, enums.Split],
  ['RunState', domain.runStates, enums.RunState],
  ['RunSnapshotUse', domain.runSnapshotUses, enums.RunSnapshotUse],
  ['ModelState', domain.modelStates, enums.ModelState],
  ['ScoringScope', domain.scoringScopes, enums.ScoringScope],
  ['DisagreementResolution', domain.disagreementResolutions, enums.DisagreementResolution],
  ['DeliveryState', domain.deliveryStates, enums.DeliveryState],
];

/** Words that only the database uses so far. */
const ofTheDatabase = ['ResponseOrigin'];

test.each(words)('%s has the same words in the same order everywhere', async (name, tuple, ofPrisma) => {
  expect(Object.values(ofPrisma)).toEqual(tuple);
  const sql = `select e.enumlabel as word from pg_enum e join pg_type t on t.oid = e.enumtypid
               where t.typname = $1 order by e.enumsortorder`;
  expect((await rowsOf<{ word: string }>(at.db, sql, [name])).map((row) => row.word)).toEqual(tuple);
});

test('no enum of the schema is forgotten here', () => {
  expect(Object.keys(enums).toSorted()).toEqual(
    [...words.map(([name]) => name), ...ofTheDatabase].toSorted(),
  );
});
