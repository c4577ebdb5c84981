'use client';

import { ApiError, createUser } from '@preferably/contracts';
import { type Role, roles } from '@preferably/domain';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { z } from 'zod';
import { Button } from '../../components/ui/button.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Select } from '../../components/ui/select.tsx';
import { api } from '../../lib/api.ts';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';

export interface Opened {
  name: string;
  email: string;
  password: string;
}

export function AccountForm(props: {
  open: boolean;
  onClose: () => void;
  onOpened: (account: Opened) => void;
}) {
  const t = useTranslations('people');
  const common = useTranslations('common');
  const words = useWordsForProblem();
  const form = useId();
  const [role, setRole] = useState<Role>('annotator');
  const [fault, setFault] = useState<'required' | 'emailInvalid' | null>(null);

  const create = useMutation({
    mutationFn: (body: { name: string; email: string; role: Role }) => api(createUser, { body }),
    onSuccess: ({ user, oneTimePassword }) => {
      setRole('annotator');
      props.onOpened({ name: user.name, email: user.email, password: oneTimePassword ?? '' });
    },
  });
  const taken = create.error instanceof ApiError && create.error.problem?.code === 'name_taken';

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const name = String(data.get('name') ?? '').trim();
    const email = String(data.get('email') ?? '').trim();
    const found = !name ? 'required' : z.email().safeParse(email).success ? null : 'emailInvalid';
    setFault(found);
    create.reset();
    if (!found) create.mutate({ name, email, role });
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
          <Button onClick={close}>{common('action.cancel')}</Button>
          <Button type="submit" form={form} variant="primary" pending={create.isPending}>
            {t('create.submit')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('create.name')} error={fault === 'required' ? t('create.required') : undefined}>
          <Input name="name" maxLength={120} autoComplete="off" />
        </Field>
        <Field
          label={t('create.email')}
          hint={t('create.emailHint')}
          error={taken ? t('create.taken') : fault === 'emailInvalid' ? t('create.emailInvalid') : undefined}
        >
          <Input name="email" type="email" inputMode="email" autoComplete="off" />
        </Field>
        <Field label={t('create.role')} hint={t(`roles.${role}`)}>
          <Select
            value={role}
            onChange={(event) => setRole(roles.find((each) => each === event.target.value) ?? 'annotator')}
          >
            {roles.map((each) => (
              <option key={each} value={each}>
                {common(`role.${each}`)}
              </option>
            ))}
          </Select>
        </Field>
        {create.error && !taken ? <Notice tone="error">{words(create.error)}</Notice> : null}
      </form>
    </Dialog>
  );
}
