'use client';

import { grantQualification, type listQualifications } from '@preferably/contracts';
import type { QualificationState } from '@preferably/domain';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { z } from 'zod';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { Badge } from '../../../components/ui/badge.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { useToast } from '../../../components/ui/toast.tsx';
import { api } from '../../../lib/api.ts';

export type Qualifications = z.output<typeof listQualifications.reply>;

const tones = {
  not_asked: 'neutral',
  not_begun: 'neutral',
  begun: 'accent',
  passed: 'ok',
  try_failed: 'warn',
  failed: 'danger',
} as const satisfies Record<QualificationState, string>;

/** How one member stands with the test, and the way in for somebody who has not passed it. */
export function MemberTest(props: {
  projectId: string;
  name: string;
  /** Null: somebody the list does not know yet. */
  person: Qualifications['people'][number] | null;
}) {
  const { projectId, name, person } = props;
  const t = useTranslations('projects.members');
  const router = useRouter();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  if (!person) return '–';
  const { userId, state, tries, correct, comparisons, granted } = person;

  async function letIn() {
    await api(grantQualification, { params: { projectId, userId } });
    toast(t('letInDone', { name }));
    router.refresh();
  }

  return (
    <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
      <div>
        <Badge tone={tones[state]}>{t(`tests.${granted ? 'granted' : state}`)}</Badge>
        {correct !== null && comparisons ? (
          <span className="block text-xs text-muted tabular-nums">
            {t('testResult', { correct, all: comparisons, tries })}
          </span>
        ) : null}
      </div>
      {state === 'passed' || state === 'not_asked' ? null : (
        <Button size="sm" aria-label={t('letInOf', { name })} onClick={() => setAsking(true)}>
          {t('letIn')}
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('letInTitle', { name })}
        confirm={t('letIn')}
        onConfirm={letIn}
      >
        <p>{t('letInBody')}</p>
      </ConfirmDialog>
    </div>
  );
}
