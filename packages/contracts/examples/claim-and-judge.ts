// Claims one comparison and prefers its longer response, as a program that judges would: claim-and-judge.ts <project>
import { randomUUID } from 'node:crypto';
import { acknowledgeGuidelines, claimNext, getGuidelines, submitPreference } from '@preferably/contracts';
import { call } from './service.ts';

const [projectId = ''] = process.argv.slice(2);
const params = { projectId };
// Nothing is handed out before its annotator has acknowledged the newest guidelines.
const { current } = await call(getGuidelines, { params });
if (current && !current.acknowledged) {
  await call(acknowledgeGuidelines, { params, body: { versionId: current.versionId } });
}
const { assignment } = await call(claimNext, { params, body: {} });
if (!assignment) {
  console.log('there is no work left');
} else {
  const { first, second } = assignment.responses;
  const { revision } = await call(submitPreference, {
    params: { assignmentId: assignment.id },
    // The id is ours: sent again with it after a lost answer, the same judgement is not given twice.
    body: {
      id: randomUUID(),
      place: first.length >= second.length ? 'first' : 'second',
      strength: 'slightly_better',
      safety: assignment.dimension === 'safety' ? { first: 'safe', second: 'safe' } : null,
    },
  });
  console.log(`${assignment.comparisonId} revision ${revision}`);
}
