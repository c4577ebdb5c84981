import {
  type Client,
  createGuidelineSet,
  createGuidelineVersion,
  getGuidelineSet,
  listGuidelineSets,
  publishGuidelineVersion,
} from '@preferably/contracts';
import type { Dimension } from '@preferably/domain';

/** The id of a guideline set with a published version; makes what is missing of it. */
export async function publishedGuidelines(
  client: Client,
  name: string,
  dimension: Dimension,
  texts: { en: string; ko?: string },
): Promise<string> {
  const { guidelineSets } = await client(listGuidelineSets, {});
  const set =
    guidelineSets.find((s) => s.name === name && s.dimension === dimension) ??
    (await client(createGuidelineSet, { body: { name, dimension } }));
  if (set.published !== null) return set.id;
  const { versions } = await client(getGuidelineSet, { params: { setId: set.id } });
  const draft =
    versions.find((v) => v.state === 'draft') ??
    (await client(createGuidelineVersion, { params: { setId: set.id }, body: { texts } }));
  await client(publishGuidelineVersion, { params: { versionId: draft.id } });
  return set.id;
}
