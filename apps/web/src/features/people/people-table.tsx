'use client';

import { type User, updateUser } from '@preferably/contracts';
import { type Role, roles } from '@preferably/domain';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { RoleEditor } from '../../components/role-editor.tsx';
import { Badge } from '../../components/ui/badge.tsx';
import { Card } from '../../components/ui/card.tsx';
import { DateTime } from '../../components/ui/date-time.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { useToast } from '../../components/ui/toast.tsx';
import { api } from '../../lib/api.ts';
import { AccountSwitch } from './account-switch.tsx';
import { ErasePerson } from './erase-person.tsx';

export type Person = z.infer<typeof User>;

const stateOf = ({ erased, disabled }: Person) => (erased ? 'erased' : disabled ? 'closed' : 'open');

/** Everybody with an account. One's own row only reads: an admin cannot lock themselves out. */
export function PeopleTable({ users, myId }: { users: readonly Person[]; myId: string }) {
  const t = useTranslations('people');
  const common = useTranslations('common.role');
  const router = useRouter();
  const toast = useToast();

  async function changeRole({ id, name }: Person, role: Role) {
    await api(updateUser, { params: { userId: id }, body: { role } });
    toast(t('roleDone', { name, role: common(role) }));
    router.refresh();
  }

  return (
    <>
      <Card flush>
        <Table caption={t('caption')}>
          <thead>
            <tr>
              <Th>{t('name')}</Th>
              <Th>{t('email')}</Th>
              <Th>{t('role')}</Th>
              <Th>{t('state')}</Th>
              <Th>{t('since')}</Th>
              <Th>
                <span className="sr-only">{t('actions')}</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {users.map((user) => {
              const mine = user.id === myId;
              return (
                <tr key={user.id} className="[&>td]:align-middle">
                  <Td className="min-w-32">
                    <span className="font-medium">{user.erased ? t('erased') : user.name}</span>{' '}
                    {mine ? <Badge tone="accent">{t('you')}</Badge> : null}
                  </Td>
                  <Td className="min-w-52">{user.erased ? '–' : user.email}</Td>
                  <Td>
                    {mine || user.erased ? (
                      common(user.role)
                    ) : (
                      <RoleEditor
                        label={t('roleOf', { name: user.name })}
                        value={user.role}
                        roles={roles}
                        onSave={(role) => changeRole(user, role)}
                      />
                    )}
                  </Td>
                  <Td>
                    <Badge tone={user.disabled ? 'warn' : 'ok'}>{t(stateOf(user))}</Badge>
                  </Td>
                  <Td className="whitespace-nowrap">
                    <DateTime value={user.createdAt} dateOnly />
                  </Td>
                  <Td>
                    {mine || user.erased ? null : (
                      <span className="flex justify-end gap-1">
                        <AccountSwitch user={user} />
                        <ErasePerson user={user} />
                      </span>
                    )}
                  </Td>
                </tr>
              );
            })}
          </tbody>
        </Table>
      </Card>
      <p className="max-w-prose text-sm text-muted">{t('own')}</p>
    </>
  );
}
