import type { Snapshot } from '@preferably/contracts';
import type { ExportFormat } from '@preferably/domain';

type File = Pick<Snapshot['files'][number], 'name' | 'format' | 'split'>;
export type ExampleName = 'cli' | 'python' | 'canonical' | ExportFormat;
export interface Example {
  name: ExampleName;
  code: string;
}

/** Where the examples find the files: the folder into which the first of them brings them. */
const folder = 'export';
const at = (file: File | undefined) => `${folder}/${file?.name ?? ''}`;
const lines = (...parts: (string | readonly string[])[]) => parts.flat().join('\n');

/** How the files get from here into somebody's own code: one example for each format that the snapshot has. */
export function examplesFor(
  snapshot: Pick<Snapshot, 'id'> & { files: readonly File[] },
  url: string,
): Example[] {
  const examples: Example[] = [
    { name: 'cli', code: cliExample(snapshot.id, url) },
    { name: 'python', code: pythonExample(snapshot, url) },
  ];
  for (const [name, write] of Object.entries(writers) as [keyof typeof writers, Writer][]) {
    const files = snapshot.files.filter((each) => each.format === name);
    if (files.length > 0) examples.push({ name, code: write(files) });
  }
  return examples;
}

/** Fetches every file and checks it. */
export const cliExample = (snapshotId: string, url: string) =>
  lines(
    `export PREFERABLY_URL=${url}`,
    'export PREFERABLY_API_KEY=…',
    `npm run preferably -- export ${snapshotId} --to ./${folder}`,
  );

function pythonExample(snapshot: { id: string; files: readonly File[] }, url: string): string {
  const trl = snapshot.files.some((each) => each.format === 'trl');
  const wanted = trl ? '"trl", split="train"' : '"canonical"';
  return lines(
    '# pip install ./packages/python-client',
    'from preferably import Client',
    '',
    `client = Client("${url}", "…")`,
    `client.download("${snapshot.id}", "${folder}")`,
    `rows = client.load_dataset("${snapshot.id}", ${wanted}, folder="${folder}")`,
  );
}

type Writer = (files: readonly File[]) => string;
const bySplit = (files: readonly File[]) =>
  (['train', 'test'] as const).flatMap((split) => {
    const file = files.find((each) => each.split === split);
    return file ? [{ split, path: at(file) }] : [];
  });

const withDatasets: Writer = (files) =>
  lines(
    'from datasets import load_dataset',
    '',
    'pairs = load_dataset("json", data_files={',
    bySplit(files).map(({ split, path }) => `    "${split}": "${path}",`),
    '})',
  );

const withTrl: Writer = (files) =>
  lines(
    withDatasets(files),
    '',
    'from trl import RewardTrainer',
    '',
    `trainer = RewardTrainer(model="…", ${bySplit(files)
      .map(({ split }) => `${split === 'train' ? 'train' : 'eval'}_dataset=pairs["${split}"]`)
      .join(', ')})`,
    'trainer.train()',
  );

/** pandas reads a table a file; one without a split is called by what it holds. */
const withPandas =
  (read: string): Writer =>
  (files) =>
    lines(
      'import pandas as pd',
      '',
      files.map((file) => `${file.split ?? 'rows'} = pd.${read}("${at(file)}")`),
    );

const lineByLine: Writer = ([file]) => {
  const packed = file?.name.endsWith('.gz') ?? false;
  return lines(
    packed ? ['import gzip', 'import json'] : 'import json',
    '',
    packed
      ? `with gzip.open("${at(file)}", "rt", encoding="utf-8") as lines:`
      : `with open("${at(file)}", encoding="utf-8") as lines:`,
    '    for line in lines:',
    '        row = json.loads(line)',
  );
};

/** OpenRLHF tells the kind of a file by its suffix, so a packed one is unpacked first. */
const withOpenRlhf: Writer = (files) => {
  const [train] = bySplit(files);
  const path = train?.path ?? '';
  const unpacked = path.replace(/\.gz$/u, '');
  return lines(
    unpacked === path ? [] : `gunzip --keep ${path}`,
    'deepspeed --module openrlhf.cli.train_rm \\',
    `  --dataset ${unpacked} --prompt_key prompt --chosen_key chosen --rejected_key rejected \\`,
    '  --apply_chat_template --pretrain … --save_path ./reward-model',
  );
};

/** The folder opens by its own README, so nothing is named but itself. */
const withFolder: Writer = (files) =>
  lines(
    'from datasets import load_dataset',
    '',
    `pairs = load_dataset("${folder}/${files[0]?.name.split('/')[0] ?? ''}")`,
  );

const writers: Record<'canonical' | ExportFormat, Writer> = {
  canonical: lineByLine,
  trl: withTrl,
  trl_implicit: withTrl,
  hh: withDatasets,
  openrlhf: withOpenRlhf,
  rewardbench: withDatasets,
  kto: withDatasets,
  csv: withPandas('read_csv'),
  parquet: withPandas('read_parquet'),
  huggingface: withFolder,
};
