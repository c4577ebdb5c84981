import type { Snapshot } from '@preferably/contracts';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '../../components/ui/badge.tsx';
import { ProgressBar } from '../../components/ui/progress-bar.tsx';
import { Spinner } from '../../components/ui/spinner.tsx';

const tones = { building: 'accent', ready: 'ok', failed: 'danger' } as const;
const icons = {
  building: <Spinner />,
  ready: <CircleCheck aria-hidden />,
  failed: <CircleAlert aria-hidden />,
};

export function SnapshotStateBadge({ state }: { state: Snapshot['state'] }) {
  const t = useTranslations('snapshots.state');
  return (
    <Badge tone={tones[state]}>
      {icons[state]}
      {t(state)}
    </Badge>
  );
}

/** How far the files are; nothing once they are written. */
export function BuildingProgress({ snapshot }: { snapshot: Snapshot }) {
  const t = useTranslations('snapshots');
  if (snapshot.state !== 'building') return null;
  const words = t('progress', { written: snapshot.rowsWritten, total: snapshot.rowsToWrite });
  return (
    <div className="flex max-w-80 min-w-40 flex-col gap-1">
      <ProgressBar value={snapshot.rowsWritten} max={snapshot.rowsToWrite} label={words} />
      <p className="text-xs text-muted tabular-nums">{words}</p>
    </div>
  );
}
