import { useTranslations } from 'next-intl';
import type { StrengthKey } from './worth.ts';

/** A strength in the reader's language. */
export function useStrengthName(): (key: StrengthKey) => string {
  const t = useTranslations();
  return (key) => (key === 'unknown' ? t('runs.strengthUnknown') : t(`common.strength.${key}`));
}
