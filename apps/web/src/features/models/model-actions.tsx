'use client';

import type { RewardModel } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Button } from '../../components/ui/button.tsx';
import type { useModelActions } from './use-model-actions.ts';

type Act = (work: () => Promise<void>) => Promise<void>;

/** The buttons of a model. What others rely on is asked about first; the rest is done at once and can be undone. */
export function ModelActions(props: {
  model: RewardModel;
  /** The promoted model of the project, when it is another one. */
  inUse: Pick<RewardModel, 'name'> | null;
  actions: ReturnType<typeof useModelActions>;
  pending: boolean;
  act: Act;
}) {
  const { model, inUse, actions, pending, act } = props;
  const t = useTranslations('models.action');
  const [asking, setAsking] = useState<'promote' | 'demote' | null>(null);
  const asked = asking ?? 'promote';
  return (
    <>
      {model.state === 'archived' ? (
        <Button pending={pending} onClick={() => void act(actions.restore)}>
          {t('restore')}
        </Button>
      ) : null}
      {model.state === 'candidate' ? (
        <>
          <Button pending={pending} onClick={() => void act(actions.archive)}>
            {t('archive')}
          </Button>
          <Button variant="primary" onClick={() => setAsking('promote')}>
            {t('promote')}
          </Button>
        </>
      ) : null}
      {model.state === 'promoted' ? <Button onClick={() => setAsking('demote')}>{t('demote')}</Button> : null}
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={(open) => setAsking(open ? asked : null)}
        title={t(`${asked}Title`, { name: model.name })}
        confirm={t(asked)}
        onConfirm={actions[asked]}
      >
        <p>{asked === 'promote' && inUse ? t('promoteInstead', { name: inUse.name }) : t(`${asked}Body`)}</p>
      </ConfirmDialog>
    </>
  );
}
