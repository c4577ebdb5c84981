'use client';

import { type ImportFormat, importFormats } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { Button } from '../../../components/ui/button.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { Select } from '../../../components/ui/select.tsx';
import type { Guess } from './guess-format.ts';

/** The format of a file, with a word when its first line speaks against the choice. */
export function FormatField(props: {
  value: ImportFormat;
  guess: Guess | null;
  disabled: boolean;
  onChange: (format: ImportFormat) => void;
}) {
  const t = useTranslations('projects');
  const { value, guess, onChange } = props;
  const other = guess?.kind === 'format' && guess.format !== value ? guess.format : null;
  return (
    <div className="flex flex-col gap-2">
      <Field label={t('upload.format')} hint={t(`format.${value}Help`)}>
        <Select
          value={value}
          disabled={props.disabled}
          onChange={(event) => {
            const chosen = importFormats.find((format) => format === event.target.value);
            if (chosen) onChange(chosen);
          }}
        >
          {importFormats.map((format) => (
            <option key={format} value={format}>
              {t(`format.${format}`)}
            </option>
          ))}
        </Select>
      </Field>
      {other ? (
        <Notice
          tone="warn"
          action={
            <Button size="sm" onClick={() => onChange(other)}>
              {t('upload.switchFormat')}
            </Button>
          }
        >
          {t('upload.otherFormat', { format: t(`format.${other}`) })}
        </Notice>
      ) : null}
    </div>
  );
}
