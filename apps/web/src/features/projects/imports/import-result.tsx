'use client';

import type { Batch } from '@preferably/contracts';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { formatCount } from '../../../lib/format.ts';
import { BadLines } from './bad-lines.tsx';
import type { ImportAnswer } from './send-lines.ts';
import { StoredBadLines } from './stored-bad-lines.tsx';

/** What became of the lines of a file, and what to do next. */
export function ImportResult({ answer, batch }: { answer: ImportAnswer; batch: Batch | null }) {
  const t = useTranslations('projects.result');
  const imports = useTranslations('projects.imports');
  const locale = useLocale();
  const [all, setAll] = useState(false);
  const { id, projectId, name, lines, added, known, rejected, judgements } = answer.import;
  const useless = added + known === 0;
  const numbers = { lines, added, known, rejected, judgements };
  return (
    <div className="flex flex-col gap-3">
      <Notice
        tone={useless ? 'error' : rejected > 0 ? 'warn' : 'ok'}
        title={t(useless ? 'titleNone' : 'title', { name })}
      >
        {!useless && !answer.import.judged && batch?.state === 'draft' ? t('openNext') : null}
      </Notice>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-5">
        {(['lines', 'added', 'known', 'rejected', 'judgements'] as const).map((each) => (
          <div key={each}>
            <dt className="text-sm text-muted">{t(each)}</dt>
            <dd className="text-lg font-semibold tabular-nums">{formatCount(locale, numbers[each])}</dd>
          </div>
        ))}
      </dl>
      {rejected > 0 ? (
        <div className="flex flex-col items-start gap-2">
          <h3 className="font-semibold">{t('errors')}</h3>
          <div className="w-full">
            {all ? (
              <StoredBadLines projectId={projectId} importId={id} name={name} />
            ) : (
              <BadLines lines={answer.errors} caption={imports('errorsOf', { name })} />
            )}
          </div>
          {!all && rejected > answer.errors.length ? (
            <Button size="sm" onClick={() => setAll(true)}>
              {t('more', { count: rejected })}
            </Button>
          ) : null}
        </div>
      ) : null}
      <div>
        <Button asChild>
          <Link href={`/projects/${projectId}`}>{t('toOverview')}</Link>
        </Button>
      </div>
    </div>
  );
}
