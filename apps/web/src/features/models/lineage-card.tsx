'use client';

import type { ModelWithLineage } from '@preferably/contracts';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card } from '../../components/ui/card.tsx';
import { CodeBlock } from '../../components/ui/code-block.tsx';
import { formatCount } from '../../lib/format.ts';

const Fact = ({ label, children }: { label: ReactNode; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-xs text-muted">{label}</dt>
    <dd className="break-words tabular-nums">{children}</dd>
  </div>
);

/** Everything that decides what this model is: with it, it can be fitted again. */
export function LineageCard({ model }: { model: ModelWithLineage }) {
  const t = useTranslations('models.lineage');
  const locale = useLocale();
  const at = `/projects/${model.projectId}/snapshots`;
  const snapshot = ({ id, name }: { id: string; name: string | null }) =>
    name === null ? (
      t('elsewhere')
    ) : (
      <Link href={`${at}/${id}`} className="text-accent underline-offset-2 hover:underline">
        {name}
      </Link>
    );
  return (
    <Card title={t('title')} description={t('description')}>
      <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
        <Fact label={t('snapshot')}>{snapshot(model.snapshot)}</Fact>
        <Fact label={t('evaluated')}>
          {model.evaluateSnapshots.length === 0 ? t('ownOnly') : null}
          {model.evaluateSnapshots.map((each) => (
            <span key={each.id} className="block">
              {snapshot(each)}
            </span>
          ))}
        </Fact>
        <Fact label={t('pairs')}>{formatCount(locale, model.trainPairs)}</Fact>
        {model.mix ? (
          <Fact label={t('mix')}>
            {Object.entries(model.mix).map(([source, pairs]) => (
              <span key={source} className="block">
                {source}: {formatCount(locale, pairs)}
              </span>
            ))}
          </Fact>
        ) : null}
        <Fact label={t('base')}>
          <span className="font-mono text-sm break-all">{model.baseModel}</span>
        </Fact>
        <Fact label={t('parameters')}>
          {t('parametersOf', { trained: model.trainedParameters, all: model.parameters })}
        </Fact>
        <Fact label={t('seed')}>{model.seed}</Fact>
        <Fact label={t('code')}>{model.codeVersion ?? t('codeUnknown')}</Fact>
        <Fact label={t('computed')}>{`${model.device}, ${model.dtype}`}</Fact>
      </dl>
      <details className="mt-3">
        <summary className="cursor-pointer font-medium">{t('recipe')}</summary>
        <div className="mt-2">
          <CodeBlock label={t('recipe')} code={JSON.stringify(model.recipe, null, 2)} />
        </div>
      </details>
    </Card>
  );
}
