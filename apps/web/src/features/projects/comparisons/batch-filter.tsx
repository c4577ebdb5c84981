'use client';

import type { Batch } from '@preferably/contracts';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { Field } from '../../../components/ui/field.tsx';
import { Select } from '../../../components/ui/select.tsx';
import { Spinner } from '../../../components/ui/spinner.tsx';
import { listAddress } from './list-query.ts';

/** Shows one batch or all of them; the choice is in the address, so it can be shared. */
export function BatchFilter(props: {
  projectId: string;
  batches: readonly Batch[];
  batch: number | undefined;
}) {
  const t = useTranslations('projects.comparisons');
  const common = useTranslations('common');
  const router = useRouter();
  const [pending, startTransition] = useTransition();

  function choose(value: string) {
    const batch = value === '' ? undefined : Number(value);
    startTransition(() => router.push(listAddress(props.projectId, { batch })));
  }

  return (
    <div className="flex items-end gap-2">
      <Field label={t('batch')} className="w-64 max-w-full">
        <Select value={props.batch ?? ''} onChange={(event) => choose(event.target.value)}>
          <option value="">{t('allBatches')}</option>
          {props.batches.map((batch) => (
            <option key={batch.id} value={batch.number}>
              {t('batchOption', { number: batch.number, name: batch.name })}
            </option>
          ))}
        </Select>
      </Field>
      <span role="status" className="flex h-8 items-center gap-1.5 text-sm text-muted">
        {pending ? (
          <>
            <Spinner />
            {common('loading')}
          </>
        ) : null}
      </span>
    </div>
  );
}
