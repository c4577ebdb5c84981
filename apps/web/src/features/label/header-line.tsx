'use client';

import type { Assignment, Progress } from '@preferably/contracts';
import { BookOpen, ClipboardCheck, CloudOff, Coffee, Flag, Keyboard } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { DimensionBadge } from '../../components/dimension-badge.tsx';
import { Badge } from '../../components/ui/badge.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Kbd } from '../../components/ui/kbd.tsx';
import type { LabelState } from './label-state.ts';
import type { Outbox } from './use-outbox.ts';
import { useOnline } from './use-screen.ts';
import type { TestPlace } from './use-test-place.ts';

/** Whether everything that was judged is with the service, and if not, how much waits and why. */
function SavedState({ outbox }: { outbox: Outbox }) {
  const t = useTranslations('label.header');
  const locale = useLocale();
  const online = useOnline();
  const count = outbox.waiting.length;
  if (outbox.broken !== null) return <span className="font-medium text-danger">{t('notSaved')}</span>;
  if (!online || outbox.failure !== null || outbox.signedOut) {
    const why = online ? 'noAnswer' : 'offline';
    return (
      <span className="inline-flex items-center gap-1 font-medium text-warn">
        <CloudOff aria-hidden className="size-4" />
        {count > 0 ? t(`${why}Waiting`, { count }) : t(why)}
      </span>
    );
  }
  if (count > 0 || outbox.storing) return <span>{t('saving')}</span>;
  if (outbox.storedAt === null) return null;
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(outbox.storedAt);
  return <span>{t('savedAt', { time })}</span>;
}

/** Project, batch, guidelines, how far, and whether everything is saved: one quiet line. */
export function HeaderLine(props: {
  project: { id: string; name: string; dimension: Assignment['dimension'] };
  state: LabelState;
  outbox: Outbox;
  flagged: ReadonlySet<string>;
  progress: Progress | null;
  /** While the test is taken: how far it is. */
  test: TestPlace | null;
  /** Which of the annotator's judgements is being judged again. */
  again: number | null;
  guidelinesOpen: boolean;
  onGuidelines: () => void;
  onPause: () => void;
  onKeys: () => void;
}) {
  const t = useTranslations('label');
  const assignment = props.state.work?.assignment;
  // Judged here and not counted by the service yet.
  const ahead = props.outbox.waiting.filter(
    (w) => w.projectId === props.project.id && w.kind === 'preference' && !w.again,
  ).length;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-surface px-4 py-1.5 text-sm text-muted">
      <h1 className="flex items-center gap-2 text-base font-semibold text-ink">
        <Link href="/" className="underline-offset-2 hover:underline">
          {props.project.name}
        </Link>
        <DimensionBadge dimension={props.project.dimension} />
      </h1>
      {props.again === null ? null : (
        <strong className="font-semibold text-ink">{t('header.again', { number: props.again })}</strong>
      )}
      {assignment ? <span>{t('header.batch', assignment.batch)}</span> : null}
      {assignment && props.flagged.has(assignment.id) ? (
        <Badge tone="warn">
          <Flag aria-hidden className="size-3" /> {t('flag.flagged')}
        </Badge>
      ) : null}
      {props.test ? (
        <Badge tone="accent" className="tabular-nums">
          <ClipboardCheck aria-hidden /> {t('test.badge', { ...props.test })}
        </Badge>
      ) : props.progress && !assignment?.qualification ? (
        <span className="tabular-nums">
          {t('header.progress', { mine: props.progress.mine + ahead, today: props.progress.today + ahead })}
        </span>
      ) : null}
      <span className="tabular-nums" aria-live="polite">
        <SavedState outbox={props.outbox} />
      </span>
      <span className="ml-auto flex gap-1">
        {assignment ? (
          <Button size="sm" variant="ghost" aria-pressed={props.guidelinesOpen} onClick={props.onGuidelines}>
            <BookOpen aria-hidden />
            {t('header.guidelines', { number: assignment.guidelines.number })}
          </Button>
        ) : null}
        <Button size="sm" variant="ghost" disabled={props.state.paused} onClick={props.onPause}>
          <Coffee aria-hidden />
          {t('pause.button')} <Kbd>t</Kbd>
        </Button>
        <Button size="sm" variant="ghost" onClick={props.onKeys}>
          <Keyboard aria-hidden />
          {t('header.keys')}
        </Button>
      </span>
    </div>
  );
}
