'use client';

import type { Disagreement } from '@preferably/contracts';
import type { DisagreementResolution } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { Button } from '../../../components/ui/button.tsx';
import { Kbd } from '../../../components/ui/kbd.tsx';
import { Notice } from '../../../components/ui/notice.tsx';

/** What was decided last, and the way back from it. */
export function DecidedNotice(props: {
  item: Disagreement;
  resolution: DisagreementResolution;
  pending: boolean;
  onUndo: () => void;
}) {
  const t = useTranslations('disagreements');
  return (
    <Notice
      tone="ok"
      title={t(`done.${props.resolution}`)}
      action={
        <Button size="sm" pending={props.pending} onClick={props.onUndo}>
          {t('undo')} <Kbd>u</Kbd>
        </Button>
      }
    >
      <p className="line-clamp-1">{props.item.excerpt}</p>
    </Notice>
  );
}
