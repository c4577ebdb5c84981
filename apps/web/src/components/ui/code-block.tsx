'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from './button.tsx';

/** A few lines of code to take away. It scrolls sideways on its own, also by keyboard. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  const t = useTranslations('common.action');
  const [copied, setCopied] = useState(false);

  async function copy() {
    try {
      await navigator.clipboard.writeText(code);
      setCopied(true);
    } catch {
      // No clipboard on plain http: the text can still be selected.
    }
  }

  return (
    <div className="flex items-start gap-1 rounded-md bg-sunken">
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        aria-label={label}
        className="min-w-0 grow overflow-x-auto px-3 py-2"
      >
        <pre className="font-mono text-sm leading-5">
          <code>{code}</code>
        </pre>
      </section>
      <Button
        variant="ghost"
        size="icon"
        className="m-1"
        aria-label={`${copied ? t('copied') : t('copy')}: ${label}`}
        onClick={() => void copy()}
      >
        {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      </Button>
    </div>
  );
}
