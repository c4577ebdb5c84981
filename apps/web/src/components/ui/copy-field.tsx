'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { Input } from './input.tsx';

/** A value to take away, for instance a secret that is shown once. */
export function CopyField(props: { label: ReactNode; value: string; hint?: ReactNode }) {
  const t = useTranslations('common.action');
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);

  async function copy() {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(props.value);
      setCopied(true);
    } catch {
      // No clipboard on plain http: the text is selected, the reader's own copy command works.
    }
  }

  return (
    <Field label={props.label} hint={props.hint}>
      <div className="flex gap-2">
        <Input
          ref={input}
          readOnly
          value={props.value}
          className="font-mono"
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button onClick={() => void copy()}>
          {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
          <span aria-live="polite">{copied ? t('copied') : t('copy')}</span>
        </Button>
      </div>
    </Field>
  );
}
