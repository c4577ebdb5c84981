import { type Asked, type Dimension, nothingAsked } from '@preferably/domain';
import { refusing } from '../constraint-errors.ts';
import { type Database, newId } from '../database.ts';

const withTexts = { texts: true } as const;

export function createGuidelineSet(db: Database, name: string, dimension: Dimension) {
  return db.prisma.guidelineSet.create({ data: { id: newId(), name, dimension } });
}

/** All sets with the number of the newest published version. */
export async function listGuidelineSets(db: Database, id?: string) {
  const sets = await db.prisma.guidelineSet.findMany({
    where: id ? { id } : {},
    include: { versions: { where: { state: 'published' }, orderBy: { number: 'desc' }, take: 1 } },
    orderBy: { createdAt: 'asc' },
  });
  return sets.map(({ versions, ...set }) => ({ ...set, published: versions[0]?.number ?? null }));
}

export function listVersions(db: Database, guidelineSetId: string) {
  return db.prisma.guidelineVersion.findMany({
    where: { guidelineSetId },
    include: withTexts,
    orderBy: { number: 'desc' },
  });
}

export function findVersion(db: Database, id: string) {
  return db.prisma.guidelineVersion.findUnique({ where: { id }, include: withTexts });
}

const textRows = (texts: Record<string, string | undefined>) =>
  Object.entries(texts).flatMap(([locale, body]) => (body === undefined ? [] : [{ locale, body }]));

type Texts = Record<string, string | undefined>;
const columns = ({ categories, chips, quiz }: Asked) => ({
  categories: categories as object[],
  chips: chips as object[],
  quiz: quiz as object[],
});

export async function draftVersion(
  db: Database,
  guidelineSetId: string,
  texts: Texts,
  asked: Asked = nothingAsked,
) {
  const newest = await db.prisma.guidelineVersion.aggregate({
    where: { guidelineSetId },
    _max: { number: true },
  });
  const number = (newest._max.number ?? 0) + 1;
  return refusing(
    db.prisma.guidelineVersion.create({
      data: { id: newId(), guidelineSetId, number, ...columns(asked), texts: { create: textRows(texts) } },
      include: withTexts,
    }),
  );
}

/** Replaces what a draft says and asks; the triggers refuse it for a published version. */
export async function changeDraft(db: Database, id: string, texts: Texts, asked: Asked = nothingAsked) {
  return refusing(
    db.prisma.guidelineVersion.update({
      where: { id },
      data: { ...columns(asked), texts: { deleteMany: {}, create: textRows(texts) } },
      include: withTexts,
    }),
  );
}

/** Publishes a draft; null when it was published before. */
export async function publishVersion(db: Database, id: string) {
  const { count } = await db.prisma.guidelineVersion.updateMany({
    where: { id, state: 'draft' },
    data: { state: 'published', publishedAt: new Date() },
  });
  return count === 1 ? findVersion(db, id) : null;
}

/** Whether a project's guideline set has anything annotators could be shown. */
export async function hasPublishedGuidelines(db: Database, projectId: string): Promise<boolean> {
  const found = await db.prisma.guidelineVersion.findFirst({
    where: { state: 'published', set: { projects: { some: { id: projectId } } } },
    select: { id: true },
  });
  return found !== null;
}
