import type { Snapshot } from '@preferably/contracts';

type File = Pick<Snapshot['files'][number], 'name' | 'format'>;

/** Python that loads the TRL files with the split kept; a split without a file is left out. */
export function trlExample(files: readonly File[]): string {
  const parts = (['train', 'test'] as const).flatMap((split) => {
    const file = files.find((each) => each.format === 'trl' && each.name.includes(split));
    return file ? [`    "${split}": "${file.name}",`] : [];
  });
  return [
    'from datasets import load_dataset',
    '',
    'pairs = load_dataset("json", data_files={',
    ...parts,
    '})',
  ].join('\n');
}

/** The command that fetches every file and checks it. */
export function cliExample(snapshotId: string, serviceUrl: string): string {
  return [
    `export PREFERABLY_URL=${serviceUrl}`,
    'export PREFERABLY_API_KEY=…',
    `npm run preferably -- export ${snapshotId} --to ./export`,
  ].join('\n');
}
