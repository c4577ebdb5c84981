import { recipePresetNames } from '@preferably/contracts';
import { type Command, InvalidArgumentError } from 'commander';
import type { Actions } from './program.ts';
import { remote } from './remote-help.ts';

/** What commander read for `train`, before it is known which of its two ways is meant. */
interface TrainWords {
  project?: string;
  snapshot?: string;
  baseModel?: string;
  recipe?: string;
  evaluate: string[];
  mix: string[];
  name?: string;
  seed?: number;
  learningCurve: boolean;
  launch?: true;
  spec?: string;
  to?: string;
  nodes?: number;
  gpus?: string;
  rdzvEndpoint?: string;
  print?: true;
}

const launchHelp = `
With --launch the model is fitted here, by torchrun, instead of by a worker of the service: on a spec (--spec), or on a
snapshot whose files are downloaded (--to). On several nodes the same command is started on each. What it would start is
shown by --print. The exit code is torchrun's: 0, or 1 whatever its processes ended with; they say why on stderr. Started
again with the same spec, it goes on from its checkpoint. Examples for Slurm and Kubernetes: docs/launch.`;

/** The commands that fit, examine and use models: `train`, `train doctor`, `score`. */
export function addTrainCommands(
  program: Command,
  actions: Pick<Actions, 'train' | 'launch' | 'doctor' | 'score'>,
  finish: (code: number) => void,
): void {
  const train = program
    .command('train')
    .description('start a training run and follow it to its report, or fit on this machine (--launch)')
    .option('--project <slug>', 'project of the run')
    .option('--snapshot <name-or-id>', 'snapshot to train on')
    .option('--base-model <id>', 'hub id, folder on the worker, or pypi:PACKAGE')
    .option(
      '--recipe <name-or-file>',
      `${recipePresetNames.join(', ')}, or a JSON file (docs/trainer.md); defaults are Llama 2’s`,
    )
    .option('--evaluate <snapshot-id...>', 'also evaluate on the test split of these snapshots', [])
    .option(
      '--mix <snapshot-id...>',
      'other sources: recipe.other_share of the training mix is drawn from them',
      [],
    )
    .option('--name <name>', 'name of the run')
    .option('--seed <number>', 'seed of the run (0)', wholeNumber)
    .option(
      '--learning-curve',
      'also fit growing shares of the data, to tell what more of it is worth (1.9 times the time)',
      false,
    )
    .option('--launch', 'fit on this machine by torchrun')
    .option('--spec <file>', 'with --launch: the run spec (docs/trainer.md)')
    .option(
      '--to <folder>',
      'with --launch and a snapshot: folder of the data, the checkpoints and the model',
    )
    .option('--nodes <number>', 'with --launch: machines that fit together (1)', aboveNothing)
    .option(
      '--gpus <number>',
      'with --launch: processes of each, one a GPU; “gpu” is as many as it has (gpu)',
      gpus,
    )
    .option('--rdzv-endpoint <host:port>', 'with --launch: one of several nodes, at which all meet', endpoint)
    .option('--print', 'with --launch: only show the command')
    .addHelpText('after', launchHelp)
    .addHelpText('after', `${remote} The key is an engineer's, with the scopes “manage” and “read”.`)
    .action(async (words: TrainWords, command: Command) => {
      const wrong = wrongWith(words);
      if (wrong) command.error(`error: ${wrong}`);
      finish(await (words.launch ? actions.launch(launchOf(words)) : actions.train(runOf(words))));
    });
  train
    .command('doctor')
    .description('check that this machine computes what training needs, and how fast')
    .option('--base-model <id>', 'check with this model too: a folder, a hub id or pypi:PACKAGE')
    .addHelpText('after', '\nThe exit code is 0, or 1 when a check failed; each says what to do.')
    // `train` has an option of this name: it takes the word wherever it stands.
    .action(async (options: { baseModel?: string }, command: Command) => {
      const { baseModel } = { ...command.parent?.opts<{ baseModel?: string }>(), ...options };
      finish(await actions.doctor(baseModel === undefined ? {} : { baseModel }));
    });
  program
    .command('score')
    .description('score the rows of a file by a fitted model')
    .requiredOption('--model <folder>', 'folder of the model, as `preferably model download` leaves it')
    .option('--in <file>', 'JSON lines, gzip or Parquet; - is stdin', '-')
    .option('--out <file>', 'JSON lines; - is stdout', '-')
    .addHelpText(
      'after',
      '\nThe exit code is 0 (also with rows that could not be scored: stderr counts them), 2 for a model or a file that cannot\nbe used, 75 when it was stopped.',
    )
    .action(async (options: { model: string; in: string; out: string }) =>
      finish(await actions.score(options)),
    );
}

function wrongWith(words: TrainWords): string | null {
  const named = (['project', 'snapshot', 'baseModel'] as const).filter((name) => words[name] === undefined);
  const flags = named.map((name) => `--${name === 'baseModel' ? 'base-model' : name}`);
  if (words.launch === undefined) {
    const alone = (['spec', 'to', 'nodes', 'gpus', 'rdzvEndpoint', 'print'] as const).some(
      (name) => words[name] !== undefined,
    );
    if (alone) return '--spec, --to, --nodes, --gpus, --rdzv-endpoint and --print go with --launch';
    return flags.length > 0 ? `${flags.join(', ')}: a run needs them` : null;
  }
  if (words.spec !== undefined) {
    const { recipe, name, seed, to } = words;
    const others = [recipe, name, seed, to, ...words.evaluate, ...words.mix];
    return named.length < 3 || others.some((each) => each !== undefined)
      ? '--spec says all of the run: leave out --project, --snapshot, --base-model, --recipe, --evaluate, --mix, --name, --seed and --to'
      : null;
  }
  if (words.to === undefined) flags.push('--to');
  return flags.length > 0 ? `--launch needs --spec, or a snapshot by ${flags.join(', ')} as well` : null;
}

function runOf({ project = '', snapshot = '', baseModel = '', ...words }: TrainWords) {
  const { recipe, evaluate, mix, name, seed = 0, learningCurve } = words;
  return { project, snapshot, baseModel, recipe, evaluate, mix, name, seed, learningCurve };
}

function launchOf(words: TrainWords) {
  const { nodes = 1, gpus = 'gpu', rdzvEndpoint, learningCurve, print = false, spec, to = '' } = words;
  const from = spec === undefined ? { ...runOf(words), to } : { spec };
  return { nodes, gpus, rdzvEndpoint, learningCurve, print, from };
}

function wholeNumber(text: string): number {
  if (!/^[0-9]{1,10}$/u.test(text)) throw new InvalidArgumentError('It must be a whole number, 0 or above.');
  return Number(text);
}

function aboveNothing(text: string): number {
  if (!/^[1-9][0-9]{0,4}$/u.test(text))
    throw new InvalidArgumentError('It must be a whole number, 1 or above.');
  return Number(text);
}

function gpus(text: string): string {
  return text === 'gpu' ? text : String(aboveNothing(text));
}

function endpoint(text: string): string {
  if (!/^[^\s:/]+:[0-9]{1,5}$/u.test(text)) throw new InvalidArgumentError('It must be HOST:PORT.');
  return text;
}
