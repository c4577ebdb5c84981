/** The folder of a run that opens as a model; the other files tell about the run. */
export const MODEL_FOLDER = 'model/';
/** The scores of every pair of the run's own test split, a JSON line a pair. */
export const OWN_SCORES = 'scores-0.jsonl';
export const REPORT_FILE = 'report.json';
/** What turns a difference of scores into a probability. */
export const CALIBRATION_FILE = 'calibration.json';
/** What a run that fits growing shares leaves beside them. */
export const CURVE_FILE = 'curve.json';

/** Of what a run leaves beside its model. Letters are written out: to other readers \w is a letter of any script. */
const ABOUT_RUN =
  '(?:report|curve)\\.(?:json|md)|calibration\\.json|spec\\.resolved\\.json|scores-[0-9]{1,3}\\.jsonl|[A-Za-z0-9_-]{1,80}\\.png';
/** Weights, config, tokenizer, template and card. Neither pickles nor code: nothing that runs where it is opened. */
const OF_MODEL = 'model/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,100}\\.(?:safetensors|json|jinja|txt|model|md)';

/** The names of files that are kept of a finished run, relative to its folder. */
export const runFilePattern = new RegExp(`^(?:${ABOUT_RUN}|${OF_MODEL})$`, 'u');

export const isRunFile = (name: string): boolean => runFilePattern.test(name);

/** Whether a file is needed to give scores by the model: its folder and its calibration. */
export const isScoringFile = (name: string): boolean =>
  isRunFile(name) && (name.startsWith(MODEL_FOLDER) || name === CALIBRATION_FILE);

const WEIGHTS = 'model/model.safetensors';
const SHARD = /^model\/model-(\d{5})-of-(\d{5})\.safetensors$/u;

/**
 * What a run lacks to be a model that opens: its report, its config, and its weights in one file or in all parts; the
 * curve too where the run was to make one.
 */
export function missingRunFiles(names: Iterable<string>, learningCurve = false): string[] {
  const there = new Set(names);
  const wanted = [REPORT_FILE, 'model/config.json', ...(learningCurve ? [CURVE_FILE] : [])];
  const missing = wanted.filter((name) => !there.has(name));
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
