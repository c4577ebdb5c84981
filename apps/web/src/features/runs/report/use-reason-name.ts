import { useTranslations } from 'next-intl';
import type en from '../../../messages/en/runs.json';

type ReasonKey = keyof (typeof en)['report']['droppedReason'];

/** Why the trainer left a row out, in words; a reason that is newer than this page as the trainer calls it. */
export function useReasonName(): (reason: string) => string {
  const t = useTranslations('runs.report');
  return (reason) => {
    const key = `droppedReason.${reason as ReasonKey}` as const;
    return t.has(key) ? t(key) : reason;
  };
}
