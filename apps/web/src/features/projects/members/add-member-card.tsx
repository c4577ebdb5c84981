'use client';

import { putMember, type User } from '@preferably/contracts';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import type { z } from 'zod';
import { Button } from '../../../components/ui/button.tsx';
import { Card } from '../../../components/ui/card.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { Select } from '../../../components/ui/select.tsx';
import { useToast } from '../../../components/ui/toast.tsx';
import { api } from '../../../lib/api.ts';
import { useWordsForProblem } from '../../../lib/words-for-problem.ts';
import { type MemberRole, memberRoles } from './member-roles.ts';

type Person = z.infer<typeof User>;

/** Adds somebody who has an account and does not belong to the project yet. */
export function AddMemberCard(props: { projectId: string; candidates: readonly Person[] }) {
  const { projectId, candidates } = props;
  const t = useTranslations('projects.members');
  const roles = useTranslations('common.role');
  const words = useWordsForProblem();
  const router = useRouter();
  const toast = useToast();
  const [userId, setUserId] = useState('');
  const [role, setRole] = useState<MemberRole>('annotator');
  const [missing, setMissing] = useState(false);
  const person = candidates.find((each) => each.id === userId);

  const add = useMutation({
    mutationFn: (who: Person) => api(putMember, { params: { projectId, userId: who.id }, body: { role } }),
    onSuccess: (_, who) => {
      setUserId('');
      toast(t('added', { name: who.name }));
      router.refresh();
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(!person);
    if (person) add.mutate(person);
  }

  const toPeople = (
    <Link href="/people" className="inline-block py-1 text-accent underline underline-offset-2">
      {t('toPeople')}
    </Link>
  );
  return (
    <Card title={t('add')}>
      {candidates.length === 0 ? (
        <p>
          {t('everybody')} {toPeople}
        </p>
      ) : (
        <form noValidate onSubmit={submit} className="flex flex-col gap-4">
          <div className="grid items-start gap-4 md:grid-cols-2">
            <Field label={t('person')} hint={toPeople} error={missing ? t('chooseFirst') : undefined}>
              <Select value={person ? userId : ''} onChange={(event) => setUserId(event.target.value)}>
                <option value="">{t('choose')}</option>
                {candidates.map((each) => (
                  <option key={each.id} value={each.id}>
                    {each.name} – {each.email}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label={t('role')} hint={t(`roles.${role}`)}>
              <Select
                value={role}
                onChange={(event) =>
                  setRole(memberRoles.find((each) => each === event.target.value) ?? 'annotator')
                }
              >
                {memberRoles.map((each) => (
                  <option key={each} value={each}>
                    {roles(each)}
                  </option>
                ))}
              </Select>
            </Field>
          </div>
          {add.error ? <Notice tone="error">{words(add.error)}</Notice> : null}
          <div>
            <Button type="submit" variant="primary" pending={add.isPending}>
              {t('submit')}
            </Button>
          </div>
        </form>
      )}
    </Card>
  );
}
