'use client';

import { useTranslations } from 'next-intl';
import { problemKeyOf, useWordsForProblem } from '../../../lib/words-for-problem.ts';

/** Why a decision was not taken, or not taken back, in words of this page where it knows better. */
export function useWordsForRefusal(): (error: unknown) => string {
  const t = useTranslations('disagreements.refused');
  const words = useWordsForProblem();
  return (error) => {
    const key = problemKeyOf(error);
    return key === 'batch_closed' || key === 'not_found' || key === 'conflict' ? t(key) : words(error);
  };
}
