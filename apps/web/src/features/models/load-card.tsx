'use client';

import type { RewardModel } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { Card } from '../../components/ui/card.tsx';
import { CodeBlock } from '../../components/ui/code-block.tsx';
import { Tabs } from '../../components/ui/tabs.tsx';
import { useOrigin } from '../../lib/use-origin.ts';
import { loadExamples } from './load-examples.ts';

/** How the model gets from here into somebody's own code: to be copied, in the order in which it is done. */
export function LoadCard({ model, slug }: { model: RewardModel; slug: string }) {
  const t = useTranslations('models.load');
  const examples = loadExamples({ url: useOrigin(), slug, id: model.id });
  return (
    <Card title={t('title')} description={t('description')}>
      <Tabs
        label={t('title')}
        tabs={examples.map(({ name, code }) => ({
          value: name,
          label: t(name),
          content: (
            <div className="flex min-w-0 flex-col gap-1.5">
              <CodeBlock label={t(name)} code={code} />
              <p className="text-xs text-muted">{t(`${name}Hint`)}</p>
            </div>
          ),
        }))}
      />
    </Card>
  );
}
