'use client';

import type { OwnAssignment, Project } from '@preferably/contracts';
import { CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { Spinner } from '../../components/ui/spinner.tsx';
import { HeaderLine } from './header-line.tsx';
import { KeySheet } from './key-sheet.tsx';
import { SessionNotices } from './session-notices.tsx';
import { SkipDialog } from './skip-dialog.tsx';
import { useAnnouncement } from './use-announcement.ts';
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
  const [clockAhead] = useState(() => serverNow - Date.now());
  const session = useLabelSession({ userId, project, clockAhead, opened });
  const { state, dispatch } = session;
  const { work } = state;
  const guidelines = useGuidelines(work?.assignment.guidelines.versionId ?? null);
  const view = useView(work?.assignment.id ?? null);
  const announcement = useAnnouncement(state, session.progress, project.name);

  /** Back to where it was opened from, with nothing changed. */
  const putBack = () => (state.opened ? router.push('/work') : dispatch({ type: 'put_back' }));

  useLabelKeys(project.dimension, (command) => {
    const now = Date.now();
    switch (command.do) {
      case 'choose':
        dispatch({ type: 'chose', step: command.step, now, by: 'key' });
        return view.focusStep(command.step);
      case 'label':
        return dispatch({ type: 'labelled', place: command.place, label: command.label, now, by: 'key' });
      case 'submit':
        return session.submit();
      case 'skip':
        return work && !state.revising && state.phase === 'ready' ? view.open('skip') : undefined;
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
    <div className="flex flex-col wide:h-[max(calc(100dvh-2.8125rem),34rem)]">
      <HeaderLine
        project={project}
        state={state}
        outbox={session.outbox}
        progress={session.progress}
        again={state.opened ? (opened?.number ?? null) : null}
        guidelinesOpen={guidelines.isOpen}
        guidelinesNew={guidelines.isNew}
        onGuidelines={guidelines.toggle}
        onKeys={() => view.open('keys')}
      />
      <SessionNotices
        state={state}
        outbox={session.outbox}
        onFill={session.fill}
        onDrop={session.drop}
        onPutBack={putBack}
      />
      {work ? (
        <Workbench session={session} work={work} view={view} guidelines={guidelines} />
      ) : state.phase === 'no_work' ? (
        <div className="mx-auto w-full max-w-2xl px-4 py-12">
          <EmptyState
            icon={<CircleCheck aria-hidden />}
            title={t('label.noWork.title')}
            action={
              <>
                <Button onClick={session.fill}>{t('label.noWork.again')}</Button>
                <Button disabled={!state.last} onClick={() => dispatch({ type: 'reopened' })}>
                  {t('label.revise.button')}
                </Button>
                <Button asChild variant="primary">
                  <Link href="/">{t('common.action.backHome')}</Link>
                </Button>
              </>
            }
          >
            {t('label.noWork.body')}
          </EmptyState>
        </div>
      ) : state.phase === 'fill_failed' || session.outbox.broken !== null ? null : (
        <p className="flex grow items-center justify-center gap-2 py-16 text-muted">
          <Spinner /> {t('label.loading')}
        </p>
      )}
      <p className="sr-only" aria-live="polite">
        {announcement}
      </p>
      {view.opened === 'keys' ? <KeySheet dimension={project.dimension} onClose={view.close} /> : null}
      {view.opened === 'skip' && work ? (
        <SkipDialog
          written={work.draft.comment.trim() !== ''}
          onClose={view.close}
          onSkip={(reason) => {
            view.close();
            session.skip(reason);
          }}
        />
      ) : null}
    </div>
  );
}
