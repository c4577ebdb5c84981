import type { Snapshot } from '@preferably/contracts';
import { exportFormats } from '@preferably/domain';

type File = Snapshot['files'][number];

/** What a group of files is called and read by; a format that a newer service writes has its own name. */
const known = ['canonical', ...exportFormats, 'card', 'manifest'] as const;
export type KnownFormat = (typeof known)[number];

export interface FileGroup {
  format: string;
  known: KnownFormat | null;
  files: File[];
}

const rank = (format: string) => {
  const place = (known as readonly string[]).indexOf(format);
  return place < 0 ? known.length : place;
};

/** Files by their format, what everybody has first; train before test. */
export function fileGroups(files: readonly File[]): FileGroup[] {
  const groups = new Map<string, File[]>();
  for (const file of files.toSorted(bySplit)) {
    groups.set(file.format, [...(groups.get(file.format) ?? []), file]);
  }
  return [...groups]
    .toSorted(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
    .map(([format, its]) => ({ format, known: known.find((each) => each === format) ?? null, files: its }));
}

const splits = ['train', 'test', null];
const bySplit = (a: File, b: File) =>
  splits.indexOf(a.split) - splits.indexOf(b.split) || a.name.localeCompare(b.name);
