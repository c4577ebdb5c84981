'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Button } from '../../components/ui/button.tsx';
import { Kbd } from '../../components/ui/kbd.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';
import type { LabelState } from './label-state.ts';
import { RefusedNotice } from './refused-notice.tsx';
import type { Outbox } from './use-outbox.ts';

/** What stands between the annotator and their work, each with the way out of it. */
export function SessionNotices(props: {
  state: LabelState;
  outbox: Outbox;
  onFill: () => void;
  onDrop: () => void;
  onPutBack: () => void;
}) {
  const t = useTranslations();
  const words = useWordsForProblem();
  const path = usePathname();
  const { outbox } = props;
  const { failure, lease, revising, opened, phase } = props.state;
  return (
    <div className="flex flex-col gap-1 px-4 empty:hidden [&>*]:my-1">
      {outbox.broken !== null ? (
        <Notice tone="error" title={t('label.broken.title')}>
          {t('label.broken.body')}
        </Notice>
      ) : null}
      {revising ? (
        <Notice
          tone="info"
          action={
            <Button size="sm" onClick={props.onPutBack}>
              {t(opened ? 'label.revise.toWork' : 'label.revise.back')} <Kbd>Esc</Kbd>
            </Button>
          }
        >
          {t(opened ? 'label.revise.opened' : 'label.revise.notice')}
        </Notice>
      ) : null}
      {lease === 'expiring' ? <Notice tone="warn">{t('label.lease.expiring')}</Notice> : null}
      {(lease === 'lost' || lease === 'closed') && !revising ? (
        <Notice
          tone="error"
          action={
            <Button size="sm" onClick={props.onDrop}>
              {t('label.lease.again')}
            </Button>
          }
        >
          {t(`label.lease.${lease}`)}
        </Notice>
      ) : null}
      {outbox.signedOut ? (
        <Notice
          tone="warn"
          title={t('label.signedOut.title')}
          action={
            <Button asChild size="sm">
              <Link href={`/sign-in?next=${encodeURIComponent(path)}`}>{t('label.signedOut.signIn')}</Link>
            </Button>
          }
        >
          {t('label.signedOut.body', { count: outbox.waiting.length })}
        </Notice>
      ) : null}
      {outbox.refused.map((entry) => (
        <RefusedNotice key={entry.key} entry={entry} outbox={outbox} />
      ))}
      {phase === 'fill_failed' ? (
        <Notice
          tone="error"
          title={t('label.failure.fill')}
          action={
            <Button size="sm" onClick={props.onFill}>
              {t('common.action.retry')}
            </Button>
          }
        >
          {words(failure)}
        </Notice>
      ) : null}
    </div>
  );
}
