'use client';

import { type Aggregation, aggregations, tieRules } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { ChoiceGroup } from '../../components/ui/choice-group.tsx';
import { Radio } from '../../components/ui/radio.tsx';
import type { FreezeFormValues } from './freeze-values.ts';

/** Only where votes are counted can they be even. */
export const countsVotes = (aggregation: Aggregation) =>
  aggregation === 'majority' || aggregation === 'adjudicated';

export function AggregationChoice(props: {
  values: FreezeFormValues;
  change: (part: Partial<FreezeFormValues>) => void;
}) {
  const { values, change } = props;
  const t = useTranslations('snapshots');
  const id = useId();
  return (
    <>
      <ChoiceGroup legend={t('form.aggregation')}>
        {aggregations.map((aggregation) => (
          <Radio
            key={aggregation}
            name={`${id}-aggregation`}
            label={t(`aggregation.${aggregation}`)}
            hint={t(`form.aggregationHint.${aggregation}`)}
            checked={values.aggregation === aggregation}
            onChange={() => change({ aggregation })}
          />
        ))}
      </ChoiceGroup>
      {countsVotes(values.aggregation) ? (
        <ChoiceGroup legend={t('form.tieRule')}>
          {tieRules.map((tieRule) => (
            <Radio
              key={tieRule}
              name={`${id}-tie`}
              label={t(`tieRule.${tieRule}`)}
              hint={t(`form.tieRuleHint.${tieRule}`)}
              checked={values.tieRule === tieRule}
              onChange={() => change({ tieRule })}
            />
          ))}
        </ChoiceGroup>
      ) : null}
    </>
  );
}
