import type { Dimension } from '@preferably/domain';
import { HandHelping, ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from './ui/badge.tsx';

export function DimensionBadge({ dimension }: { dimension: Dimension }) {
  const t = useTranslations('common.dimension');
  const Icon = dimension === 'safety' ? ShieldCheck : HandHelping;
  return (
    <Badge tone="accent">
      <Icon aria-hidden />
      {t(dimension)}
    </Badge>
  );
}
