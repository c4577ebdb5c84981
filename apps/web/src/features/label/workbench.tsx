'use client';

import { DialogView } from './dialog-view.tsx';
import { GuidelinesPanel } from './guidelines-panel.tsx';
import { JudgementForm } from './judgement-form.tsx';
import type { Work } from './label-session.ts';
import { ResponsePanes } from './response-panes.tsx';
import type { GuidelinesView } from './use-guidelines.ts';
import type { LabelSession } from './use-label-session.ts';
import { useUndoable } from './use-undoable.ts';
import type { View } from './use-view.ts';

/** One comparison with everything needed to judge it. */
export function Workbench(props: {
  session: LabelSession;
  work: Work;
  view: View;
  guidelines: GuidelinesView;
}) {
  const { session, work, view, guidelines } = props;
  const { assignment } = work;
  const { dispatch } = session;
  const undoable = useUndoable(session.state.done);
  return (
    <div className="flex min-h-0 grow">
      <div className="flex min-w-0 grow flex-col">
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
        <JudgementForm
          state={session.state}
          work={work}
          undoable={undoable}
          onChoose={(step, by) => dispatch({ type: 'chose', step, by, now: Date.now() })}
          onLabel={(place, label, by) => dispatch({ type: 'labelled', place, label, by, now: Date.now() })}
          onComment={(comment) => dispatch({ type: 'commented', comment })}
          onSubmit={session.submit}
          onSkip={() => view.open('skip')}
          onReopen={() => dispatch({ type: 'reopened' })}
        />
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
