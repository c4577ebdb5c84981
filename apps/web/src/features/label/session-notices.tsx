'use client';

import { ApiError } from '@preferably/contracts';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Button } from '../../components/ui/button.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';
import type { LabelState } from './label-session.ts';

/** What stands between the annotator and the next comparison, each with the way out of it. */
export function SessionNotices(props: {
  state: LabelState;
  onRetry: () => void;
  onClaim: () => void;
  onPutBack: () => void;
}) {
  const t = useTranslations();
  const words = useWordsForProblem();
  const path = usePathname();
  const { failure, lease, revising } = props.state;
  const signedOut = failure?.error instanceof ApiError && failure.error.status === 401;
  return (
    <div className="flex flex-col gap-1 px-4 empty:hidden [&>*]:my-1">
      {revising ? (
        <Notice
          tone="info"
          action={
            <Button size="sm" onClick={props.onPutBack}>
              {t('label.revise.back')}
            </Button>
          }
        >
          {t('label.revise.notice')}
        </Notice>
      ) : null}
      {lease === 'expiring' ? <Notice tone="warn">{t('label.lease.expiring')}</Notice> : null}
      {lease === 'lost' && !revising ? (
        <Notice
          tone="error"
          action={
            <Button size="sm" onClick={props.onClaim}>
              {t('label.lease.again')}
            </Button>
          }
        >
          {t('label.lease.lost')}
        </Notice>
      ) : null}
      {failure && (lease !== 'lost' || revising) ? (
        <Notice
          tone="error"
          title={t(`label.failure.${failure.during}`)}
          action={
            signedOut ? (
              <Button asChild size="sm">
                <Link href={`/sign-in?next=${encodeURIComponent(path)}`}>{t('label.failure.signIn')}</Link>
              </Button>
            ) : failure.during === 'skip' ? null : (
              <Button size="sm" onClick={failure.during === 'claim' ? props.onClaim : props.onRetry}>
                {t('common.action.retry')}
              </Button>
            )
          }
        >
          {words(failure.error)}
        </Notice>
      ) : null}
    </div>
  );
}
