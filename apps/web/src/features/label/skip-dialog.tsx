'use client';

import { type SkipReason, skipReasons } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Kbd } from './kbd.tsx';

/** One key opens it, one digit gives the reason. It asks again only when a written comment would be lost. */
export function SkipDialog(props: {
  written: boolean;
  onSkip: (reason: SkipReason) => void;
  onClose: () => void;
}) {
  const t = useTranslations('label.skip');
  const [reason, setReason] = useState<SkipReason | null>(null);

  function choose(next: SkipReason) {
    if (props.written) setReason(next);
    else props.onSkip(next);
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
    const pressed = skipReasons[Number(event.key) - 1];
    if (!pressed || reason) return;
    event.preventDefault();
    choose(pressed);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    addEventListener('keydown', listener);
    return () => removeEventListener('keydown', listener);
  }, []);

  return (
    <Dialog open onOpenChange={props.onClose} title={t('title')} description={t('description')}>
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
        <ol className="flex flex-col gap-1">
          {skipReasons.map((each, index) => (
            <li key={each}>
              <Button variant="ghost" className="w-full justify-start" onClick={() => choose(each)}>
                <Kbd>{index + 1}</Kbd>
                {t(`reason.${each}`)}
              </Button>
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
