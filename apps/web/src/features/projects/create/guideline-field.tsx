'use client';

import type { GuidelineSet } from '@preferably/contracts';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { Field } from '../../../components/ui/field.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { Select } from '../../../components/ui/select.tsx';

type ListedSet = z.infer<typeof GuidelineSet>;

/** The guideline sets of the chosen dimension, with a word about what an unpublished one means. */
export function GuidelineField(props: {
  sets: readonly ListedSet[];
  chosen: ListedSet | undefined;
  error: string | undefined;
  onChange: (setId: string) => void;
}) {
  const t = useTranslations('projects.create');
  const { sets, chosen } = props;
  if (sets.length === 0) {
    return (
      <Field label={t('guidelines')} error={props.error}>
        <Notice tone="warn">
          {t('noSets')}{' '}
          <Link href="/guidelines" className="text-accent underline underline-offset-2">
            {t('toGuidelines')}
          </Link>
        </Notice>
      </Field>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <Field label={t('guidelines')} hint={t('guidelinesHint')} error={props.error}>
        <Select
          name="guidelines"
          value={chosen?.id ?? ''}
          onChange={(event) => props.onChange(event.target.value)}
        >
          <option value="">{t('choose')}</option>
          {sets.map((set) => (
            <option key={set.id} value={set.id}>
              {set.published === null
                ? t('unpublished', { name: set.name })
                : t('published', { name: set.name, number: set.published })}
            </option>
          ))}
        </Select>
      </Field>
      {chosen && chosen.published === null ? <Notice tone="info">{t('unpublishedHint')}</Notice> : null}
    </div>
  );
}
