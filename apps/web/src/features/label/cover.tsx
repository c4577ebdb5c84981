'use client';

import { Eye } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Kbd } from '../../components/ui/kbd.tsx';
import { cn } from '../../lib/cn.ts';

/** Blurs what may be hard to read, and keeps it from screen readers, until the annotator asks to see it. */
export function Cover(props: {
  covered: boolean;
  onReveal: () => void;
  onSkip: () => void;
  children: ReactNode;
}) {
  const { covered } = props;
  const t = useTranslations('label');
  return (
    <div className="relative flex min-h-0 grow flex-col">
      <div
        inert={covered}
        className={cn(
          'flex min-h-0 grow flex-col',
          covered && 'overflow-hidden blur-lg select-none max-wide:max-h-96',
        )}
      >
        {props.children}
      </div>
      {covered ? (
        <div className="absolute inset-0 flex flex-col items-center justify-center gap-3 bg-canvas/80 p-4 text-center">
          <p className="max-w-prose">{t('cover.body')}</p>
          <div className="flex flex-wrap justify-center gap-2">
            <Button onClick={props.onSkip}>
              {t('skip.button')} <Kbd>x</Kbd>
            </Button>
            <Button variant="primary" onClick={props.onReveal}>
              <Eye aria-hidden />
              {t('cover.reveal')} <Kbd className="border-current bg-transparent text-current">v</Kbd>
            </Button>
          </div>
        </div>
      ) : null}
    </div>
  );
}
