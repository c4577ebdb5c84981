import type { Snapshot, SnapshotFilter } from '@preferably/contracts';
import {
  type Aggregation,
  type Compression,
  type ExportFormat,
  type FlagFilter,
  type MarginKind,
  type SafetyBin,
  type Strength,
  strengths,
  type TieRule,
} from '@preferably/domain';

/** The form as it stands on the screen: numbers and dates as they are typed. */
export interface FreezeFormValues {
  name: string;
  notes: string;
  /** The snapshot that this one goes on from; empty for none. */
  parentId: string;
  /** null: all of them, now and without a list. */
  batchIds: readonly string[] | null;
  strengths: readonly Strength[];
  includeRecorded: boolean;
  includeGold: boolean;
  includeChosenUnsafe: boolean;
  /** A day or a moment; empty for no bound. */
  from: string;
  before: string;
  /** Of these four, nothing chosen means all. */
  languages: readonly string[];
  guidelineVersions: readonly number[];
  annotatorIds: readonly string[];
  safetyBins: readonly SafetyBin[];
  minVotes: string;
  /** Percent; empty for no bound. */
  minAgreement: string;
  flags: FlagFilter;
  /** None: all of them. One: it gave either response. Two: they gave the pair. */
  models: readonly string[];
  aggregation: Aggregation;
  tieRule: TieRule;
  margin: MarginKind;
  /** Percent. */
  testShare: string;
  formats: readonly ExportFormat[];
  compression: Compression;
}

export const startingValues = (name: string): FreezeFormValues => ({
  name,
  notes: '',
  parentId: '',
  batchIds: null,
  strengths,
  includeRecorded: true,
  includeGold: false,
  includeChosenUnsafe: false,
  from: '',
  before: '',
  languages: [],
  guidelineVersions: [],
  annotatorIds: [],
  safetyBins: [],
  minVotes: '1',
  minAgreement: '',
  flags: 'all',
  models: [],
  aggregation: 'each',
  tieRule: 'leave_out',
  margin: 'small',
  testShare: '10',
  formats: ['trl'],
  compression: 'none',
});

/** 0.07 * 100 is 7.000000000000001; what was typed as 7 reads as 7 again. */
const percentText = (share: number) => String(Number((share * 100).toFixed(9)));

const midnight = /T00:00:00(?:\.0+)?Z$/u;
/** A moment at midnight (UTC) is shown as its day. */
export const dayText = (instant: string | null) => instant?.replace(midnight, '') ?? '';

/** The settings of an earlier snapshot, as the form shows them: everything but its name, its notes and its parent. */
export function settingsOf(
  snapshot: Pick<
    Snapshot,
    'filter' | 'aggregation' | 'tieRule' | 'margin' | 'testShare' | 'formats' | 'compression'
  >,
): Omit<FreezeFormValues, 'name' | 'notes' | 'parentId'> {
  const { filter } = snapshot;
  return {
    batchIds: filter.batchIds.length === 0 ? null : filter.batchIds,
    strengths: filter.strengths.length === 0 ? strengths : filter.strengths,
    includeRecorded: filter.includeRecorded,
    includeGold: filter.includeGold,
    includeChosenUnsafe: filter.includeChosenUnsafe,
    from: dayText(filter.submittedFrom),
    before: dayText(filter.submittedBefore),
    languages: filter.languages,
    guidelineVersions: filter.guidelineVersions,
    annotatorIds: filter.annotatorIds,
    safetyBins: filter.safetyBins,
    minVotes: String(filter.minVotes),
    minAgreement: filter.minAgreement === null ? '' : percentText(filter.minAgreement),
    flags: filter.flags,
    models: filter.models,
    aggregation: snapshot.aggregation,
    tieRule: snapshot.tieRule,
    margin: snapshot.margin,
    testShare: percentText(snapshot.testShare),
    formats: snapshot.formats,
    compression: snapshot.compression,
  };
}

/** The filters that are seldom set, and so folded away until one is. */
export const rareFilters = [
  'submittedFrom',
  'submittedBefore',
  'languages',
  'guidelineVersions',
  'annotatorIds',
  'minVotes',
  'minAgreement',
  'safetyBins',
  'flags',
  'models',
] as const satisfies readonly (keyof SnapshotFilter)[];

const columns = {
  submittedFrom: ['from'],
  submittedBefore: ['before'],
  languages: ['languages'],
  guidelineVersions: ['guidelineVersions'],
  annotatorIds: ['annotatorIds'],
  minVotes: ['minVotes'],
  minAgreement: ['minAgreement'],
  safetyBins: ['safetyBins'],
  flags: ['flags'],
  models: ['models'],
} as const satisfies Record<(typeof rareFilters)[number], readonly (keyof FreezeFormValues)[]>;

/** How many of the rare filters say something else than at the start. */
export function rareFiltersSet(values: FreezeFormValues): number {
  const start = startingValues('');
  return rareFilters.filter((filter) =>
    columns[filter].some((name) => String(values[name]) !== String(start[name])),
  ).length;
}
