'use client';

import type { ModelAgreement } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { Card } from '../../../components/ui/card.tsx';
import { scaleAround } from '../../../lib/interval-scale.ts';
import { intervalsOf } from './agreement-rows.ts';
import { AgreementTable } from './agreement-table.tsx';
import { useModelAgreement } from './use-scores.ts';

/** How often the model's side is the annotators', beside how often they agree among themselves. */
export function AgreementCard({ modelId }: { modelId: string }) {
  const { data } = useModelAgreement(modelId);
  // What failed, and what there is to do where nothing is scored, the card of the scores says.
  return data && data.scored.judged > 0 ? <Agreement agreement={data} /> : null;
}

function Agreement({ agreement }: { agreement: ModelAgreement }) {
  const t = useTranslations('scores.agreement');
  const { overall, byAnnotator, byGuidelineVersion, fittedOn } = agreement;
  const scale = scaleAround(intervalsOf(agreement));
  const nothing = overall.model.judged === 0;
  return (
    <Card title={t('title')} description={t('description')}>
      <div className="flex flex-col gap-5">
        {nothing ? (
          <p className="max-w-prose">{t('onlyFitted')}</p>
        ) : (
          <>
            <AgreementTable
              title={t('byVersion')}
              head={t('version')}
              scale={scale}
              rows={byGuidelineVersion.map(({ guidelineVersion, ...agreements }) => ({
                key: String(guidelineVersion),
                label:
                  guidelineVersion === null ? t('noVersion') : t('versionOf', { number: guidelineVersion }),
                agreements,
              }))}
              all={overall}
            />
            <AgreementTable
              title={t('byAnnotator')}
              head={t('annotator')}
              scale={scale}
              rows={byAnnotator.map(({ pseudonym, name, versions, ...agreements }) => ({
                key: pseudonym,
                label: name ?? pseudonym,
                agreements,
                parts: versions.map(({ guidelineVersion, ...its }) => ({
                  key: String(guidelineVersion),
                  label:
                    guidelineVersion === null ? t('noVersion') : t('versionOf', { number: guidelineVersion }),
                  agreements: its,
                })),
              }))}
            />
          </>
        )}
        <div className="flex max-w-prose flex-col gap-1 text-sm text-muted">
          <p>{t('fittedOn', { n: fittedOn })}</p>
          {nothing ? null : <p>{t('noProof')}</p>}
        </div>
      </div>
    </Card>
  );
}
