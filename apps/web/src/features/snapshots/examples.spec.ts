import { expect, test } from '@playwright/test';
import { type ExampleName, examplesFor } from './examples.ts';

const file = (name: string, format: string, split: 'train' | 'test' | null = null) => ({
  name,
  format,
  split,
});
const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const codeOf = (name: ExampleName, ...files: ReturnType<typeof file>[]) =>
  examplesFor({ id, files }, 'https://here.example').find((each) => each.name === name)?.code;

test('there is an example for the command line, for Python, and for each format that has files', () => {
  const files = [file('card.md', 'card'), file('canonical.jsonl', 'canonical'), file('a.parquet', 'parquet')];
  expect(examplesFor({ id, files }, '').map((each) => each.name)).toEqual([
    'cli',
    'python',
    'canonical',
    'parquet',
  ]);
});

test('the command line and Python name the service and the snapshot', () => {
  for (const name of ['cli', 'python'] as const) {
    expect(codeOf(name)).toContain('https://here.example');
    expect(codeOf(name)).toContain(id);
  }
});

test('Python reads the side it trains on, and the whole canonical file where nothing else is', () => {
  const code = codeOf('python', file('trl-train.jsonl', 'trl', 'train'));
  expect(code).toContain(`load_dataset("${id}", "trl", split="train", folder="export")`);
  expect(codeOf('python')).toContain(`load_dataset("${id}", "canonical", folder="export")`);
});

test('TRL takes both sides, and a side without a file is left out', () => {
  const [train, test] = [file('trl-train.jsonl', 'trl', 'train'), file('trl-test.jsonl', 'trl', 'test')];
  expect(codeOf('trl', train, test)).toContain('train_dataset=pairs["train"], eval_dataset=pairs["test"]');
  expect(codeOf('trl', train, test)).toContain('"test": "export/trl-test.jsonl"');
  expect(codeOf('trl', train)).not.toContain('test');
});

test('a packed canonical file is read through gzip', () => {
  expect(codeOf('canonical', file('canonical.jsonl', 'canonical'))).not.toContain('gzip');
  expect(codeOf('canonical', file('canonical.jsonl.gz', 'canonical'))).toContain(
    'gzip.open("export/canonical.jsonl.gz", "rt"',
  );
});

test('OpenRLHF gets an unpacked file', () => {
  const code = codeOf('openrlhf', file('openrlhf-train.jsonl.gz', 'openrlhf', 'train'));
  expect(code?.split('\n')[0]).toBe('gunzip --keep export/openrlhf-train.jsonl.gz');
  expect(code).toContain('--dataset export/openrlhf-train.jsonl --prompt_key');
});

test('pandas reads each file, and the Hugging Face folder is opened as one', () => {
  expect(codeOf('csv', file('rows.csv', 'csv'))).toContain('rows = pd.read_csv("export/rows.csv")');
  expect(codeOf('huggingface', file('huggingface/data/train.parquet', 'huggingface', 'train'))).toContain(
    'load_dataset("export/huggingface")',
  );
});
