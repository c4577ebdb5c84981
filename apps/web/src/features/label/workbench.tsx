'use client';

import type { Project } from '@preferably/contracts';
import { cn } from '../../lib/cn.ts';
import { Cover } from './cover.tsx';
import { DialogView } from './dialog-view.tsx';
import { GuidelinesPanel } from './guidelines-panel.tsx';
import { JudgementForm } from './judgement-form.tsx';
import type { Work } from './label-state.ts';
import { ResponsePanes } from './response-panes.tsx';
import type { GuidelinesView } from './use-guidelines.ts';
import type { LabelSession } from './use-label-session.ts';
import type { View } from './use-view.ts';

/** One comparison with everything needed to judge it. */
export function Workbench(props: {
  session: LabelSession;
  work: Work;
  view: View;
  guidelines: GuidelinesView;
  project: Project;
}) {
  const { session, work, view, guidelines, project } = props;
  const { assignment } = work;
  return (
    // A break hides it and keeps where everything was.
    <div className={cn('flex min-h-0 grow', session.state.paused && 'hidden')}>
      <div className="flex min-w-0 grow flex-col">
        <Cover
          covered={session.covered}
          onReveal={() => session.dispatch({ type: 'revealed' })}
          onSkip={() => view.open('skip')}
        >
          <DialogView
            prompt={assignment.prompt}
            lang={assignment.lang}
            expanded={view.expanded}
            onToggle={view.toggleDialog}
          />
          <ResponsePanes
            // A new comparison starts at the top of both panes.
            key={assignment.id}
            responses={assignment.responses}
            lang={assignment.lang}
            looking={view.looking}
            onLook={view.look}
            sync={view.sync}
            onSync={view.setSync}
            diff={view.diff}
            onDiff={view.toggleDiff}
          />
        </Cover>
        {session.covered ? null : (
          <JudgementForm
            session={session}
            work={work}
            project={project}
            onSkip={() => view.open('skip')}
            onFlag={() => view.open('flag')}
          />
        )}
      </div>
      {guidelines.isOpen ? (
        <GuidelinesPanel
          projectId={assignment.projectId}
          guidelines={assignment.guidelines}
          wide={guidelines.wide}
          onClose={guidelines.close}
        />
      ) : null}
    </div>
  );
}
