'use client';

import type { Disagreement } from '@preferably/contracts';
import type { Side } from '@preferably/domain';
import { useLocale, useTranslations } from 'next-intl';
import { formatShare } from '../../../lib/format.ts';

/** How many of the annotators chose the side, and how sure the model is of it. */
export function saidOf(item: Disagreement, side: Side) {
  return {
    votes: side === 'a' ? item.votesA : item.votesB,
    all: item.votesA + item.votesB,
    share: side === item.humanSide ? item.probability : 1 - item.probability,
  };
}

export const modelSideOf = ({ humanSide }: Pick<Disagreement, 'humanSide'>): Side =>
  humanSide === 'a' ? 'b' : 'a';

/** "Annotators: B (3 of 4) · Model: A (92%)" */
export function SidesText({ item }: { item: Disagreement }) {
  const t = useTranslations('disagreements');
  const locale = useLocale();
  const { votes, all } = saidOf(item, item.humanSide);
  const modelSide = modelSideOf(item);
  return (
    <span className="flex flex-wrap gap-x-3 tabular-nums">
      <span>{t(`humans.${item.humanSide}`, { votes, all })}</span>
      <span>{t(`model.${modelSide}`, { share: formatShare(locale, saidOf(item, modelSide).share) })}</span>
    </span>
  );
}
