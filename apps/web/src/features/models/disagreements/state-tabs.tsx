import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { cn } from '../../../lib/cn.ts';
import type { QueueState } from './use-queue.ts';

/** Those that nobody has looked at, and those that somebody has decided about. */
export function StateTabs(props: { projectId: string; modelId: string; state: QueueState; open: number }) {
  const t = useTranslations('disagreements');
  const at = `/projects/${props.projectId}/models/${props.modelId}/disagreements`;
  return (
    <nav aria-label={t('which')} className="flex gap-1">
      {(['open', 'resolved'] as const).map((each) => (
        <Link
          key={each}
          href={each === 'open' ? at : `${at}?state=resolved`}
          aria-current={each === props.state ? 'page' : undefined}
          className={cn(
            'inline-flex h-8 items-center rounded-md px-3 font-medium tabular-nums',
            each === props.state ? 'bg-hover text-ink' : 'text-muted hover:bg-hover',
          )}
        >
          {t(`tab.${each}`, { n: props.open })}
        </Link>
      ))}
    </nav>
  );
}
