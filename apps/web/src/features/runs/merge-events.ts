import type { CurvePoint, RunEvent } from '@preferably/contracts';
import { dimensions } from '@preferably/domain';
import { z } from 'zod';

const StepFacts = z.object({
  step: z.int(),
  steps: z.int(),
  loss: z.number(),
  accuracy: z.number(),
  learning_rate: z.number(),
  pairs_per_second: z.number(),
  tokens_per_second: z.number(),
  eta_seconds: z.number(),
});
export type StepFacts = z.infer<typeof StepFacts>;

const ModelFacts = z.object({
  parameters: z.int(),
  trained_parameters: z.int(),
  device: z.string(),
  dtype: z.string(),
});
const DataFacts = z.object({ train_pairs: z.int(), test_pairs: z.int(), truncated: z.int() });
const Evaluating = z.object({ dimension: z.enum(dimensions), done: z.int(), total: z.int() });
const AtStep = z.object({ step: z.int() });
/** Of a learning curve: which share is fitted now, of how many. */
const Share = z.object({ share: z.string(), number: z.int(), of: z.int(), finished: z.boolean() });
const Restarted = z.object({ reason: z.string() });

export type Phase = 'fetching' | 'preparing' | 'training' | 'evaluating' | 'finishing';

/** What the events of a run say so far, over all its attempts. */
export interface RunProgress {
  /** The position to ask on from; null before the first event. */
  last: { attempt: number; seq: number } | null;
  phase: Phase;
  model: z.infer<typeof ModelFacts> | null;
  data: z.infer<typeof DataFacts> | null;
  /** The newest step of the present attempt. */
  step: (StepFacts & { at: string }) | null;
  evaluating: z.infer<typeof Evaluating> | null;
  /** The newest share that is fitted, where the run fits several: steps and points are its own. */
  share: z.infer<typeof Share> | null;
  checkpoint: number | null;
  /** How the present attempt began, when it was not the first. */
  takenUp: { attempt: number; step: number } | { attempt: number; reason: string } | null;
  /** One a step, in the order of the steps. */
  points: readonly CurvePoint[];
  /** Everything but the steps, oldest first. */
  log: readonly RunEvent[];
}

export const nothingYet: RunProgress = {
  last: null,
  phase: 'fetching',
  model: null,
  data: null,
  step: null,
  evaluating: null,
  share: null,
  checkpoint: null,
  takenUp: null,
  points: [],
  log: [],
};

/**
 * Adds events (oldest first) to what is known. Repeated ones change nothing. An attempt that goes on from a checkpoint
 * does some steps a second time: the later attempt wins, and what an earlier one did beyond it is dropped.
 */
export function mergeEvents(before: RunProgress, events: readonly RunEvent[]): RunProgress {
  let now = before;
  let points: CurvePoint[] = [...before.points];
  const log: RunEvent[] = [...before.log];
  for (const event of events) {
    if (now.last && !isAfter(event, now.last)) continue;
    if (now.last?.attempt !== event.attempt) now = { ...now, ...freshAttempt };
    now = { ...now, last: { attempt: event.attempt, seq: event.seq } };
    const step = event.kind === 'step' ? StepFacts.safeParse(event.payload) : null;
    if (step?.success) {
      putPoint(points, step.data);
      now = { ...now, phase: 'training', step: { ...step.data, at: event.at } };
    } else {
      const share = event.kind === 'share' ? Share.safeParse(event.payload) : null;
      if (share?.success && !share.data.finished) {
        // An attempt that goes on with the share before it keeps what that one drew.
        if (share.data.number !== now.share?.number) points = [];
        now = { ...now, ...freshShare, share: share.data };
      } else {
        now = { ...now, ...factsOf(event) };
      }
      log.push(event);
    }
  }
  return now === before ? before : { ...now, points, log };
}

const freshAttempt = {
  phase: 'fetching',
  step: null,
  evaluating: null,
  takenUp: null,
} satisfies Partial<RunProgress>;

const freshShare = {
  phase: 'fetching',
  step: null,
  evaluating: null,
  checkpoint: null,
} satisfies Partial<RunProgress>;

const isAfter = (event: RunEvent, last: { attempt: number; seq: number }) =>
  event.attempt > last.attempt || (event.attempt === last.attempt && event.seq > last.seq);

/** Steps come in their order, so a point that is not the last one stands where the attempt before it was. */
function putPoint(points: CurvePoint[], { step, loss, accuracy, learning_rate }: StepFacts): void {
  while ((points.at(-1)?.step ?? -1) >= step) points.pop();
  points.push({ step, loss, accuracy, learning_rate });
}

function factsOf({ kind, payload, attempt }: RunEvent): Partial<RunProgress> {
  switch (kind) {
    case 'model': {
      const model = ModelFacts.safeParse(payload);
      return { phase: 'preparing', ...(model.success ? { model: model.data } : {}) };
    }
    case 'data': {
      const data = DataFacts.safeParse(payload);
      return { phase: 'training', ...(data.success ? { data: data.data } : {}) };
    }
    case 'evaluating': {
      const evaluating = Evaluating.safeParse(payload);
      return { phase: 'evaluating', ...(evaluating.success ? { evaluating: evaluating.data } : {}) };
    }
    case 'checkpoint': {
      const at = AtStep.safeParse(payload);
      return at.success ? { checkpoint: at.data.step } : {};
    }
    case 'resumed': {
      const at = AtStep.safeParse(payload);
      return at.success ? { takenUp: { attempt, step: at.data.step } } : {};
    }
    case 'restarted': {
      const why = Restarted.safeParse(payload);
      return { checkpoint: null, ...(why.success ? { takenUp: { attempt, reason: why.data.reason } } : {}) };
    }
    case 'report':
      return { phase: 'finishing' };
    default:
      return {};
  }
}
