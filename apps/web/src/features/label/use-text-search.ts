'use client';

import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from 'react';

/** Looks for words in a text that marks them (`mark` of Markdown), and goes from one place to the next. */
export function useTextSearch() {
  const [query, setQuery] = useState('');
  const [found, setFound] = useState({ count: 0, current: 0 });
  const text = useRef<HTMLDivElement>(null);
  // A long text is marked when there is time, so that typing never waits for it.
  const mark = useDeferredValue(query.trim());

  useEffect(() => {
    const marks = mark ? matchesIn(text.current) : [];
    setFound({ count: new Set(marks.map((each) => each.dataset.match)).size, current: 0 });
  }, [mark]);

  useEffect(() => {
    if (!mark) return;
    const marks = matchesIn(text.current);
    const numbers = [...new Set(marks.map((each) => each.dataset.match))];
    for (const each of marks)
      each.toggleAttribute('data-current', each.dataset.match === numbers[found.current]);
    text.current?.querySelector('mark[data-current]')?.scrollIntoView({ block: 'nearest' });
  }, [mark, found]);

  const step = (by: 1 | -1) =>
    setFound(({ count, current }) => ({ count, current: count ? (current + by + count) % count : 0 }));

  /** Enter goes on, with Shift back; Esc clears, and leaves an empty field to whoever else wants the key. */
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      // The page's own keys would take Ctrl+Enter for the comment's.
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    }
    if (event.key === 'Escape' && query) {
      event.preventDefault();
      setQuery('');
    }
  }

  return { query, setQuery, mark, ...found, step, onKeyDown, text };
}

export type TextSearch = ReturnType<typeof useTextSearch>;

const matchesIn = (text: HTMLElement | null) =>
  Array.from(text?.querySelectorAll<HTMLElement>('mark[data-match]') ?? []);
