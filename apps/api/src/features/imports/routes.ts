import type { Readable } from 'node:stream';
import { importComparisons, listImportErrors, listImports } from '@preferably/contracts';
import { imports } from '@preferably/db';
import type { ImportFormat } from '@preferably/domain';
import type { Context } from '../../context.ts';
import { projectAdmins, staff } from '../../policies.ts';
import { importLines } from './import-comparisons.ts';

type Stored = Awaited<ReturnType<typeof imports.listImports>>[number];

function shape({ createdBy: _, createdAt, format, ...row }: Stored) {
  return { ...row, format: format as ImportFormat, createdAt: createdAt.toISOString() };
}

/** More than this many bad lines are counted but not listed in the answer; all of them are stored. */
const ERRORS_IN_ANSWER = 100;

export function importRoutes({ route, db }: Context) {
  route(importComparisons, projectAdmins, async ({ params, query, caller, request }) => {
    const { row, errors } = await importLines(db, {
      ...params,
      ...query,
      createdBy: caller.userId,
      body: request.body as Readable,
    });
    return { import: shape(row), errors: errors.slice(0, ERRORS_IN_ANSWER) };
  });

  route(listImports, staff, async ({ params }) => ({
    imports: (await imports.listImports(db, params.projectId)).map(shape),
  }));

  route(listImportErrors, staff, async ({ params }) => ({
    errors: await imports.listImportErrors(db, params.projectId, params.importId),
  }));
}
