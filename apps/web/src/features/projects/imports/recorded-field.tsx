'use client';

import type { BatchKind } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { Checkbox } from '../../../components/ui/checkbox.tsx';
import { Notice } from '../../../components/ui/notice.tsx';

/** What the judgements in a file are: left aside, taken over, or known answers. */
export type Recorded = 'aside' | 'judged' | 'gold';

/** Two boxes of which one at most is ticked; in a batch for the test there is nothing to choose. */
export function RecordedField(props: {
  kind: BatchKind;
  value: Recorded;
  disabled: boolean;
  onChange: (recorded: Recorded) => void;
}) {
  const t = useTranslations('projects.upload');
  if (props.kind === 'qualification') return <Notice>{t('testBatch')}</Notice>;
  return (
    <>
      {(['judged', 'gold'] as const).map((each) => (
        <Checkbox
          key={each}
          label={t(each)}
          hint={t(`${each}Help`)}
          checked={props.value === each}
          disabled={props.disabled}
          onChange={(event) => props.onChange(event.target.checked ? each : 'aside')}
        />
      ))}
    </>
  );
}
