'use client';

import { type Disagreement, listRevisions } from '@preferably/contracts';
import type { Side } from '@preferably/domain';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, type Ref, useEffect } from 'react';
import { ComparisonTexts } from '../../../components/comparison-texts.tsx';
import { JudgedByCard } from '../../../components/history/judged-by-card.tsx';
import { Badge } from '../../../components/ui/badge.tsx';
import { DateTime } from '../../../components/ui/date-time.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { api } from '../../../lib/api.ts';
import { formatShare } from '../../../lib/format.ts';
import { useWordsForProblem } from '../../../lib/words-for-problem.ts';
import { SidesText, saidOf } from './sides-text.tsx';

const revisionsOf = (comparisonId: string) =>
  queryOptions({
    queryKey: ['revisions', comparisonId],
    queryFn: ({ signal }) => api(listRevisions, { params: { comparisonId }, signal }),
  });

/** One disagreement to decide about: its dialog and responses, who is on which side, and what was said of it. */
export function DisagreementPanel(props: {
  projectId: string;
  item: Disagreement;
  /** What comes after it: its texts are fetched ahead, so that moving on waits for nothing. */
  next: Disagreement | null;
  headingRef: Ref<HTMLHeadingElement>;
  children: ReactNode;
}) {
  const { item, next } = props;
  const t = useTranslations('disagreements');
  const words = useWordsForProblem();
  const client = useQueryClient();
  const { data, error } = useQuery(revisionsOf(item.comparisonId));
  useEffect(() => {
    if (next) void client.prefetchQuery(revisionsOf(next.comparisonId));
  }, [next, client]);
  return (
    <section aria-labelledby="disagreement" className="flex min-w-0 flex-col gap-3">
      <header className="flex flex-col gap-1">
        <h2
          id="disagreement"
          ref={props.headingRef}
          tabIndex={-1}
          className="scroll-mt-4 text-lg font-semibold"
        >
          <SidesText item={item} />
          {/* To be read out: whoever sees it reads the question below. */}
          <span className="sr-only">{item.excerpt}</span>
        </h2>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link
            href={`/projects/${props.projectId}/comparisons/${item.comparisonId}`}
            className="text-sm text-accent underline-offset-2 hover:underline"
          >
            {t('comparison', { number: item.batch })}
          </Link>
          {item.fittedOn ? <Badge>{t('fittedOn')}</Badge> : null}
        </div>
        {item.fittedOn ? <p className="text-sm text-muted">{t('fittedOnHelp')}</p> : null}
        {item.resolution && item.resolvedAt ? (
          <p className="text-sm">
            {t(`resolution.${item.resolution}`)} · <DateTime value={item.resolvedAt} />
          </p>
        ) : null}
      </header>
      {error ? <Notice tone="error">{words(error)}</Notice> : null}
      {data ? (
        <>
          <ComparisonTexts
            comparison={data.comparison}
            aside={{ a: <SideMarks item={item} side="a" />, b: <SideMarks item={item} side="b" /> }}
          />
          <h2 className="font-semibold">{t('judgements')}</h2>
          {data.annotators.map((annotator) => (
            <JudgedByCard key={annotator.pseudonym} annotator={annotator} />
          ))}
        </>
      ) : error ? null : (
        <p role="status" aria-busy className="text-muted">
          {t('loading')}
        </p>
      )}
      {props.children}
    </section>
  );
}

/** Who prefers this response: it stands beside its name, so that the reader need not remember which side was whose. */
function SideMarks({ item, side }: { item: Disagreement; side: Side }) {
  const t = useTranslations('disagreements');
  const locale = useLocale();
  const { votes, all, share } = saidOf(item, side);
  const humans = side === item.humanSide;
  return (
    <>
      <Badge tone={humans ? 'accent' : 'neutral'}>{t('side.humans', { votes, all })}</Badge>
      <Badge tone={humans ? 'neutral' : 'accent'}>
        {t('side.model', { share: formatShare(locale, share) })}
      </Badge>
    </>
  );
}
