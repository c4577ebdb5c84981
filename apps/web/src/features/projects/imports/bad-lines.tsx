'use client';

import type { ImportError } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { Table, Td, Th } from '../../../components/ui/table.tsx';
import { useWordsForReason } from './words-for-reason.ts';

export type BadLine = z.infer<typeof ImportError>;

/** The lines that could not be used, with their numbers in the file. Long lists scroll in their own box. */
export function BadLines({ lines, caption }: { lines: readonly BadLine[]; caption: string }) {
  const t = useTranslations('projects.result');
  const words = useWordsForReason();
  return (
    <section
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-96 overflow-y-auto rounded-md border border-line"
    >
      <Table caption={caption}>
        <thead>
          <tr>
            <Th numeric className="w-16">
              {t('line')}
            </Th>
            <Th>{t('reason')}</Th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ line, reason }) => {
            const { text, lang } = words(reason);
            return (
              <tr key={line}>
                <Td numeric>{line}</Td>
                <Td lang={lang}>{text}</Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </section>
  );
}
