import { type Counts, splits } from '@preferably/domain';
import type { MadeFile } from './file-writer.ts';
import type { Stored } from './make-files.ts';
import { huggingfaceColumns } from './parquet-columns.ts';

/** What the Hub's page and `datasets` call the types of our columns. */
const types: Record<string, string> = { VARCHAR: 'string', DOUBLE: 'float64', INTEGER: 'int32' };

const sizes: [number, string][] = [
  [1e3, 'n<1K'],
  [1e4, '1K<n<10K'],
  [1e5, '10K<n<100K'],
  [1e6, '100K<n<1M'],
  [1e7, '1M<n<10M'],
];

/** The head of the folder's README.md: where the data lies and what its columns are, as `datasets` reads it. */
export function huggingfaceHead(snapshot: Stored, parts: MadeFile[], languages: Counts): string {
  const present = splits.flatMap((split) => parts.filter((part) => part.split === split));
  const rows = present.reduce((sum, part) => sum + part.rows, 0);
  const bytes = present.reduce((sum, part) => sum + part.bytes, 0);
  const codes = languages
    .map(({ word }) => word)
    .filter((word) => /^[a-z]{2,3}$/u.test(word) && word !== 'und');
  const lines = [
    '---',
    `pretty_name: ${JSON.stringify(snapshot.name)}`,
    ...(codes.length > 0 ? ['language:', ...codes.map((code) => `- ${JSON.stringify(code)}`)] : []),
    'size_categories:',
    `- ${sizes.find(([below]) => rows < below)?.[1] ?? 'n>10M'}`,
    'tags:',
    '- preference',
    '- reward-modeling',
    `- ${snapshot.project.dimension}`,
    'configs:',
    '- config_name: default',
    '  data_files:',
    ...present.flatMap(({ split, name }) => [
      `  - split: ${split}`,
      `    path: ${name.slice('huggingface/'.length)}`,
    ]),
    'dataset_info:',
    '  features:',
    ...Object.entries(huggingfaceColumns).flatMap(([name, type]) => feature(name, type)),
    '  splits:',
    ...present.flatMap((part) => [`  - name: ${part.split}`, `    num_examples: ${part.rows}`]),
    `  download_size: ${bytes}`,
    '---',
    '',
  ];
  return `${lines.join('\n')}\n`;
}

function feature(name: string, type: string): string[] {
  if (types[type]) return [`  - name: ${name}`, `    dtype: ${types[type]}`];
  const fields = ['role', 'content'].flatMap((field) => [`    - name: ${field}`, '      dtype: string']);
  return [`  - name: ${name}`, '    list:', ...fields];
}
