'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '../../../components/ui/button.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { useWordsForProblem } from '../../../lib/words-for-problem.ts';
import type { useFillPreview } from './use-fill.ts';

/** How many there are to take and how many of them are scored; without scores, the way to them. */
export function FillPreview(props: {
  preview: ReturnType<typeof useFillPreview>;
  /** The page of the model, where its scores are asked for. */
  modelAt: string | null;
}) {
  const { data, error, isLoading } = props.preview;
  const t = useTranslations('projects.fill');
  const words = useWordsForProblem();
  if (error) return <Notice tone="error">{words(error)}</Notice>;
  if (data && data.available > 0 && data.scored === 0) {
    return (
      <Notice
        tone="warn"
        action={
          props.modelAt ? (
            <Button asChild size="sm">
              <Link href={props.modelAt}>{t('toModel')}</Link>
            </Button>
          ) : undefined
        }
      >
        {t('unscored', { available: data.available })}
      </Notice>
    );
  }
  return (
    <p role="status" aria-busy={isLoading || undefined} className="text-sm tabular-nums">
      {data ? t('preview', data) : isLoading ? t('counting') : null}
    </p>
  );
}
