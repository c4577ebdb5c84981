'use client';

import { scale } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { cn } from '../../lib/cn.ts';
import { RovingRadio } from './roving-radio.tsx';

export const stepId = (step: number) => `step-${step}`;

/** The 8-step scale: who and how much in one press, strongest at the two ends, no tie in the middle. */
export function ScaleControl(props: {
  step: number | null;
  invalid: boolean;
  describedBy?: string | undefined;
  label: string;
  onChoose: (step: number, by: 'key' | 'pointer') => void;
  onSubmit: () => void;
}) {
  const t = useTranslations('label.scale');
  return (
    <div className="flex items-center gap-x-3 gap-y-1 max-sm:flex-col">
      <p aria-hidden className="shrink-0 text-sm font-semibold max-sm:self-start">
        {t('first')}
      </p>
      <p aria-hidden className="order-last shrink-0 text-sm font-semibold max-sm:self-end">
        {t('second')}
      </p>
      <RovingRadio
        label={props.label}
        describedBy={props.describedBy}
        invalid={props.invalid}
        value={props.step}
        onChoose={props.onChoose}
        onSubmit={props.onSubmit}
        className="grid w-full grow grid-cols-4 gap-1.5 sm:grid-cols-8"
        options={scale.map(({ step, place, strength }) => ({
          value: step,
          id: stepId(step),
          spoken: t(`spoken.${place}.${strength}`),
          className: cn(
            'group flex min-h-13 flex-col items-center gap-0.5 rounded-md border border-line-strong bg-surface px-1 py-1.5 text-center text-xs hover:bg-hover',
            'aria-checked:border-accent aria-checked:bg-accent aria-checked:text-on-accent',
            // The gap says where A ends and B begins.
            step === 5 && 'sm:ml-2',
            step === 4 && 'sm:mr-2',
          ),
          content: (
            <>
              <span className="font-mono text-sm font-semibold">{step}</span>
              <span>{t(`short.${strength}`)}</span>
            </>
          ),
        }))}
      />
    </div>
  );
}
