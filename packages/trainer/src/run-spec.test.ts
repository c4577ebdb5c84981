import { Recipe, type WorkOrder } from '@preferably/contracts';
import { readConfig } from './config.ts';
import { runSpec } from './run-spec.ts';

const order: WorkOrder = {
  runId: '0198f000-0000-7000-8000-000000000001',
  attempt: 1,
  leaseExpiresAt: '2026-01-01T00:00:00Z',
  leaseSeconds: 60,
  dimension: 'safety',
  baseModel: 'pypi:some-model',
  recipe: Recipe.parse({ batch_pairs: 32 }),
  seed: 7,
  learningCurve: false,
  exports: [],
};

test('the run’s own export comes first, then what fills its mix and what else is evaluated', () => {
  const spec = runSpec(
    order,
    [
      { use: 'mix', dimension: 'helpfulness', name: 'help/week-3', path: '/w/b.jsonl' },
      { use: 'evaluate', dimension: 'helpfulness', name: 'help/week-3', path: '/w/b.jsonl' },
      { use: 'train', dimension: 'safety', name: 'safe/week-3', path: '/w/a.jsonl' },
      { use: 'mix', dimension: 'safety', name: 'open/all', path: '/w/c.jsonl' },
    ],
    '/w/runs/1',
  );
  expect(spec).toEqual({
    run_id: order.runId,
    output_dir: '/w/runs/1',
    base_model: 'pypi:some-model',
    seed: 7,
    train: [
      { path: '/w/a.jsonl', dimension: 'safety', name: 'safe/week-3' },
      { path: '/w/b.jsonl', dimension: 'helpfulness', name: 'help/week-3' },
      { path: '/w/c.jsonl', dimension: 'safety', name: 'open/all' },
    ],
    evaluate: [
      { path: '/w/a.jsonl', dimension: 'safety', name: 'safe/week-3' },
      { path: '/w/b.jsonl', dimension: 'helpfulness', name: 'help/week-3' },
    ],
    recipe: {
      margin: 'small',
      center: 0,
      label_smoothing: 0,
      safety_weight: 0,
      strengths: null,
      edits: false,
      other_share: 0,
      epochs: 1,
      batch_pairs: 32,
      learning_rate: 1e-5,
      final_ratio: 0.1,
      warmup_share: 0.03,
      warmup_minimum: 5,
      weight_decay: 0.1,
      max_length: 4096,
      trained_layers: null,
      adapter: null,
      dtype: 'auto',
      compile: false,
      activation_checkpointing: false,
      checkpoint_seconds: 300,
    },
  });
});

test('an order without an export to train on is refused', () => {
  expect(() => runSpec(order, [], '/w')).toThrow(/no export to train on/u);
});

test('Python inherits the environment without the service’s key', () => {
  const config = readConfig({
    PREFERABLY_URL: 'http://localhost:3000/',
    PREFERABLY_API_KEY: 'secret-key',
    CUDA_VISIBLE_DEVICES: '0',
  });
  expect(config.url).toBe('http://localhost:3000');
  expect(config.pythonEnv).toMatchObject({ CUDA_VISIBLE_DEVICES: '0' });
  expect(JSON.stringify(config.pythonEnv)).not.toContain('secret-key');
});

test('one message names every bad variable and shows no value', () => {
  const read = () => readConfig({ PREFERABLY_URL: 'ftp://user:pass@host' });
  expect(read).toThrow(/PREFERABLY_URL.*PREFERABLY_API_KEY/su);
  expect(read).not.toThrow(/pass@host/u);
});
