/** The words of the field, once. zod enums and Prisma enums derive from or are tested against these tuples. */

export const dimensions = ['helpfulness', 'safety'] as const;
export type Dimension = (typeof dimensions)[number];

/** Strongest first, as in Llama 2 §3.2.1. The last one is shown as "negligibly better / unsure". */
export const strengths = ['significantly_better', 'better', 'slightly_better', 'negligibly_better'] as const;
export type Strength = (typeof strengths)[number];

/** The stored side of a comparison: response_a or response_b, whatever order an annotator saw. */
export const sides = ['a', 'b'] as const;
export type Side = (typeof sides)[number];

/** The place on the screen: `first` is labelled A, `second` is labelled B. */
export const places = ['first', 'second'] as const;
export type Place = (typeof places)[number];

export const safetyLabels = ['safe', 'unsafe'] as const;
export type SafetyLabel = (typeof safetyLabels)[number];

/** Llama 2 §3.2.1: three bins and the excluded fourth. Derived from the two safety labels, never asked. */
export const safetyBins = ['chosen_safe', 'both_safe', 'both_unsafe', 'chosen_unsafe'] as const;
export type SafetyBin = (typeof safetyBins)[number];

export const roles = ['annotator', 'reviewer', 'engineer', 'admin'] as const;
export type Role = (typeof roles)[number];

/** What an API key may be used for. A worker's key can claim runs and nothing else. */
export const scopes = ['annotate', 'read', 'export', 'manage', 'work'] as const;
export type Scope = (typeof scopes)[number];

export const locales = ['en', 'ko'] as const;
export type Locale = (typeof locales)[number];

export const batchStates = ['draft', 'open', 'closed'] as const;
export type BatchState = (typeof batchStates)[number];

/** What a batch is for: the project's work, or the test before it. */
export const batchKinds = ['work', 'qualification'] as const;
export type BatchKind = (typeof batchKinds)[number];

/** `gold` and `qualification` have a known answer; annotators are not told which comparison is gold. */
export const comparisonKinds = ['work', 'gold', 'qualification'] as const;
export type ComparisonKind = (typeof comparisonKinds)[number];

/** How somebody stands with a project's test. `failed`: no try is left. */
export const qualificationStates = [
  'not_asked',
  'not_begun',
  'begun',
  'passed',
  'try_failed',
  'failed',
] as const;
export type QualificationState = (typeof qualificationStates)[number];

export const comparisonStates = ['open', 'done', 'withdrawn'] as const;
export type ComparisonState = (typeof comparisonStates)[number];

export const assignmentStates = [
  'claimed',
  'submitted',
  'skipped',
  'released',
  'expired',
  'imported',
] as const;
export type AssignmentState = (typeof assignmentStates)[number];

export const skipReasons = [
  'too_hard',
  'not_my_field',
  'broken_response',
  'identical_responses',
  'rather_not',
  'no_preference',
  'other',
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** Why somebody shows a comparison to an admin: the reasons to skip one, without having no preference. */
export const flagReasons = [
  'too_hard',
  'not_my_field',
  'broken_response',
  'identical_responses',
  'rather_not',
  'other',
] as const;
export type FlagReason = (typeof flagReasons)[number];

/** What an admin made of a flag: the comparison is judged on, or taken out of the project's work. */
export const flagResolutions = ['kept', 'withdrawn'] as const;
export type FlagResolution = (typeof flagResolutions)[number];

export const guidelineStates = ['draft', 'published'] as const;
export type GuidelineState = (typeof guidelineStates)[number];

export const snapshotStates = ['building', 'ready', 'failed'] as const;
export type SnapshotState = (typeof snapshotStates)[number];

export const splits = ['train', 'test'] as const;
export type Split = (typeof splits)[number];

export const runStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type RunState = (typeof runStates)[number];

/** What a run does with a snapshot: `mix` names other sources that its training data is filled up from. */
export const runSnapshotUses = ['train', 'evaluate', 'mix'] as const;
export type RunSnapshotUse = (typeof runSnapshotUses)[number];

/** Low-rank adapters (arXiv 2106.09685), and the same over a base model in 4 bits (arXiv 2305.14314). */
export const adapterKinds = ['lora', 'qlora'] as const;
export type AdapterKind = (typeof adapterKinds)[number];

/** Where a reward model stands in its project: one of many, the one in use, or put away. */
export const modelStates = ['candidate', 'promoted', 'archived'] as const;
export type ModelState = (typeof modelStates)[number];

export const importFormats = ['preferably', 'anthropic_hh'] as const;
export type ImportFormat = (typeof importFormats)[number];

/**
 * How several judgements of one comparison become rows of a snapshot: each one a row; one row for the side that most
 * preferred; the verdict of a reviewer of the project where there is one, else as the majority; or each one a row that
 * weighs its share, so that every comparison weighs the same.
 */
export const aggregations = ['each', 'majority', 'adjudicated', 'weighted'] as const;
export type Aggregation = (typeof aggregations)[number];

/** What becomes of a comparison whose votes are even: left out, or the side with the greater sum of strengths. */
export const tieRules = ['leave_out', 'stronger'] as const;
export type TieRule = (typeof tieRules)[number];

/** What is written beside the canonical file, which every snapshot has. */
export const exportFormats = [
  'trl',
  'trl_implicit',
  'hh',
  'openrlhf',
  'rewardbench',
  'kto',
  'csv',
  'parquet',
  'huggingface',
] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Of the files that are text. */
export const compressions = ['none', 'gzip'] as const;
export type Compression = (typeof compressions)[number];

/** Whether comparisons that somebody flagged belong to a snapshot. */
export const flagFilters = ['all', 'unflagged', 'flagged'] as const;
export type FlagFilter = (typeof flagFilters)[number];

export const webhookEvents = ['snapshot.ready', 'snapshot.failed'] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** What has become of a webhook's message: still being tried, taken by the receiver, or given up. */
export const deliveryStates = ['waiting', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** A scoring is one request that a worker gives a model's scores to comparisons. Its states are those of a run. */
export const scoringStates = runStates;
export type ScoringState = RunState;

/** Which comparisons: those still in the work, those judged, or both. */
export const scoringScopes = ['open', 'judged', 'all'] as const;
export type ScoringScope = (typeof scoringScopes)[number];

/** What becomes of a comparison where model and humans disagree. */
export const disagreementResolutions = ['humans_right', 'judged_again', 'withdrawn'] as const;
export type DisagreementResolution = (typeof disagreementResolutions)[number];
