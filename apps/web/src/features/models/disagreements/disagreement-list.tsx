'use client';

import type { Disagreement } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef } from 'react';
import { Badge } from '../../../components/ui/badge.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { ScrollBox } from '../../../components/ui/scroll-box.tsx';
import { cn } from '../../../lib/cn.ts';
import { SidesText } from './sides-text.tsx';

/** The queue, the clearest first; which one is open stands out, and stays in sight as the reader goes on. */
export function DisagreementList(props: {
  items: readonly Disagreement[];
  current: Disagreement;
  onOpen: (item: Disagreement) => void;
  more: (() => void) | null;
  loading: boolean;
}) {
  const t = useTranslations('disagreements');
  const headingId = useId();
  const open = useRef<HTMLButtonElement>(null);
  const { comparisonId } = props.current;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one is open, so another button is
  useEffect(() => {
    open.current?.scrollIntoView({ block: 'nearest' });
  }, [comparisonId]);
  return (
    <section aria-labelledby={headingId} className="rounded-lg border border-line bg-surface">
      <h2 id={headingId} className="sr-only">
        {t('list')}
      </h2>
      <ScrollBox labelledBy={headingId} className="overflow-y-auto wide:max-h-[calc(100dvh-8rem)]">
        <ol className="divide-y divide-line">
          {props.items.map((item) => {
            const isOpen = item.comparisonId === comparisonId;
            return (
              <li key={item.comparisonId}>
                <button
                  ref={isOpen ? open : null}
                  type="button"
                  aria-current={isOpen || undefined}
                  className={cn(
                    'flex w-full flex-col gap-0.5 border-l-3 px-3 py-2 text-left -outline-offset-2!',
                    isOpen
                      ? 'border-transparent wide:border-accent wide:bg-hover'
                      : 'border-transparent hover:bg-hover',
                  )}
                  onClick={() => props.onOpen(item)}
                >
                  <span className="line-clamp-2 font-medium">{item.excerpt}</span>
                  <span className="text-sm">
                    <SidesText item={item} />
                  </span>
                  <span className="flex flex-wrap gap-1.5 text-xs text-muted">
                    {t('batch', { number: item.batch })}
                    {item.fittedOn ? <Badge>{t('fittedOn')}</Badge> : null}
                    {item.resolution ? <Badge>{t(`resolution.${item.resolution}`)}</Badge> : null}
                  </span>
                </button>
              </li>
            );
          })}
        </ol>
        {props.more ? (
          <div className="border-t border-line p-2">
            <Button size="sm" pending={props.loading} onClick={props.more}>
              {t('more')}
            </Button>
          </div>
        ) : null}
      </ScrollBox>
    </section>
  );
}
