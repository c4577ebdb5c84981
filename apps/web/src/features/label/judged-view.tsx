'use client';

import type { OwnAssignment } from '@preferably/contracts';
import { places } from '@preferably/domain';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Button } from '../../components/ui/button.tsx';
import { DateTime } from '../../components/ui/date-time.tsx';
import { Kbd } from '../../components/ui/kbd.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { DialogView } from './dialog-view.tsx';
import { ResponsePanes } from './response-panes.tsx';
import { useLabelKeys } from './use-label-keys.ts';
import { useView } from './use-view.ts';

/** An own judgement whose batch is closed: to read, not to change. */
export function JudgedView({ own }: { own: OwnAssignment }) {
  const t = useTranslations('label');
  const router = useRouter();
  const view = useView(own.id);
  const { preference } = own;

  // The keys of reading are those of the labeling screen; those of judging do nothing here.
  useLabelKeys(own.dimension, (command) => {
    if (command.do === 'dialog') view.toggleDialog();
    if (command.do === 'sync') view.setSync(!view.sync);
    if (command.do === 'diff') view.toggleDiff();
    if (command.do === 'look') view.look(command.place);
    if (command.do === 'put_back') router.push('/work');
  });

  return (
    <div className="flex flex-col wide:h-[max(calc(100dvh-2.8125rem),34rem)]">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-surface px-4 py-1.5 text-sm text-muted">
        <h1 className="text-base font-semibold text-ink">{t('judged.title', { number: own.number })}</h1>
        <span>{own.projectName}</span>
        <span>{t('header.batch', own.batch)}</span>
        <span>{t('header.guidelines', { number: own.guidelines.number })}</span>
      </div>
      <div className="px-4 py-1">
        <Notice
          tone="info"
          className="my-1"
          action={
            <Button asChild size="sm">
              <Link href="/work">
                {t('revise.toWork')} <Kbd>Esc</Kbd>
              </Link>
            </Button>
          }
        >
          {t('judged.closed')}
        </Notice>
      </div>
      <DialogView prompt={own.prompt} lang={own.lang} expanded={view.expanded} onToggle={view.toggleDialog} />
      <ResponsePanes
        responses={own.responses}
        lang={own.lang}
        looking={view.looking}
        onLook={view.look}
        sync={view.sync}
        onSync={view.setSync}
        diff={view.diff}
        onDiff={view.toggleDiff}
      />
      <section aria-labelledby="judgement" className="border-t border-line bg-canvas px-4 py-3">
        <h2 id="judgement" className="text-sm font-semibold text-muted">
          {t('judged.heading')}
        </h2>
        <p className="text-lg font-semibold">
          {t(`scale.spoken.${preference.place}.${preference.strength}`)}
        </p>
        {places.map((place) =>
          preference.safety ? (
            <p key={place}>
              {t('judged.label', {
                response: t(`response.${place}`),
                label: t(`safety.${preference.safety[place]}`),
              })}
            </p>
          ) : null,
        )}
        {preference.comment ? <p className="mt-1 whitespace-pre-wrap">{preference.comment}</p> : null}
        <p className="mt-1 text-sm text-muted">
          {t('judged.revision', { revision: preference.revision })} ·{' '}
          <DateTime value={preference.submittedAt} />
        </p>
      </section>
    </div>
  );
}
