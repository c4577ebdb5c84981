'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '../../lib/cn.ts';
import { Button } from './button.tsx';
import { ScrollBox } from './scroll-box.tsx';

/** A modal dialog: focus is kept inside, Esc closes, focus returns to where it was. */
export function Dialog(props: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, the primary one last. */
  footer?: ReactNode;
  wide?: boolean;
  /** Esc, before it closes the dialog; what prevents the default keeps it open. */
  onEscape?: (event: KeyboardEvent) => void;
  children?: ReactNode;
}) {
  const t = useTranslations('common.action');
  return (
    <Radix.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[rgb(0_0_0/0.45)]" />
        <Radix.Content
          {...(props.description ? {} : { 'aria-describedby': undefined })}
          {...(props.onEscape ? { onEscapeKeyDown: props.onEscape } : {})}
          className={cn(
            'fixed top-1/2 left-1/2 z-50 flex max-h-[85dvh] w-[calc(100vw-2rem)] -translate-1/2 flex-col rounded-lg border border-line bg-raised shadow-float',
            props.wide ? 'max-w-3xl' : 'max-w-lg',
          )}
        >
          <div className="flex items-start gap-3 border-b border-line px-4 py-3">
            <div className="grow">
              <Radix.Title className="text-lg font-semibold">{props.title}</Radix.Title>
              {props.description ? (
                <Radix.Description className="mt-0.5 text-muted">{props.description}</Radix.Description>
              ) : null}
            </div>
            <Radix.Close asChild>
              <Button variant="ghost" size="icon" aria-label={t('close')}>
                <X aria-hidden />
              </Button>
            </Radix.Close>
          </div>
          <ScrollBox className="overflow-y-auto px-4 py-3 -outline-offset-2!">{props.children}</ScrollBox>
          {props.footer ? (
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">
              {props.footer}
            </div>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
