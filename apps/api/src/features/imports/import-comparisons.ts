import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { audit, type Database, imports, projects } from '@preferably/db';
import { type BatchKind, type ComparisonKind, DomainError, type ImportFormat } from '@preferably/domain';
import { type LineRules, readLine } from './read-line.ts';

export interface ImportRequest {
  projectId: string;
  batchId: string;
  format: ImportFormat;
  judged: boolean;
  gold: boolean;
  name: string;
  createdBy: string;
  body: Readable;
}

const CHUNK = 500;

/** What the lines become: the batch decides about the test, the request about gold. */
function kindOf(batch: BatchKind, { judged, gold }: ImportRequest): ComparisonKind {
  if (gold && judged)
    throw new DomainError(
      'conflict',
      'a recorded judgement is either a known answer (gold) or taken over (judged): ask for one of the two',
    );
  if (batch === 'work') return gold ? 'gold' : 'work';
  if (judged)
    throw new DomainError(
      'conflict',
      'a batch for the test takes comparisons with known answers, not judgements: import without judged',
    );
  return 'qualification';
}

/**
 * Reads JSON lines as they arrive and writes them in chunks, so memory does not grow with the file. Each chunk is
 * a transaction: should the connection break, what was written stays, and sending the file again adds only the rest.
 */
export async function importLines(db: Database, request: ImportRequest) {
  const { projectId, batchId, format, judged, name, createdBy } = request;
  const project = await projects.findProject(db, projectId);
  const batch = project && (await projects.findBatch(db, projectId, batchId));
  if (!project || !batch) throw new DomainError('not_found', 'there is no such batch in this project');
  if (batch.state === 'closed')
    throw new DomainError('batch_closed', 'the batch is closed; import into another one');
  const kind = kindOf(batch.kind, request);

  const record = await imports.beginImport(db, { projectId, batchId, format, name, judged, createdBy });
  const target = { importId: record.id, projectId, batchId, kind, importedAt: record.createdAt };
  const rules: LineRules = {
    format,
    dimension: project.dimension,
    judged,
    known: kind !== 'work',
    votesWanted: batch.votesWanted,
    name,
  };
  const counts = { lines: 0, added: 0, known: 0, rejected: 0, judgements: 0 };
  const errors: imports.ImportError[] = [];
  let chunk: imports.NewComparison[] = [];

  const flush = async () => {
    if (chunk.length === 0) return;
    const { added, judgements } = await imports.addComparisons(db, target, chunk);
    counts.added += added;
    counts.known += chunk.length - added;
    counts.judgements += judgements;
    chunk = [];
  };

  let number = 0;
  for await (const text of createInterface({ input: request.body, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (text.trim() === '') continue;
    counts.lines += 1;
    const reading = readLine(text, number, rules);
    if (reading.ok) chunk.push(reading.comparison);
    else errors.push({ line: number, reason: reading.reason });
    if (chunk.length >= CHUNK) await flush();
  }
  await flush();
  // A broken connection ends the lines without ending the stream: the last line may be a half one.
  if (!request.body.readableEnded)
    throw new DomainError('invalid_request', 'the upload broke off; send the file again');
  counts.rejected = errors.length;
  const row = await imports.endImport(db, record.id, counts, errors);
  await audit(db, { actor: createdBy, action: 'import', object: record.id, detail: { kind, ...counts } });
  return { row, errors };
}
