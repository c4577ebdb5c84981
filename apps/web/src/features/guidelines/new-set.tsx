'use client';

import { createGuidelineSet } from '@preferably/contracts';
import { type Dimension, dimensions } from '@preferably/domain';
import { useMutation } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Select } from '../../components/ui/select.tsx';
import { api } from '../../lib/api.ts';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';

/** Starts a guideline set and leads to its first draft. */
export function NewSet({ primary = false }: { primary?: boolean }) {
  const t = useTranslations('guidelines.create');
  const common = useTranslations('common');
  const words = useWordsForProblem();
  const router = useRouter();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [missing, setMissing] = useState(false);

  const create = useMutation({
    mutationFn: (body: { name: string; dimension: Dimension }) => api(createGuidelineSet, { body }),
    onSuccess: (set) => router.push(`/guidelines/${set.id}`),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const name = String(data.get('name') ?? '').trim();
    const dimension = dimensions.find((each) => each === data.get('dimension')) ?? 'helpfulness';
    setMissing(!name);
    if (name) create.mutate({ name, dimension });
  }

  function change(next: boolean) {
    setOpen(next);
    setMissing(false);
    create.reset();
  }

  return (
    <>
      <Button variant={primary ? 'primary' : 'secondary'} onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        {t('open')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={change}
        title={t('title')}
        footer={
          <>
            <Button onClick={() => change(false)}>{common('action.cancel')}</Button>
            <Button
              type="submit"
              form={form}
              variant="primary"
              // The next page is on its way: pressing again would start a second set.
              pending={create.isPending || create.isSuccess}
            >
              {t('submit')}
            </Button>
          </>
        }
      >
        <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
          <Field label={t('name')} hint={t('nameHint')} error={missing ? t('required') : undefined}>
            <Input name="name" maxLength={120} autoComplete="off" />
          </Field>
          <Field label={t('dimension')} hint={t('dimensionHint')}>
            <Select name="dimension" defaultValue="helpfulness">
              {dimensions.map((each) => (
                <option key={each} value={each}>
                  {common(`dimension.${each}`)}
                </option>
              ))}
            </Select>
          </Field>
          {create.error ? <Notice tone="error">{words(create.error)}</Notice> : null}
        </form>
      </Dialog>
    </>
  );
}
