'use client';

import type { Assignment } from '@preferably/contracts';
import { type Place, places } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { useMemo, useRef } from 'react';
import { Markdown } from '../../components/markdown.tsx';
import { Kbd } from '../../components/ui/kbd.tsx';
import { cn } from '../../lib/cn.ts';
import { DiffText, DiffToggle, TooManyDifferences } from './diff-text.tsx';
import { areSimilar, differences } from './similar-texts.ts';
import { paneEndId } from './use-seen.ts';

export const paneId = (place: Place) => `response-${place}`;

/** A and B side by side with their own scroll; on a narrow screen one at a time. */
export function ResponsePanes(props: {
  responses: Assignment['responses'];
  lang: string | null;
  /** Which one a narrow screen shows. */
  looking: Place;
  onLook: (place: Place) => void;
  sync: boolean;
  onSync: (sync: boolean) => void;
  /** Whether the differences are wanted; they are offered only where the responses are much alike. */
  diff: boolean;
  onDiff: () => void;
}) {
  const t = useTranslations('label.response');
  const panes = useRef<Record<Place, HTMLElement | null>>({ first: null, second: null });
  const { first, second } = props.responses;
  const similar = useMemo(() => areSimilar(first, second), [first, second]);
  const compared = similar && props.diff;
  const parts = useMemo(
    () => (compared ? differences(first, second, props.lang) : null),
    [compared, first, second, props.lang],
  );

  function follow(place: Place) {
    const [from, to] = [panes.current[place], panes.current[place === 'first' ? 'second' : 'first']];
    if (!props.sync || !from || !to) return;
    // By share, so that a short answer ends together with a long one.
    const share = from.scrollTop / Math.max(1, from.scrollHeight - from.clientHeight);
    const top = Math.round(share * (to.scrollHeight - to.clientHeight));
    if (Math.abs(to.scrollTop - top) > 1) to.scrollTop = top;
  }

  return (
    <div className="flex min-h-0 grow flex-col">
      <fieldset className="sticky top-0 z-10 flex border-b border-line bg-canvas wide:hidden">
        <legend className="sr-only">{t('choose')}</legend>
        {places.map((place) => (
          <button
            key={place}
            type="button"
            aria-pressed={props.looking === place}
            className="h-10 grow border-b-2 border-transparent font-semibold text-muted aria-pressed:border-accent aria-pressed:text-ink"
            onClick={() => props.onLook(place)}
          >
            {t(place)}
          </button>
        ))}
        {similar ? <DiffToggle on={props.diff} onToggle={props.onDiff} className="m-1" /> : null}
      </fieldset>
      <div className="flex min-h-0 grow flex-col wide:grid wide:grid-cols-2 wide:divide-x wide:divide-line">
        {places.map((place) => (
          <section
            key={place}
            aria-labelledby={`${paneId(place)}-heading`}
            className={cn(
              'flex min-h-0 min-w-0 flex-col bg-surface',
              props.looking !== place && 'max-wide:hidden',
            )}
          >
            <div className="flex h-9 shrink-0 items-center justify-between border-b border-line bg-canvas px-4 max-wide:sr-only">
              <h2 id={`${paneId(place)}-heading`} className="text-base font-semibold">
                {t(place)}
              </h2>
              {place === 'first' && similar ? (
                <DiffToggle on={props.diff} onToggle={props.onDiff} className="max-wide:hidden" />
              ) : null}
              {place === 'second' ? (
                <label className="inline-flex items-center gap-1.5 text-sm text-muted max-wide:hidden">
                  <input
                    type="checkbox"
                    className="size-3.5 accent-(--color-accent)"
                    checked={props.sync}
                    onChange={(event) => props.onSync(event.target.checked)}
                  />
                  {t('sync')}
                  <Kbd>s</Kbd>
                </label>
              ) : null}
            </div>
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls; this names what is read */}
            <div
              ref={(element) => {
                panes.current[place] = element;
              }}
              id={paneId(place)}
              role="group"
              aria-labelledby={`${paneId(place)}-heading`}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
              tabIndex={0}
              className="min-h-0 grow overflow-y-auto px-4 py-3 -outline-offset-2!"
              onScroll={() => follow(place)}
            >
              {parts ? (
                <DiffText parts={parts} place={place} lang={props.lang} />
              ) : (
                <>
                  {compared ? <TooManyDifferences /> : null}
                  <Markdown
                    text={props.responses[place]}
                    lang={props.lang ?? undefined}
                    className="max-w-[46rem]"
                  />
                </>
              )}
              <div id={paneEndId(place)} className="h-px" />
            </div>
          </section>
        ))}
      </div>
    </div>
  );
}
