'use client';

import { useTranslations } from 'next-intl';
import { useOrigin } from '../lib/use-origin.ts';
import { CodeBlock } from './ui/code-block.tsx';

/** The address of a service on this very machine is no use on another one, but right on this one. */
const workerCommands = (origin: string) =>
  [
    'packages/trainer/python/setup.sh',
    `export PREFERABLY_URL=${origin}`,
    'export PREFERABLY_API_KEY=…',
    'node --import tsx packages/trainer/src/main.ts',
  ].join('\n');

/** What to do when no worker takes what waits for one. */
export function StartWorker() {
  const t = useTranslations('runs.run.queued');
  return (
    <div className="mt-2 flex max-w-2xl flex-col gap-2">
      <h3 className="text-sm font-semibold">{t('hintTitle')}</h3>
      <p className="text-sm">{t('hint')}</p>
      <CodeBlock label={t('hintTitle')} code={workerCommands(useOrigin())} />
      <p className="text-xs text-muted">{t('hintCpu')}</p>
    </div>
  );
}
