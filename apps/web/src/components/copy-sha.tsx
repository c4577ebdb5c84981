'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from './ui/button.tsx';

export function CopySha({ sha256, name }: { sha256: string; name: string }) {
  const t = useTranslations('common.action');
  const [copied, setCopied] = useState(false);

  async function copy() {
    try {
      await navigator.clipboard.writeText(sha256);
      setCopied(true);
    } catch {
      // No clipboard on plain http: the whole hash stands in the cell and can be selected.
    }
  }

  return (
    <span className="flex items-center gap-1">
      <code className="max-w-40 truncate font-mono text-sm select-all" title={sha256}>
        {sha256}
      </code>
      <Button
        variant="ghost"
        size="icon"
        className="size-6"
        aria-label={copied ? t('copied') : t('copySha', { name })}
        onClick={() => void copy()}
      >
        {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      </Button>
    </span>
  );
}
