import { acknowledgeGuidelines, getGuidelines, QuizQuestion } from '@preferably/contracts';
import { acknowledgements } from '@preferably/db';
import type { Context } from '../../context.ts';
import { annotators } from '../../policies.ts';
import { shapeTexts } from '../guideline-texts.ts';
import { acknowledge } from './acknowledge-guidelines.ts';

const textsOf = (texts: { locale: string; body: string }[]) =>
  shapeTexts(Object.fromEntries(texts.map((t) => [t.locale, t.body])));

export function acknowledgementRoutes({ route, db }: Context) {
  route(getGuidelines, annotators, async ({ params, caller }) => {
    const reading = await acknowledgements.readingOf(db, caller.userId, params.projectId);
    const { current, previous, acknowledged } = reading;
    return {
      current: current?.publishedAt
        ? {
            versionId: current.id,
            number: current.number,
            texts: textsOf(current.texts),
            publishedAt: current.publishedAt.toISOString(),
            questions: QuizQuestion.array()
              .parse(current.quiz)
              .map(({ question, answers }) => ({ question, answers })),
            acknowledged,
          }
        : null,
      previous: previous && { number: previous.number, texts: textsOf(previous.texts) },
    };
  });

  route(acknowledgeGuidelines, annotators, async ({ params, body, caller }) => {
    const wrong = await acknowledge(db, caller.userId, params.projectId, body);
    return wrong.length === 0 ? { passed: true as const } : { passed: false as const, wrong };
  });
}
