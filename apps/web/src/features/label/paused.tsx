'use client';

import { Coffee } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '../../components/ui/button.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { Kbd } from '../../components/ui/kbd.tsx';
import { Notice } from '../../components/ui/notice.tsx';

/** A break: nothing of the comparison is on the screen, and everything is kept. */
export function Paused({ onResume }: { onResume: () => void }) {
  const t = useTranslations('label.pause');
  const back = useTranslations('common.action');
  return (
    <div className="mx-auto w-full max-w-2xl px-4 py-12" role="status">
      <EmptyState
        icon={<Coffee aria-hidden />}
        title={t('title')}
        action={
          <>
            <Button asChild>
              <Link href="/">{back('backHome')}</Link>
            </Button>
            <Button variant="primary" autoFocus onClick={onResume}>
              {t('resume')} <Kbd className="border-current bg-transparent text-current">t</Kbd>
            </Button>
          </>
        }
      >
        {t('body')}
      </EmptyState>
    </div>
  );
}

/** Time for a break, as the project sees it: a proposal, not an order. */
export function BreakNotice(props: { onPause: () => void; onLater: () => void }) {
  const t = useTranslations('label.pause');
  return (
    <div className="px-4 pt-1">
      <Notice
        tone="info"
        action={
          <span className="flex gap-1">
            <Button size="sm" variant="ghost" onClick={props.onLater}>
              {t('later')}
            </Button>
            <Button size="sm" onClick={props.onPause}>
              {t('button')} <Kbd>t</Kbd>
            </Button>
          </span>
        }
      >
        {t('due')}
      </Notice>
    </div>
  );
}
