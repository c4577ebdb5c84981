'use client';

import { ApiError, acknowledgeGuidelines, type ProjectGuidelines } from '@preferably/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import type { Outbox } from './use-outbox.ts';
import { readingKey } from './use-reading.ts';

export type Current = NonNullable<ProjectGuidelines['current']>;

/** The answers to the quiz of one version, and their way to the service. */
export function useGuidelinesGate(options: {
  projectId: string;
  current: Current;
  outbox: Outbox;
  onRead: () => void;
}) {
  const { projectId, current, outbox, onRead } = options;
  const queries = useQueryClient();
  const [answers, setAnswers] = useState<readonly (number | null)[]>(current.questions.map(() => null));
  const [wrong, setWrong] = useState<readonly number[]>([]);
  const [tries, setTries] = useState(0);
  const [insisted, setInsisted] = useState(false);
  const [asked, setAsked] = useState(false);

  const acknowledge = useMutation({
    mutationFn: (given: number[]) =>
      api(acknowledgeGuidelines, {
        params: { projectId },
        body: { versionId: current.versionId, answers: given },
      }),
    onSuccess: (result) => {
      if (result.passed) return onRead();
      setWrong(result.wrong);
      setTries((n) => n + 1);
    },
    onError: (error) => {
      // An even newer one was published meanwhile: that one is to be read.
      if (error instanceof ApiError && error.problem?.code === 'conflict')
        void queries.invalidateQueries({ queryKey: readingKey(projectId) });
    },
  });

  // What was judged under the older version goes first, so that it is stored as that.
  const waits = outbox.storing || outbox.waiting.length > 0;
  const send = useEffectEvent(() => {
    setAsked(false);
    acknowledge.mutate(answers.map((answer) => answer ?? -1));
  });
  useEffect(() => {
    if (asked && !waits) send();
  }, [asked, waits]);

  return {
    answers,
    wrong,
    /** How often the answers were refused. */
    tries,
    /** Confirmed without an answer to each question. */
    unanswered: insisted ? answers.flatMap((answer, index) => (answer === null ? [index] : [])) : [],
    answer(question: number, chosen: number) {
      setAnswers((all) => all.map((each, index) => (index === question ? chosen : each)));
      setWrong((all) => all.filter((index) => index !== question));
    },
    /** Gives the first question that has to be answered yet, or null when the answers are on their way. */
    confirm(): number | null {
      const open = answers.indexOf(null);
      setInsisted(true);
      if (open >= 0) return open;
      setAsked(true);
      return null;
    },
    waits: asked && waits,
    pending: asked || acknowledge.isPending || acknowledge.data?.passed === true,
    error: acknowledge.error,
  };
}
