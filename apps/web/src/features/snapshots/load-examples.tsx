'use client';

import type { Snapshot } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { Card } from '../../components/ui/card.tsx';
import { CodeBlock } from '../../components/ui/code-block.tsx';
import { Tabs } from '../../components/ui/tabs.tsx';
import { useOrigin } from '../../lib/use-origin.ts';
import { type Example, examplesFor } from './examples.ts';

/** How the files get from here into somebody's own code: a tab for each way and each format. */
export function LoadExamples({ snapshot }: { snapshot: Snapshot }) {
  const t = useTranslations('snapshots');
  const origin = useOrigin();
  const label = ({ name }: Example) =>
    name === 'cli' || name === 'python' ? t(`load.${name}`) : t(`format.${name}`);
  const hint = ({ name }: Example) =>
    name === 'cli' || name === 'python' ? t(`load.${name}Hint`) : t(`reads.${name}`);
  return (
    <Card title={t('load.title')} description={t('load.description')}>
      <Tabs
        label={t('load.title')}
        tabs={examplesFor(snapshot, origin).map((example) => ({
          value: example.name,
          label: label(example),
          content: (
            <div className="flex min-w-0 flex-col gap-1.5">
              <CodeBlock label={label(example)} code={example.code} />
              <p className="text-xs text-muted">{hint(example)}</p>
            </div>
          ),
        }))}
      />
    </Card>
  );
}
