'use client';

import type { Project } from '@preferably/contracts';
import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { ChoicesOfProject } from './choices-of-project.tsx';
import type { FilterFieldProps } from './filter-fields.tsx';
import { rareFiltersSet } from './freeze-values.ts';
import { FlagField, ManyChoice, SafetyBinFields } from './rare-choices.tsx';
import type { FreezeField } from './read-freeze-form.ts';

/** Closed at first: most weeks need none of them. One that is set, or a fault inside, opens them. */
export function RareFilters(
  props: FilterFieldProps & {
    project: Project;
    /** Empty where the reader may not know who judged. */
    annotators: readonly { userId: string; name: string }[];
    open: boolean;
    onOpenChange: (open: boolean) => void;
  },
) {
  const { values, faults, change } = props;
  const t = useTranslations('snapshots.form');
  const fault = (field: FreezeField & ('from' | 'before' | 'minVotes' | 'minAgreement')) =>
    faults.has(field) ? t(`error.${field}`) : undefined;
  const annotatorName = (id: string) =>
    props.annotators.find(({ userId }) => userId === id)?.name ?? t('someone', { id: id.slice(-12) });
  return (
    <details
      className="group rounded-lg border border-line bg-surface"
      open={props.open}
      onToggle={(event) => props.onOpenChange(event.currentTarget.open)}
    >
      <summary className="flex list-none flex-wrap items-center gap-x-2 px-4 py-2.5 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 text-muted group-open:rotate-90" />
        <span className="font-semibold">{t('more')}</span>
        <span className="text-sm text-muted">{t('moreSet', { n: rareFiltersSet(values) })}</span>
      </summary>
      <div className="flex flex-col gap-5 border-t border-line px-4 py-3">
        <Pair>
          <DayField
            label={t('from')}
            hint={t('fromHint')}
            error={fault('from')}
            value={values.from}
            onChange={(from) => change({ from })}
          />
          <DayField
            label={t('before')}
            hint={t('beforeHint')}
            error={fault('before')}
            value={values.before}
            onChange={(before) => change({ before })}
          />
        </Pair>
        <Pair>
          <Field label={t('minVotes')} hint={t('minVotesHint')} error={fault('minVotes')}>
            <Input
              inputMode="numeric"
              value={values.minVotes}
              onChange={(event) => change({ minVotes: event.target.value })}
            />
          </Field>
          <Field
            label={t('minAgreement')}
            hint={t('minAgreementHint')}
            error={fault('minAgreement')}
            optional
          >
            <Input
              inputMode="decimal"
              value={values.minAgreement}
              onChange={(event) => change({ minAgreement: event.target.value })}
            />
          </Field>
        </Pair>
        <FlagField value={values.flags} onChange={(flags) => change({ flags })} />
        {props.project.dimension === 'safety' ? <SafetyBinFields values={values} change={change} /> : null}
        <ChoicesOfProject
          projectId={props.project.id}
          values={values}
          faults={faults}
          change={change}
          wanted={props.open}
        />
        <ManyChoice
          legend={t('annotators')}
          offered={props.annotators.map(({ userId }) => userId)}
          labelOf={annotatorName}
          chosen={values.annotatorIds}
          onChange={(annotatorIds) => change({ annotatorIds })}
        />
      </div>
    </details>
  );
}

const Pair = ({ children }: { children: ReactNode }) => (
  <div className="grid items-start gap-x-4 gap-y-5 sm:grid-cols-2">{children}</div>
);

/** A day from a calendar; a moment that was taken over from an earlier snapshot stays whole. */
function DayField(props: {
  label: string;
  hint: string;
  error: string | undefined;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <Field label={props.label} hint={props.hint} error={props.error} optional>
      <Input
        type={props.value.includes('T') ? 'text' : 'date'}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </Field>
  );
}
