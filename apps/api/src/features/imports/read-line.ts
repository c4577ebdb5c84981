import { HhRow, ImportRow } from '@preferably/contracts';
import type { imports } from '@preferably/db';
import {
  type Dimension,
  faultOfDialog,
  type ImportFormat,
  readTranscripts,
  type Strength,
} from '@preferably/domain';
import type { z } from 'zod';
import { knownAnswerIn } from './read-known-answer.ts';

export interface LineRules {
  format: ImportFormat;
  dimension: Dimension;
  judged: boolean;
  /** The recorded judgement is a known answer: every line needs one. */
  known: boolean;
  votesWanted: number;
  /** Stands for the source of lines that name none, in the pseudonyms of recorded raters. */
  name: string;
}

export type LineReading = { ok: true; comparison: imports.NewComparison } | { ok: false; reason: string };

const refuse = (reason: string): LineReading => ({ ok: false, reason });
const words = (error: z.ZodError) =>
  error.issues.map((i) => `${i.path.join('.') || 'the line'}: ${i.message}`).join('; ');

/** Reads one line into a comparison, or says in a sentence what is wrong with it. Never quotes the line. */
export function readLine(text: string, line: number, rules: LineRules): LineReading {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refuse('this is not JSON; each line must be one whole JSON object');
  }
  if (!isStorable(json))
    return refuse('the text holds a NUL or half a character (a lone surrogate); remove it');
  return rules.format === 'anthropic_hh' ? readHh(json, line, rules) : readOwn(json, line, rules);
}

/** JSON can spell characters that no Postgres text holds: \u0000, and surrogates without their other half. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isStorable);
}

function readOwn(json: unknown, line: number, rules: LineRules): LineReading {
  const parsed = ImportRow.safeParse(json);
  if (!parsed.success) return refuse(words(parsed.error));
  const row = parsed.data;
  if (row.domain && row.domain !== rules.dimension) {
    return refuse(`the line is about ${row.domain}, this project collects ${rules.dimension}`);
  }
  const fault = faultOfDialog(row.prompt);
  if (fault) return refuse(`prompt: ${fault.replaceAll('_', ' ')}`);
  if (row.response_a === row.response_b) return refuse('the two responses are identical');
  const known = rules.known ? knownAnswerIn(row, rules.dimension) : null;
  if (known && !known.ok) return refuse(known.reason);
  const judgements = rules.judged ? recordedIn(row, rules.name) : [];
  if (rules.judged && judgements.length === 0) return refuse('no judgement that prefers a side is recorded');
  return {
    ok: true,
    comparison: {
      line,
      prompt: row.prompt,
      responseA: row.response_a,
      responseB: row.response_b,
      models: row.models ?? null,
      lang: row.lang ?? null,
      source: row.source ?? null,
      sourceId: row.id,
      votesWanted: rules.judged ? 1 : (row.votes_wanted ?? rules.votesWanted),
      judgements,
      knownAnswer: known?.answer ?? null,
    },
  };
}

/** The recorded judgements of a line: each rater's, or the one answer of a source that names no raters. A tie is none. */
function recordedIn(row: ImportRow, name: string): imports.RecordedJudgement[] {
  const source = row.source ?? name;
  const strengthOf = (s: unknown) => (typeof s === 'string' ? (s as Strength) : null);
  const safety = row.safety ?? null;
  if (row.annotators && row.annotators.length > 0) {
    return row.annotators.flatMap(({ id, preferred, strength, shown_first }) =>
      preferred === 'tie'
        ? []
        : [
            {
              rater: `${source}:${id}`,
              side: preferred,
              strength: strengthOf(strength),
              safety,
              shownFirst: shown_first ?? null,
            },
          ],
    );
  }
  if (row.preferred === undefined || row.preferred === 'tie') return [];
  return [
    { rater: source, side: row.preferred, strength: strengthOf(row.strength), safety, shownFirst: null },
  ];
}

/** HH's lines say which response was chosen; its place is then drawn by the line, so that position says nothing. */
function readHh(json: unknown, line: number, rules: LineRules): LineReading {
  const parsed = HhRow.safeParse(json);
  if (!parsed.success) return refuse(words(parsed.error));
  const read = readTranscripts(parsed.data.chosen, parsed.data.rejected);
  if (!read.ok) {
    return refuse(
      read.fault === 'not_a_transcript'
        ? 'chosen and rejected must be "\\n\\nHuman: … \\n\\nAssistant: …" transcripts that end with the assistant'
        : 'chosen and rejected must share all turns but the last',
    );
  }
  const fault = faultOfDialog(read.prompt);
  if (fault) return refuse(`dialog: ${fault.replaceAll('_', ' ')}`);
  if (!read.chosen || !read.rejected) return refuse('a response is empty');
  if (read.chosen === read.rejected) return refuse('the two responses are identical');
  const side = line % 2 === 0 ? 'a' : 'b';
  const judgement = { rater: rules.name, side, strength: null, safety: null, shownFirst: null } as const;
  return {
    ok: true,
    comparison: {
      line,
      prompt: read.prompt,
      responseA: side === 'a' ? read.chosen : read.rejected,
      responseB: side === 'a' ? read.rejected : read.chosen,
      models: null,
      lang: null,
      source: rules.name,
      sourceId: `${rules.name}:${line}`,
      votesWanted: rules.judged ? 1 : rules.votesWanted,
      judgements: rules.judged ? [judgement] : [],
      knownAnswer: rules.known ? { side, safety: null } : null,
    },
  };
}
