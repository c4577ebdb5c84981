'use client';

import { getModelAgreement, listScorings, type Scoring } from '@preferably/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api } from '../../../lib/api.ts';

const isUnderWay = ({ state }: Pick<Scoring, 'state'>) => state === 'queued' || state === 'running';

const agreementKey = (modelId: string) => ['model-agreement', modelId];
const scoringsKey = (projectId: string) => ['scorings', projectId];

/** What the scores of a model say; counted anew by the service, so it is fetched after the page has come. */
export function useModelAgreement(modelId: string) {
  return useQuery({
    queryKey: agreementKey(modelId),
    queryFn: ({ signal }) => api(getModelAgreement, { params: { modelId }, signal }),
  });
}

/**
 * The newest scoring of a model, asked for again every two seconds while it may still change and the page is looked at.
 * When it ends, what the scores say is counted anew.
 */
export function useScoring(of: { id: string; projectId: string }, initial: readonly Scoring[]) {
  const client = useQueryClient();
  const ofModel = (scorings: readonly Scoring[]) => scorings.find(({ model }) => model.id === of.id) ?? null;
  const { data, error } = useQuery({
    queryKey: scoringsKey(of.projectId),
    queryFn: async ({ signal }) =>
      (await api(listScorings, { params: { projectId: of.projectId }, signal })).scorings,
    initialData: [...initial],
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? 2000 : false),
  });
  const scoring = ofModel(data);
  const underWay = scoring !== null && isUnderWay(scoring);
  const before = useRef(underWay);
  useEffect(() => {
    if (before.current && !underWay) void client.invalidateQueries({ queryKey: agreementKey(of.id) });
    before.current = underWay;
  }, [underWay, client, of.id]);

  /** Takes what an answer said of a scoring before the next question is due. */
  const hear = (said: Scoring) =>
    client.setQueryData<Scoring[]>(scoringsKey(of.projectId), (known = []) =>
      known.some(({ id }) => id === said.id)
        ? known.map((each) => (each.id === said.id ? said : each))
        : [said, ...known],
    );
  const askAgain = () => client.invalidateQueries({ queryKey: scoringsKey(of.projectId) });
  return { scoring, underWay, error, hear, askAgain };
}
