// Which judgements count wherever humans and a model are held against each other: those that a snapshot would freeze too.

/** A comparison `c` that people judge for the project. */
export const isWork = `c.kind = 'work' and c.state <> 'withdrawn'`;

/** The last revision `p` of each assignment `a`, by people who were not erased. */
export const currentJudgements = `
  assignment a
  join annotator an on an.id = a.annotator_id and an.erased_at is null
  join preference p on p.assignment_id = a.id
   and not exists (select from preference q where q.assignment_id = p.assignment_id and q.revision > p.revision)`;
