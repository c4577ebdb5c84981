import fs from 'node:fs/promises';
import path from 'node:path';
import { LearningCurve, Report, type WorkOrder } from '@preferably/contracts';
import { CURVE_FILE, REPORT_FILE } from '@preferably/domain';

/** What a finished trainer left. */
export interface RunResults {
  /** Whose files are handed in, by their names in each. */
  folders: string[];
  report: Report;
  /** Of an order that asks for one. */
  curve?: LearningCurve;
}

/**
 * Reads the results of a run. Of a learning curve, the model is that of the whole data, in the folder of its share.
 *
 * @throws Error whose message says which file cannot be used, and why
 */
export async function readResults(
  order: Pick<WorkOrder, 'learningCurve'>,
  folder: string,
): Promise<RunResults> {
  if (!order.learningCurve) return { folders: [folder], report: await reportIn(folder) };
  const curve = LearningCurve.parse(await readJson(path.join(folder, CURVE_FILE)));
  const whole = curve.points.find(({ share }) => share === '1');
  if (!whole) throw new Error(`${CURVE_FILE} has no share of all the data`);
  // The name comes from a file: a path in it must not lead out of the folder.
  const model = path.join(folder, path.basename(whole.folder));
  return { folders: [folder, model], report: await reportIn(model), curve };
}

const reportIn = async (folder: string) => Report.parse(await readJson(path.join(folder, REPORT_FILE)));

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await fs.readFile(file, 'utf8'));
  } catch (error) {
    throw new Error(`${path.basename(file)}: ${(error as Error).message}`, { cause: error });
  }
}
