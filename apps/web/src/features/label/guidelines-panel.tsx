'use client';

import type { Assignment } from '@preferably/contracts';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { ScrollBox } from '../../components/ui/scroll-box.tsx';
import { GuidelineChanges, GuidelineText } from './guideline-text.tsx';
import { SearchField } from './search-field.tsx';
import { useReading } from './use-reading.ts';
import { type TextSearch, useTextSearch } from './use-text-search.ts';

type Guidelines = Assignment['guidelines'];
type Previous = { number: number; texts: Guidelines['texts'] };

/** The guidelines beside the responses; on a narrow screen over them. */
export function GuidelinesPanel(props: {
  projectId: string;
  guidelines: Guidelines;
  wide: boolean;
  onClose: () => void;
}) {
  const { guidelines } = props;
  const t = useTranslations('label.guidelines');
  const common = useTranslations('common.action');
  const headingId = useId();
  const search = useTextSearch();
  const [changes, setChanges] = useState(false);
  const { data } = useReading(props.projectId);
  const title = t('title', { number: guidelines.number });
  // While an older version is still on the screen, what changed since is not about it.
  const previous = data?.current?.versionId === guidelines.versionId ? data.previous : null;
  const compared = changes && !search.query ? previous : null;

  const tools = (
    <>
      <SearchField search={search} />
      {previous ? (
        <ChangesToggle
          previous={previous}
          on={compared !== null}
          onToggle={() => {
            search.setQuery('');
            setChanges(compared === null);
          }}
        />
      ) : null}
    </>
  );
  const text = <Text search={search} guidelines={guidelines} compared={compared} />;

  if (!props.wide) {
    return (
      <Dialog
        open
        onOpenChange={props.onClose}
        title={title}
        onEscape={(event) => {
          // The dialog hears the key before the field does: the first one clears, the second closes.
          if (!search.query) return;
          event.preventDefault();
          search.setQuery('');
        }}
      >
        <div className="mb-3 flex flex-col gap-1">{tools}</div>
        {text}
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
      <div className="flex shrink-0 flex-col items-stretch gap-1 border-b border-line px-3 py-1.5">
        {tools}
      </div>
      <ScrollBox labelledBy={headingId} className="overflow-y-auto px-4 py-3 -outline-offset-2!">
        {text}
      </ScrollBox>
    </aside>
  );
}

function ChangesToggle(props: { previous: Previous; on: boolean; onToggle: () => void }): ReactNode {
  const t = useTranslations('label.changes');
  return (
    <Button
      size="sm"
      variant={props.on ? 'secondary' : 'ghost'}
      aria-pressed={props.on}
      className="self-start"
      onClick={props.onToggle}
    >
      {t('since', { number: props.previous.number })}
    </Button>
  );
}

function Text(props: { search: TextSearch; guidelines: Guidelines; compared: Previous | null }) {
  const { search, guidelines, compared } = props;
  return (
    <div ref={search.text}>
      {compared ? (
        <GuidelineChanges from={compared} to={guidelines.texts} />
      ) : (
        <GuidelineText texts={guidelines.texts} mark={search.mark} />
      )}
    </div>
  );
}
