import type { ModelAgreement } from '@preferably/contracts';
import { type Database, modelAgreement, models, scorings } from '@preferably/db';
import { type AgreementCounts, agreementShare, DomainError } from '@preferably/domain';

interface Counted {
  model: AgreementCounts;
  humans: AgreementCounts;
}
const shares = ({ model, humans }: Counted) => ({
  model: agreementShare(model),
  humans: agreementShare(humans),
});

/** A model's agreement with the annotators beside their own. @param named with the names of the annotators */
export async function agreementOf(db: Database, modelId: string, named: boolean): Promise<ModelAgreement> {
  const model = await models.findStanding(db, modelId);
  if (!model) throw new DomainError('not_found', 'there is no such model');
  const [scored, found] = await Promise.all([
    scorings.countScored(db, modelId),
    modelAgreement(db, modelId, model.projectId),
  ]);
  const ofVersions = (versions: (Counted & { guidelineVersion: number | null })[]) =>
    versions.map(({ guidelineVersion, ...counted }) => ({ guidelineVersion, ...shares(counted) }));
  return {
    modelId,
    scored,
    fittedOn: found.fittedOn,
    overall: shares(found.overall),
    byAnnotator: found.byAnnotator.map(({ name, pseudonym, versions, ...counted }) => ({
      pseudonym,
      name: named ? name : null,
      ...shares(counted),
      versions: ofVersions(versions),
    })),
    byGuidelineVersion: ofVersions(found.byGuidelineVersion),
  };
}
