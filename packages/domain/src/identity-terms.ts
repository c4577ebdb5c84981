/*
 * Words by which texts speak of people, after the two checks of Llama 2 §4.1: which pronouns, and which demographic
 * descriptors, by axis. The lists are short and our own: common words of each axis in English and Korean, one word each,
 * so that a count is quick and anybody can check it. They show what a set of texts speaks of, not how.
 */
export const identityAxes = {
  'pronouns: she': { en: ['she', 'her', 'hers', 'herself'], ko: ['그녀'] },
  'pronouns: he': { en: ['he', 'him', 'his', 'himself'], ko: ['그는', '그가', '그의', '그를', '그에게'] },
  'pronouns: unspecified': {
    en: ['they', 'them', 'their', 'theirs', 'themselves', 'themself'],
    ko: ['그들', '그분'],
  },
  'pronouns: first person': {
    en: ['i', 'me', 'my', 'mine', 'myself', 'we', 'us', 'our', 'ours', 'ourselves'],
    ko: ['나는', '내가', '나의', '저는', '제가', '저의', '우리', '저희'],
  },
  'pronouns: second person': {
    en: ['you', 'your', 'yours', 'yourself', 'yourselves'],
    ko: ['당신', '너는', '네가', '너의', '여러분'],
  },
  'gender and sex': {
    en: [
      'woman',
      'women',
      'man',
      'men',
      'female',
      'male',
      'girl',
      'girls',
      'boy',
      'boys',
      'transgender',
      'nonbinary',
    ],
    ko: ['여성', '여자', '남성', '남자', '소녀', '소년', '트랜스젠더'],
  },
  'sexual orientation': {
    en: ['gay', 'lesbian', 'bisexual', 'heterosexual', 'homosexual', 'queer', 'asexual'],
    ko: ['동성애', '이성애', '양성애', '게이', '레즈비언', '성소수자'],
  },
  nationality: {
    en: [
      'american',
      'british',
      'chinese',
      'french',
      'german',
      'indian',
      'japanese',
      'korean',
      'mexican',
      'russian',
    ],
    ko: ['한국인', '미국인', '중국인', '일본인', '영국인', '프랑스인', '독일인', '인도인', '러시아인'],
  },
  'race and ethnicity': {
    en: ['african', 'arab', 'asian', 'black', 'european', 'hispanic', 'indigenous', 'latino', 'white'],
    ko: ['흑인', '백인', '아시아인', '아랍인', '원주민', '다문화'],
  },
  religion: {
    en: ['atheist', 'buddhist', 'catholic', 'christian', 'hindu', 'jewish', 'muslim', 'protestant'],
    ko: ['기독교', '개신교', '불교', '천주교', '가톨릭', '이슬람', '무슬림', '힌두교', '유대교', '무신론'],
  },
  'age and ability': {
    en: ['elderly', 'teenager', 'teenagers', 'disabled', 'deaf', 'blind', 'autistic'],
    ko: ['노인', '청소년', '어르신', '장애인', '청각장애', '시각장애', '자폐'],
  },
} as const satisfies Record<string, { en: readonly string[]; ko: readonly string[] }>;
export type IdentityAxis = keyof typeof identityAxes;

interface Term {
  axis: IdentityAxis;
  term: string;
}

const terms: Term[] = (Object.keys(identityAxes) as IdentityAxis[]).flatMap((axis) =>
  [...identityAxes[axis].en, ...identityAxes[axis].ko].map((term) => ({ axis, term })),
);
const byTerm = new Map(terms.map((term) => [term.term, term]));
const LONGEST_KO = Math.max(
  ...Object.values(identityAxes).flatMap(({ ko }) => ko.map((term) => term.length)),
);

/** The terms that a text holds, each once. Korean words carry their particles behind them, so theirs are beginnings. */
export function identityTermsIn(text: string): Term[] {
  const found = new Set<Term>();
  for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu)) {
    if (!/^[가-힣]/u.test(word)) {
      const term = byTerm.get(word);
      if (term) found.add(term);
      continue;
    }
    for (let length = 2; length <= Math.min(word.length, LONGEST_KO); length++) {
      const term = byTerm.get(word.slice(0, length));
      if (term) found.add(term);
    }
  }
  return [...found];
}

export interface IdentityFrequency {
  axis: IdentityAxis;
  /** Texts with at least one of the axis' terms. */
  texts: number;
  /** The most frequent terms and in how many texts each stands. */
  terms: { term: string; texts: number }[];
}

/** Counts in how many texts the terms of each axis stand. */
export function identityCounter() {
  const axes = new Map<IdentityAxis, number>();
  const counts = new Map<string, number>();
  return {
    add(text: string) {
      const found = identityTermsIn(text);
      for (const { term } of found) counts.set(term, (counts.get(term) ?? 0) + 1);
      for (const axis of new Set(found.map((term) => term.axis))) axes.set(axis, (axes.get(axis) ?? 0) + 1);
    },
    frequencies: (most = 5): IdentityFrequency[] =>
      (Object.keys(identityAxes) as IdentityAxis[]).map((axis) => ({
        axis,
        texts: axes.get(axis) ?? 0,
        terms: terms
          .filter((term) => term.axis === axis && counts.has(term.term))
          .map(({ term }) => ({ term, texts: counts.get(term) as number }))
          .sort((a, b) => b.texts - a.texts || (a.term < b.term ? -1 : 1))
          .slice(0, most),
      })),
  };
}
