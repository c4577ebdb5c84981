'use client';

import type { Project } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { Dialog } from '../../components/ui/dialog.tsx';
import { KeyRows } from './key-rows.tsx';

/** Every key of the labeling screen. */
export function KeySheet({ project, onClose }: { project: Project; onClose: () => void }) {
  const t = useTranslations('label.keys');
  const rows: [string, string][] = [
    ['1 … 8', t('choose')],
    [`← → ${t('space')}`, t('arrows')],
    ...(project.dimension === 'safety'
      ? ([
          ['q', t('firstSafe')],
          ['w', t('firstUnsafe')],
          ['o', t('secondSafe')],
          ['p', t('secondUnsafe')],
        ] as [string, string][])
      : []),
    ['Enter', t('submit')],
    ['Ctrl/⌘ Enter', t('submitText')],
    ['a', t('lookFirst')],
    ['b', t('lookSecond')],
    ['s', t('sync')],
    ['d', t('diff')],
    ['c', t('dialog')],
    ['g', t('guidelines')],
    ['m', t('comment')],
    ['u', t('reopen')],
    ['Esc', t('putBack')],
    ['x', t('skip')],
    ['f', t('flag')],
    ['k', t('chips')],
    ...(project.editStep ? ([['e', t('edit')]] as [string, string][]) : []),
    ['t', t('pause')],
    ...(project.blurred ? ([['v', t('reveal')]] as [string, string][]) : []),
    ['?', t('keys')],
  ];
  return (
    <Dialog open onOpenChange={onClose} title={t('title')}>
      <KeyRows rows={rows} />
    </Dialog>
  );
}
