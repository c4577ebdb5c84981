'use client';

import { compressions, exportFormats } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Checkbox } from '../../components/ui/checkbox.tsx';
import { ChoiceGroup } from '../../components/ui/choice-group.tsx';
import { Radio } from '../../components/ui/radio.tsx';
import type { FreezeFormValues } from './freeze-values.ts';
import { toggled } from './toggled.ts';

/** Which files are written beside the canonical one, each with a word on who reads it. */
export function FormatChoice(props: {
  values: FreezeFormValues;
  change: (part: Partial<FreezeFormValues>) => void;
}) {
  const { values, change } = props;
  const t = useTranslations('snapshots');
  const id = useId();
  return (
    <>
      <ChoiceGroup legend={t('form.formats')} hint={t('form.formatsHint')}>
        <div className="grid gap-x-4 gap-y-1.5 sm:grid-cols-2">
          <Checkbox label={t('format.canonical')} hint={t('reads.canonical')} checked disabled readOnly />
          {exportFormats.map((format) => (
            <Checkbox
              key={format}
              label={t(`format.${format}`)}
              hint={t(`reads.${format}`)}
              checked={values.formats.includes(format)}
              onChange={(event) => change({ formats: toggled(values.formats, format, event.target.checked) })}
            />
          ))}
        </div>
      </ChoiceGroup>
      <ChoiceGroup legend={t('form.compression')} hint={t('form.compressionHint')}>
        <div className="flex flex-wrap gap-x-5 gap-y-1">
          {compressions.map((compression) => (
            <Radio
              key={compression}
              name={`${id}-compression`}
              label={t(`compression.${compression}`)}
              checked={values.compression === compression}
              onChange={() => change({ compression })}
            />
          ))}
        </div>
      </ChoiceGroup>
    </>
  );
}
