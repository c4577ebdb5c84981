'use client';

import { type SkipReason, skipReasons } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { ReasonList } from './reason-list.tsx';

/** One key opens it, one digit gives the reason. It asks again only when something written would be lost. */
export function SkipDialog(props: {
  written: boolean;
  /** It belongs to the test, where a skipped comparison agrees with nothing. */
  tested: boolean;
  onSkip: (reason: SkipReason) => void;
  onClose: () => void;
}) {
  const t = useTranslations('label.skip');
  const [reason, setReason] = useState<SkipReason | null>(null);

  return (
    <Dialog
      open
      onOpenChange={props.onClose}
      title={t('title')}
      description={t(props.tested ? 'descriptionTest' : 'description')}
    >
      {reason ? (
        <Notice tone="warn" title={t(`reason.${reason}`)}>
          <p className="mb-2">{t('confirm')}</p>
          <div className="flex gap-2">
            <Button onClick={props.onClose}>{t('keep')}</Button>
            <Button variant="danger" autoFocus onClick={() => props.onSkip(reason)}>
              {t('anyway')}
            </Button>
          </div>
        </Notice>
      ) : (
        <ReasonList
          reasons={skipReasons}
          words={(each) => t(`reason.${each}`)}
          onChoose={(each) => (props.written ? setReason(each) : props.onSkip(each))}
        />
      )}
    </Dialog>
  );
}
