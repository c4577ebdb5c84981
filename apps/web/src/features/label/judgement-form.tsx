'use client';

import type { Project } from '@preferably/contracts';
import { type Place, places, scale } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Kbd } from '../../components/ui/kbd.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Textarea } from '../../components/ui/textarea.tsx';
import { ChipGroup } from './chip-group.tsx';
import { EditStep } from './edit-step.tsx';
import { FormActions } from './form-actions.tsx';
import type { Work } from './label-state.ts';
import { readinessOf } from './readiness.ts';
import { SafetyControl } from './safety-control.tsx';
import { ScaleControl } from './scale-control.tsx';
import type { LabelSession } from './use-label-session.ts';

export const commentId = 'comment';

/** The question and its scale, whatever else the project asks, and the way on. */
export function JudgementForm(props: {
  session: LabelSession;
  work: Work;
  project: Project;
  onSkip: () => void;
  onFlag: () => void;
}) {
  const t = useTranslations('label');
  const helpId = useId();
  const { session, work, project } = props;
  const { state, dispatch } = session;
  const { draft, assignment } = work;
  const { dimension, guidelines } = assignment;
  const readiness = readinessOf(work, project);
  const missing = readiness.ok ? null : readiness.missing;
  const describedBy = missing ? helpId : undefined;
  const place = scale.find((s) => s.step === draft.step)?.place ?? null;
  const tick = (what: 'categories' | 'chips', at: Place) => (code: string) =>
    dispatch({ type: 'ticked', what, place: at, code });

  return (
    <form
      className="flex flex-col gap-2.5 border-t border-line bg-canvas px-4 py-2.5 wide:max-h-[62dvh] wide:overflow-y-auto"
      onSubmit={(event) => {
        event.preventDefault();
        session.submit();
      }}
    >
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 className="font-semibold">{t(`question.${dimension}`)}</h2>
        <p className="text-sm text-muted">{t(`question.${dimension}Hint`)}</p>
      </div>
      <ScaleControl
        step={draft.step}
        label={t(`question.${dimension}`)}
        invalid={state.insisted && missing === 'choice'}
        describedBy={describedBy}
        onChoose={(step, by) => dispatch({ type: 'chose', step, by, now: Date.now() })}
        onSubmit={session.submit}
      />
      {dimension === 'safety' ? (
        <SafetyControl
          draft={draft}
          preferred={place}
          choices={guidelines.categories}
          insisted={state.insisted}
          describedBy={describedBy}
          onLabel={(at, label, by) => dispatch({ type: 'labelled', place: at, label, by, now: Date.now() })}
          onTick={(at, code) => tick('categories', at)(code)}
          onSubmit={session.submit}
        />
      ) : null}
      {missing === 'contradiction' ? (
        <Notice tone="warn" className="py-1.5">
          <strong className="font-semibold">{t('contradiction.title')}</strong>{' '}
          {t(`contradiction.${place ?? 'first'}`)}
        </Notice>
      ) : null}
      {guidelines.chips.length > 0 ? (
        <div className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
          {places.map((at) => (
            <ChipGroup
              key={at}
              kind="chips"
              place={at}
              label={t(`chips.${at}`)}
              choices={guidelines.chips}
              ticked={draft.chips[at]}
              onTick={tick('chips', at)}
            />
          ))}
        </div>
      ) : null}
      {project.editStep ? (
        <EditStep
          place={place}
          original={assignment.responses[place ?? 'first']}
          edited={draft.edited}
          onEdit={(edited) => dispatch({ type: 'edited', edited })}
        />
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
            required={project.commentRequired}
            aria-describedby={describedBy}
            aria-invalid={(state.insisted && missing === 'comment') || undefined}
            placeholder={t(project.commentRequired ? 'comment.required' : 'comment.placeholder')}
            value={draft.comment}
            onChange={(event) => dispatch({ type: 'commented', comment: event.target.value })}
            className="field-sizing-content max-h-32 resize-none"
          />
        </div>
        <FormActions
          session={session}
          missing={missing}
          helpId={helpId}
          onSkip={props.onSkip}
          onFlag={props.onFlag}
        />
      </div>
    </form>
  );
}
