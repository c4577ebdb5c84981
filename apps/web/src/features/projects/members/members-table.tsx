'use client';

import { type Member, putMember, removeMember } from '@preferably/contracts';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { z } from 'zod';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { RoleEditor } from '../../../components/role-editor.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { Card } from '../../../components/ui/card.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import { Table, Td, Th } from '../../../components/ui/table.tsx';
import { useToast } from '../../../components/ui/toast.tsx';
import { api } from '../../../lib/api.ts';
import { isMemberRole, type MemberRole, memberRoles } from './member-roles.ts';
import { MemberTest, type Qualifications } from './member-test.tsx';

type Listed = z.infer<typeof Member>;

/** Who belongs to the project, with the role of each, and how they stand with its test if it asks for one. */
export function MembersTable(props: {
  projectId: string;
  members: readonly Listed[];
  test: Qualifications | null;
}) {
  const { projectId, members, test } = props;
  const t = useTranslations('projects.members');
  const roles = useTranslations('common.role');
  const router = useRouter();
  const toast = useToast();
  const [removing, setRemoving] = useState<Listed | null>(null);

  if (members.length === 0) return <EmptyState title={t('empty')}>{t('emptyBody')}</EmptyState>;

  async function change({ userId, name }: Listed, role: MemberRole) {
    await api(putMember, { params: { projectId, userId }, body: { role } });
    toast(t('changed', { name, role: roles(role) }));
    router.refresh();
  }

  async function remove({ userId, name }: Listed) {
    await api(removeMember, { params: { projectId, userId } });
    toast(t('removed', { name }));
    router.refresh();
  }

  return (
    <Card flush>
      <Table caption={t('caption')}>
        <thead>
          <tr>
            <Th>{t('name')}</Th>
            <Th>{t('email')}</Th>
            <Th>{t('role')}</Th>
            {test ? <Th>{t('test')}</Th> : null}
            <Th>
              <span className="sr-only">{t('actions')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <tr key={member.userId}>
              <Td className="align-middle min-w-28 font-medium">{member.name}</Td>
              <Td className="min-w-52 align-middle">{member.email}</Td>
              <Td className="align-middle">
                <RoleEditor
                  label={t('roleOf', { name: member.name })}
                  value={isMemberRole(member.role) ? member.role : 'engineer'}
                  roles={memberRoles}
                  onSave={(role) => change(member, role)}
                />
              </Td>
              {test ? (
                <Td className="min-w-44 align-middle">
                  <MemberTest
                    projectId={projectId}
                    name={member.name}
                    person={test.people.find((each) => each.userId === member.userId) ?? null}
                  />
                </Td>
              ) : null}
              <Td className="align-middle text-right">
                <Button aria-label={t('removeOf', { name: member.name })} onClick={() => setRemoving(member)}>
                  {t('remove')}
                </Button>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={(open) => {
          if (!open) setRemoving(null);
        }}
        title={t('removeTitle', { name: removing?.name ?? '' })}
        confirm={t('remove')}
        danger
        onConfirm={async () => {
          if (removing) await remove(removing);
        }}
      >
        <p>{t('removeBody')}</p>
      </ConfirmDialog>
    </Card>
  );
}
