'use client';

import type { Snapshot } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { Card } from '../../components/ui/card.tsx';
import { CodeBlock } from '../../components/ui/code-block.tsx';
import { useOrigin } from '../../lib/use-origin.ts';
import { cliExample, trlExample } from './examples.ts';

/** How the files get from here into somebody's own code. */
export function LoadExamples({ snapshot }: { snapshot: Snapshot }) {
  const t = useTranslations('snapshots.load');
  const origin = useOrigin();
  return (
    <Card title={t('title')}>
      <div className="grid gap-5 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-1.5">
          <h3 className="text-sm font-medium">{t('trl')}</h3>
          <CodeBlock label={t('trl')} code={trlExample(snapshot.files)} />
          <p className="text-xs text-muted">{t('trlHint')}</p>
        </div>
        <div className="flex min-w-0 flex-col gap-1.5">
          <h3 className="text-sm font-medium">{t('cli')}</h3>
          <CodeBlock label={t('cli')} code={cliExample(snapshot.id, origin)} />
          <p className="text-xs text-muted">{t('cliHint')}</p>
        </div>
      </div>
    </Card>
  );
}
