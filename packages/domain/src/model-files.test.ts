import { isRunFile, isScoringFile, missingRunFiles } from './model-files.ts';

test.each([
  ...['report.json', 'report.md', 'calibration.json', 'spec.resolved.json', 'scores-0.jsonl', 'loss.png'],
  ...['curve.json', 'curve.md', 'curve.png'],
  ...['model/model.safetensors', 'model/model-00001-of-00002.safetensors', 'model/config.json'],
  ...['model/chat_template.jinja', 'model/vocab.txt', 'model/tokenizer.model', 'model/README.md'],
])('%s is kept', (name) => {
  expect(isRunFile(name)).toBe(true);
});

test.each([
  ...['run.json', 'checkpoint/model.safetensors', 'scores-x.jsonl', '../report.json', '/report.json', ''],
  ...['model/pytorch_model.bin', 'model/modeling.py', 'model/../report.json', 'model/a/config.json'],
  ...['model/.hidden.json', 'model.new/config.json', 'report.json.new', 'model/', 'report.json\n'],
])('%j is not', (name) => {
  expect(isRunFile(name)).toBe(false);
});

test.each<[string, boolean]>([
  ['model/config.json', true],
  ['model/model-00001-of-00002.safetensors', true],
  ['calibration.json', true],
  ['report.json', false],
  ['scores-0.jsonl', false],
  ['model/../calibration.json', false],
])('%s is needed to give scores: %s', (name, needed) => {
  expect(isScoringFile(name)).toBe(needed);
});

const whole = ['report.json', 'model/config.json', 'model/model.safetensors'];
const parts = ['model/model-00001-of-00002.safetensors', 'model/model-00002-of-00002.safetensors'];
const index = 'model/model.safetensors.index.json';

test.each<[string, string[], string[]]>([
  ['nothing lacks of a whole one', whole, []],
  ['everything lacks of none', [], whole],
  ['nothing lacks with every part', [...whole.slice(0, 2), index, ...parts], []],
  ['a part and the index', [...whole.slice(0, 2), parts[0] as string], [index, parts[1] as string]],
])('%s', (_, names, missing) => {
  expect(missingRunFiles(names)).toEqual(missing);
});

test('a run that was to fit a learning curve lacks it until it is here', () => {
  expect(missingRunFiles(whole, true)).toEqual(['curve.json']);
  expect(missingRunFiles([...whole, 'curve.json'], true)).toEqual([]);
});
