'use client';

import type { Assignment } from '@preferably/contracts';
import { X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useId } from 'react';
import { Markdown } from '../../components/markdown.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { ScrollBox } from '../../components/ui/scroll-box.tsx';

type Guidelines = Assignment['guidelines'];

function Text({ guidelines }: { guidelines: Guidelines }) {
  const t = useTranslations('label.guidelines');
  const locale = useLocale();
  const own = guidelines.texts[locale];
  return (
    <>
      {own ? null : <p className="mb-2 text-sm text-muted">{t('otherLanguage')}</p>}
      <Markdown text={own ?? guidelines.texts.en} lang={own ? locale : 'en'} className="text-base" />
    </>
  );
}

/** The guidelines beside the responses; on a narrow screen over them. */
export function GuidelinesPanel(props: { guidelines: Guidelines; wide: boolean; onClose: () => void }) {
  const t = useTranslations('label.guidelines');
  const common = useTranslations('common.action');
  const headingId = useId();
  const title = t('title', { number: props.guidelines.number });
  if (!props.wide) {
    return (
      <Dialog open onOpenChange={props.onClose} title={title}>
        <Text guidelines={props.guidelines} />
      </Dialog>
    );
  }
  return (
    <aside
      aria-labelledby={headingId}
      className="flex w-80 shrink-0 flex-col border-l border-line bg-surface"
    >
      <div className="flex h-10 shrink-0 items-center justify-between border-b border-line pr-1 pl-4">
        <h2 id={headingId} className="text-base font-semibold">
          {title}
        </h2>
        <Button variant="ghost" size="icon" aria-label={common('close')} onClick={props.onClose}>
          <X aria-hidden />
        </Button>
      </div>
      <ScrollBox labelledBy={headingId} className="overflow-y-auto px-4 py-3 -outline-offset-2!">
        <Text guidelines={props.guidelines} />
      </ScrollBox>
    </aside>
  );
}
