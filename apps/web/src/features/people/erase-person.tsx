'use client';

import { erasePerson } from '@preferably/contracts';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { useToast } from '../../components/ui/toast.tsx';
import { api } from '../../lib/api.ts';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';
import type { Person } from './people-table.tsx';

const goes = ['account', 'words', 'snapshots'] as const;
const stays = ['judgements', 'files'] as const;

/** Erases a person for good. The address is typed by hand: it cannot be taken back, and rows stand close together. */
export function ErasePerson({ user }: { user: Person }) {
  const t = useTranslations('people.erase');
  const common = useTranslations('common.action');
  const words = useWordsForProblem();
  const router = useRouter();
  const toast = useToast();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState(false);

  const erase = useMutation({
    mutationFn: () => api(erasePerson, { params: { userId: user.id } }),
    onSuccess: () => {
      setOpen(false);
      toast(t('done', { name: user.name }));
      router.refresh();
    },
  });

  function change(next: boolean) {
    if (erase.isPending) return;
    setTyped('');
    setFault(false);
    erase.reset();
    setOpen(next);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const right = typed.trim().toLowerCase() === user.email.toLowerCase();
    setFault(!right);
    if (right) erase.mutate();
  }

  return (
    <>
      <Button variant="ghost" aria-label={t('of', { name: user.name })} onClick={() => change(true)}>
        {t('open')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={change}
        title={t('title', { name: user.name })}
        footer={
          <>
            <Button onClick={() => change(false)}>{common('cancel')}</Button>
            <Button type="submit" form={id} variant="danger" pending={erase.isPending}>
              {t('confirm')}
            </Button>
          </>
        }
      >
        <form id={id} noValidate onSubmit={submit} className="flex flex-col gap-4">
          <WhatHappens title={t('goesTitle')} lines={goes.map((each) => t(`goes.${each}`))} />
          <WhatHappens title={t('staysTitle')} lines={stays.map((each) => t(`stays.${each}`))} />
          <Field
            label={t('email', { email: user.email })}
            hint={t('emailHint')}
            error={fault ? t('emailWrong') : undefined}
          >
            <Input
              type="email"
              autoComplete="off"
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          </Field>
          {erase.error ? <Notice tone="error">{words(erase.error)}</Notice> : null}
        </form>
      </Dialog>
    </>
  );
}

const WhatHappens = ({ title, lines }: { title: string; lines: readonly string[] }) => (
  <div>
    <p className="font-medium">{title}</p>
    <ul className="list-disc pl-5">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </div>
);
