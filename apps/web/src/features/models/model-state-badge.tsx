import type { RewardModel } from '@preferably/contracts';
import { Archive, CircleDashed, Star } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '../../components/ui/badge.tsx';

const looks = {
  candidate: { tone: 'neutral', icon: <CircleDashed aria-hidden /> },
  promoted: { tone: 'ok', icon: <Star aria-hidden /> },
  archived: { tone: 'neutral', icon: <Archive aria-hidden /> },
} as const;

export function ModelStateBadge({ state }: Pick<RewardModel, 'state'>) {
  const t = useTranslations('models.state');
  return (
    <Badge tone={looks[state].tone}>
      {looks[state].icon}
      {t(state)}
    </Badge>
  );
}
