'use client';

import type { listRevisions } from '@preferably/contracts';
import { type Side, sides } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { Markdown } from './markdown.tsx';
import { Card } from './ui/card.tsx';

type Compared = z.infer<(typeof listRevisions)['reply']>['comparison'];

/** A comparison as it is stored: its dialog, and under it the two responses side by side. */
export function ComparisonTexts(props: {
  comparison: Pick<Compared, 'prompt' | 'responses' | 'lang'>;
  /** What stands beside the name of each response. */
  aside?: Record<Side, ReactNode>;
}) {
  const t = useTranslations();
  const { prompt, responses } = props.comparison;
  const lang = props.comparison.lang ?? undefined;
  return (
    <>
      <Card title={t('history.dialog')}>
        <div className="flex flex-col gap-3">
          {prompt.map((turn, index) => (
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
          <Card
            key={side}
            title={t(`history.response.${side}`)}
            actions={props.aside?.[side]}
            className="min-w-0"
          >
            <Markdown text={responses[side]} lang={lang} />
          </Card>
        ))}
      </div>
    </>
  );
}
