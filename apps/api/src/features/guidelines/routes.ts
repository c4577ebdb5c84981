import {
  Choice,
  createGuidelineSet,
  createGuidelineVersion,
  getGuidelineSet,
  listGuidelineSets,
  publishGuidelineVersion,
  QuizQuestion,
  updateGuidelineVersion,
} from '@preferably/contracts';
import { audit, guidelines } from '@preferably/db';
import { DomainError, type Role } from '@preferably/domain';
import type { Context } from '../../context.ts';
import { admins, guidelineReaders } from '../../policies.ts';
import { shapeTexts } from '../guideline-texts.ts';

type StoredVersion = NonNullable<Awaited<ReturnType<typeof guidelines.findVersion>>>;
type StoredSet = Awaited<ReturnType<typeof guidelines.listGuidelineSets>>[number];

/** Readers may be annotators as well: only who writes guidelines is told which answers are right. */
function shapeVersion(version: StoredVersion, { role }: { role: Role }) {
  const { id, guidelineSetId, number, state, texts, categories, chips, quiz, createdAt, publishedAt } =
    version;
  return {
    id,
    guidelineSetId,
    number,
    state,
    texts: shapeTexts(Object.fromEntries(texts.map((t) => [t.locale, t.body]))),
    categories: Choice.array().parse(categories),
    chips: Choice.array().parse(chips),
    quiz: QuizQuestion.array()
      .parse(quiz)
      .map((asked) => ({ ...asked, correct: role === 'admin' ? asked.correct : null })),
    createdAt: createdAt.toISOString(),
    publishedAt: publishedAt?.toISOString() ?? null,
  };
}

const shapeSet = ({ id, name, dimension, createdAt, published }: StoredSet) => ({
  id,
  name,
  dimension,
  published,
  createdAt: createdAt.toISOString(),
});

export function guidelineRoutes({ route, db }: Context) {
  const findSet = async (id: string) => {
    const [set] = await guidelines.listGuidelineSets(db, id);
    if (!set) throw new DomainError('not_found', 'there is no such guideline set');
    return set;
  };
  const findVersion = async (id: string) => {
    const version = await guidelines.findVersion(db, id);
    if (!version) throw new DomainError('not_found', 'there is no such guideline version');
    return version;
  };

  route(listGuidelineSets, guidelineReaders, async () => ({
    guidelineSets: (await guidelines.listGuidelineSets(db)).map(shapeSet),
  }));

  route(createGuidelineSet, admins, async ({ body }) => {
    const { id } = await guidelines.createGuidelineSet(db, body.name, body.dimension);
    return shapeSet(await findSet(id));
  });

  route(getGuidelineSet, guidelineReaders, async ({ params, caller }) => {
    const set = await findSet(params.setId);
    return {
      guidelineSet: shapeSet(set),
      versions: (await guidelines.listVersions(db, set.id)).map((version) => shapeVersion(version, caller)),
    };
  });

  route(createGuidelineVersion, admins, async ({ params, body, caller }) => {
    await findSet(params.setId);
    return shapeVersion(await guidelines.draftVersion(db, params.setId, body.texts, body), caller);
  });

  route(updateGuidelineVersion, admins, async ({ params, body, caller }) => {
    await findVersion(params.versionId);
    return shapeVersion(await guidelines.changeDraft(db, params.versionId, body.texts, body), caller);
  });

  route(publishGuidelineVersion, admins, async ({ params, caller }) => {
    await findVersion(params.versionId);
    const published = await guidelines.publishVersion(db, params.versionId);
    if (!published) throw new DomainError('guideline_published', 'this version is published already');
    await audit(db, { actor: caller.userId, action: 'guideline.publish', object: params.versionId });
    return shapeVersion(published, caller);
  });
}
