'use client';

import type { Disagreement } from '@preferably/contracts';
import type { DisagreementResolution } from '@preferably/domain';
import { ArrowLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useLayoutEffect, useRef, useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { cn } from '../../../lib/cn.ts';
import { usePageKeys } from '../../../lib/use-page-keys.ts';
import { DecidedNotice } from './decided-notice.tsx';
import { DecisionBar } from './decision-bar.tsx';
import { DisagreementList } from './disagreement-list.tsx';
import { DisagreementPanel } from './disagreement-panel.tsx';
import { NoDisagreement } from './no-disagreement.tsx';
import { afterwards, neighbour, type Page } from './queue.ts';
import { commandOf } from './queue-keys.ts';
import { StateTabs } from './state-tabs.tsx';
import { type QueueState, useQueue } from './use-queue.ts';
import { useWordsForRefusal } from './use-words-for-refusal.ts';

/** Where model and humans disagree, as a queue for the keyboard: one after the other is read and decided about. */
export function DisagreementsView(props: {
  projectId: string;
  modelId: string;
  state: QueueState;
  first: Page;
  /** Whether the model has scored anything that was judged. */
  scored: boolean;
  /** The reader decides; others look on. */
  decides: boolean;
}) {
  const { projectId, modelId, state, decides } = props;
  const t = useTranslations('disagreements');
  const words = useWordsForRefusal();
  const queue = useQueue(modelId, state, props.first);
  const [openId, setOpenId] = useState<string | null>(null);
  const [decided, setDecided] = useState<{ item: Disagreement; resolution: DisagreementResolution } | null>(
    null,
  );
  const heading = useRef<HTMLHeadingElement>(null);
  const named = queue.items.find(({ comparisonId }) => comparisonId === openId);
  const current = named ?? queue.items[0] ?? null;
  const { resolve, reopen } = queue;
  const busy = resolve.isPending || reopen.isPending;

  // Whoever opens one or decides reads on from its heading, with a screen reader too.
  useLayoutEffect(() => {
    if (openId !== null) heading.current?.focus();
  }, [openId]);

  function open(item: Disagreement | null) {
    resolve.reset();
    reopen.reset();
    setOpenId(item?.comparisonId ?? null);
    // The end of what was fetched is near: the rest is asked for ahead.
    if (queue.more && !queue.loading && item === queue.items.at(-1)) queue.more();
  }

  function decide(resolution: DisagreementResolution) {
    // On a narrow screen nothing is open until it was chosen: nobody decides about what is not in sight.
    if (!current || busy || !decides || state !== 'open' || !heading.current?.checkVisibility()) return;
    const next = afterwards(queue.items, current.comparisonId);
    resolve.mutate(
      { item: current, resolution },
      {
        onSuccess: () => {
          setDecided({ item: current, resolution });
          open(next);
        },
      },
    );
  }

  function takeBack(item: Disagreement) {
    if (busy) return;
    reopen.mutate(item, {
      onSuccess: () => {
        setDecided(null);
        open(state === 'open' ? item : afterwards(queue.items, item.comparisonId));
      },
    });
  }

  usePageKeys((press, where) => {
    const command = commandOf(press, where);
    if (!command) return null;
    return () => {
      if (command.do === 'decide') decide(command.resolution);
      if (command.do === 'undo' && decided) takeBack(decided.item);
      if (command.do === 'move' && current) {
        open(neighbour(queue.items, current.comparisonId, command.step));
      }
    };
  });

  const failed = resolve.error ?? reopen.error;
  return (
    <div className="flex flex-col gap-3">
      <StateTabs projectId={projectId} modelId={modelId} state={state} open={queue.open} />
      {decided ? (
        <DecidedNotice {...decided} pending={reopen.isPending} onUndo={() => takeBack(decided.item)} />
      ) : null}
      {failed ? <Notice tone="error">{words(failed)}</Notice> : null}
      {queue.error ? <Notice tone="warn">{words(queue.error)}</Notice> : null}
      {current ? (
        <div className="grid items-start gap-4 wide:grid-cols-[19rem_minmax(0,1fr)]">
          <div className={cn('wide:sticky wide:top-4', named && 'max-wide:hidden')}>
            <DisagreementList
              items={queue.items}
              current={current}
              onOpen={open}
              more={queue.more}
              loading={queue.loading}
            />
          </div>
          <div className={cn('min-w-0', !named && 'max-wide:hidden')}>
            <Button variant="ghost" size="sm" className="mb-2 wide:hidden" onClick={() => open(null)}>
              <ArrowLeft aria-hidden />
              {t('toList')}
            </Button>
            <DisagreementPanel
              // Another heading for another one: a screen reader reads out only what gets the focus anew.
              key={current.comparisonId}
              projectId={projectId}
              item={current}
              next={neighbour(queue.items, current.comparisonId, 1)}
              headingRef={heading}
            >
              {decides ? null : <p className="text-sm text-muted">{t('forAdmins')}</p>}
              {decides && state === 'open' ? (
                <DecisionBar
                  pending={resolve.isPending ? (resolve.variables?.resolution ?? null) : null}
                  onDecide={decide}
                />
              ) : null}
              {decides && state === 'resolved' ? (
                <div>
                  <Button pending={reopen.isPending} onClick={() => takeBack(current)}>
                    {t('reopen')}
                  </Button>
                </div>
              ) : null}
            </DisagreementPanel>
          </div>
        </div>
      ) : queue.loading ? (
        <p role="status" aria-busy className="text-muted">
          {t('loading')}
        </p>
      ) : (
        <NoDisagreement projectId={projectId} modelId={modelId} state={state} scored={props.scored} />
      )}
    </div>
  );
}
