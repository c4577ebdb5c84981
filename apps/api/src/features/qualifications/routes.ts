import {
  beginQualification,
  getQualification,
  grantQualification,
  listQualifications,
} from '@preferably/contracts';
import { audit, projects, qualifications } from '@preferably/db';
import { DomainError } from '@preferably/domain';
import type { Context } from '../../context.ts';
import { annotators, projectAdmins } from '../../policies.ts';
import { beginTry } from './begin-qualification.ts';
import { standings } from './list-qualifications.ts';
import { qualificationOf } from './qualification-of.ts';

export function qualificationRoutes({ route, db }: Context) {
  route(getQualification, annotators, ({ params, caller }) =>
    qualificationOf(db, caller.userId, params.projectId),
  );

  route(beginQualification, annotators, ({ params, caller }) =>
    beginTry(db, caller.userId, params.projectId),
  );

  route(listQualifications, projectAdmins, ({ params }) => standings(db, params.projectId));

  route(grantQualification, projectAdmins, async ({ params, caller }) => {
    const { projectId, userId } = params;
    if (!(await projects.findProject(db, projectId)))
      throw new DomainError('not_found', 'there is no such project');
    const granted = await qualifications.grant(db, projectId, userId, caller.userId);
    if (granted === null) throw new DomainError('not_found', 'there is no such person');
    const detail = { user: userId };
    if (granted)
      await audit(db, { actor: caller.userId, action: 'qualification.grant', object: projectId, detail });
    return { ok: true as const };
  });
}
