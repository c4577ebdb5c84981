import type { Run } from '@preferably/contracts';
import { Ban, CircleAlert, CircleCheck, Clock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '../../components/ui/badge.tsx';
import { Spinner } from '../../components/ui/spinner.tsx';

const looks = {
  queued: { tone: 'neutral', icon: <Clock aria-hidden /> },
  running: { tone: 'accent', icon: <Spinner /> },
  cancelling: { tone: 'warn', icon: <Spinner /> },
  succeeded: { tone: 'ok', icon: <CircleCheck aria-hidden /> },
  failed: { tone: 'danger', icon: <CircleAlert aria-hidden /> },
  cancelled: { tone: 'neutral', icon: <Ban aria-hidden /> },
} as const;

export function RunStateBadge({ run }: { run: Pick<Run, 'state' | 'cancelRequested'> }) {
  const t = useTranslations('runs.state');
  const shown = run.state === 'running' && run.cancelRequested ? 'cancelling' : run.state;
  return (
    <Badge tone={looks[shown].tone}>
      {looks[shown].icon}
      {t(shown)}
    </Badge>
  );
}
