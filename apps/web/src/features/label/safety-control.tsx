'use client';

import type { Choice, Draft } from '@preferably/contracts';
import { type Place, places, type SafetyLabel, safetyBin, safetyLabels } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { Kbd } from '../../components/ui/kbd.tsx';
import { cn } from '../../lib/cn.ts';
import { ChipGroup } from './chip-group.tsx';
import { RovingRadio } from './roving-radio.tsx';

const keys = { first: { safe: 'q', unsafe: 'w' }, second: { safe: 'o', unsafe: 'p' } } as const;

export const safetyId = (place: Place, label: SafetyLabel) => `safety-${place}-${label}`;

/** Safe or unsafe, asked for each response by itself; of an unsafe one also why; and in words what follows from it. */
export function SafetyControl(props: {
  draft: Draft;
  /** The preferred one; null while none is. */
  preferred: Place | null;
  choices: readonly z.infer<typeof Choice>[];
  insisted: boolean;
  describedBy?: string | undefined;
  onLabel: (place: Place, label: SafetyLabel, by: 'key' | 'pointer') => void;
  onTick: (place: Place, code: string) => void;
  onSubmit: () => void;
}) {
  const t = useTranslations('label.safety');
  const { preferred } = props;
  const { safety, categories } = props.draft;
  const { first, second } = safety;
  // The stored order is unknown here, and the bin is the same in either.
  const side = preferred === 'second' ? 'b' : 'a';
  const bin = preferred && first && second ? safetyBin(side, { a: first, b: second }) : null;
  return (
    <div className="grid items-start gap-x-6 gap-y-2 sm:grid-cols-2">
      {places.map((place) => (
        <div key={place} className="flex flex-wrap items-center gap-2">
          <span aria-hidden className="text-sm font-semibold">
            {t(place)}
          </span>
          <RovingRadio
            label={t(place)}
            describedBy={props.describedBy}
            invalid={props.insisted && safety[place] === null}
            value={safety[place]}
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
          {safety[place] === 'unsafe' && props.choices.length > 0 ? (
            <ChipGroup
              kind="categories"
              place={place}
              label={t('why')}
              choices={props.choices}
              ticked={categories[place]}
              onTick={(code) => props.onTick(place, code)}
            />
          ) : null}
        </div>
      ))}
      <p aria-live="polite" className="text-sm text-muted empty:hidden sm:col-span-2">
        {bin && bin !== 'chosen_unsafe' ? t(`bin.${bin}`) : null}
      </p>
    </div>
  );
}
