'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Button } from '../../../components/ui/button.tsx';
import { ProgressBar } from '../../../components/ui/progress-bar.tsx';
import { Spinner } from '../../../components/ui/spinner.tsx';
import { formatBytes } from '../../../lib/format.ts';
import type { UploadState } from './use-upload.ts';

/** How far a file is on its way. The service reads as it arrives, so the bar shows its reading as well. */
export function UploadProgress(props: {
  state: Extract<UploadState, { kind: 'unpacking' | 'sending' }>;
  onStop: () => void;
}) {
  const t = useTranslations('projects.upload');
  const locale = useLocale();
  const { state } = props;
  const arrived = state.kind === 'sending' && state.sent >= state.total;
  return (
    <div className="flex flex-col gap-2">
      {state.kind === 'sending' ? (
        <ProgressBar value={state.sent} max={state.total} label={t('sendingLabel')} />
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="flex items-center gap-2">
          <Spinner />
          {state.kind === 'unpacking'
            ? t('unpacking')
            : arrived
              ? t('reading')
              : t('sending', {
                  done: formatBytes(locale, state.sent),
                  all: formatBytes(locale, state.total),
                })}
        </p>
        <Button onClick={props.onStop}>{t('stop')}</Button>
      </div>
    </div>
  );
}
