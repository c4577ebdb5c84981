'use client';

import type { Place, SafetyLabel } from '@preferably/domain';
import { scale } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Textarea } from '../../components/ui/textarea.tsx';
import { Kbd } from './kbd.tsx';
import { type LabelState, readinessOf, type Work } from './label-session.ts';
import { SafetyControl } from './safety-control.tsx';
import { ScaleControl } from './scale-control.tsx';

export const commentId = 'comment';

/** The question, its scale, the safety labels where they are asked, a comment, and the way on. */
export function JudgementForm(props: {
  state: LabelState;
  work: Work;
  /** The last judgement is only just handed in: say that it can be taken back. */
  undoable: boolean;
  onChoose: (step: number, by: 'key' | 'pointer') => void;
  onLabel: (place: Place, label: SafetyLabel, by: 'key' | 'pointer') => void;
  onComment: (comment: string) => void;
  onSubmit: () => void;
  onSkip: () => void;
  onReopen: () => void;
}) {
  const t = useTranslations('label');
  const helpId = useId();
  const { state, work } = props;
  const { dimension } = work.assignment;
  const readiness = readinessOf(work);
  const missing = readiness.ok ? null : readiness.missing;
  const place = scale.find((s) => s.step === work.draft.step)?.place ?? 'first';
  const busy = state.phase !== 'ready';

  return (
    <form
      className="flex flex-col gap-2.5 border-t border-line bg-canvas px-4 py-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 className="font-semibold">{t(`question.${dimension}`)}</h2>
        <p className="text-sm text-muted">{t(`question.${dimension}Hint`)}</p>
      </div>
      <ScaleControl
        step={work.draft.step}
        label={t(`question.${dimension}`)}
        invalid={state.insisted && missing === 'choice'}
        describedBy={missing ? helpId : undefined}
        onChoose={props.onChoose}
        onSubmit={props.onSubmit}
      />
      {dimension === 'safety' ? (
        <SafetyControl
          safety={work.draft.safety}
          insisted={state.insisted}
          describedBy={missing ? helpId : undefined}
          onLabel={props.onLabel}
          onSubmit={props.onSubmit}
        />
      ) : null}
      {missing === 'contradiction' ? (
        <Notice tone="warn" className="py-1.5">
          <strong className="font-semibold">{t('contradiction.title')}</strong> {t(`contradiction.${place}`)}
        </Notice>
      ) : null}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="flex min-w-56 grow basis-64 items-center gap-2">
          <label htmlFor={commentId} className="flex shrink-0 items-center gap-1.5 text-sm font-medium">
            {t('comment.label')} <Kbd>m</Kbd>
          </label>
          <Textarea
            id={commentId}
            rows={1}
            maxLength={4000}
            placeholder={t('comment.placeholder')}
            value={work.draft.comment}
            onChange={(event) => props.onComment(event.target.value)}
            className="field-sizing-content max-h-32 resize-none"
          />
        </div>
        <div className="flex grow flex-wrap items-center justify-end gap-2">
          {/* What the scale is described by, and apart from it what Enter answers: only a change is spoken. */}
          <p id={helpId} hidden>
            {missing ? t(`missing.${missing}`) : ''}
          </p>
          <p aria-live="polite" className="text-sm text-danger">
            {/* The notice above says it already where the answers contradict each other. */}
            {state.insisted && missing && missing !== 'contradiction' ? t(`missing.${missing}`) : ''}
          </p>
          {state.revising ? null : (
            <>
              <Button
                variant={props.undoable ? 'secondary' : 'ghost'}
                disabled={!state.last || busy}
                onClick={props.onReopen}
              >
                {t(props.undoable ? 'revise.undo' : 'revise.button')} <Kbd>u</Kbd>
              </Button>
              <Button variant="ghost" disabled={busy} onClick={props.onSkip}>
                {t('skip.button')} <Kbd>x</Kbd>
              </Button>
            </>
          )}
          <Button type="submit" variant="primary" size="lg" aria-disabled={missing ? true : undefined}>
            {t(state.revising ? 'submitAgain' : 'submit')}
            <Kbd className="border-current bg-transparent text-current">⏎</Kbd>
          </Button>
        </div>
      </div>
    </form>
  );
}
