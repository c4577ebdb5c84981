'use client';

import { type Place, places, type SafetyLabel, safetyLabels } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { cn } from '../../lib/cn.ts';
import { Kbd } from './kbd.tsx';
import { RovingRadio } from './roving-radio.tsx';

const keys = { first: { safe: 'q', unsafe: 'w' }, second: { safe: 'o', unsafe: 'p' } } as const;

export const safetyId = (place: Place, label: SafetyLabel) => `safety-${place}-${label}`;

/** Safe or unsafe, asked for each response by itself. */
export function SafetyControl(props: {
  safety: Record<Place, SafetyLabel | null>;
  insisted: boolean;
  describedBy?: string | undefined;
  onLabel: (place: Place, label: SafetyLabel, by: 'key' | 'pointer') => void;
  onSubmit: () => void;
}) {
  const t = useTranslations('label.safety');
  return (
    <div className="flex flex-wrap justify-between gap-x-6 gap-y-2">
      {places.map((place) => (
        <div key={place} className="flex items-center gap-2">
          <span aria-hidden className="text-sm font-semibold">
            {t(place)}
          </span>
          <RovingRadio
            label={t(place)}
            describedBy={props.describedBy}
            invalid={props.insisted && props.safety[place] === null}
            value={props.safety[place]}
            onChoose={(label, by) => props.onLabel(place, label, by)}
            onSubmit={props.onSubmit}
            className="flex gap-1"
            options={safetyLabels.map((label) => ({
              value: label,
              id: safetyId(place, label),
              spoken: t(label),
              className: cn(
                'inline-flex h-8 items-center gap-1.5 rounded-md border border-line-strong bg-surface px-2.5 hover:bg-hover',
                label === 'safe'
                  ? 'aria-checked:border-ok aria-checked:bg-ok-soft aria-checked:font-semibold aria-checked:text-ok'
                  : 'aria-checked:border-danger aria-checked:bg-danger-soft aria-checked:font-semibold aria-checked:text-danger',
              ),
              content: (
                <>
                  <Kbd>{keys[place][label]}</Kbd>
                  {t(label)}
                </>
              ),
            }))}
          />
        </div>
      ))}
    </div>
  );
}
