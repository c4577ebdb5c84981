'use client';

import type { Assignment } from '@preferably/contracts';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Markdown } from '../../components/markdown.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Kbd } from '../../components/ui/kbd.tsx';
import { cn } from '../../lib/cn.ts';

export const promptHeadingId = 'prompt-heading';

type Turn = Assignment['prompt'][number];

function TurnView({ turn, lang, named }: { turn: Turn; lang: string | null; named: boolean }) {
  const t = useTranslations('label.dialog');
  return (
    <div className={cn(named && 'grid gap-x-3 sm:grid-cols-[6.5rem_1fr]')}>
      {named ? <p className="pt-0.5 text-sm font-semibold text-muted">{t(turn.role)}</p> : null}
      <Markdown text={turn.content} lang={lang ?? undefined} className={named ? undefined : 'font-medium'} />
    </div>
  );
}

/** What precedes the responses: the last human turn, or on demand the whole conversation. */
export function DialogView(props: {
  prompt: readonly Turn[];
  lang: string | null;
  expanded: boolean;
  onToggle: () => void;
}) {
  const t = useTranslations('label.dialog');
  const earlier = props.prompt.length - 1;
  const shown = props.expanded ? props.prompt : props.prompt.slice(-1);
  return (
    <section aria-labelledby={promptHeadingId} className="border-b border-line bg-surface px-4 py-2">
      <div className="mb-1 flex flex-wrap items-center gap-x-3">
        <h2 id={promptHeadingId} tabIndex={-1} className="shrink-0 text-sm font-semibold text-muted">
          {t('title')}
        </h2>
        {earlier > 0 ? (
          <Button
            size="sm"
            variant="ghost"
            // Wraps rather than widens a narrow screen.
            className="h-auto min-h-7 flex-wrap whitespace-normal"
            aria-expanded={props.expanded}
            onClick={props.onToggle}
          >
            {props.expanded ? <ChevronUp aria-hidden /> : <ChevronDown aria-hidden />}
            {props.expanded ? t('collapse') : t('expand')}
            <span className="text-muted">({t('earlier', { count: earlier })})</span>
            <Kbd>c</Kbd>
          </Button>
        ) : null}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls; this names what is read */}
      <div
        role="group"
        aria-labelledby={promptHeadingId}
        className="flex flex-col gap-3 overflow-y-auto wide:max-h-[26dvh]"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
      >
        {shown.map((turn, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: turns have no identity but their place, and never move
          <TurnView key={index} turn={turn} lang={props.lang} named={props.expanded && earlier > 0} />
        ))}
      </div>
    </section>
  );
}
