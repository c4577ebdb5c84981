'use client';

import { createApiKey } from '@preferably/contracts';
import { type Role, type Scope, scopesOf } from '@preferably/domain';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Checkbox } from '../../components/ui/checkbox.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Select } from '../../components/ui/select.tsx';
import { api } from '../../lib/api.ts';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';

export interface MadeKey {
  name: string;
  secret: string;
}

const terms = [30, 90, 180, 365] as const;
const usualTerm = 90;

export function KeyForm(props: {
  role: Role;
  open: boolean;
  onClose: () => void;
  onMade: (key: MadeKey) => void;
}) {
  const t = useTranslations('apiKeys');
  const common = useTranslations('common.action');
  const words = useWordsForProblem();
  const id = useId();
  const [fault, setFault] = useState<'required' | 'scopeRequired' | null>(null);

  const create = useMutation({
    mutationFn: (body: { name: string; scopes: Scope[]; expiresInDays?: number }) =>
      api(createApiKey, { body }),
    onSuccess: ({ apiKey, secret }) => props.onMade({ name: apiKey.name, secret }),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const name = String(data.get('name') ?? '').trim();
    const chosen = scopesOf[props.role].filter((scope) => data.getAll('scope').includes(scope));
    const found = !name ? 'required' : chosen.length === 0 ? 'scopeRequired' : null;
    setFault(found);
    create.reset();
    if (found) return;
    const days = Number(data.get('days'));
    create.mutate({ name, scopes: chosen, ...(days > 0 ? { expiresInDays: days } : {}) });
  }

  function close() {
    setFault(null);
    create.reset();
    props.onClose();
  }

  return (
    <Dialog
      open={props.open}
      onOpenChange={close}
      title={t('create.title')}
      footer={
        <>
          <Button onClick={close}>{common('cancel')}</Button>
          <Button type="submit" form={id} variant="primary" pending={create.isPending}>
            {t('create.submit')}
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label={t('create.name')}
          hint={t('create.nameHint')}
          error={fault === 'required' ? t('create.required') : undefined}
        >
          <Input name="name" maxLength={32} autoComplete="off" />
        </Field>
        <fieldset className="flex flex-col gap-2" aria-describedby={`${id}-scopes`}>
          <legend className="mb-1 text-sm font-medium">{t('create.scopes')}</legend>
          {scopesOf[props.role].map((scope) => (
            <Checkbox
              key={scope}
              name="scope"
              value={scope}
              label={t(`scope.${scope}.name`)}
              hint={t(`scope.${scope}.help`)}
            />
          ))}
          <p id={`${id}-scopes`} className="text-xs text-muted">
            {t('create.scopesHint')}
          </p>
          {fault === 'scopeRequired' ? (
            <p role="alert" className="text-sm text-danger">
              {t('create.scopeRequired')}
            </p>
          ) : null}
        </fieldset>
        <Field label={t('create.expiry')}>
          <Select name="days" defaultValue={usualTerm}>
            {terms.map((days) => (
              <option key={days} value={days}>
                {t('create.days', { days })}
              </option>
            ))}
            <option value="0">{t('create.neverOption')}</option>
          </Select>
        </Field>
        {create.error ? <Notice tone="error">{words(create.error)}</Notice> : null}
      </form>
    </Dialog>
  );
}
