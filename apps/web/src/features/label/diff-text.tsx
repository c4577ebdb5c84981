'use client';

import type { Place } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { Button } from '../../components/ui/button.tsx';
import { Kbd } from '../../components/ui/kbd.tsx';
import { type DiffPart, partsOf } from './similar-texts.ts';

export function DiffToggle(props: { on: boolean; onToggle: () => void; className?: string }) {
  const t = useTranslations('label.diff');
  return (
    <Button
      size="sm"
      variant="ghost"
      aria-pressed={props.on}
      className={props.className}
      onClick={props.onToggle}
    >
      {t('button')}
      <Kbd>d</Kbd>
    </Button>
  );
}

export function TooManyDifferences() {
  const t = useTranslations('label.diff');
  return <p className="mb-2 text-sm text-muted">{t('tooMany')}</p>;
}

/** One response as it was written, with what the other one does not have marked by a line, a ground and words. */
export function DiffText(props: { parts: readonly DiffPart[]; place: Place; lang: string | null }) {
  const t = useTranslations('label.diff');
  const Mark = props.place === 'first' ? 'del' : 'ins';
  return (
    <>
      <p className="diff-hint mb-2 text-sm text-muted">
        {t.rich('hint', {
          del: (words) => <del>{words}</del>,
          ins: (words) => <ins>{words}</ins>,
        })}
      </p>
      <div className="diff-text max-w-[46rem]" dir="auto" lang={props.lang ?? undefined}>
        {partsOf(props.parts, props.place).map(({ text, only }, index) =>
          only ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place, and never move
            <Mark key={index}>
              <span className="sr-only">{t(props.place)} </span>
              {text}
              <span className="sr-only"> {t('end')}</span>
            </Mark>
          ) : (
            text
          ),
        )}
      </div>
    </>
  );
}
