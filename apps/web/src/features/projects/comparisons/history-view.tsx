'use client';

import type { listRevisions } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { ComparisonTexts } from '../../../components/comparison-texts.tsx';
import { JudgedByCard } from '../../../components/history/judged-by-card.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';

type History = z.infer<(typeof listRevisions)['reply']>;

/** A comparison as it is stored, and under it everything that was said of it. */
export function HistoryView({ comparison, annotators }: History) {
  const t = useTranslations('history');
  return (
    <div className="flex flex-col gap-4">
      <ComparisonTexts comparison={comparison} />
      <p className="text-sm text-muted">{t('order')}</p>
      <section aria-labelledby="judgements" className="flex flex-col gap-3">
        <h2 id="judgements" className="text-lg font-semibold">
          {t('judgements')}
        </h2>
        {annotators.length === 0 ? (
          <EmptyState title={t('none')}>{t('noneHelp')}</EmptyState>
        ) : (
          annotators.map((annotator) => <JudgedByCard key={annotator.pseudonym} annotator={annotator} />)
        )}
      </section>
    </div>
  );
}
