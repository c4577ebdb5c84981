'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../../components/ui/button.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { problemKeys } from '../../lib/words-for-problem.ts';
import type { Queued } from './local-store.ts';
import type { Outbox } from './use-outbox.ts';

/** A judgement that the service will not take as it is: it stays here until the annotator says what becomes of it. */
export function RefusedNotice({ entry, outbox }: { entry: Queued; outbox: Outbox }) {
  const t = useTranslations();
  const code = entry.refused?.code ?? 'internal';
  const unwanted = code === 'vote_not_wanted';
  return (
    <Notice
      tone="warn"
      title={t('label.refused.title')}
      action={
        <span className="flex gap-1">
          {unwanted ? (
            <Button size="sm" onClick={() => void outbox.resend(entry, true)}>
              {t('label.refused.extra')}
            </Button>
          ) : null}
          <Button size="sm" variant="ghost" onClick={() => void outbox.discard(entry)}>
            {t('label.refused.discard')}
          </Button>
        </span>
      }
    >
      {t(unwanted ? 'label.refused.unwanted' : `problem.${problemKeys[code]}`)}
    </Notice>
  );
}
