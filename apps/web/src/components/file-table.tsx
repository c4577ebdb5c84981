'use client';

import { Download } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { formatBytes } from '../lib/format.ts';
import { CopySha } from './copy-sha.tsx';
import { Button } from './ui/button.tsx';
import { Table, Td, Th } from './ui/table.tsx';

interface File {
  name: string;
  bytes: number;
  sha256: string;
}

/** Files in groups, each with a word on what it is for, with their hashes and, for who may have them, the way to them. */
export function FileTable<F extends File>(props: {
  caption: string;
  groups: readonly { key: string; title: string; hint: string | null; files: readonly F[] }[];
  /** The address of a file's bytes; null for who may not have them. */
  address: ((name: string) => string) | null;
  /** A column of their own kind, after the names. */
  column?: { head: string; cell: (file: F) => ReactNode };
  /** What stands beside the download of a file. */
  beside?: (name: string) => ReactNode;
}) {
  const { address, column, beside } = props;
  const t = useTranslations('common.files');
  const locale = useLocale();
  const columns = 3 + (column ? 1 : 0) + (address ? 1 : 0);
  return (
    <Table caption={props.caption}>
      <thead>
        <tr>
          <Th>{t('file')}</Th>
          {column ? <Th numeric>{column.head}</Th> : null}
          <Th numeric>{t('size')}</Th>
          {address ? (
            <Th className="relative">
              <span className="sr-only">{t('download')}</span>
            </Th>
          ) : null}
          <Th>SHA-256</Th>
        </tr>
      </thead>
      {props.groups.map((group) => (
        <tbody key={group.key} className="last:[&>tr:last-child>td]:border-b-0">
          <tr className="bg-sunken">
            <th
              scope="rowgroup"
              colSpan={columns}
              className="border-b border-line px-2.5 py-1.5 text-left font-normal"
            >
              <span className="font-medium">{group.title}</span>
              {group.hint ? (
                <span className="block max-w-[calc(100vw-4rem)] text-xs text-muted">{group.hint}</span>
              ) : null}
            </th>
          </tr>
          {group.files.map((file) => (
            <tr key={file.name} className="[&>td]:align-middle">
              <Td className="min-w-36 font-mono text-sm sm:whitespace-nowrap">{file.name}</Td>
              {column ? <Td numeric>{column.cell(file)}</Td> : null}
              <Td numeric>{formatBytes(locale, file.bytes)}</Td>
              {address ? (
                <Td>
                  <span className="flex gap-1">
                    <DownloadButton href={address(file.name)} name={file.name} />
                    {beside?.(file.name)}
                  </span>
                </Td>
              ) : null}
              <Td>
                <CopySha sha256={file.sha256} name={file.name} />
              </Td>
            </tr>
          ))}
        </tbody>
      ))}
    </Table>
  );
}

function DownloadButton({ href, name }: { href: string; name: string }) {
  const t = useTranslations('common.files');
  return (
    <Button asChild size="sm">
      <a href={href} download={name.split('/').at(-1)} aria-label={t('downloadName', { name })}>
        <Download aria-hidden />
        <span className="max-sm:hidden">{t('download')}</span>
      </a>
    </Button>
  );
}
