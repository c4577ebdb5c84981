'use client';

import type { listRevisions } from '@preferably/contracts';
import { sides } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { Markdown } from '../../../components/markdown.tsx';
import { Card } from '../../../components/ui/card.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import { JudgedByCard } from './judged-by-card.tsx';

type History = z.infer<(typeof listRevisions)['reply']>;

/** A comparison as it is stored, and under it everything that was said of it. */
export function HistoryView({ comparison, annotators }: History) {
  const t = useTranslations();
  const lang = comparison.lang ?? undefined;
  return (
    <div className="flex flex-col gap-4">
      <Card title={t('history.dialog')}>
        <div className="flex flex-col gap-3">
          {comparison.prompt.map((turn, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: turns have no identity but their place, and never move
            <div key={index} className="grid gap-x-3 sm:grid-cols-[6.5rem_1fr]">
              <p className="pt-0.5 text-sm font-semibold text-muted">{t(`label.dialog.${turn.role}`)}</p>
              <Markdown text={turn.content} lang={lang} />
            </div>
          ))}
        </div>
      </Card>
      <div className="grid gap-4 lg:grid-cols-2">
        {sides.map((side) => (
          <Card key={side} title={t(`history.response.${side}`)} className="min-w-0">
            <Markdown text={comparison.responses[side]} lang={lang} />
          </Card>
        ))}
      </div>
      <p className="text-sm text-muted">{t('history.order')}</p>
      <section aria-labelledby="judgements" className="flex flex-col gap-3">
        <h2 id="judgements" className="text-lg font-semibold">
          {t('history.judgements')}
        </h2>
        {annotators.length === 0 ? (
          <EmptyState title={t('history.none')}>{t('history.noneHelp')}</EmptyState>
        ) : (
          annotators.map((annotator) => <JudgedByCard key={annotator.pseudonym} annotator={annotator} />)
        )}
      </section>
    </div>
  );
}
