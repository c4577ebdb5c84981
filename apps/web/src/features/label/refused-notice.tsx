'use client';

import { ApiError, Problem } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { Button } from '../../components/ui/button.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';
import type { Queued } from './local-store.ts';
import type { Outbox } from './use-outbox.ts';

/** A judgement that the service will not take as it is: it stays here until the annotator says what becomes of it. */
export function RefusedNotice({ entry, outbox }: { entry: Queued; outbox: Outbox }) {
  const t = useTranslations('label.refused');
  const words = useWordsForProblem();
  const code = entry.refused?.code ?? 'internal';
  const unwanted = code === 'vote_not_wanted';
  const problem = Problem.safeParse({ type: 'about:blank', title: code, status: 409, code });
  return (
    <Notice
      tone="warn"
      title={t('title')}
      action={
        <span className="flex gap-1">
          {unwanted ? (
            <Button size="sm" onClick={() => void outbox.resend(entry, true)}>
              {t('extra')}
            </Button>
          ) : null}
          <Button size="sm" variant="ghost" onClick={() => void outbox.discard(entry)}>
            {t('discard')}
          </Button>
        </span>
      }
    >
      {unwanted
        ? t('unwanted')
        : words(new ApiError(409, problem.success ? problem.data : null, `refused: ${code}`))}
    </Notice>
  );
}
