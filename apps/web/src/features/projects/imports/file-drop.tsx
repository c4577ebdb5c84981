'use client';

import { FileUp } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { type DragEvent, useId, useRef, useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { cn } from '../../../lib/cn.ts';
import { formatBytes } from '../../../lib/format.ts';

/** Chooses a file by button or by dropping it. The button opens the browser's own dialog, so it works by keyboard. */
export function FileDrop(props: {
  file: File | null;
  error?: string | undefined;
  disabled: boolean;
  onChoose: (file: File) => void;
}) {
  const t = useTranslations('projects.upload');
  const locale = useLocale();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && !props.disabled) props.onChoose(file);
  }

  return (
    <div className="flex flex-col gap-1">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one of two ways; the button is the other */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cn(
          'flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-dashed px-4 py-5',
          over ? 'border-accent bg-accent-soft' : 'border-line-strong',
        )}
      >
        <FileUp aria-hidden className="size-5 text-muted" />
        <input
          ref={input}
          id={id}
          type="file"
          accept=".jsonl,.ndjson,.json,.gz,.txt"
          tabIndex={-1}
          aria-label={t('file')}
          className="sr-only"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) props.onChoose(file);
            // The same file again, after it was corrected, must count as a choice.
            event.target.value = '';
          }}
        />
        <Button
          disabled={props.disabled}
          aria-describedby={props.error ? `${id}-error` : undefined}
          onClick={() => input.current?.click()}
        >
          {t(props.file ? 'other' : 'choose')}
        </Button>
        <span className={props.file ? 'font-medium' : 'text-muted'}>
          {props.file
            ? t('chosen', { name: props.file.name, size: formatBytes(locale, props.file.size) })
            : t('drop')}
        </span>
      </div>
      {props.error ? (
        <p id={`${id}-error`} role="alert" className="text-sm text-danger">
          {props.error}
        </p>
      ) : null}
    </div>
  );
}
