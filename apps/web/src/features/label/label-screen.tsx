'use client';

import type { OwnAssignment, Project } from '@preferably/contracts';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Spinner } from '../../components/ui/spinner.tsx';
import { useToast } from '../../components/ui/toast.tsx';
import { cn } from '../../lib/cn.ts';
import { clockDifference } from './active-clock.ts';
import { focusChips } from './chip-group.tsx';
import { FlagDialog } from './flag-dialog.tsx';
import { GuidelinesGate } from './guidelines-gate.tsx';
import { HeaderLine } from './header-line.tsx';
import { KeySheet } from './key-sheet.tsx';
import { isOver } from './label-state.ts';
import { NothingLeft } from './nothing-left.tsx';
import { BreakNotice, Paused } from './paused.tsx';
import { QualificationGate } from './qualification-gate.tsx';
import { SessionNotices } from './session-notices.tsx';
import { SkipDialog } from './skip-dialog.tsx';
import { useAnnouncement } from './use-announcement.ts';
import { useBreak } from './use-break.ts';
import { useGuidelines } from './use-guidelines.ts';
import { useLabelKeys } from './use-label-keys.ts';
import { useLabelSession } from './use-label-session.ts';
import { useView } from './use-view.ts';
import { Workbench } from './workbench.tsx';

/** The labeling screen of one project. `serverNow` is the service's clock when the page was made. */
export function LabelScreen(props: {
  project: Project;
  userId: string;
  serverNow: number;
  /** An earlier judgement to open first; afterwards labeling goes on as ever. */
  opened: OwnAssignment | null;
}) {
  const { project, userId, serverNow, opened } = props;
  const router = useRouter();
  const t = useTranslations();
  const toast = useToast();
  const [clockAhead] = useState(() => clockDifference(serverNow, Date.now()));
  const session = useLabelSession({ userId, project, clockAhead, opened });
  const { state, dispatch } = session;
  const { work } = state;
  const guidelines = useGuidelines();
  const view = useView(work?.assignment.id ?? null);
  const announcement = useAnnouncement(state, session.progress, project.name);

  const rest = useBreak(project.breakMinutes, state.paused);

  function pause(paused: boolean) {
    dispatch({ type: paused ? 'paused' : 'resumed' });
    if (!paused) rest.rested();
  }
  const gate = work ? null : state.gate;
  /** Back to where it was opened from, with nothing changed. */
  const putBack = () => (state.opened ? router.push('/work') : dispatch({ type: 'put_back' }));

  useLabelKeys(project.dimension, (command) => {
    if (gate) return;
    const now = Date.now();
    // In a break there is one key, and it ends it.
    if (state.paused && command.do !== 'pause') return;
    switch (command.do) {
      case 'choose':
        if (session.covered) return;
        dispatch({ type: 'chose', step: command.step, now, by: 'key' });
        return view.focusStep(command.step);
      case 'label':
        if (session.covered) return;
        return dispatch({ type: 'labelled', place: command.place, label: command.label, now, by: 'key' });
      case 'submit':
        return session.submit();
      case 'skip':
        return work && !state.revising && state.phase === 'ready' ? view.open('skip') : undefined;
      case 'flag':
        return work && state.phase === 'ready' ? view.open('flag') : undefined;
      case 'chips':
        return focusChips();
      case 'edit':
        return view.startEdit();
      case 'reveal':
        return dispatch({ type: 'revealed' });
      case 'pause':
        return pause(!state.paused);
      case 'comment':
        return view.focusComment();
      case 'dialog':
        return view.toggleDialog();
      case 'guidelines':
        return work ? guidelines.toggle() : undefined;
      case 'sync':
        return view.setSync(!view.sync);
      case 'diff':
        return view.toggleDiff();
      case 'look':
        return view.look(command.place);
      case 'reopen':
        return dispatch({ type: 'reopened' });
      case 'put_back':
        return putBack();
      case 'keys':
        return view.open('keys');
    }
  });

  return (
    <div className={cn('flex flex-col', !gate && 'wide:h-[max(calc(100dvh-2.8125rem),34rem)]')}>
      <HeaderLine
        project={project}
        state={state}
        outbox={session.outbox}
        flagged={session.flagged}
        progress={session.progress}
        test={session.test}
        again={state.opened ? (opened?.number ?? null) : null}
        guidelinesOpen={guidelines.isOpen}
        onGuidelines={guidelines.toggle}
        onPause={() => pause(true)}
        onKeys={() => view.open('keys')}
      />
      {state.paused ? <Paused onResume={() => pause(false)} /> : null}
      {rest.due ? <BreakNotice onPause={() => pause(true)} onLater={rest.later} /> : null}
      <SessionNotices
        state={state}
        outbox={session.outbox}
        onFill={session.fill}
        onDrop={session.drop}
        onPutBack={putBack}
      />
      {work ? (
        <Workbench session={session} work={work} view={view} guidelines={guidelines} project={project} />
      ) : state.paused ? null : gate === 'guidelines' ? (
        <GuidelinesGate projectId={project.id} outbox={session.outbox} onRead={session.fill} />
      ) : gate === 'test' ? (
        <QualificationGate project={project} outbox={session.outbox} onGoOn={session.enter} />
      ) : isOver(state.phase) ? (
        <NothingLeft
          capped={state.phase === 'capped'}
          onLookAgain={session.fill}
          onReopen={state.last ? () => dispatch({ type: 'reopened' }) : null}
        />
      ) : state.phase === 'fill_failed' || session.outbox.broken !== null ? null : (
        <p className="flex grow items-center justify-center gap-2 py-16 text-muted">
          <Spinner /> {t('label.loading')}
        </p>
      )}
      <p className="sr-only" aria-live="polite">
        {announcement}
      </p>
      {view.opened === 'keys' ? <KeySheet project={project} onClose={view.close} /> : null}
      {view.opened === 'skip' && work ? (
        <SkipDialog
          tested={work.assignment.qualification}
          written={work.draft.comment.trim() !== '' || work.draft.edited !== null}
          onClose={view.close}
          onSkip={(reason) => {
            view.close();
            session.skip(reason);
          }}
        />
      ) : null}
      {view.opened === 'flag' && work ? (
        <FlagDialog
          onClose={view.close}
          onFlag={(reason, note) => {
            view.close();
            session.flag(reason, note);
            toast(t('label.flag.done'));
          }}
        />
      ) : null}
    </div>
  );
}
