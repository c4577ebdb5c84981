import { exportFormats, importFormats, roles } from '@preferably/domain';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import type { ExportOptions } from './commands/export.ts';
import type { LaunchOptions } from './commands/launch.ts';
import type { TrainOptions } from './commands/train.ts';
import { addTrainCommands } from './program-train.ts';
import { remote } from './remote-help.ts';

/** What the program does for each command; handed in so that arguments can be tested without doing it. */
export interface Actions {
  start: (options: { demo: boolean }) => Promise<number>;
  demo: (options: { data: string; quick: boolean; json?: string }) => Promise<number>;
  importFile: (
    file: string,
    options: {
      project: string;
      batch: string;
      format: (typeof importFormats)[number];
      judged: boolean;
      gold: boolean;
      open: boolean;
    },
  ) => Promise<number>;
  exportSnapshot: (snapshotId: string | undefined, options: ExportOptions) => Promise<number>;
  train: (options: TrainOptions) => Promise<number>;
  launch: (options: LaunchOptions) => Promise<number>;
  doctor: (options: { baseModel?: string }) => Promise<number>;
  score: (options: { model: string; in: string; out: string }) => Promise<number>;
  listModels: (project: string) => Promise<number>;
  downloadModel: (
    project: string,
    model: string | undefined,
    options: { to: string; all: boolean },
  ) => Promise<number>;
  createUser: (options: { name: string; email: string; role: (typeof roles)[number] }) => Promise<number>;
}

/** The command line. `finish` gets the exit code of the command that ran. */
export function makeProgram(actions: Actions, finish: (code: number) => void): Command {
  const program = new Command('preferably')
    .description('Preference data and the reward models fitted from it.')
    .showHelpAfterError('(--help says more)');

  program
    .command('start')
    .description('start the whole service on this machine: database, API, pages, worker')
    .option('--no-demo', 'do not load the demo projects on the first start')
    .action(async (options: { demo: boolean }) => finish(await actions.start(options)));

  program
    .command('demo')
    .description(
      'run the whole way once on public data in a throw-away instance: import, judge, export, train',
    )
    .requiredOption(
      '--data <folder>',
      'folder with tulu1_human_eval, hh_helpful_base and hh_harmless_base (.jsonl.gz)',
    )
    .option('--quick', 'a seeded sample of the data', false)
    .option('--json <file>', 'also write the figures into this file')
    .action(async (options: { data: string; quick: boolean; json?: string }) =>
      finish(await actions.demo(options)),
    );

  program
    .command('import')
    .description('import comparisons from a file of JSON lines (also .gz)')
    .argument('<file>')
    .requiredOption('--project <slug>', 'project to import into')
    .requiredOption('--batch <name>', 'batch of the project; made when there is none of that name')
    .addOption(
      new Option('--format <format>', 'format of the lines').choices(importFormats).default('preferably'),
    )
    .option('--judged', 'take over the recorded judgements and hand nothing out', false)
    .addOption(
      new Option('--gold', 'the recorded judgements are known answers, to be mixed among the work')
        .default(false)
        .conflicts('judged'),
    )
    .option('--open', 'open the batch afterwards, so that annotators get it', false)
    .addHelpText('after', `${remote} The key is an admin's, with the scopes “manage” and “read”.`)
    .action(async (file: string, options) => finish(await actions.importFile(file, options)));

  program
    .command('export')
    .description('download the files of a snapshot, verified; an interrupted download is gone on with')
    .addArgument(new Argument('[snapshot-id]', 'the snapshot; left out with --freeze'))
    .requiredOption('--to <folder>', 'where the files go')
    .option('--format <name>', 'only the files of this format (repeatable)', collectFormat, [])
    .option('--freeze', 'freeze a snapshot of everything that counts first, and wait for its files', false)
    .option('--project <slug-or-id>', 'with --freeze: the project')
    .option('--name <name>', 'with --freeze: the name of the snapshot')
    .addHelpText(
      'after',
      `${remote} The key is an engineer's, with the scopes “export” and “read”, and “manage” with --freeze.`,
    )
    .action(async (id: string | undefined, options, command: Command) => {
      const wrong = wrongWith(id, options);
      if (wrong) command.error(`error: ${wrong}`);
      finish(await actions.exportSnapshot(id, options as ExportOptions));
    });

  addTrainCommands(program, actions, finish);

  const model = program.command('model').description('the reward models of a project');
  model
    .command('list')
    .description('list them, newest first, with their accuracy')
    .argument('<project>', 'slug or id of the project')
    .addHelpText('after', `${remote} The key is a reviewer's or an engineer's, with the scope “read”.`)
    .action(async (project: string) => finish(await actions.listModels(project)));
  model
    .command('download')
    .description(
      'download one as a folder that opens in transformers, verified; an interrupted one is gone on with',
    )
    .argument('<project>', 'slug or id of the project')
    .addArgument(new Argument('[model]', 'name or id of the model; left out, the promoted one'))
    .requiredOption('--to <folder>', 'where the model goes')
    .option('--all', 'also its report, calibration and scores, into the folder “run” of it', false)
    .addHelpText('after', `${remote} The key is an engineer's, with the scopes “export” and “read”.`)
    .action(async (project: string, name: string | undefined, options: { to: string; all: boolean }) =>
      finish(await actions.downloadModel(project, name, options)),
    );

  const admin = program.command('admin').description('manage accounts');
  admin
    .command('create-user')
    .description('open an account; its one-time password is shown once')
    .requiredOption('--name <name>', 'name of the person')
    .requiredOption('--email <email>', 'e-mail address to sign in with')
    .addOption(new Option('--role <role>', 'role of the account').choices(roles).makeOptionMandatory())
    .addHelpText('after', `${remote} The key is an admin's, with the scope “manage”.`)
    .action(async (options) => finish(await actions.createUser(options)));

  return program;
}

function collectFormat(name: string, before: string[]): string[] {
  const known = ['canonical', ...exportFormats];
  if (!known.includes(name)) throw new InvalidArgumentError(`Allowed choices are ${known.join(', ')}.`);
  return [...before, name];
}

/** Whether a snapshot is named or made, and never both. */
function wrongWith(
  id: string | undefined,
  { freeze, project, name }: { freeze: boolean; project?: string; name?: string },
): string | null {
  if (!freeze && id === undefined) return 'name the snapshot, or freeze one with --freeze';
  if (!freeze && (project ?? name) !== undefined) return '--project and --name belong to --freeze';
  if (freeze && id !== undefined) return '--freeze makes a snapshot, so leave the id out';
  if (freeze && (project === undefined || name === undefined)) return '--freeze needs --project and --name';
  return null;
}
