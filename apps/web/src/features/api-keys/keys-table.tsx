'use client';

import { type ApiKey, type Project, revokeApiKey } from '@preferably/contracts';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { z } from 'zod';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Badge } from '../../components/ui/badge.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Card } from '../../components/ui/card.tsx';
import { DateTime } from '../../components/ui/date-time.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { Table, Td, Th } from '../../components/ui/table.tsx';
import { useToast } from '../../components/ui/toast.tsx';
import { api } from '../../lib/api.ts';

type Key = z.infer<typeof ApiKey>;

/** The reader's own keys. `now` comes from the server, so that both renderings agree on what has expired. */
export function KeysTable(props: { keys: readonly Key[]; projects: readonly Project[]; now: string }) {
  const { keys, projects, now } = props;
  const t = useTranslations('apiKeys');
  const router = useRouter();
  const toast = useToast();
  const [revoking, setRevoking] = useState<Key | null>(null);

  if (keys.length === 0) return <EmptyState title={t('empty.title')}>{t('empty.body')}</EmptyState>;

  /** A key outlives its owner's membership: it reads nothing there, and its name is not known. */
  const nameOf = (id: string) =>
    projects.find((project) => project.id === id)?.name ?? t('hiddenProject', { id: id.slice(-12) });

  async function revoke({ id, name }: Key) {
    await api(revokeApiKey, { params: { keyId: id } });
    toast(t('revoke.done', { name }));
    router.refresh();
  }

  return (
    <Card flush>
      <Table caption={t('caption')}>
        <thead>
          <tr>
            <Th>{t('name')}</Th>
            <Th>{t('start')}</Th>
            <Th>{t('scopes')}</Th>
            <Th>{t('projects')}</Th>
            <Th>{t('created')}</Th>
            <Th>{t('lastUsed')}</Th>
            <Th>{t('expires')}</Th>
            <Th>
              <span className="sr-only">{t('actions')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id}>
              <Td className="align-middle min-w-28 font-medium">{key.name}</Td>
              <Td className="align-middle font-mono text-xs leading-6 whitespace-nowrap">{key.start}…</Td>
              <Td className="align-middle min-w-32">
                <span className="flex flex-wrap gap-1">
                  {key.scopes.map((scope) => (
                    <Badge key={scope}>{t(`scope.${scope}.name`)}</Badge>
                  ))}
                </span>
              </Td>
              <Td className="align-middle min-w-32">
                {key.projects?.map(nameOf).join(', ') ?? t('allProjects')}
              </Td>
              <Td className="align-middle whitespace-nowrap">
                <DateTime value={key.createdAt} dateOnly />
              </Td>
              <Td className="align-middle whitespace-nowrap">
                {key.lastUsedAt ? <DateTime value={key.lastUsedAt} /> : t('unused')}
              </Td>
              <Td className="align-middle whitespace-nowrap">
                {key.expiresAt === null ? (
                  t('never')
                ) : key.expiresAt < now ? (
                  <Badge tone="warn">{t('expired')}</Badge>
                ) : (
                  <DateTime value={key.expiresAt} dateOnly />
                )}
              </Td>
              <Td className="align-middle text-right">
                <Button aria-label={t('revoke.of', { name: key.name })} onClick={() => setRevoking(key)}>
                  {t('revoke.action')}
                </Button>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <ConfirmDialog
        open={revoking !== null}
        onOpenChange={(open) => {
          if (!open) setRevoking(null);
        }}
        title={t('revoke.title', { name: revoking?.name ?? '' })}
        confirm={t('revoke.confirm')}
        danger
        onConfirm={async () => {
          if (revoking) await revoke(revoking);
        }}
      >
        <p>{t('revoke.body')}</p>
      </ConfirmDialog>
    </Card>
  );
}
