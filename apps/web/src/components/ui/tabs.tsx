'use client';

import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '../../lib/cn.ts';

/** Tabs by data: arrows move between them, one Tab stop. */
export function Tabs(props: {
  label: string;
  tabs: readonly { value: string; label: ReactNode; content: ReactNode }[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  className?: string;
}) {
  const state = {
    ...(props.value === undefined ? { defaultValue: props.defaultValue ?? props.tabs[0]?.value ?? '' } : {}),
    ...(props.value === undefined ? {} : { value: props.value }),
    ...(props.onValueChange ? { onValueChange: props.onValueChange } : {}),
  };
  return (
    <Radix.Root {...state} className={cn('flex flex-col gap-3', props.className)}>
      <Radix.List aria-label={props.label} className="flex gap-1 overflow-x-auto border-b border-line">
        {props.tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px h-9 border-b-2 border-transparent px-3 font-medium whitespace-nowrap text-muted hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {props.tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value}>
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
