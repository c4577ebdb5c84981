import type { Annotator } from '../http/annotators.ts';
import { Connection } from '../http/connection.ts';
import { ask, service } from '../http/load.ts';

/** How long an annotator takes between two requests: a hundred times what a person does, far from what a server can. */
const PAUSE_MS = 40;

/** What annotators waited, in ms. */
export interface Waits {
  claims: number[];
  submits: number[];
}

/** Annotators who claim and submit one after the other, and how long they wait for each. */
export function labelBesides(address: URL, projectId: string, annotators: readonly Annotator[]) {
  const target = service(projectId);

  async function label(goOn: () => boolean): Promise<Waits> {
    const claims: number[] = [];
    const submits: number[] = [];
    await Promise.all(
      annotators.map(async (annotator) => {
        const connection = await Connection.open(address);
        const timed = async (request: string, into: number[]) => {
          const started = performance.now();
          const reply = await ask(connection, request, annotator.cookies);
          into.push(performance.now() - started);
          await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
          return reply;
        };
        try {
          while (goOn()) {
            const claimed = target.claimed(await timed(target.claim(annotator), claims));
            if (claimed === null) throw new Error('there is nothing left to label');
            await timed(target.submit(annotator, claimed), submits);
          }
        } finally {
          connection.close();
        }
      }),
    );
    return { claims, submits };
  }

  return {
    while: label,
    for(ms: number): Promise<Waits> {
      const end = performance.now() + ms;
      return label(() => performance.now() < end);
    },
  };
}
