'use client';

import { useTranslations } from 'next-intl';
import { Component, type ReactNode } from 'react';
import type { PlainReason } from './bounds.ts';
import { splitByMatches } from './mark-matches.ts';

const chunk = 20_000;

/** Pieces that the browser lays out when they come into view; cut at the ends of lines where there are any. */
export function chunksOf(text: string): string[] {
  const chunks: string[] = [];
  for (let from = 0; from < text.length; ) {
    let to = Math.min(text.length, from + chunk);
    const line = to < text.length ? text.lastIndexOf('\n', to - 1) : -1;
    if (line > from) to = line + 1;
    // Never between the halves of a character.
    else if (to < text.length && /[\ud800-\udbff]/u.test(text.charAt(to - 1))) to -= 1;
    chunks.push(text.slice(from, to));
    from = to;
  }
  return chunks;
}

/** The whole text as it was written, with a sentence that says why it is not formatted. */
export function PlainText(props: { text: string; reason: PlainReason; mark?: string }) {
  const { text, reason, mark = '' } = props;
  const t = useTranslations('common.plainText');
  let match = 0;
  const marked = (part: string) =>
    splitByMatches(part, mark).map((piece) =>
      piece.matches ? (
        <mark key={match} data-match={match++}>
          {piece.text}
        </mark>
      ) : (
        piece.text
      ),
    );
  return (
    <>
      <p className="plain-reason">{t(reason)}</p>
      <div className="plain-text">
        {chunksOf(text).map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place, and never move
          <div key={index} dir="auto">
            {marked(part)}
          </div>
        ))}
      </div>
    </>
  );
}

/** A mistake in showing one text must not take the page away. */
export class PlainOnError extends Component<{ text: string; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <PlainText text={this.props.text} reason="complex" /> : this.props.children;
  }
}
