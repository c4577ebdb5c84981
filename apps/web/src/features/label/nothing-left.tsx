'use client';

import { CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useLayoutEffect, useRef } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';

/** No comparison is open to the annotator: what to do instead. It takes over the focus that went with the last one. */
export function NothingLeft(props: {
  /** The day's number is reached; there may be more tomorrow. */
  capped: boolean;
  onLookAgain: () => void;
  onReopen: (() => void) | null;
}) {
  const t = useTranslations();
  const why = props.capped ? 'label.capped' : 'label.noWork';
  const title = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => title.current?.focus({ preventScroll: true }), []);
  return (
    <div className="mx-auto w-full max-w-2xl px-4 py-12">
      <EmptyState
        icon={<CircleCheck aria-hidden />}
        title={
          <span ref={title} tabIndex={-1} className="outline-none">
            {t(`${why}.title`)}
          </span>
        }
        action={
          <>
            <Button onClick={props.onLookAgain}>{t('label.noWork.again')}</Button>
            <Button disabled={!props.onReopen} onClick={() => props.onReopen?.()}>
              {t('label.revise.button')}
            </Button>
            <Button asChild variant="primary">
              <Link href="/">{t('common.action.backHome')}</Link>
            </Button>
          </>
        }
      >
        {t(`${why}.body`)}
      </EmptyState>
    </div>
  );
}
