/** The folder of a run that opens as a model; the other files tell about the run. */
export const MODEL_FOLDER = 'model/';
/** The scores of every pair of the run's own test split, a JSON line a pair. */
export const OWN_SCORES = 'scores-0.jsonl';
export const REPORT_FILE = 'report.json';

/** Names of what a run leaves beside its model. */
const aboutRun =
  /^(?:report\.(?:json|md)|calibration\.json|spec\.resolved\.json|scores-\d{1,3}\.jsonl|[\w-]{1,80}\.png)$/u;
/** Weights, config, tokenizer, template and card. Neither pickles nor code: nothing that runs where it is opened. */
const ofModel = /^model\/[\w-][\w.-]{0,100}\.(?:safetensors|json|jinja|txt|model|md)$/u;

/** Whether a finished run's file of that name is kept; a path relative to the run's folder. */
export const isRunFile = (name: string): boolean => aboutRun.test(name) || ofModel.test(name);

const WEIGHTS = 'model/model.safetensors';
const SHARD = /^model\/model-(\d{5})-of-(\d{5})\.safetensors$/u;

/** What a run lacks to be a model that opens: its report, its config, and its weights in one file or in all parts. */
export function missingRunFiles(names: Iterable<string>): string[] {
  const there = new Set(names);
  const missing = [REPORT_FILE, 'model/config.json'].filter((name) => !there.has(name));
  return [...missing, ...missingWeights(there)];
}

function missingWeights(there: ReadonlySet<string>): string[] {
  if (there.has(WEIGHTS)) return [];
  const parts = [...there].map((name) => SHARD.exec(name)?.[2]).find((total) => total !== undefined);
  if (parts === undefined) return [WEIGHTS];
  const all = Array.from(
    { length: Number(parts) },
    (_, n) => `model/model-${String(n + 1).padStart(5, '0')}-of-${parts}.safetensors`,
  );
  return ['model/model.safetensors.index.json', ...all].filter((name) => !there.has(name));
}
