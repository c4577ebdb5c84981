'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../../components/ui/button.tsx';
import { Kbd } from '../../components/ui/kbd.tsx';
import type { Missing } from './readiness.ts';
import type { LabelSession } from './use-label-session.ts';
import { useUndoable } from './use-undoable.ts';

/** What is still missing, and what can be done with the comparison. */
export function FormActions(props: {
  session: LabelSession;
  missing: Missing | null;
  helpId: string;
  onSkip: () => void;
  onFlag: () => void;
}) {
  const t = useTranslations('label');
  const { session, missing } = props;
  const { state, dispatch } = session;
  // The last judgement is only just handed in: say that it can be taken back.
  const undoable = useUndoable(state.done);
  const busy = state.phase !== 'ready';
  return (
    <div className="flex grow flex-wrap items-center justify-end gap-2">
      {/* Empty until Enter was too early, as only what changes is spoken. A contradiction has a notice of its own. */}
      <p id={props.helpId} aria-live="polite" className="text-sm text-danger">
        {state.insisted && missing && missing !== 'contradiction' ? t(`missing.${missing}`) : ''}
      </p>
      {state.revising ? null : (
        <>
          <Button
            variant={undoable ? 'secondary' : 'ghost'}
            disabled={!state.last || busy}
            onClick={() => dispatch({ type: 'reopened' })}
          >
            {t(undoable ? 'revise.undo' : 'revise.button')} <Kbd>u</Kbd>
          </Button>
          <Button variant="ghost" disabled={busy} onClick={props.onSkip}>
            {t('skip.button')} <Kbd>x</Kbd>
          </Button>
        </>
      )}
      <Button variant="ghost" disabled={busy} onClick={props.onFlag}>
        {t('flag.button')} <Kbd>f</Kbd>
      </Button>
      <Button type="submit" variant="primary" size="lg" aria-disabled={missing ? true : undefined}>
        {t(state.revising ? 'submitAgain' : 'submit')}
        <Kbd className="border-current bg-transparent text-current">⏎</Kbd>
      </Button>
    </div>
  );
}
