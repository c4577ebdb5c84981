'use client';

import type { Batch, Project } from '@preferably/contracts';
import { ListOrdered, Plus, Upload } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Card } from '../../../components/ui/card.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import { Table, Th } from '../../../components/ui/table.tsx';
import { BatchDialog } from './batch-dialog.tsx';
import { BatchRow } from './batch-row.tsx';
import { FillDialog } from './fill-dialog.tsx';
import { FilledNotice } from './filled-notice.tsx';
import type { Filled } from './use-fill.ts';

/** The batches of a project; for an admin with what can be done to them. */
export function BatchesCard({ project, batches }: { project: Project; batches: readonly Batch[] }) {
  const t = useTranslations('projects.batches');
  const router = useRouter();
  const [creating, setCreating] = useState(false);
  const [filling, setFilling] = useState(false);
  const [filled, setFilled] = useState<Filled | null>(null);
  const manages = project.role === 'admin';
  const create = (
    <Button variant={batches.length === 0 ? 'primary' : 'secondary'} onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      {t('new')}
    </Button>
  );
  return (
    <>
      {filled ? <FilledNotice {...filled} /> : null}
      {batches.length === 0 ? (
        <EmptyState title={t('empty')} action={manages ? create : undefined}>
          {t(manages ? 'emptyManage' : 'emptyRead')}
        </EmptyState>
      ) : (
        <Card
          flush
          title={t('title')}
          description={t('description')}
          actions={
            manages ? (
              <>
                <Button asChild>
                  <Link href={`/projects/${project.id}/imports`}>
                    <Upload aria-hidden />
                    {t('import')}
                  </Link>
                </Button>
                <Button onClick={() => setFilling(true)}>
                  <ListOrdered aria-hidden />
                  {t('fill')}
                </Button>
                {create}
              </>
            ) : undefined
          }
        >
          <Table caption={t('title')}>
            <thead>
              <tr>
                <Th numeric className="max-sm:hidden">
                  {t('number')}
                </Th>
                <Th>{t('name')}</Th>
                <Th className="max-sm:hidden">{t('state')}</Th>
                <Th>{t('progress')}</Th>
                <Th numeric className="max-sm:hidden">
                  {t('votes')}
                </Th>
                <Th numeric className="max-sm:hidden">
                  {t('overlap')}
                </Th>
                {manages ? (
                  <Th>
                    <span className="sr-only">{t('actions')}</span>
                  </Th>
                ) : null}
              </tr>
            </thead>
            <tbody>
              {batches.map((batch) => (
                <BatchRow key={batch.id} project={project} batch={batch} manages={manages} />
              ))}
            </tbody>
          </Table>
        </Card>
      )}
      <BatchDialog project={project} batch={null} open={creating} onOpenChange={setCreating} />
      <FillDialog
        project={project}
        batches={batches}
        open={filling}
        onOpenChange={setFilling}
        onFilled={(done) => {
          setFilled(done);
          router.refresh();
        }}
      />
    </>
  );
}
